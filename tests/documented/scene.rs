//! Letters, told in a line each.

use crate::common::{Matrix, Vector};
use ma6202_formula::{Result, Symbols, Words};

/// What letters are in one situation.
pub struct Scene(Symbols);

/// Nobody reads a legend here.
const WORDS: Words = Words { es: "", en: "" };

impl Scene {
    pub fn new() -> Scene {
        Scene(Symbols::new())
    }

    /// With the letters that a chain has.
    pub fn of(symbols: Result<Symbols>) -> Scene {
        Scene(symbols.unwrap())
    }

    /// The rows of X, i one of them, j one of their numbers.
    pub fn rows(x: &Matrix) -> Scene {
        Scene::new().size("n", x.nrows(), "i").size("m", x.ncols(), "j").matrix(
            ["X", "x"],
            ["n", "m"],
            x,
        )
    }

    pub fn end(self) -> Symbols {
        self.0
    }

    #[track_caller]
    fn declare(mut self, f: impl FnOnce(&mut Symbols) -> Result<&mut Symbols>) -> Scene {
        f(&mut self.0).unwrap();
        self
    }

    pub fn number(self, name: &str, value: f64) -> Scene {
        self.declare(|s| s.number(name, value, WORDS))
    }

    pub fn numbers<const N: usize>(self, numbers: [(&str, f64); N]) -> Scene {
        numbers.into_iter().fold(self, |scene, (name, value)| scene.number(name, value))
    }

    /// A size and the index that goes over it.
    pub fn size(self, name: &str, value: usize, index: &str) -> Scene {
        self.declare(|s| s.size(name, value, WORDS)?.index(&[index], name))
    }

    pub fn index(self, index: &str, size: &str) -> Scene {
        self.declare(|s| s.index(&[index], size))
    }

    pub fn fixed_index(self, index: &str, size: &str, value: usize) -> Scene {
        self.declare(|s| s.fixed_index(index, size, value))
    }

    pub fn vector(self, name: &str, size: &str, values: &Vector) -> Scene {
        self.declare(|s| s.vector(name, size, values.as_slice(), WORDS))
    }

    pub fn matrix(self, names: [&str; 2], sizes: [&str; 2], values: &Matrix) -> Scene {
        self.declare(|s| s.matrix(names, sizes, values.as_slice(), WORDS))
    }

    pub fn function(self, name: &str, f: impl Fn(f64) -> f64 + Send + Sync + 'static) -> Scene {
        self.declare(|s| s.function(name, f, WORDS))
    }

    pub fn define(self, text: &str) -> Scene {
        self.declare(|s| s.define(text, WORDS))
    }

    pub fn sigma(self) -> Scene {
        self.define(r"\sigma(z) = \frac{1}{1 + e^{-z}}")
    }
}
