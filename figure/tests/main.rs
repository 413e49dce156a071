//! The tests of the figures: one program, a file for each kind.

mod description;
mod ends;
mod figure;
mod frames;
mod graph;
mod landscape;
mod picture;
mod strips;
