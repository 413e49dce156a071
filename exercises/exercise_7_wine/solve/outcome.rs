//! What a training came to.

use crate::language::{Said, words};
use crate::solved::Results;
use crate::{Result, results};
use ma6202::metrics::Scores;
use ma6202::notebook::{Data, Run as Training};
use ma6202::wine::CLASSES;
use ma6202_formula::Words;
use serde::Serialize;

/// The two that are compared.
pub const TRAININGS: [(&str, Words); 2] =
    [("literal", words("literal", "literal")), ("corrected", words("corregido", "corrected"))];

/// What a trained network answers to the training or to the test wines, and what figures show of
/// it.
#[derive(Debug, Serialize)]
pub struct Report {
    /// How well the classes are told apart: scikit-learn's report.
    #[serde(flatten)]
    told: Results,
    /// Which training and which wines, in a sentence.
    #[serde(skip)]
    pub name: Said,
    /// The confusion matrix.
    #[serde(skip)]
    pub counts: Vec<Vec<usize>>,
}

/// The losses of a training, and which answers the network gives.
pub fn outcome(training: &Training, [train, test]: [&Report; 2]) -> Results {
    results! {
        losses_every_100_epochs => training.losses_every(100),
        first_100_losses => training.losses[..100],
        confusion_train => train.counts, confusion_test => test.counts,
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
    for ((training, said), run) in TRAININGS.into_iter().zip(trainings) {
        for (part, of, wines) in parts {
            let matrix = wines.confusion(&run.mlp)?;
            let counts = matrix.counts();
            let scores = |class| {
                let Scores { precision, recall, f1, support } = matrix.scores(class)?;
                Ok(results! { class, precision, recall, f1, support })
            };
            let [es, en] =
                [(said.es, of.es), (said.en, of.en)].map(|(one, two)| format!("{one}, {two}"));
            let name = Said::new(es, en);
            let told = results! {
                training, part, name,
                wines => counts.sum(), mistakes => counts.sum() - counts.trace(),
                accuracy => matrix.accuracy(),
                classes => (0..CLASSES).map(scores).collect::<Result<Vec<_>>>()?,
            };
            reports.push(Report { told, name, counts: matrix.rows() });
        }
    }
    Ok(reports)
}
