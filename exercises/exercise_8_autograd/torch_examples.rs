use ma6202::Result;
use ma6202::oracle::{Device, matrix};
use nalgebra::DMatrix;
use tch::Tensor;

/// The components of a tensor that the lecture prints; torch's library in Rust does not show
/// `grad_fn`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Components {
    pub data: f64,
    pub requires_grad: bool,
    pub grad: Option<f64>,
    pub is_leaf: bool,
}

/// The lecture's closing examples as torch runs them on a device.
#[derive(Clone, Debug)]
pub struct Closing {
    pub device: Device,
    /// x = 5, y = 1 and z = x y + 1, of which x requires a gradient.
    pub product: [Components; 3],
    /// The same after `z.backward()`.
    pub product_after: [Components; 3],
    /// ∂x³/∂x at 5: after `z.backward()`, after a second one, and with the upstream gradient 5.
    pub cube: [f64; 3],
    /// x ⊙ y of (2, 4, 8) and (1, 3, 5), then x.grad and y.grad for the upstream gradient
    /// (1, 1, 1), and again for (1, -2, 0.5); (3, 5).
    pub vectors: DMatrix<f64>,
    /// Whether 2 x requires a gradient: as it is, within `no_grad`, and of `x.detach()`.
    pub recorded: [bool; 3],
    /// What torch says when it refuses: `backward()` of a vector, an integer that requires a
    /// gradient, a change in place of a leaf that does.
    pub refusals: [String; 3],
}

/// x, y and the upstream gradients of the vector example.
pub const VECTORS: [[f64; 3]; 4] =
    [[2.0, 4.0, 8.0], [1.0, 3.0, 5.0], [1.0, 1.0, 1.0], [1.0, -2.0, 0.5]];

/// [`Closing::product`] by hand, where x has this gradient; after `backward()` it is 1.
pub fn product_by_hand(x_grad: Option<f64>) -> [Components; 3] {
    let leaf = |data, requires_grad, grad| Components { data, requires_grad, grad, is_leaf: true };
    let z = Components { data: 6.0, requires_grad: true, grad: None, is_leaf: false };
    [leaf(5.0, true, x_grad), leaf(1.0, false, None), z]
}

/// [`Closing::vectors`] by hand, row by row.
pub const VECTORS_BY_HAND: [f64; 15] =
    [2.0, 1.0, 2.0, 1.0, 2.0, 12.0, 3.0, 4.0, -6.0, -8.0, 40.0, 5.0, 8.0, 2.5, 4.0];

/// Runs the examples.
///
/// # Errors
/// A missing device, or torch's own refusal where it should not refuse.
pub fn closing_examples(device: Device) -> Result<Closing> {
    let leaf =
        |value: f64| -> Result<Tensor> { Ok(device.scalar(value)?.f_set_requires_grad(true)?) };
    let (x, y) = (leaf(5.0)?, device.scalar(1.0)?);
    let z = x.f_mul(&y)?.f_add_scalar(1.0)?;
    let product = [&x, &y, &z].map(components);
    z.f_backward()?;
    let product_after = [&x, &y, &z].map(components);

    let x = leaf(5.0)?;
    let mut cube = [0.0; 3];
    for grad in &mut cube[..2] {
        x.f_pow_tensor_scalar(3)?.f_backward()?;
        *grad = number(&x.f_grad()?)?;
    }
    let x = leaf(5.0)?;
    x.f_pow_tensor_scalar(3)?.f_mul_scalar(5.0)?.f_backward()?; // the sum of z v: v seeds the sweep
    cube[2] = number(&x.f_grad()?)?;

    let vector = |values: [f64; 3]| -> Result<Tensor> {
        let column = DMatrix::from_column_slice(3, 1, &values);
        Ok(device.tensor(&column)?.f_reshape([-1])?)
    };
    let mut columns = Vec::new();
    for upstream in &VECTORS[2..] {
        let x = vector(VECTORS[0])?.f_set_requires_grad(true)?;
        let y = vector(VECTORS[1])?.f_set_requires_grad(true)?;
        let z = x.f_mul(&y)?;
        if columns.is_empty() {
            columns.push(matrix(&z)?);
        }
        z.f_mul(&vector(*upstream)?)?.f_sum(None)?.f_backward()?;
        columns.extend([matrix(&x.f_grad()?)?, matrix(&y.f_grad()?)?]);
    }
    let vectors = DMatrix::from_fn(3, 5, |row, column| columns[column][row]);

    let x = leaf(25.0)?;
    let doubled = |x: &Tensor| x.f_mul_scalar(2.0);
    let recorded = [doubled(&x)?, tch::no_grad(|| doubled(&x))?, doubled(&x.f_detach()?)?]
        .map(|y| y.requires_grad());

    let of_a_vector = vector(VECTORS[0])?.f_set_requires_grad(true)?.f_mul_scalar(2.0)?;
    let integer = Tensor::f_from_slice(&[5_i64])?.f_to_device(device.place())?;
    // A tensor from a slice is a view, of which torch says other words than of the lecture's.
    let mut owned = device.scalar(5.0)?.f_zeros_like()?.f_set_requires_grad(true)?;
    let refusals = [
        refusal(of_a_vector.f_backward()),
        refusal(integer.f_set_requires_grad(true).map(drop)),
        refusal(owned.f_add_(&device.scalar(1.0)?).map(drop)),
    ];
    Ok(Closing { device, product, product_after, cube, vectors, recorded, refusals })
}

fn number(tensor: &Tensor) -> Result<f64> {
    Ok(matrix(tensor)?[0])
}

fn components(tensor: &Tensor) -> Components {
    let grad = tensor.is_leaf().then(|| tensor.grad()).filter(Tensor::defined);
    Components {
        data: tensor.double_value(&[]),
        requires_grad: tensor.requires_grad(),
        grad: grad.map(|grad| grad.double_value(&[])),
        is_leaf: tensor.is_leaf(),
    }
}

/// The first line of what torch says; empty if it did not refuse.
fn refusal(outcome: std::result::Result<(), tch::TchError>) -> String {
    outcome.err().map(|error| ma6202::Error::from(error).to_string()).unwrap_or_default()
}
