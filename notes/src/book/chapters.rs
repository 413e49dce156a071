//! The exercises, done, told in both languages, and drawn.

use crate::Result;
use clap::Parser;
use ma6202_exercises::exercise_1_activations::Exercise1;
use ma6202_exercises::exercise_2_dag::Exercise2;
use ma6202_exercises::exercise_3_boxcar::Exercise3;
use ma6202_exercises::exercise_4_linear::Exercise4;
use ma6202_exercises::exercise_5_logistic::Exercise5;
use ma6202_exercises::exercise_6_backpropagation::Exercise6;
use ma6202_exercises::exercise_7_wine::Exercise7;
use ma6202_exercises::exercise_8_autograd::Exercise8;
use ma6202_exercises::moving::{Frames, Slider};
use ma6202_exercises::program::{self, Asked, Exercise};
use ma6202_exercises::solved::ToldChain;
use ma6202_figure::Svg;
use ma6202_language::Language;
use rayon::prelude::*;

/// An exercise, done: its checks, and how each language tells it.
#[derive(Debug)]
pub struct Chapter {
    pub number: u32,
    /// The name of its folder.
    pub name: &'static str,
    /// How many comparisons there were, and how many of them hold.
    pub checks: usize,
    pub held: usize,
    pub chains: Vec<ToldChain>,
    /// The chapter in Markdown and its figures, in Spanish and in English.
    pub told: [(String, Vec<Figure>); 2],
}

/// A figure of a chapter, described.
#[derive(Clone, Debug)]
pub struct Figure {
    /// How its files' names begin: "exercise_4_paths.es".
    pub stem: String,
    /// What is printed.
    pub still: Svg,
    /// What it says to who cannot see it.
    pub description: String,
    /// The numbers that it shows, if it is the first frame of one that moves.
    pub says: Option<String>,
    /// How it moves, if that was asked for.
    pub motion: Option<Motion>,
}

/// How a figure moves.
#[derive(Clone, Debug)]
pub struct Motion {
    pub sliders: Vec<Slider>,
    /// All of them, their picture described.
    pub frames: Frames,
}

/// The pages of the chapters, named as the folders of their exercises.
pub const NAMES: [&str; 8] = [
    "exercise_1_activations",
    "exercise_2_dag",
    "exercise_3_boxcar",
    "exercise_4_linear",
    "exercise_5_logistic",
    "exercise_6_backpropagation",
    "exercise_7_wine",
    "exercise_8_autograd",
];

/// Does all exercises. Frames of figures that move are drawn only if `with_motion`.
///
/// # Errors
/// What cannot be done, told or drawn.
pub fn chapters(with_motion: bool) -> Result<Vec<Chapter>> {
    type Do = fn(&'static str, bool) -> Result<Chapter>;
    let all: [Do; NAMES.len()] = [
        chapter::<Exercise1>,
        chapter::<Exercise2>,
        chapter::<Exercise3>,
        chapter::<Exercise4>,
        chapter::<Exercise5>,
        chapter::<Exercise6>,
        chapter::<Exercise7>,
        chapter::<Exercise8>,
    ];
    NAMES.into_par_iter().zip(all).map(|(name, chapter)| chapter(name, with_motion)).collect()
}

fn chapter<E: Exercise>(name: &'static str, with_motion: bool) -> Result<Chapter> {
    let asked = Asked::<E>::parse_from([name]);
    let solved = program::solve(&asked, false)?;
    let told = |language: Language| -> Result<_> {
        let markdown = asked.exercise.chapter().markdown(&solved, language, FIGURES)?;
        let mut figures = Vec::new();
        for picture in program::pictures::<E>(&solved, &markdown, language)? {
            let program::Picture { stem, still, moving, says, text } = picture;
            let motion = match moving.filter(|_| with_motion) {
                None => None,
                Some(moving) => {
                    let frames = moving.all()?;
                    let picture = text.told_by(frames.picture.clone(), &stem, language)?;
                    Some(Motion { sliders: moving.sliders, frames: Frames { picture, ..frames } })
                }
            };
            figures.push(Figure { stem, still, description: text.description, says, motion });
        }
        Ok((markdown, figures))
    };
    let [es, en] = Language::ALL.map(told);
    Ok(Chapter {
        number: E::NUMBER,
        name,
        checks: solved.checks.len(),
        held: solved.checks.iter().filter(|check| check.holds).count(),
        told: [es?, en?],
        chains: solved.chains,
    })
}

/// The folder of a page's figures, beside it.
pub const FIGURES: &str = "figures";
