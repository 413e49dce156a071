//! The error of n boxes.

use super::declare_neuron;
use crate::Result;
use crate::boxcar::approximation::OMEGA;
use crate::boxcar::{Approximation, Target};
use crate::estimate::{Estimate, Subject, at_most, equal};
use crate::reason::{no_words, words};
use ma6202_formula::Symbols;

/// n boxes and a point of the interval.
#[derive(Clone, Debug)]
pub struct ApproximationAt {
    pub approximation: Approximation,
    pub x: f64,
}

/// |f(x) - g(x)| with g the n boxes, φ_i the i-th of height 1, d the distance of x from its cell's left end.
pub fn approximation() -> Estimate<ApproximationAt> {
    Estimate {
        name: "the error of n boxes",
        title: words("el error de n cajones", "the error of n boxes"),
        left: r"|f(x) - g(x)|",
        rounding: |p| p.approximation.rounding(),
        lines: vec![
            equal(
                r"\Bigl| \sum_i \varphi_i(x) (f(x) - f(m_i)) + \Bigl( 1 - \sum_i \varphi_i(x) \Bigr) f(x) \Bigr|",
                no_words(r"$g(x) = \sum_i \varphi_i(x) f(m_i)$"),
            ),
            at_most(
                r"\sum_i \varphi_i(x) \, \omega(|x - m_i|) + M \Bigl( 1 - \sum_i \varphi_i(x) \Bigr)",
                words(
                    r"$0 \le \varphi_i(x)$, $\sum_i \varphi_i(x) \le 1$, $|f(x) - f(m_i)| \le \omega(|x - m_i|)$ por el módulo de continuidad, $|f(x)| \le M$",
                    r"$0 \le \varphi_i(x)$, $\sum_i \varphi_i(x) \le 1$, $|f(x) - f(m_i)| \le \omega(|x - m_i|)$ by the modulus of continuity, $|f(x)| \le M$",
                ),
            ),
            at_most(
                r"\omega(\tfrac h2) + \omega(d) r(d) + \omega(h-d) r(h-d) + \omega(h) \sum_{l \ge 1} (r(d+lh) + r(h-d+lh)) + M (r(h+x-p) + r(h+q-x))",
                words(
                    r"todos los cajones a la izquierda de un borde a distancia $d$ pesan juntos a lo más $r(d)$, pues su suma es telescópica, y los que están a la derecha de uno, también; $\omega(h+d) \le \omega(h) + \omega(d)$, borde por borde",
                    r"all boxes left of an edge at distance $d$ weigh at most $r(d)$ together, since their sum telescopes, and so do those right of one; $\omega(h+d) \le \omega(h) + \omega(d)$, edge by edge",
                ),
            ),
            at_most(
                r"\omega(\tfrac h2) + \omega(\delta) r(\delta) + \omega(h) \Bigl( e^{-kh/2} + \frac{2}{e^{kh} - 1} \Bigr) + 2 M e^{-kh}",
                words(
                    r"con $\delta = \min(d, h-d)$, la otra distancia es al menos $h/2$; $r(h) \le e^{-kh}$, una serie geométrica",
                    r"with $\delta = \min(d, h-d)$, the other distance is at least $h/2$; $r(h) \le e^{-kh}$, a geometric series",
                ),
            ),
            at_most(
                r"\omega(\tfrac h2) + \Omega \, \omega(\tfrac 1k) + \omega(h) \Bigl( e^{-kh/2} + \frac{2}{e^{kh} - 1} \Bigr) + 2 M e^{-kh} + R",
                words(
                    r"$\omega(\delta) \le (1 + k \delta) \, \omega(1/k)$, y $\frac{1 + k \delta}{1 + e^{k \delta}} \le \Omega$ con $\Omega e^\Omega = 1$; el código, con lo que puede sumar el redondeo",
                    r"$\omega(\delta) \le (1 + k \delta) \, \omega(1/k)$, and $\frac{1 + k \delta}{1 + e^{k \delta}} \le \Omega$ with $\Omega e^\Omega = 1$; the code, with what rounding may add",
                ),
            )
            .by(|p| p.approximation.bound()),
        ],
    }
}

