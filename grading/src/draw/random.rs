//! Random numbers for inputs.

use std::ops::RangeInclusive;

use rand::RngExt;
use rand::seq::SliceRandom;
use rand_mt::Mt64;

/// A generator of its own for each check: what one draws changes no other.
pub struct Random(Mt64);

impl Random {
    pub fn new(seed: u64, number: &str) -> Random {
        let key = number.bytes().map(u64::from);
        Random(Mt64::new_with_key(std::iter::once(seed).chain(key)))
    }

    /// Uniform, with three decimals.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        let x: f64 = self.0.random_range(low..high);
        (x * 1000.0).round() / 1000.0
    }

    /// Of either sign, up to 2, and not next to 0: nothing hides behind a factor that is none.
    pub fn real(&mut self) -> f64 {
        let x = self.between(0.1, 2.0);
        if self.coin() { x } else { -x }
    }

    pub fn coin(&mut self) -> bool {
        self.0.random()
    }

    pub fn count(&mut self, range: RangeInclusive<usize>) -> usize {
        self.0.random_range(range)
    }

    pub fn vector(&mut self, n: usize) -> Vec<f64> {
        (0..n).map(|_| self.real()).collect()
    }

    /// By its rows.
    pub fn matrix(&mut self, n: usize, d: usize) -> Vec<Vec<f64>> {
        (0..n).map(|_| self.vector(d)).collect()
    }

    pub fn classes(&mut self, n: usize, k: usize) -> Vec<usize> {
        (0..n).map(|_| self.count(0..=k - 1)).collect()
    }

    /// The numbers from 0 to n - 1 in some order.
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..n).collect();
        self.shuffle(&mut numbers);
        numbers
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        list.shuffle(&mut self.0);
    }

    /// Draws until it is found good.
    pub fn until<T>(&mut self, draw: impl Fn(&mut Random) -> T, good: impl Fn(&T) -> bool) -> T {
        loop {
            let drawn = draw(self);
            if good(&drawn) {
                return drawn;
            }
        }
    }
}
