//! The functions themselves: formulas, facts, and what the referees say of them.

use crate::language::{Said, said, words};
use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::activation::Activation;
use ma6202::activation::derivation;
use ma6202::activation::facts::{Facts, Smoothness};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{check_activation, check_identities};
use ma6202_formula::{Formula, Words};
use rand::RngExt;

/// All of them with their usual parameters, and what can be computed of them. JSON knows no
/// infinity and says null.
pub fn described() -> Result<Vec<Results>> {
    let is_family = |f: &Activation| family().any(|other| other == *f);
    let all = Activation::ALL.iter().map(|&f| {
        let facts = Facts::of(f);
        let (smooth, bend) = smoothness(facts.smoothness);
        let (authors, work) = f.source().split_once(", *").unwrap_or((f.source(), ""));
        let parameter = |(latex, value)| results! { latex, value };
        Ok(results! {
            activation => f.to_string(), name => f.name(), is_family => is_family(&f),
            // On one line, and in Markdown case by case.
            formula => Formula::parse(f.latex())?.unicode_line(), cases => cases(f.latex()),
            parameters => f.symbols().into_iter().map(parameter).collect::<Vec<_>>(),
            // Title and year in Markdown; empty if the source is the lecture.
            source => f.source(), work,
            authors => Said::new(authors.replace(" and ", " y "), authors),
            range => facts.range, lipschitz => facts.lipschitz(), turns => facts.turns,
            smooth, bend => said(bend),
            // Where f' is 0 on a whole interval.
            flat => facts.flat, can_die => facts.can_die(),
            // f' at each kink.
            at_kinks => facts.at_kinks,
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
        Smoothness::Discontinuous => ("f jumps", words("$f$ salta", "$f$ jumps")),
        Smoothness::Continuous => ("f' jumps", words("$f'$ salta", "$f'$ jumps")),
        Smoothness::OnceDifferentiable => ("f'' jumps", words("$f''$ salta", "$f''$ jumps")),
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
