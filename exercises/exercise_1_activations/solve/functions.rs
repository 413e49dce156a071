//! The functions themselves: formulas, facts, and what the referees say of them.

use crate::Result;
use crate::language::{Said, words};
use crate::program::Work;
use ma6202::activation::Activation;
use ma6202::activation::derivation;
use ma6202::activation::facts::{Facts, Smoothness};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{check_activation, check_identities};
use ma6202_formula::{Formula, Words};
use rand::RngExt;
use serde::Serialize;

/// An activation with its usual parameters, and what computing finds of it. JSON knows no infinity
/// and says null.
#[derive(Debug, Serialize)]
pub struct Described {
    pub activation: String,
    pub name: &'static str,
    /// Whether it is ReLU or one of its variants.
    pub is_family: bool,
    /// On one line.
    pub formula: String,
    /// The same in Markdown, case by case.
    pub cases: Said,
    pub parameters: Vec<Parameter>,
    pub source: &'static str,
    pub authors: Said,
    /// Title and year, in Markdown; empty if the source is the lecture.
    pub work: &'static str,
    pub range: (f64, f64),
    pub lipschitz: f64,
    pub smooth: &'static str,
    /// The same, for a table.
    pub bend: Said,
    pub turns: Vec<f64>,
    /// Where f' is 0 on a whole interval.
    pub flat: Vec<(f64, f64)>,
    pub can_die: bool,
    /// f' at each kink.
    pub at_kinks: Vec<(f64, f64)>,
}

#[derive(Debug, Serialize)]
pub struct Parameter {
    pub latex: &'static str,
    pub value: f64,
}

/// All of them.
pub fn described() -> Result<Vec<Described>> {
    let is_family = |f: &Activation| family().any(|other| other == *f);
    let all = Activation::ALL.iter().map(|&f| {
        let facts = Facts::of(f);
        let (smooth, bend) = smoothness(facts.smoothness);
        let (authors, work) = f.source().split_once(", *").unwrap_or((f.source(), ""));
        let parameters = f.symbols().into_iter();
        Ok(Described {
            activation: f.to_string(),
            name: f.name(),
            is_family: is_family(&f),
            formula: Formula::parse(f.latex())?.unicode_line(),
            cases: cases(f.latex()),
            parameters: parameters.map(|(latex, value)| Parameter { latex, value }).collect(),
            source: f.source(),
            authors: Said::new(authors.replace(" and ", " y "), authors),
            work,
            range: facts.range,
            lipschitz: facts.lipschitz(),
            smooth,
            bend: bend.into(),
            can_die: facts.can_die(),
            turns: facts.turns,
            flat: facts.flat,
            at_kinks: facts.at_kinks,
        })
    });
    all.collect()
}

/// ReLU and its variants.
pub fn family() -> impl Iterator<Item = Activation> {
    Activation::ALL.iter().copied().skip_while(|&f| f != Activation::Relu)
}

/// The name that results have, and a short one in words.
fn smoothness(smoothness: Smoothness) -> (&'static str, Words) {
    match smoothness {
        Smoothness::Discontinuous => ("f jumps", words("f salta", "f jumps")),
        Smoothness::Continuous => ("f' jumps", words("f′ salta", "f′ jumps")),
        Smoothness::OnceDifferentiable => ("f'' jumps", words("f″ salta", "f″ jumps")),
        Smoothness::Smooth => ("everywhere", words("suave", "smooth")),
    }
}

/// A formula in Markdown; of several cases, each with its condition.
fn cases(latex: &str) -> Said {
    let inside =
        latex.strip_prefix(r"\begin{cases} ").and_then(|s| s.strip_suffix(r" \end{cases}"));
    let Some(inside) = inside else { return Said::new(format!("${latex}$"), format!("${latex}$")) };
    let told = |word: &str| {
        let cases = inside.split(r" \\ ").map(|case| match case.split_once(" & ") {
            Some((value, condition)) => format!("${value}$ {word} ${condition}$"),
            None => format!("${case}$"),
        });
        cases.collect::<Vec<_>>().join("; ")
    };
    Said::new(told("si"), told("if"))
}

/// What ties the lecture's sigmoids together; and each function and its derivative by the referees;
/// on random points.
pub fn judge(run: &mut Work) -> Result<()> {
    let mut rng = manual_seed(run.seed());
    let points: Vec<f64> = (0..200).map(|_| rng.random_range(-8.0..8.0)).collect();
    for device in run.devices() {
        run.check_all("identities", check_identities(&points, device)?);
    }
    let referees = run.referees();
    for &f in Activation::ALL {
        run.check_all("functions", check_activation(f, &points, &referees)?);
    }
    Ok(())
}

/// f' of each activation, from its definition to the code.
pub fn derive(run: &mut Work) -> Result<()> {
    let (mut rng, referees) = (manual_seed(run.seed()), run.referees());
    for &f in Activation::ALL {
        let problems = derivation::problems(&mut rng, f)?;
        run.derivation(&derivation::chain(f), &problems, &referees)?;
    }
    Ok(())
}
