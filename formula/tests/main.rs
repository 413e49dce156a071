//! One program, so that it is linked once; a file is named as what it asks of every formula.

mod broken;
mod common;
mod declare;
mod derivative;
mod evaluate;
mod mathml;
mod mutation;
mod refuse;
mod round_trip;
mod trees;
mod unicode;
mod words;
mod worked;
