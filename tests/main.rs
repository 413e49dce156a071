//! Every test of this package but two: `devices` needs a GPU for half of what it does and is in `lane/`,
//! `allocation` counts what the whole process allocates. One program for all, so that it is linked once; a file
//! is named as the module it tests.

#[macro_use]
mod common;

mod activation;
mod activation_accuracy;
mod activation_facts;
mod activation_study;
mod boxcar;
mod dag;
mod derivation;
mod descent;
mod errata;
mod exercise_1_activations;
mod exercise_2_dag;
mod exercise_3_boxcar;
mod exercise_4_linear;
mod exercise_5_logistic;
mod exercise_6_backpropagation;
mod exercise_7_wine;
mod exercise_8_autograd;
mod figure;
mod figure_landscape;
mod figure_strips;
mod grading;
mod graph_figure;
mod jacobian;
mod least_squares;
mod linear;
mod logistic;
mod loss;
mod metrics;
mod mistakes;
mod mlp;
mod multiprecision;
mod oracle;
mod perceptron;
mod principal;
mod program;
mod recurrence;
mod scale;
mod separation;
mod tape;
mod wine;
