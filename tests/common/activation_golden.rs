//! Values of the activations by another library: `golden/activation/README.md`.

use super::numbers;
use ma6202::activation::Activation;

/// A row of `golden/activation/golden.txt`.
pub struct Row {
    /// As written, for a failure to show.
    pub line: &'static str,
    pub f: Activation,
    pub a: f64,
    /// f(a) and f'(a), rounded to the nearest `f64`.
    pub right: (f64, f64),
}

/// All of them.
pub fn rows() -> impl Iterator<Item = Row> {
    include_str!("../golden/activation/golden.txt").lines().map(|line| {
        let [name, parameters, rest] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let [a, value, derivative] = numbers(rest)[..] else { panic!("{line}") };
        let f = if parameters == "-" { name.to_owned() } else { format!("{name}:{parameters}") };
        Row { line, f: f.parse().expect(line), a, right: (value, derivative) }
    })
}
