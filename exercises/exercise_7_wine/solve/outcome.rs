//! What a training came to.

use crate::Result;
use crate::language::{Said, words};
use ma6202::metrics::Scores;
use ma6202::notebook::{Data, Run as Training};
use ma6202::wine::CLASSES;
use ma6202_formula::Words;
use serde::Serialize;

/// The two that are compared.
pub const TRAININGS: [(&str, Words); 2] =
    [("literal", words("literal", "literal")), ("corrected", words("corregido", "corrected"))];

/// The losses, and which answers the trained network gives.
#[derive(Debug, Serialize)]
pub struct Outcome {
    pub losses_every_100_epochs: Vec<f64>,
    pub first_100_losses: Vec<f64>,
    pub confusion_train: Vec<Vec<usize>>,
    pub confusion_test: Vec<Vec<usize>>,
}

/// How well the classes are told apart: scikit-learn's report.
#[derive(Debug, Serialize)]
pub struct Report {
    pub training: &'static str,
    pub part: &'static str,
    /// Both, in a sentence.
    pub name: Said,
    pub wines: usize,
    pub mistakes: usize,
    pub accuracy: f64,
    pub classes: Vec<ClassScores>,
}

/// What a class scores.
#[derive(Debug, Serialize)]
pub struct ClassScores {
    pub class: usize,
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
    pub support: usize,
}

impl Outcome {
    pub fn of(data: &Data, training: &Training) -> Result<Outcome> {
        Ok(Outcome {
            losses_every_100_epochs: training.losses_every(100),
            first_100_losses: training.losses[..100].to_vec(),
            confusion_train: data.train.confusion(&training.mlp)?.rows(),
            confusion_test: data.test.confusion(&training.mlp)?.rows(),
        })
    }
}

/// Of the literal training, then of the corrected one; on the training wines, then on the test
/// wines.
pub fn reports(data: &Data, trainings: [&Training; 2]) -> Result<Vec<Report>> {
    let parts = [
        ("train", words("entrenamiento", "training"), &data.train),
        ("test", words("prueba", "test"), &data.test),
    ];
    let mut reports = Vec::new();
    for ((training, name), run) in TRAININGS.into_iter().zip(trainings) {
        for (part, of, wines) in parts {
            let matrix = wines.confusion(&run.mlp)?;
            let counts = matrix.counts();
            let scores = |class| -> Result<ClassScores> {
                let Scores { precision, recall, f1, support } = matrix.scores(class)?;
                Ok(ClassScores { class, precision, recall, f1, support })
            };
            reports.push(Report {
                training,
                part,
                name: Said::new(
                    format!("{}, {}", name.es, of.es),
                    format!("{}, {}", name.en, of.en),
                ),
                wines: counts.sum(),
                mistakes: counts.sum() - counts.trace(),
                accuracy: matrix.accuracy(),
                classes: (0..CLASSES).map(scores).collect::<Result<_>>()?,
            });
        }
    }
    Ok(reports)
}
