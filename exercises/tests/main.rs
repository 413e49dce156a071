//! What the exercises tell, and what stands beside them.

mod common;

mod activation_study;
mod errata;
mod exercise_1_activations;
mod exercise_2_dag;
mod exercise_3_boxcar;
mod exercise_4_linear;
mod exercise_5_logistic;
mod exercise_6_backpropagation;
mod exercise_7_wine;
mod exercise_8_autograd;
mod loading;
mod number;
mod precision;
mod program;
mod records;
mod scale;
mod spanish;
mod terminal;
