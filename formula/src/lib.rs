//! Formulas that are written once: the LaTeX that a reader sees is what a program evaluates.
//!
//! A formula is read in two stages. First its tree: what stands where. Then what it means with the
//! symbols that are declared: which letters are matrices, over what a sum goes, whether `M(…)` is a
//! product or a call. It is evaluated with any kind of [`Number`], shown on a terminal, in a page
//! or in words, and changed by one thing for [mutation testing](mutation).
//!
//! Nothing is guessed. A command or a letter that is not known, text that is left over, shapes that
//! do not fit, and whatever could be read in two ways is an [`Error`] with its place.
//!
//! ```
//! use ma6202_formula::{Formula, Symbols, Words};
//!
//! let words = |en| Words { es: "…", en };
//! let mut symbols = Symbols::new();
//! symbols
//!     .size("n", 3, words("the number of rows"))?
//!     .size("d", 2, words("the number of weights"))?
//!     .index(&["i"], "n")?
//!     .index(&["j"], "d")?
//!     .matrix(["X", "x"], ["n", "d"], &[1.0, 2.0, 3.0, 0.5, -1.0, 2.5], words("the rows"))?
//!     .vector("t", "n", &[1.0, 0.0, 2.0], words("the targets"))?
//!     .vector("w", "d", &[0.5, -1.0], words("the weights"))?
//!     .define(r"J = \frac{1}{n} \sum_i (w^\top x_i - t_i)^2", words("the mean squared error"))?;
//!
//! let left = Formula::parse(r"\frac{\partial J}{\partial w_j}")?.read(&symbols)?;
//! let line = Formula::parse(r"\Bigl( \frac2n X^\top (X w - t) \Bigr)_j")?;
//! let derivative = left.evaluate::<f64>()?;
//! let right = line.read_like(&symbols, &left)?.evaluate::<f64>()?;
//! for j in 0..2 {
//!     assert!((derivative[(j, 0)] - right[(j, 0)]).abs() < 1e-12);
//! }
//!
//! let wrong = Formula::parse(r"\frac2n \sum_i (X w - t)_i x_{ik}")?;
//! assert_eq!(
//!     wrong.read_like(&symbols, &left).unwrap_err().to_string(),
//!     r"
//! expected a declared symbol, found x_{i k}
//!   \frac2n \sum_i (X w - t)_i x_{ik}
//!                              ^^^^^^"
//!         .trim_start()
//! );
//! # Ok::<(), ma6202_formula::Error>(())
//! ```
//!
//! # What is understood
//!
//! | written | means |
//! |---|---|
//! | `2`, `0.5`, `e`, `\pi` | a number; `e` and `\pi` unless they are declared |
//! | `w`, `\bar g`, `\mathbf{1}_n`, `w^*`, `W^{l+1}` | a symbol; l is a [label](Symbols::label) |
//! | `w_j`, `x_{ij}`, `(X w)_i` | an entry |
//! | `x_i`, `v_k` | a row, a column, both as a column |
//! | `n` | how many of something there are: a [size](Symbols::size) |
//! | `a b`, `a \cdot b`, `X w` | a product, of matrices too |
//! | `a + b`, `1 - y` | a sum; a number goes with every entry, but of a square matrix |
//! | `a / b`, `\frac{a}{b}`, `\tfrac ab` | a quotient by a number |
//! | `x^2`, `2^{-k}`, `x^{1/2}`, `\sqrt{x}`, `e^x` | a power |
//! | `X^\top`, `y \odot t` | a transpose, a product entry by entry, which binds less than `a b` |
//! | x between bars, w between double bars | a modulus, entry by entry; the length of a column |
//! | `f(x)`, `f'(x)`, `f(x)^2` | a declared function, of each entry; its derivative; its square |
//! | `\ln`, `\log_{10}`, `\exp`, `\sin`, `\cos`, `\tanh`, `\Phi` | of each entry; erfc too |
//! | `\max(a, b)`, `\min(0, A)` | of several, entry by entry |
//! | `\operatorname{softmax}(Y)` | of each row, or of a column |
//! | `\operatorname{diag}(y)` | a diagonal matrix |
//! | `\sum_i`, `\sum_{i,j}`, `\sum_{i \ne j}`, `\sum_{k=0}^{K}`, `\max_i` | over indices |
//! | `\sum_{k=0}^{\infty}`, `\sum_{k \ge 1}` | without an end |
//! | `\operatorname{Var}_b(x)`, so E and Cov | each value of b as likely as the others |
//! | `\int_a^b … \, dx`, with `\infty` too | an integral |
//! | `\frac{\partial J}{\partial w_j}`, `\partial y / \partial x`, `\frac{\partial}{\partial x} (…)` | a derivative |
//! | `\frac{\partial^2 J}{\partial w_k \partial w_j}`, `\frac{\partial^2 f}{\partial x^2}` | a second one |
//! | `[i = j]`, `[x \ge 0]`, `[0 < x < 1, y \ne 0]` | 1 if it holds, else 0 |
//! | `\begin{cases} a & a > 0 \\ 0 & \text{else} \end{cases}` | the only case that holds |
//! | `…, \quad r_i = y_i - t_i` | defines r for this formula |
//! | `…, \quad i \ne j` | for which indices it speaks |
//! | `a = b \le c` | a statement: several sides |
//! | `\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}` | a matrix that is written out |
//! | `(X w)_2` | an entry, counted from 1 |
//! | `\dots` | what is left out: it is shown, and has no value |
//!
//! An index that no sum binds is one for which the formula speaks: it has a value for each. What a
//! big operator is over ends at `+` and `-`. A symbol by which something is differentiated may have
//! a formula of its own, as the activation values of a neuron have.
//!
//! # What is not
//!
//! On purpose: `a / b c`, `a / b / c`, `\ln x y`, `\ln x / y`, `2 \frac12`, `|a| b |c|`, `a(x)` of
//! a number a, `\sin^2 x`, `\log x`, `\max_i a_i \cdot b`, `A \odot B \cdot C`, a function of a
//! square matrix or a number beside one, an index that is used after the sum over it. All of them
//! have two readings, and parentheses decide.
//!
//! A derivative is refused where there is none, or none that is known: at a bend of a modulus, a
//! maximum or a length, at the boundary of a case, of an integral over what bends. Those are seen
//! in derivatives that a formula writes; a [`Number`] that carries its own, such as [`Dual64`], has
//! that of one side.
//!
//! A series is added up only if its terms fall like those of a geometric one, within 96 000 of
//! them; that they rise again is seen where their numbers double. An integral is known to nine
//! digits, or it is an error; a peak far from 0 and from all numbers of the text is seen only if it
//! is no narrower than a hundredth of its range.
//!
//! # How to read it
//!
//! In the order in which a formula goes through it; what is shown, and what is changed for tests,
//! stands beside that way.
//!
//! | module | a formula is |
//! |---|---|
//! | `syntax` | a tree: what stands where |
//! | `symbols`, `declare` | about letters, which are declared |
//! | `term`, `meaning` | a term: what each part is the value of |
//! | `evaluate` | a value: numbers, and their derivatives where it asks for them |
//! | `formula`, `value` | all of that, as others use it |
//! | `show` | shown: on a terminal, in a page, in words |
//! | `worked` | shown again, with numbers in place of its letters |
//! | [`mutation`] | changed by one thing |

mod declare;
mod entries;
mod error;
mod evaluate;
mod formula;
mod meaning;
pub mod mutation;
mod number;
mod show;
mod symbols;
mod syntax;
mod term;
mod value;
mod worked;

pub use entries::Entries;
pub use error::{Error, Result};
pub use formula::Formula;
pub use mutation::Mutant;
pub use number::{Dual64, Number, bell, derivative_of_power, derivative_of_tanh};
pub use show::{Breakable, Language};
pub use symbols::{Symbols, Told, Words};
pub use syntax::{Big, Command, Fence, Infix, Kind, Node, Relation, Size};
pub use value::{Meaning, Varying};
pub use worked::{Choice, Numbers, Unshown, Worked};
