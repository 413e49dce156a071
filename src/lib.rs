//! Answers to the neural-network exercises of MA6202, each derivation checked line by line.
//!
//! Every module answers one question, and they are read in this order. Which of them stands on
//! which is in ARCHITECTURE.md.
//!
//! | module | question |
//! |---|---|
//! | [`activation`] | what does a neuron do with its activation value? |
//! | [`loss`] | how wrong is the output? |
//! | [`mlp`] | how does a network compute, and how does its gradient? |
//! | [`descent`] | how do the parameters move? |
//! | [`neuron`] | what do linear and logistic regression have in common? |
//! | [`linear`] | what is ∇J of a linear regression, and where does descent along it lead? |
//! | [`logistic`] | and of a logistic one? when is there a minimiser, and what does a perceptron do? |
//! | [`dag`] | which architectures are there, and why is none of them a cycle? |
//! | [`derivation`] | why is a formula right? |
//! | [`estimate`] | why is an error no larger? |
//! | [`worked`] | and what does that come to with the numbers of one problem? |
//! | [`number`], [`tape`], [`jacobian`] | what does torch do when told backward? |
//! | [`boxcar`] | can two neurons make a box, and boxes any function? |
//! | [`oracle`] | who says so? numeric differences, the tape, and torch on each device |
//! | [`kernel`] | which loops must be fast? |
//! | [`error`] | what can a caller get wrong? |
//! | [`wine`], [`metrics`], [`principal`] | what are the data, and how good is an answer? |
//! | [`notebook`] | what does the lecture's wine model do, as written and as meant? |
//!
//! # Symbols
//!
//! The lecture's, everywhere. One row is one sample.
//!
//! | symbol | code | shape | meaning |
//! |---|---|---|---|
//! | n, d | `n`, `d` | | rows of a batch, features |
//! | X, t | `x`, `t` | (n, d), (n, k) | inputs, targets |
//! | w_ij | `w[(i, j)]` | (in, out) | weight from neuron i of a layer to neuron j of the next |
//! | b_j | `b` | (out) | bias |
//! | a | `a` | (n, out) | activation value, Y W + 1 bᵀ |
//! | y | `y` | (n, out) | output, f(a); the next layer's input |
//! | J | `loss` | | loss, mean over the n rows |
//! | δ_j | `delta` | (n, out) | ∂J/∂a_j |
//! | λ | `learning_rate` | | step size |
//!
//! # Example
//!
//! ```
//! use ma6202::activation::Activation;
//! use ma6202::mlp::init::Draw;
//! use ma6202::notebook::{Data, Recipe, train, untrained};
//! use ma6202::wine::Wine;
//!
//! let data = Data::prepare(&Wine::embedded(), 6202)?;
//! let start = untrained(6202, 2, Activation::Relu, Draw::Double)?;
//! let run = train(&start, &data.train, Recipe::CORRECTED, 6202, &mut |_| ())?;
//! assert_eq!(data.train.confusion(&run.mlp)?.accuracy(), 1.0);
//! # Ok::<(), ma6202::Error>(())
//! ```

pub mod activation;
pub mod boxcar;
pub mod dag;
pub mod derivation;
pub mod descent;
pub mod error;
pub mod estimate;
pub mod jacobian;
pub mod kernel;
pub mod linear;
pub mod logistic;
pub mod loss;
pub mod metrics;
pub mod mlp;
pub mod neuron;
pub mod notebook;
pub mod number;
#[cfg(feature = "torch")]
pub mod oracle;
pub mod principal;
pub mod reason;
pub mod tape;
pub mod wine;
pub mod worked;

pub use error::{Error, Result};
