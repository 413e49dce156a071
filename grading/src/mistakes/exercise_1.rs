//! Mistakes in exercise 1: variants of ReLU.

use super::{Mistake, mistake};

pub const MISTAKES: &[Mistake] = &[
    mistake!(relu loses ["1.1"],
        "Ese es |a|: ReLU anula lo negativo",
        "This is |a|: ReLU makes what is negative 0",
        f64::abs
    ),
    mistake!(relu_derivative loses ["1.2"],
        "En 0 la derivada de torch es 0, no 1: a > 0, no a ≥ 0",
        "At 0 torch's derivative is 0, not 1: a > 0, not a ≥ 0",
        |a| if a >= 0.0 { 1.0 } else { 0.0 }
    ),
    mistake!(relu_derivative loses ["1.2"],
        "En 0 torch no promedia los dos lados: toma el izquierdo",
        "At 0 torch does not take the mean of both sides, but the left one",
        |a| if a == 0.0 { 0.5 } else { f64::from(a > 0.0) }
    ),
    mistake!(relu_derivative loses ["1.2"],
        "Esa es ReLU, no su derivada",
        "This is ReLU, not its derivative",
        |a| a.max(0.0)
    ),
    mistake!(leaky_relu loses ["1.3"],
        "La pendiente pequeña va a la izquierda de 0",
        "The small slope belongs to the left of 0",
        |a, slope| if a > 0.0 { slope * a } else { a }
    ),
    mistake!(leaky_relu loses ["1.3"],
        "A la izquierda de 0 falta a: slope · a, no slope",
        "To the left of 0 a is missing: slope · a, not slope",
        |a, slope| if a > 0.0 { a } else { slope }
    ),
    mistake!(leaky_relu_derivative loses ["1.4"],
        "En 0 la derivada es la pendiente de la izquierda",
        "At 0 the derivative is the slope on the left",
        |a, slope| if a >= 0.0 { 1.0 } else { slope }
    ),
    mistake!(leaky_relu_derivative loses ["1.4"],
        "A la izquierda la derivada es una constante: slope, no slope · a",
        "On the left the derivative is a constant: slope, not slope · a",
        |a, slope| if a > 0.0 { 1.0 } else { slope * a }
    ),
    mistake!(elu loses ["1.5"],
        "Falta restar 1: α (eᵃ - 1)",
        "1 is not subtracted: α (eᵃ - 1)",
        |a, alpha| if a > 0.0 { a } else { alpha * a.exp() }
    ),
    mistake!(elu loses ["1.5"],
        "Falta α",
        "α is missing",
        |a, _| if a > 0.0 { a } else { a.exp_m1() }
    ),
    mistake!(elu_derivative loses ["1.6"],
        "En 0 la derivada es α, la de la izquierda",
        "At 0 the derivative is α, the one from the left",
        |a, alpha| if a >= 0.0 { 1.0 } else { alpha * a.exp() }
    ),
    mistake!(elu_derivative loses ["1.6"],
        "La derivada de α (eᵃ - 1) es α eᵃ: el -1 desaparece",
        "The derivative of α (eᵃ - 1) is α eᵃ: the -1 goes away",
        |a, alpha| if a > 0.0 { 1.0 } else { alpha * a.exp_m1() }
    ),
    mistake!(softplus loses ["1.7", "1.8"],
        "Logaritmo natural, no decimal",
        "The natural logarithm, not the decimal one",
        |a| (1.0 + a.exp()).log10()
    ),
    mistake!(softplus loses ["1.8"],
        "eᵃ se desborda: ln(1 + eᵃ) = a + ln(1 + e⁻ᵃ)",
        "eᵃ overflows: ln(1 + eᵃ) = a + ln(1 + e⁻ᵃ)",
        |a| (1.0 + a.exp()).ln()
    ),
    mistake!(softplus loses ["1.8"],
        "Muy a la izquierda 1 + eᵃ pierde todos los dígitos de eᵃ: use ln_1p",
        "Far to the left 1 + eᵃ loses all digits of eᵃ: use ln_1p",
        |a| if a > 20.0 { a } else { (1.0 + a.exp()).ln() }
    ),
    mistake!(softplus_derivative loses ["1.9"],
        "El signo del exponente: 1 / (1 + e⁻ᵃ)",
        "The sign of the exponent: 1 / (1 + e⁻ᵃ)",
        |a| 1.0 / (1.0 + a.exp())
    ),
    mistake!(softplus_derivative loses ["1.9"],
        "eᵃ / (1 + eᵃ) es ∞/∞ cuando a es grande",
        "eᵃ / (1 + eᵃ) is ∞/∞ where a is large",
        |a| a.exp() / (1.0 + a.exp())
    ),
    mistake!(silu loses ["1.10"],
        "El signo del exponente en SiLU: a / (1 + e⁻ᵃ)",
        "The sign of SiLU's exponent: a / (1 + e⁻ᵃ)",
        |a| a / (1.0 + a.exp())
    ),
    mistake!(silu loses ["1.10"],
        "Falta el factor a",
        "The factor a is missing",
        |a| 1.0 / (1.0 + (-a).exp())
    ),
    mistake!(silu_derivative loses ["1.11"],
        "Falta un término de la regla del producto: σ(a)",
        "A term of the product rule is missing: σ(a)",
        |a| { let s = 1.0 / (1.0 + (-a).exp()); a * s * (1.0 - s) }
    ),
    mistake!(silu_derivative loses ["1.11"],
        "Falta el término a σ'(a) de la regla del producto",
        "The term a σ'(a) of the product rule is missing",
        |a| 1.0 / (1.0 + (-a).exp())
    ),
    mistake!(gelu loses ["1.12"],
        "Φ(a) usa erf(a/√2), no erf(a)",
        "Φ(a) takes erf(a/√2), not erf(a)",
        |a| 0.5 * a * (1.0 + libm::erf(a))
    ),
    mistake!(gelu loses ["1.12"],
        "La aproximación con tanh no es GELU: difiere en el cuarto decimal",
        "The approximation by tanh is not GELU: it differs in the fourth decimal",
        |a| {
            let u = (2.0 / std::f64::consts::PI).sqrt() * (a + 0.044715 * a.powi(3));
            0.5 * a * (1.0 + u.tanh())
        }
    ),
    mistake!(gelu_derivative loses ["1.13"],
        "Falta el término a φ(a) de la regla del producto",
        "The term a φ(a) of the product rule is missing",
        |a| 0.5 * libm::erfc(-a / std::f64::consts::SQRT_2)
    ),
    mistake!(gelu_derivative loses ["1.13"],
        "La densidad normal se divide por √(2π)",
        "The normal density is divided by √(2π)",
        |a| 0.5 * libm::erfc(-a / std::f64::consts::SQRT_2) + a * (-0.5 * a * a).exp()
    ),
    mistake!(dead loses ["1.14"],
        "Falta el sesgo b",
        "The bias b is missing",
        |x, w, _| (x * w).iter().all(|a| *a <= 0.0)
    ),
    mistake!(dead loses ["1.14"],
        "Una fila muerta no basta: deben serlo todas",
        "One dead row is not enough: all must be",
        |x, w, b| (x * w).iter().any(|a| a + b <= 0.0)
    ),
    mistake!(dead loses ["1.14"],
        "En a = 0 la derivada también es 0",
        "At a = 0 the derivative is 0 too",
        |x, w, b| (x * w).iter().all(|a| a + b < 0.0)
    ),
];
