//! Slips in what the lecture says of `backward`.

use super::Erratum;
use crate::exercise_8_autograd::torch_examples::closing_examples;
use crate::language::words;
use ma6202::Result;
use ma6202::jacobian;
use ma6202::number::Number;
use ma6202::oracle::jacobian_products;
use ma6202::tape::{Expression, Step, Tape};
use nalgebra::DVector;

/// ∂x³/∂x at 5.
pub(super) fn seed() -> Erratum {
    /// x.grad for an upstream gradient.
    fn gradient(upstream: f64) -> Vec<f64> {
        let tape = Tape::new();
        let x = tape.leaf(5.0);
        vec![tape.backward(&[(x.powi(3), upstream)]).of(x)]
    }
    Erratum {
        id: "seed",
        name: words(
            "con qué empieza el backward de un escalar",
            "what a scalar's backward starts with",
        ),
        place: words(
            "autograd, después del ejemplo $z = x^3$",
            "autograd, after the example $z = x^3$",
        ),
        in_edition: true,
        says: words(
            "`z.backward()` pasa `tensor(5.0)`, que es el valor de la hoja, como gradiente \
             externo.",
            "`z.backward()` passes `tensor(5.0)`, which is the leaf's value, as the upstream \
             gradient.",
        ),
        right: words(
            "Pasa $1 = \\partial z / \\partial z$. Con el valor de la hoja, el resultado sería \
             tantas veces mayor que el que imprime el mismo ejemplo.",
            "It passes $1 = \\partial z / \\partial z$. With the leaf's value the result would be \
             that many times what the same example prints.",
        ),
        numbers: vec![words("`x.grad` de $x^3$ en 5", "`x.grad` of $x^3$ at 5")],
        given: |_| Ok(vec![]),
        written: |_| Ok(gradient(5.0)),
        meant: |_| Ok(gradient(1.0)),
        by_torch: |_, device| {
            let [right, _, seeded] = closing_examples(device)?.cube;
            Ok([vec![seeded], vec![right]])
        },
    }
}

/// Jᵀu against J u.
pub(super) fn jacobian() -> Erratum {
    Erratum {
        id: "jacobian",
        name: words("el jacobiano y su traspuesta", "the Jacobian and its transpose"),
        place: words(
            "autograd, la matriz del final, después del ejemplo vectorial",
            "autograd, the closing matrix, after the vector example",
        ),
        in_edition: true,
        says: words(
            "El producto de la matriz jacobiana por un vector se escribe $J v$, y la matriz que \
             se muestra tiene una fila para cada $x$ y una columna para cada $y$.",
            "The product of the Jacobian matrix and a vector is written $J v$, and the matrix \
             that is shown has a row for each $x$ and a column for each $y$.",
        ),
        right: words(
            "El producto que se muestra es el correcto, el que torch calcula; lo que confunde es \
             llamar jacobiano a esa matriz y escribir $J v$. El jacobiano tiene una fila para cada \
             $y$, un resultado, y una columna para cada $x$. La matriz de la clase es su \
             traspuesta, y el producto es $J^\\top v$, que tiene la forma de $x$; $v$ es el \
             gradiente externo. Quien tome la palabra al pie de la letra y calcule $J v$ obtiene \
             otro vector, o ninguno si no hay tantas $y$ como $x$. La columna de la clase es ese \
             $J v$, para $y_1 = x_1 x_2$, $y_2 = x_2 x_3 + x_1$ e $y_3 = x_3^2 x_1$.",
            "The product that is shown is right, the one that torch computes; what misleads is to \
             call that matrix the Jacobian and to write $J v$. The Jacobian has a row for each \
             $y$, a result, and a column for each $x$. The lecture's matrix is its transpose, and \
             the product is $J^\\top v$, of $x$'s shape; $v$ is the upstream gradient. Whoever \
             takes the word literally and computes $J v$ gets another vector, or none if there are \
             more or fewer $y$ than $x$. The lecture's column is that $J v$, for $y_1 = x_1 x_2$, \
             $y_2 = x_2 x_3 + x_1$ and $y_3 = x_3^2 x_1$.",
        ),
        numbers: vec![
            words("componente 1", "component 1"),
            words("componente 2", "component 2"),
            words("componente 3", "component 3"),
        ],
        given: |_| {
            let (_, x, v) = triple()?;
            let named = [(words("$x$", "$x$"), x), (words("$v$", "$v$"), v)];
            Ok(named.map(|(name, values)| (name, values.as_slice().to_vec())).into())
        },
        written: |_| {
            let (f, x, u) = triple()?;
            Ok(jacobian::jv(&f, &x, &u)?.as_slice().to_vec())
        },
        meant: |_| {
            let (f, x, u) = triple()?;
            Ok(jacobian::uj(&f, &x, &u)?.as_slice().to_vec())
        },
        by_torch: |_, device| {
            let (f, x, u) = triple()?;
            let [uj, jv] = jacobian_products(&f, &x, &u, &u, device)?;
            Ok([jv.as_slice().to_vec(), uj.as_slice().to_vec()])
        },
    }
}

/// y = (x₁x₂, x₂x₃ + x₁, x₃²x₁), whose J is not symmetric, a point and an upstream gradient. m = n,
/// so that J v exists as well.
fn triple() -> Result<(Expression, DVector<f64>, DVector<f64>)> {
    let steps = vec![
        Step::Mul(1, 2),   // 3: x₂x₃
        Step::Power(2, 2), // 4: x₃²
        Step::Mul(0, 1),
        Step::Add(3, 0),
        Step::Mul(4, 0),
    ];
    let [x, u] = [[2.0, 4.0, 0.5], [1.0, -2.0, 3.0]].map(|v| DVector::from_column_slice(&v));
    Ok((Expression::new(3, steps, 3)?, x, u))
}
