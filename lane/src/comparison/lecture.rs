//! What the lecture shows, and where it slips.

use ma6202::Result;
use ma6202::descent::{Clearing, Sgd};
use ma6202::oracle::{Check, Device, Referee, compare, slide};
use ma6202_exercises::exercise_8_autograd::errata::errata;
use ma6202_exercises::exercise_8_autograd::torch_examples::{
    VECTORS_BY_HAND, closing_examples, product_by_hand,
};
use nalgebra::{DMatrix, RowVector3};

/// The lecture's closing examples, by hand.
pub fn closing(device: Device) -> Result<Vec<Check>> {
    let closing = closing_examples(device)?;
    assert_eq!(closing.recorded, [true, false, false]);
    assert!(closing.refusals.iter().all(|refusal| refusal.starts_with("torch: ")));
    assert_eq!(closing.product, product_by_hand(None));
    assert_eq!(closing.product_after, product_by_hand(Some(1.0)));
    let by = Referee::Autograd(device);
    let cube = RowVector3::new(75.0, 150.0, 375.0);
    let vectors = DMatrix::from_row_slice(3, 5, &VECTORS_BY_HAND);
    Ok(vec![
        compare("x³", by, &cube, &RowVector3::from(closing.cube))?,
        compare("x ⊙ y", by, &vectors, &closing.vectors)?,
    ])
}

/// Summed gradients are a momentum of 1, by torch alone: w after 20 steps on J = w.
pub fn summed_gradients(device: Device) -> Result<Vec<Check>> {
    let sgd = Sgd { learning_rate: 0.05, momentum: 0.0 };
    let summed = slide(sgd, 20, Clearing::EveryEpoch, device)?;
    let with_momentum = slide(Sgd { momentum: 1.0, ..sgd }, 20, Clearing::EveryStep, device)?;
    let each = slide(sgd, 20, Clearing::EveryStep, device)?;
    let found = RowVector3::new(summed, with_momentum, each);
    let by_hand = RowVector3::new(-10.5, -10.5, -1.0);
    Ok(vec![compare("w", Referee::Descent(device), &by_hand, &found)?])
}

pub fn slips(device: Device) -> Result<Vec<Check>> {
    let shown = errata().into_iter().map(|erratum| Ok(erratum.check(6202, &[device])?.checks));
    Ok(shown.collect::<Result<Vec<_>>>()?.concat())
}
