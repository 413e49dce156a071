//! Exercise 4, linear regression by gradient descent: `exercises/exercise_4_linear/mod.rs` states
//! it.
//!
//! Here is what the program tells. The mathematics is in `tests/linear.rs`,
//! `tests/descent.rs` and `tests/least_squares.rs`.

use crate::common::*;
use ma6202::linear::derivation::chains;
use ma6202_exercises::exercise_4_linear::Exercise4;
use ma6202_formula::Language::English;
use rstest::rstest;

program! {
    Exercise4, 4,
    figures ["descent", "errors", "noise", "paths", "rates"],
    options ["--attribute"]
}

// "Find an exact expression for ∇J(w)."

#[test]
fn every_line_is_told_and_checked() {
    // The chains of "=", then those about the distance from the minimiser and about batches.
    let printed = EXERCISE.document()["results"]["derivation"].as_array().unwrap();
    assert_eq!(printed.len(), chains().len() + 2);
    for (number, chain) in chains().iter().enumerate() {
        EXERCISE.assert_tells(number, chain);
    }
    for what in ["∇J, wines", "H, wines"] {
        EXERCISE.assert_checks(what, &["differences", "autograd"]);
    }
    EXERCISE.assert_checks("w of the first 100 steps, wines", &["torch.optim.SGD"]);
}

// "What is λ called? What does it do?"

#[test]
fn lambda_is_held_against_the_theory() {
    let rate = &EXERCISE.document()["results"]["learning_rate"];
    let [largest, smallest] = ["largest", "smallest"].map(|name| number(&rate["hessian"][name]));
    assert!((number(&rate["limit"]) * largest - 2.0).abs() < 1e-14);
    assert!((number(&rate["best"]) * (largest + smallest) - 2.0).abs() < 1e-14);
    let descents = rate["descents"].as_array().unwrap();
    assert_eq!(descents.len(), 8);
    for descent in descents {
        let names = ["share_of_limit", "excess", "learning_rate"];
        let [share, excess, learning_rate] = names.map(|name| number(&descent[name]));
        for (h, factor) in [largest, smallest].iter().zip(numbers(&descent["measured_factors"])) {
            assert!((factor - (1.0 - learning_rate * h)).abs() < 1e-6, "{descent}");
        }
        // J - J* was 0.1645 along L at the start: it is less than that exactly where λ is below its
        // limit.
        assert_eq!(excess < 0.16, share < 0.9999, "{descent}");
        assert_eq!(excess > 0.17, share > 1.0001, "{descent}");
    }
    let endings = &EXERCISE.document()["results"]["endings"];
    assert_eq!([&endings["after"], &endings["diverged_in"]], [21, 1938]);
    let brief = EXERCISE.brief();
    assert!(brief.contains("λ is called the learning rate (tasa de aprendizaje)"), "{brief}");
    assert!(brief.contains(" checks hold.\n"), "{brief}");
    for (line, referee) in (1..=3).zip(["torch.optim.SGD", "bound", "bound"]) {
        EXERCISE.assert_checks(format!("the distance from the minimiser, line {line}"), &[referee]);
    }
    EXERCISE.assert_checks("the limit of descent", &["torch.linalg.lstsq"]);
}

/// The attributes are standardised: H = 2 (1, r; r, 1) with their correlation r. So L and μ are
/// 2 (1 ± r), along (1, ±1), and r is computed here from the wines as published.
#[test]
fn descent_moves_with_lambda_and_steps() {
    let [es, en] = EXERCISE.assert_moves("descent", 9 * 13);
    assert_eq!([es.first, en.first], [2 * 13 + 12; 2]);
    let column = |k: usize| -> Vec<f64> {
        let lines = include_str!("../../data/wine.data").lines();
        lines.map(|line| line.split(',').nth(k).unwrap().parse().unwrap()).collect()
    };
    let [x, y] = [6, 7].map(column).map(|values| {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let deviation = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>().sqrt();
        values.iter().map(|v| (v - mean) / deviation).collect::<Vec<f64>>()
    });
    let r: f64 = x.iter().zip(&y).map(|(x, y)| x * y).sum();
    let h = [2.0 * (1.0 + r), 2.0 * (1.0 - r)];
    // The start is (-0.57, 0.99) from the minimum.
    let c = [0.99 - 0.57, 0.99 + 0.57].map(|sum: f64| sum / 2.0_f64.sqrt());
    let best = h[0] / (h[0] + h[1]);
    let shares = [0.1, 0.25, 0.5, 0.75, best, 0.98, 1.0, 1.03, 1.1];
    for (frame, said) in en.says.iter().enumerate() {
        let (share, step) = (shares[frame / 13], frame % 13);
        let factors = h.map(|h| 1.0 - share * 2.0 / (2.0 * (1.0 + r)) * h);
        let excess: f64 =
            (0..2).map(|k| 0.5 * h[k] * (c[k] * factors[k].powi(step as i32)).powi(2)).sum();
        let told = said.split("J − J* = ").nth(1).and_then(|told| told.split(". ").next());
        let told: f64 = told.expect(said).parse().expect(said);
        assert!((told / excess - 1.0).abs() < 0.006, "{said}: {excess}");
        assert!(said.starts_with(&format!("λ = {share:.2} · 2/L = ")), "{said}");
        assert!(said.contains(&format!(". Step {step}: J = ")), "{said}");
        let steep = format!("{:.2}", factors[0]).replace("-0.00", "0.00").replace('-', "−");
        assert!(said.contains(&format!("1 − λL = {steep} in")), "{said}: {steep}");
        assert!(said.contains(&format!("1 − λμ = {:.2} in", factors[1])), "{said}");
    }
    assert!(es.says[38].starts_with("λ = 0,50 · 2/L = 0,2682. Paso 12: J = "), "{}", es.says[38]);
}