impl ApproximationAt {
    /// The one that is shown with numbers: |x| by two boxes.
    ///
    /// # Errors
    /// None but a broken invariant of [`Approximation::new`].
    pub fn example() -> Result<ApproximationAt> {
        Ok(ApproximationAt { approximation: Approximation::new(Target::KINK, 2)?, x: 0.2 })
    }
}

impl Subject for ApproximationAt {
    fn symbols(&self) -> ma6202_formula::Result<Symbols> {
        let (boxes, target) = (self.approximation.boxes(), *self.approximation.target());
        let (h, p) = (self.approximation.cell(), target.from);
        let along = self.x - p;
        let cell = (along / h).floor().clamp(0.0, (boxes - 1) as f64);
        let each = |place: &dyn Fn(f64) -> f64| -> Vec<f64> {
            (0..boxes).map(|i| p + place(i as f64) * h).collect()
        };
        let last = boxes as f64 - 1.0;
        let mut s = Symbols::new();
        declare_neuron(self.approximation.steepness(), &mut s)?;
        let function = words("la función", "the function");
        match target.formula {
            Some(latex) => s.define(&format!("f(z) = {latex}"), function)?,
            None => s.function("f", target.value, function)?,
        };
        s.size("n", boxes, words("el número de cajones", "the number of boxes"))?
            .index(&["i"], "n")?
            .number("x", self.x, words("un punto", "a point"))?
            .number("p", p, words("donde empieza el intervalo", "where the interval begins"))?
            .number("q", target.to, words("donde termina", "where it ends"))?
            .number("h", h, words("el ancho de una celda", "the width of a cell"))?
            .number(
                "d",
                (along - cell * h).clamp(0.0, h),
                words(
                    "la distancia de $x$ al extremo izquierdo de su celda",
                    "the distance of $x$ from the left end of its cell",
                ),
            )?
            .number("M", target.size, words("una cota de $|f(x)|$", "a bound on $|f(x)|$"))?
            .number(
                "C",
                target.constant,
                words("la constante de $\\omega$", "the constant of $\\omega$"),
            )?
            .number(r"\alpha", target.exponent, words("su exponente", "its exponent"))?
            .define(
                r"\omega(t) = C t^\alpha",
                words(
                    "una cota del módulo de continuidad de $f$",
                    "a bound on the modulus of continuity of $f$",
                ),
            )?
            .vector(
                "m",
                "n",
                &each(&|i| i + 0.5),
                words("los centros de las celdas", "the middles of the cells"),
            )?
            .vector(
                "u",
                "n",
                &each(&|i| if i == 0.0 { -1.0 } else { i }),
                words("donde empiezan los cajones", "where the boxes begin"),
            )?
            .vector(
                "v",
                "n",
                &each(&|i| if i == last { i + 2.0 } else { i + 1.0 }),
                words("donde terminan", "where they end"),
            )?
            .define_shown(
                r"\varphi_i(x) = \sigma(k(x - u_i)) - \sigma(k(x - v_i))",
                words("la red del cajón $i$, de altura 1", "the network of box $i$, of height 1"),
            )?
            .define(
                r"g(x) = \sum_i \varphi_i(x) f(m_i)",
                words("la red de $n$ cajones", "the network of $n$ boxes"),
            )?
            .define(
                r"r(t) = \frac{1}{1 + e^{kt}}",
                words(
                    "cuánto se aleja una neurona de su escalón a una distancia $t$ del centro",
                    "how far a neuron is from its step at a distance $t$ from the centre",
                ),
            )?
            .define(
                r"\delta = \min(d, h-d)",
                words(
                    "la distancia de $x$ al extremo más cercano de su celda",
                    "the distance of $x$ from the nearer end of its cell",
                ),
            )?
            .number(
                r"\Omega",
                OMEGA,
                words(
                    r"el número con $\Omega e^\Omega = 1$",
                    r"the number with $\Omega e^\Omega = 1$",
                ),
            )?
            .number(
                "R",
                self.approximation.rounding(),
                words("lo que puede sumar el redondeo", "what rounding may add"),
            )?;
        Ok(s)
    }
}
