//! The wine network, trained with each activation from many seeds.

use super::answer::ENOUGH;
use super::record;
use super::study::{Comparison, EPOCHS, Measure, Setting, Study, THRESHOLD};
use crate::Result;
use crate::program::{self, Report};
use crate::record::again;
use comfy_table::Table;
use ma6202::activation::Activation;
use ma6202::mlp::init::manual_seed;
use ma6202::notebook::STEPS_PER_EPOCH;
use ma6202::wine::Wine;
use serde_json::json;
use std::iter;

/// Trainings of the record that are done again.
const SAMPLE: usize = 10;

/// The studies of the record, of whose trainings some are done again.
pub fn read(report: &mut Report) -> Result<Vec<Study>> {
    let record = record::kept()?;
    let (studies, seeds, wine) =
        (record::studies(&record)?, record.made.states(), Wine::embedded());
    let all = studies.len() * studies[0].activations.len() * seeds.len();
    let is_same = |number: usize| {
        let (rest, seed) = (number / seeds.len(), number % seeds.len());
        let study = &studies[rest / studies[0].activations.len()];
        let index = rest % studies[0].activations.len();
        let again = study.setting.train(&wine, study.activations[index], seeds[seed])?;
        Ok(again == study.outcomes[index][seed])
    };
    again(report, (record::NAME, &record.made), (all, SAMPLE), "trainings", is_same)?;
    Ok(studies)
}

/// One study for each setting, ReLU first: the others are compared with it.
pub fn train(report: &Report, seeds: &[u32]) -> Result<Vec<Study>> {
    let wine = Wine::embedded();
    let others = Activation::ALL.iter().copied().filter(|&f| f != Activation::Relu);
    let activations: Vec<_> = iter::once(Activation::Relu).chain(others).collect();
    let networks = Setting::ALL.len() * activations.len() * seeds.len();
    let bar = report.progress_bar("training", networks, "networks");
    let studies = Setting::ALL
        .iter()
        .map(|&setting| Study::run(&wine, setting, &activations, seeds, || bar.inc(1)))
        .collect::<ma6202::Result<_>>();
    bar.finish_and_clear();
    Ok(studies?)
}

/// A table for each setting; the comparisons of each, in the same order.
pub fn compare(report: &mut Report, seed: u32, studies: &[Study]) -> Result<Vec<Vec<Comparison>>> {
    report.say(format_args!(
        "\nThe wine network, trained for {EPOCHS} epochs of {STEPS_PER_EPOCH} steps, {} times with each activation. Each time the wines are\n\
         split and the first weights drawn anew, the same for all. Means, of log the median; beside them an\n\
         interval for the average of the differences to ReLU: those of the three tables all hold together with a confidence\n\
         of some 95 %, given {ENOUGH} seeds; * marks those without 0. Epochs: until the loss is below {THRESHOLD:.2}, {EPOCHS} if it never is. Dead: share of units with f' = 0 for all wines.\n\
         log: base 10, before training, -16 if it is less. A training that diverges gets no test wine right.",
        studies[0].outcomes[0].len(),
    ));
    let mut rng = manual_seed(seed);
    let (mut all, mut results) = (Vec::new(), Vec::new());
    for study in studies {
        let comparisons = study.compare(&mut rng, studies.len())?;
        report.say(format_args!("\n{}:\n", study.setting));
        report.say(table(study, &comparisons));
        for comparison in &comparisons {
            let Comparison { activation, measure, average, to_first } = comparison;
            results.push(json!({
                "setting": study.setting.to_string(),
                "activation": activation.to_string(),
                "measure": measure.name(),
                "average": average,
                "to_relu": [to_first.low, to_first.average, to_first.high],
            }));
        }
        all.push(comparisons);
    }
    report.result("study", results)?;
    Ok(all)
}

fn table(study: &Study, comparisons: &[Comparison]) -> Table {
    let titles = Measure::ALL.into_iter().flat_map(|measure| [measure.name(), "less relu's"]);
    let mut rows = program::table(iter::once("").chain(titles));
    for &f in &study.activations {
        let mut row = vec![f.name().to_owned()];
        // By each measure, in their order.
        for comparison in comparisons.iter().filter(|comparison| comparison.activation == f) {
            let Comparison { measure, average, to_first, .. } = comparison;
            let places = measure.decimals();
            row.push(format!("{average:.places$}"));
            row.push(match f {
                Activation::Relu => String::new(),
                _ => format!(
                    "{} {:+.places$} to {:+.places$}",
                    if to_first.excludes(0.0) { "*" } else { "" },
                    to_first.low,
                    to_first.high
                ),
            });
        }
        rows.add_row(row);
    }
    rows
}
