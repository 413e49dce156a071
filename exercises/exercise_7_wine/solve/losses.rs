//! What the two losses pass back to the outputs, and why the literal one has a floor.

use crate::Result;
use crate::program::Work;
use ma6202::derivation::Derivation;
use ma6202::loss::Loss;
use ma6202::mlp::derivation::{Backprop, BackpropVariable, chains, problems};
use ma6202::mlp::init::manual_seed;
use ma6202::notebook::derivation::{LiteralRow, floor};
use ma6202::notebook::{Part, Run as Training};
use ma6202::oracle::criterion;
use nalgebra::{DMatrix, DVector};

/// The chains on random problems; the floor on the wines, as the literal training left them.
pub fn judge(run: &mut Work, train: &Part, literal: &Training) -> Result<()> {
    let (mut rng, referees) = (manual_seed(run.seed()), run.referees());
    for chain in chains().into_iter().filter(is_of_notebook) {
        let problems = problems(&mut rng, chain.variable)?;
        run.derivation(&chain, &problems, &referees)?;
    }
    let y = literal.mlp.forward(&train.x)?.y.pop().expect("a layer at least");
    let row = |r: usize| LiteralRow {
        y: DVector::from_fn(y.ncols(), |k, _| y[(r, k)]),
        class: train.class[r],
    };
    let rows = std::iter::once(LiteralRow::example()).chain((0..y.nrows()).map(row));
    let rows: Vec<LiteralRow> = rows.collect();
    let by_torch = |p: &LiteralRow, device| {
        let t = DMatrix::from_fn(1, p.y.len(), |_, k| if k == p.class { 1.0 } else { 0.0 });
        let y = DMatrix::from_row_slice(1, p.y.len(), p.y.as_slice());
        Ok((-criterion(Loss::SoftmaxThenCrossEntropy, &y, &t, device)?.0).exp())
    };
    run.estimate(&floor(), &rows, &run.autograd(), by_torch)
}

/// Whether it is about the corrected or the literal loss.
fn is_of_notebook(chain: &Derivation<Backprop>) -> bool {
    match chain.variable {
        BackpropVariable::Output(loss) => loss != Loss::MeanSquaredError,
        _ => false,
    }
}
