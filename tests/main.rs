//! Every test of this package but two: `devices` needs a GPU for half of what it does and is in `lane/`,
//! `allocation` counts what the whole process allocates. One program for all, so that it is linked once; a file
//! is named as the module it tests.

#[macro_use]
mod common;

mod activation;
mod activation_accuracy;
mod activation_facts;
mod bootstrap;
mod boxcar;
mod dag;
mod derivation;
mod descent;
mod grading;
mod jacobian;
mod least_squares;
mod linear;
mod logistic;
mod loss;
mod metrics;
mod mlp;
mod multiprecision;
mod oracle;
mod perceptron;
mod principal;
mod recurrence;
mod separation;
mod tape;
mod wine;
