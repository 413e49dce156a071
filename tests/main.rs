//! Every test of this package but `allocation`, which counts what the whole process allocates. One
//! program for all, so that it is linked once; a file is named as the module it tests, or as what
//! it asks of all of them: `architecture`, `links`, `grading`.
//!
//! Without the feature `torch` there are no referees, and no tests that ask one.

// What only those tests use.
#![cfg_attr(not(feature = "torch"), allow(dead_code, unused_imports))]

#[macro_use]
mod common;

mod activation;
mod activation_accuracy;
mod activation_facts;
mod architecture;
mod bootstrap;
mod boxcar;
mod dag;
#[cfg(feature = "torch")]
mod derivation;
mod descent;
#[cfg(feature = "torch")]
mod documented;
#[cfg(feature = "torch")]
mod every_chain;
#[cfg(feature = "torch")]
mod formulas;
mod grading;
#[cfg(feature = "torch")]
mod jacobian;
mod least_squares;
mod linear;
mod links;
mod logistic;
mod loss;
mod metrics;
mod mlp;
#[cfg(feature = "torch")]
mod multiprecision;
mod neuron;
#[cfg(feature = "torch")]
mod oracle;
mod perceptron;
mod principal;
mod readme;
mod reason;
mod recurrence;
#[cfg(feature = "torch")]
mod separation;
mod tape;
mod wine;
#[cfg(feature = "torch")]
mod worked;