// "Log relative error against certified or exact coefficients."

#[test]
fn certified_digits_are_reached() {
    let certified = EXERCISE.document()["results"]["certified"].as_array().unwrap();
    let names: Vec<&str> = certified.iter().map(|p| p["problem"].as_str().unwrap()).collect();
    let expected = ["Longley", "Wampler 1", "Wampler 2", "Wampler 3", "Wampler 4", "Wampler 5"];
    assert_eq!(names, expected);
    for (problem, asked) in certified.iter().zip([10.0, 9.0, 12.0, 9.0, 8.0, 6.0]) {
        assert!(number(&problem["qr"]) >= asked, "{problem}");
        assert!(number(&problem["refined"]) >= 13.0, "{problem}");
    }
}

// "Mini-batches."

#[test]
fn batches_are_enumerated_sampled_and_descended() {
    for line in 1..=4 {
        let what = format!("the variance of a batch's gradient, line {line}");
        EXERCISE.assert_checks(what, &["enumeration"]);
    }
    for what in [
        "∇J, by the mean over batches of 4 of 9 rows",
        "covariance of 4 of 9 rows",
        "ball of noise, 2 of 6 rows",
    ] {
        EXERCISE.assert_checks(what, &["enumeration"]);
    }
    let balls = EXERCISE.document()["results"]["balls"].as_array().unwrap();
    assert_eq!(balls.len(), 4);
    for ball in balls {
        let names = ["measured", "predicted", "standard_error"];
        let [measured, predicted, error] = names.map(|name| number(&ball[name]));
        assert!((measured - predicted).abs() < 5.0 * error, "{ball}");
        assert!(error < 0.02 * predicted, "{ball}");
    }
    let excess = numbers(&EXERCISE.document()["results"]["decreasing"]["excess"]);
    assert!(excess[excess.len() - 1] < excess[0] / 200.0, "{excess:?}");
}

// "One wine attribute from the others, descent against least squares, train and test error."

#[rstest]
#[case::by_default(0, "Alcohol", "")]
#[case::written_small(12, "Proline", "proline")]
#[case::of_several_words(11, "OD280/OD315 of diluted wines", "OD280/OD315 of diluted wines")]
fn an_attribute_is_predicted(#[case] column: usize, #[case] name: &str, #[case] asked: &str) {
    let document = match asked {
        "" => EXERCISE.document().clone(),
        _ => EXERCISE.run(&["--json", "--attribute", asked]).document(),
    };
    let wines = &document["results"]["wines"];
    assert_eq!(wines["attribute"], name);
    // scikit-learn's, see attribute.py beside it.
    let golden =
        include_str!("../../tests/golden/linear/attribute.txt").lines().nth(column).unwrap();
    let golden: Vec<f64> = golden.split(' ').map(|number| number.parse().unwrap()).collect();
    for way in ["w", "by_descent"] {
        let ours = numbers(&wines[way]);
        assert_eq!(ours.len(), 13);
        for (ours, theirs) in ours.iter().zip(&golden[1..]) {
            assert!((ours - theirs).abs() <= 1e-11 * golden[1].abs(), "{way}: {ours} {theirs}");
        }
    }
    for (name, theirs) in
        ["loss_train", "loss_test", "r2_train", "r2_test"].iter().zip(&golden[14..])
    {
        let ours = number(&wines[name]);
        assert!((ours / theirs - 1.0).abs() < 1e-11, "{name}: {ours} {theirs}");
    }
    for what in [format!("w by descent, {name}"), format!("w in closed form, {name}")] {
        assert_checked(&document, what, &["torch.linalg.lstsq"]);
    }
}

// The text and the options.

/// It decides what is drawn at random. Statistical checks hold for any seed but one in
/// many thousands.
#[rstest]
#[case("6202")]
#[case("0")]
#[case("2026")]
#[case("4294967295")]
fn every_check_holds_for_each_seed(#[case] seed: &str) {
    let arguments = ["--json", "--seed", seed, "--attribute", "Alcohol"];
    let document = EXERCISE.run(&arguments).document();
    EXERCISE.assert_is_of_seed(&document, seed, &["balls", "decreasing", "wines"]);
}

#[test]
fn nonsense_is_refused() {
    let words = ["--attribute", "Sugar", "Alcohol", "Proline"];
    EXERCISE.assert_refuses(&["--attribute", "Sugar"], &words);
}

