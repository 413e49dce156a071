//! n boxes as one network of 2n hidden neurons: how far it is from a function.

use crate::Result;
use crate::language::Said;
use crate::program::Work;
use ma6202::boxcar::derivation::{self, ApproximationAt};
use ma6202::boxcar::{Approximation, Sup, Target, rate};
use ma6202::oracle;
use nalgebra::DMatrix;
use serde::Serialize;
use std::sync::OnceLock;

/// Numbers of boxes.
pub const BOXES: [usize; 9] = [1, 2, 4, 8, 16, 32, 64, 128, 256];
/// Those whose error is followed step by step.
const FOLLOWED: [usize; 3] = [2, 16, 64];
/// How far a measured rate may be from the exponent.
const RATE: f64 = 0.05;

/// The errors of networks with each of those numbers of boxes.
#[derive(Debug, Serialize)]
pub struct FunctionErrors {
    pub function: &'static str,
    /// Its name in words.
    pub name: Said,
    pub boxes: [usize; 9],
    /// sup |f - g|.
    pub measured: Vec<f64>,
    pub bounds: Vec<f64>,
    /// The error falls like n^-rate.
    pub rate: f64,
    /// Hölder's, α.
    pub exponent: f64,
    /// C of ω(t) = C t^α.
    pub constant: f64,
    /// M ≥ sup |f|.
    pub size: f64,
    /// The samples of each cell.
    pub samples: usize,
    /// How many times as many neurons half the error takes, by the exponent.
    pub price: f64,
    /// The numbers of boxes whose errors the rate is of.
    pub fitted: Vec<usize>,
}

/// Each function by each number of boxes, and how far they are apart.
type Measured = Vec<Vec<(Approximation, Sup)>>;

/// Nobody can ask for others, so that they are measured once, however often they are told.
static MEASURED: OnceLock<Measured> = OnceLock::new();

fn measure(run: &Work) -> ma6202::Result<Measured> {
    let bar = run.progress_bar(
        ["midiendo", "measuring"],
        Target::ALL.len() * BOXES.len(),
        ["redes", "networks"],
    );
    let of = |target, boxes| {
        let approximation = Approximation::new(target, boxes)?;
        let sup = approximation.sup()?;
        bar.inc(1);
        Ok((approximation, sup))
    };
    let of = |target| BOXES.iter().map(|&boxes| of(target, boxes)).collect();
    Target::ALL.into_iter().map(of).collect()
}

pub fn solve(run: &mut Work) -> Result<Vec<FunctionErrors>> {
    let measured = match MEASURED.get() {
        Some(measured) => measured,
        None => {
            let measured = measure(run)?;
            MEASURED.get_or_init(|| measured)
        }
    };
    let (mut all, mut within) = (Vec::new(), vec![ApproximationAt::example()?]);
    for (target, measured) in Target::ALL.into_iter().zip(measured) {
        let (name, exponent) = (target.name, target.exponent);
        for (boxes, (approximation, sup)) in BOXES.into_iter().zip(measured) {
            let what = format!("{name} by {boxes} boxes");
            run.at_most(what, sup.at_most, approximation.bound())?;
            if FOLLOWED.contains(&boxes) {
                within.extend((0..=60).map(|step| ApproximationAt {
                    approximation: approximation.clone(),
                    x: target.from + (target.to - target.from) * f64::from(step) / 60.0,
                }));
            }
        }
        let errors: Vec<f64> = measured.iter().map(|(_, sup)| sup.at_least).collect();
        // From 8 on and fourfold each time: the Weierstrass function repeats itself four
        // times smaller.
        let some = |index: &usize| index % 2 == 1 && BOXES[*index] >= 8;
        let (boxes, fell): (Vec<_>, Vec<_>) =
            (0..BOXES.len()).filter(some).map(|index| (BOXES[index], errors[index])).unzip();
        all.push(FunctionErrors {
            function: name,
            name: in_words(name),
            boxes: BOXES,
            measured: errors,
            bounds: measured.iter().map(|(approximation, _)| approximation.bound()).collect(),
            rate: rate(&boxes, &fell)?,
            exponent,
            constant: target.constant,
            size: target.size,
            samples: Approximation::SAMPLES,
            price: libm::exp2(1.0 / exponent),
            fitted: boxes,
        });
    }
    for FunctionErrors { function, rate, exponent, .. } in &all {
        let what = format!("rate of {function}, off its Hölder exponent");
        run.at_most(what, (rate - exponent).abs(), RATE)?;
    }
    let by_torch = |p: &ApproximationAt, device| {
        let x = DMatrix::from_element(1, 1, p.x);
        let y = oracle::output(p.approximation.mlp(), &x, device)?[(0, 0)];
        Ok((y - (p.approximation.target().value)(p.x)).abs())
    };
    run.estimate(&derivation::approximation(), &within, &run.autograd(), by_torch)?;
    Ok(all)
}

/// The name of a function in a table and in a sentence.
fn in_words(name: &str) -> Said {
    match name {
        "sin x" => Said::new("seno", "sine"),
        "|x|" => Said::new("valor absoluto", "absolute value"),
        name => Said::new(name, name),
    }
}
