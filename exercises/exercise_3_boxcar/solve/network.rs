//! The network, and its values where they can be said in closed form.

use crate::Result;
use crate::program::Work;
use ma6202::boxcar::Boxcar;
use ma6202::oracle::at_most;
use nalgebra::DMatrix;
use serde::Serialize;

/// The box that was asked for, and the network that makes it.
#[derive(Debug, Serialize)]
pub struct AskedBox {
    #[serde(rename = "box")]
    pub shape: BoxShape,
    pub network: NetworkWeights,
    /// At a, in the middle, and at b.
    pub values: Vec<NetworkValue>,
    /// By how much y moves at most when the hidden neurons are swapped.
    pub swapped: f64,
}

#[derive(Debug, Serialize)]
pub struct BoxShape {
    pub a: f64,
    pub b: f64,
    pub height: f64,
    pub steepness: f64,
}

#[derive(Debug, Serialize)]
pub struct NetworkWeights {
    pub w1: Vec<f64>,
    pub b1: Vec<f64>,
    pub w2: Vec<f64>,
    pub b2: f64,
}

/// The network at a point.
#[derive(Debug, Serialize)]
pub struct NetworkValue {
    pub at: &'static str,
    pub x: f64,
    #[serde(rename = "box")]
    pub wanted: f64,
    pub y: f64,
    pub closed_form: f64,
}

pub fn solve(run: &mut Work, boxcar: &Boxcar) -> Result<AskedBox> {
    let mlp = boxcar.mlp();
    let [hidden, output] = mlp.layers() else { unreachable!("a network 1-2-1") };
    let (a, b) = (boxcar.a(), boxcar.b());
    let points = [("a", a), ("(a+b)/2", a + (b - a) / 2.0), ("b", b)];
    let x = DMatrix::from_row_slice(3, 1, &points.map(|(_, x)| x));
    let y = mlp.forward(&x)?.y.swap_remove(1);
    let closed = [boxcar.edge_value(), boxcar.peak(), boxcar.edge_value()];
    let mut values = Vec::new();
    for (((at, x), &y), closed_form) in points.into_iter().zip(&y).zip(closed) {
        run.at_most(format!("y at {at}"), (y - closed_form).abs(), boxcar.rounding(x))?;
        values.push(NetworkValue { at, x, wanted: boxcar.value(x), y, closed_form });
    }
    let swapped = boxcar.swapped().forward(&x)?.y.swap_remove(1);
    let moved: Vec<f64> = (&swapped - &y).iter().map(|difference| difference.abs()).collect();
    run.check(at_most("the hidden neurons swapped", &moved, &[boxcar.swapping(); 3])?);
    let (height, steepness) = (boxcar.height(), boxcar.steepness());
    Ok(AskedBox {
        shape: BoxShape { a, b, height, steepness },
        network: NetworkWeights {
            w1: hidden.w.as_slice().to_vec(),
            b1: hidden.b.as_slice().to_vec(),
            w2: output.w.as_slice().to_vec(),
            b2: output.b[0],
        },
        values,
        swapped: moved.into_iter().fold(0.0, f64::max),
    })
}
