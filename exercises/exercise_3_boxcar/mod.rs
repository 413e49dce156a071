//! Exercise 3: a box from two logistic neurons.
//!
//! The lecture approaches universal approximation by boxes A (H(x - a) - H(x - b)), weighted sums
//! of which come as close to a continuous function as one likes, and asks for a network with one
//! hidden layer of two logistic neurons that makes such a box. Here it is in closed form, with its
//! error derived; then n boxes as one network, with theirs; and the question whether descent would
//! have found the box by itself.

mod answer;
mod descent;
mod errors;
mod figures;
pub mod record;

use crate::Result;
use crate::program::{Exercise, Options, Report, table};
use crate::record::{Anew, Made, check_writable};
use clap::Parser;
use ma6202::boxcar::Boxcar;
use ma6202::oracle::at_most;
use nalgebra::DMatrix;
use serde_json::json;

/// Descents of each search.
const SEEDS: u32 = 100;

/// Exercise 3: two logistic neurons make a box, and boxes make any continuous function.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-3 --from -1 --to 2 --height 3 --steepness 50")]
pub struct Exercise3 {
    #[command(flatten)]
    options: Options,
    /// a, where the box begins
    #[arg(long, value_name = "A", default_value_t = 0.0, allow_hyphen_values = true)]
    from: f64,
    /// b, where it ends
    #[arg(long, value_name = "B", default_value_t = 1.0, allow_hyphen_values = true)]
    to: f64,
    /// A, its height
    #[arg(long, value_name = "A", default_value_t = 1.0, allow_hyphen_values = true)]
    height: f64,
    /// k, how steep the two neurons are
    #[arg(long, value_name = "K", default_value_t = 20.0, allow_hyphen_values = true)]
    steepness: f64,
    #[command(flatten)]
    anew: Anew,
}

impl Exercise for Exercise3 {
    const NUMBER: u32 = 3;

    fn options(&self) -> &Options {
        &self.options
    }

    fn tell(&self, report: &mut Report) -> Result<()> {
        let Exercise3 { from, to, height, steepness, .. } = *self;
        let boxcar = Boxcar::new(from, to, height, steepness)?;
        check_writable(self.anew.record.as_deref())?;
        network(report, &boxcar)?;
        errors::accuracy(report, &boxcar)?;
        let approximations = errors::approximation(report)?;
        let made = Made::now(3, &self.options, self.anew.seeds.unwrap_or(SEEDS));
        let searches = descent::descent(report, &self.anew, made)?;
        answer::say(report, &boxcar, &approximations, &searches);
        report.draw("box", || figures::boxes(&boxcar))?;
        // A logarithmic axis has no place for an error of 0.
        if height != 0.0 {
            report.draw("l1", || figures::l1(&boxcar))?;
        }
        report.draw("functions", figures::functions)?;
        report.draw("rates", || figures::rates(&approximations))?;
        report.draw("search", || figures::search(&searches))
    }
}

/// The network, and its values where they can be said in closed form.
fn network(report: &mut Report, boxcar: &Boxcar) -> Result<()> {
    let mlp = boxcar.mlp();
    let [hidden, output] = mlp.layers() else { unreachable!("a network 1-2-1") };
    report.say(format_args!(
        "A box of height {} on [{}, {}) from two logistic neurons of steepness {}:\n",
        boxcar.height(),
        boxcar.a(),
        boxcar.b(),
        boxcar.steepness()
    ));
    report.say(format_args!("  W1 = ({}, {})", hidden.w[(0, 0)], hidden.w[(0, 1)]));
    report.say(format_args!("  b1 = ({}, {})", hidden.b[0], hidden.b[1]));
    report.say(format_args!("  W2 = ({}, {})", output.w[(0, 0)], output.w[(1, 0)]));
    report.say(format_args!("  b2 = {}\n", output.b[0]));
    let (a, b) = (boxcar.a(), boxcar.b());
    let points = [("a", a), ("(a+b)/2", a + (b - a) / 2.0), ("b", b)];
    let x = DMatrix::from_row_slice(3, 1, &points.map(|(_, x)| x));
    let y = mlp.forward(&x)?.y.swap_remove(1);
    let closed = [boxcar.edge_value(), boxcar.peak(), boxcar.edge_value()];
    let mut rows = table(["x", "box", "network", "closed form"]);
    for (index, (name, x)) in points.into_iter().enumerate() {
        let numbers = [boxcar.value(x), y[index], closed[index]].map(|y| format!("{y:.12}"));
        rows.add_row([name.to_owned()].into_iter().chain(numbers));
        let error = (y[index] - closed[index]).abs();
        report.at_most(format!("y at {name}"), error, boxcar.rounding(x))?;
    }
    report.say(rows);
    let swapped = boxcar.swapped().forward(&x)?.y.swap_remove(1);
    let moved: Vec<f64> = (&swapped - &y).iter().map(|difference| difference.abs()).collect();
    report.check(at_most("the hidden neurons swapped", &moved, &[boxcar.swapping(); 3])?);
    report.result(
        "network",
        json!({ "w1": hidden.w.as_slice(), "b1": hidden.b.as_slice(), "w2": output.w.as_slice(), "b2": output.b[0] }),
    )
}