/// By the name that a chain uses, each before the first chain that does; in both languages.
#[test]
fn letters_are_told_where_they_are_used() {
    let latex = EXERCISE.latex();
    let of = |name: &str| {
        let (before, _) = latex.split_once(&format!("% {name}\n")).expect(name);
        before.rsplit("\n\n").next().expect("a block").lines().collect::<Vec<_>>()
    };
    let expected = [
        "% $n$: el número de filas; the number of rows",
        "% $d$: el número de pesos; the number of weights",
        "% $X$: las filas $x_i$, una por muestra; the rows $x_i$, one per sample",
        "% $t$: los objetivos; the targets",
        "% $w$: los pesos; the weights",
        "% $J$: el error cuadrático medio, $J = \\frac{1}{n} \\sum_i (w^\\top x_i - t_i)^2$; the mean squared error, $J = \\frac{1}{n} \\sum_i (w^\\top x_i - t_i)^2$",
        r"% $[\ldots]$: 1 si se cumple lo que está adentro, y 0 si no; 1 if what is inside holds, else 0",
        "% $i$: de 1 a $n$; from 1 to $n$",
        "% $j$: de 1 a $d$; from 1 to $d$",
        "% $m$: de 1 a $d$; from 1 to $d$",
    ];
    assert_eq!(of("the gradient"), expected);
    // A fixed index; what has been told is not told again.
    assert_eq!(of("the Hessian"), ["% $k$: uno de los pesos; one of the weights"]);
    // Of the reasons alone, and of what is said of those.
    let of_distance = of("the distance from the minimiser");
    assert!(
        of_distance.contains(&r"% $\mu$: el menor $h_k$; the smallest $h_k$"),
        "{of_distance:?}"
    );
    // Of which there are only entries.
    assert!(of_distance.iter().any(|line| line.starts_with("% $h_k$: los valores propios")));
    let of_variance = of("the variance of a batch's gradient");
    assert!(of_variance.contains(&"% $N$: el número de lotes; the number of batches"));
    assert!(of_variance.iter().any(|line| line.starts_with("% $1_i$: 1 si la fila $i$ está")));
}

/// Of a matrix that no formula names, each vector that one does. By hand: with H = (4, 2/3; 2/3,
/// 28/3), h₁ = 9.42 and v₁ = (0.122, 0.993), H v₁ = (1.15, 9.35) = h₁ v₁; and the three batches of
/// two rows have the first row twice.
#[rstest]
#[case::eigenvectors("the step, seen from a minimiser", ["v_{1}", "v_{2}", "V"], "0.122 \\\\ 0.993")]
#[case::rows("the variance of a batch's gradient", ["g_{1}", "g_{3}", "G"], "1 \\\\ 2")]
#[case::batches("the variance of a batch's gradient", ["1_{1}", "1_{3}", "D"], "1 \\\\ 1 \\\\ 0")]
fn an_example_shows_the_vectors_that_are_told(
    #[case] name: &str,
    #[case] names: [&str; 3],
    #[case] expected: &str,
) {
    let (_, worked) = EXERCISE.worked().iter().find(|(chain, _)| chain.name == name).unwrap();
    let [first, last, matrix] = names;
    let value = |name: &str| worked.given.iter().find(|(other, _)| other == name);
    assert!(value(last).is_some() && value(matrix).is_none(), "{:?}", worked.given);
    let (_, first) = value(first).unwrap();
    assert!(first.latex(English).contains(expected), "{}", first.latex(English));
}

/// Who was asked, each once, in words where the name does not tell, and nobody who was not.
#[test]
fn the_table_of_checks_says_what_it_means() {
    let [_, ToldChapter { markdown, .. }] = EXERCISE.chapters();
    let told = "Errors are relative, and f64 are numbers of 64 bits; if a check has a bound of its \
                own, the last column says how much of it is used at most; *differences*: a \
                derivative, from values of the function at nearby points; *tape*: a derivative, \
                operation by operation, of what the code computes; *autograd*: the same by torch, \
                which also gives values that are no derivatives; *bound*: a number must not exceed \
                another; *evaluation*: both sides of each equality or inequality that is given as \
                the reason of a line; *enumeration*: all cases, one by one; *substitution*: a \
                solution, put into its equation, or an example done by hand.\n";
    assert!(markdown.contains(told), "{markdown}");
    let (_, rows) = markdown.split_once("| who | where |").expect("the table");
    let rows = rows.lines().skip(2).take_while(|row| row.starts_with('|'));
    let rows: Vec<Vec<&str>> = rows.map(|row| row.split('|').map(str::trim).collect()).collect();
    let mut places: Vec<[&str; 2]> = rows.iter().map(|row| [row[1], row[2]]).collect();
    places.sort();
    places.dedup();
    assert_eq!(places.len(), rows.len(), "a referee stands there twice: {rows:?}");
    // Numbers, a share of a bound, or both.
    let with = |column: usize| rows.iter().filter(|row| row[column] != "–").count();
    assert!(with(4) == with(5) && with(4) < rows.len() && with(6) < rows.len(), "{rows:?}");
    assert!(with(4) + with(6) > rows.len(), "{rows:?}");
}
