//! The lecture's slips, in numbers.

use super::depth::{DepthOutcome, outcomes};
use super::errata;
use super::record::{self, DEPTHS, DepthEntry};
use crate::Result;
use crate::program::{Report, table};
use crate::record::{Anew, Made, StudyRecord, again, keep};
use ma6202::metrics::Average;
use ma6202::notebook::Recipe;
use ma6202::oracle::at_most;
use serde_json::json;

/// Returns how trainings with two and with ten hidden layers ended.
pub fn tell(report: &mut Report, anew: &Anew, made: Made) -> Result<[Vec<DepthOutcome>; 2]> {
    let seed = report.seed();
    report.paragraph("\nThe lecture's slips, in its order: each number as its way gives it and as it should be. torch computes both.");
    let mut results = Vec::new();
    for (number, erratum) in errata().iter().enumerate() {
        let shown = erratum.check(seed, &report.devices())?;
        report.say(format_args!("\n{}. {} ({})", number + 1, erratum.name, erratum.place));
        report.paragraph(format_args!("It says: {}", erratum.says));
        report.paragraph(format_args!("Right: {}", erratum.right));
        // What is easily lost or turned round in a copy is not held against the lecture.
        let [whose, ratio] = match erratum.in_edition {
            true => ["the lecture's", "lecture's / right"],
            false => ["if copied so", "copied / right"],
        };
        let mut rows = table(["", whose, "right", ratio]);
        for ((label, written), meant) in
            erratum.numbers.iter().zip(&shown.written).zip(&shown.meant)
        {
            let ratio = if *meant == 0.0 { "-".into() } else { format!("{:.4}", written / meant) };
            rows.add_row([label.to_string(), size(*written), size(*meant), ratio]);
        }
        report.say(rows);
        report.check_all(shown.checks);
        results.push(json!({
            "name": erratum.name,
            "place": erratum.place,
            "in_edition": erratum.in_edition,
            "says": erratum.says,
            "right": erratum.right,
            "numbers": erratum.numbers,
            "written": shown.written,
            "meant": shown.meant,
        }));
    }
    report.result("errata", results)?;
    depth(report, anew, made)
}

fn size(number: f64) -> String {
    if number == 0.0 || number.abs() >= 1e-3 {
        format!("{number:.10}")
    } else {
        format!("{number:.3e}")
    }
}

/// Trainings of the record that are done again.
const SAMPLE: usize = 2;

/// The trainings, by the record or anew.
fn trainings(report: &mut Report, anew: &Anew, made: Made) -> Result<StudyRecord<DepthEntry>> {
    if anew.all {
        let bar = report.progress_bar("training", DEPTHS.len(), "depths");
        let train = |hidden_layers| {
            let outcomes = outcomes(&made.states(), hidden_layers, Recipe::CORRECTED)?;
            bar.inc(1);
            Ok(DepthEntry { hidden_layers, outcomes })
        };
        let entries = DEPTHS.into_iter().map(train).collect::<Result<Vec<_>>>()?;
        bar.finish_and_clear();
        let record = StudyRecord { made, entries };
        keep(&record, anew.record.as_deref())?;
        return Ok(record);
    }
    let record = record::kept()?;
    let all: Vec<(usize, &DepthOutcome)> = record
        .entries
        .iter()
        .flat_map(|entry| entry.outcomes.iter().map(|outcome| (entry.hidden_layers, outcome)))
        .collect();
    let is_same = |number: usize| {
        let (hidden_layers, outcome) = all[number];
        Ok(outcomes(&[outcome.seed], hidden_layers, Recipe::CORRECTED)?[0] == *outcome)
    };
    again(report, (record::NAME, &record.made), (all.len(), SAMPLE), "trainings", is_same)?;
    Ok(record)
}

/// Ten hidden layers, from many first weights.
fn depth(report: &mut Report, anew: &Anew, made: Made) -> Result<[Vec<DepthOutcome>; 2]> {
    let record = trainings(report, anew, made)?;
    report.paragraph(format_args!(
        "\nTen hidden layers or two, trained for the notebook's 1000 epochs without the other \
         slips, from the first weights of {} random states. Has learned: tells all three growers \
         apart and more than nine training wines of ten; stuck: one answer to all.\n",
        record.made.seeds
    ));
    let outcomes: Vec<_> = record.entries.into_iter().map(|entry| entry.outcomes).collect();
    let Ok([two, ten]) = <[_; 2]>::try_from(outcomes) else { unreachable!("two depths") };
    let count =
        |all: &[DepthOutcome], is: fn(&DepthOutcome) -> bool| all.iter().filter(|o| is(o)).count();
    let mut rows = table(["hidden layers", "have learned", "stuck", "median J"]);
    for (layers, all) in [(2, &two), (10, &ten)] {
        let mut losses: Vec<f64> = all.iter().map(|outcome| outcome.loss).collect();
        let median = Average::Median.of(&mut losses);
        let counts = [DepthOutcome::has_learned, DepthOutcome::is_stuck].map(|is| count(all, is));
        let [learned, stuck] = counts.map(|count| count.to_string());
        rows.add_row([layers.to_string(), learned, stuck, format!("{median:.4}")]);
    }
    report.say(rows);
    let learned = |all: &[DepthOutcome]| count(all, DepthOutcome::has_learned) as f64;
    let what = "ten hidden layers learn no more often than two";
    report.check_all(vec![at_most(what, &[learned(&ten)], &[learned(&two)])?]);
    let told = |all: &[DepthOutcome]| {
        json!({
            "has_learned": count(all, DepthOutcome::has_learned),
            "stuck": count(all, DepthOutcome::is_stuck),
            "losses": all.iter().map(|outcome| outcome.loss).collect::<Vec<_>>(),
        })
    };
    report.result("depth", json!({ "two": told(&two), "ten": told(&ten) }))?;
    Ok([two, ten])
}
