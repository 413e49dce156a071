//! The referee of the activation functions, held against another library's values.

use ma6202::oracle::multiprecision::activation;

/// Every row of `tests/golden/activation/golden.txt`, mpmath's, to the last bit.
#[test]
fn agrees_with_mpmath() {
    let mut rows = 0;
    for line in include_str!("golden/activation/golden.txt").lines() {
        let [name, parameters, a, value, derivative] = line.split(' ').collect::<Vec<_>>()[..]
        else {
            panic!("{line}")
        };
        let number = |text: &str| text.parse::<f64>().unwrap_or_else(|_| panic!("{text}: {line}"));
        let parameters: Vec<f64> = match parameters {
            "-" => Vec::new(),
            list => list.split(',').map(number).collect(),
        };
        let ours = activation(name, &parameters, number(a)).expect("a function of the exercise");
        assert_eq!(ours, (number(value), number(derivative)), "{line}");
        rows += 1;
    }
    assert!(rows > 4000, "{rows} rows");
}

#[test]
fn limits_and_nan() {
    assert_eq!(activation("silu", &[], f64::NEG_INFINITY).unwrap(), (0.0, 0.0));
    assert_eq!(activation("silu", &[], f64::MAX).unwrap(), (f64::MAX, 1.0));
    assert_eq!(activation("celu", &[0.5], -1e300).unwrap(), (-0.5, 0.0));
    assert_eq!(activation("selu", &[], f64::INFINITY).unwrap().0, f64::INFINITY);
    let (value, derivative) = activation("mish", &[], f64::NAN).unwrap();
    assert!(value.is_nan() && derivative.is_nan());
}

#[test]
fn unknown_functions_and_wrong_parameters_are_refused() {
    for (name, parameters) in [("swish", &[][..]), ("elu", &[]), ("gelu", &[1.0])] {
        let error = activation(name, parameters, 1.0).unwrap_err().to_string();
        assert!(error.contains(name), "{error}");
    }
}
