//! Values of the activations by another library: `golden/activation/README.md`.

/// A row of `golden/activation/golden.txt`.
pub struct Row {
    /// As written, for a failure to show.
    pub line: &'static str,
    /// Of the activation.
    pub name: &'static str,
    pub parameters: Vec<f64>,
    pub a: f64,
    /// f(a) and f'(a), rounded to the nearest `f64`.
    pub right: (f64, f64),
}

/// All of them.
pub fn rows() -> impl Iterator<Item = Row> {
    include_str!("../golden/activation/golden.txt").lines().map(|line| {
        let number = |text: &str| text.parse::<f64>().unwrap_or_else(|_| panic!("{text}: {line}"));
        let [name, parameters, a, value, derivative] = line.split(' ').collect::<Vec<_>>()[..]
        else {
            panic!("{line}")
        };
        let parameters = match parameters {
            "-" => Vec::new(),
            list => list.split(',').map(number).collect(),
        };
        Row { line, name, parameters, a: number(a), right: (number(value), number(derivative)) }
    })
}
