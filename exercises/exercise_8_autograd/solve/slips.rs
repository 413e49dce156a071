//! The lecture's slips in numbers, and how trainings with two and with ten hidden layers end.

use super::super::errata::depth::{DepthOutcome, outcomes};
use super::super::errata::record::{self, DEPTHS, DepthEntry};
use super::super::errata::{Erratum, errata};
use crate::program::Work;
use crate::record::{Anew, Made, ReadFrom, StudyRecord, again, keep};
use crate::solved::Results;
use crate::{Result, results};
use ma6202::metrics::Average;
use ma6202::notebook::{EPOCHS, Recipe};
use ma6202::oracle::at_most;

/// Trainings of the record that are done again.
const SAMPLE: usize = 2;

/// Each erratum, computed, by its id.
pub fn solve(run: &mut Work) -> Result<Results> {
    let (seed, devices) = (run.seed(), run.devices());
    let mut slips = Results::default();
    for erratum in errata() {
        let mut shown = erratum.check(seed, &devices)?;
        let apart = shown.checks.pop();
        run.check_all("slips", shown.checks);
        apart.into_iter().for_each(|check| run.check(check));
        let Erratum { id, in_edition, given, .. } = erratum;
        // What the lecture's way gives, and what is right.
        let numbers: Vec<_> = shown.written.iter().zip(&shown.meant).collect();
        slips = slips.with(id, &results! { in_edition, given => given(seed)?, numbers });
    }
    Ok(slips)
}

/// The trainings, by the record or anew.
fn trainings(
    run: &mut Work,
    anew: &Anew,
    made: Made,
) -> Result<(StudyRecord<DepthEntry>, Option<ReadFrom>)> {
    if anew.all {
        let bar =
            run.progress_bar(["entrenando", "training"], DEPTHS.len(), ["profundidades", "depths"]);
        let train = |hidden_layers| {
            let outcomes = outcomes(&made.states(), hidden_layers, Recipe::CORRECTED)?;
            bar.inc(1);
            Ok(DepthEntry { hidden_layers, outcomes })
        };
        let entries = DEPTHS.into_iter().map(train).collect::<Result<Vec<_>>>()?;
        let record = StudyRecord { made, entries };
        keep(&record, anew.record.as_deref())?;
        return Ok((record, None));
    }
    let record = record::kept()?;
    let of_each = |entry: &DepthEntry| {
        let hidden_layers = entry.hidden_layers;
        entry.outcomes.iter().map(move |&outcome| (hidden_layers, outcome)).collect::<Vec<_>>()
    };
    let all: Vec<(usize, DepthOutcome)> = record.entries.iter().flat_map(of_each).collect();
    let is_same = |number: usize| {
        let (hidden_layers, outcome) = all[number];
        Ok(outcomes(&[outcome.seed], hidden_layers, Recipe::CORRECTED)?[0] == outcome)
    };
    let read = again(run, (record::NAME, &record.made), (all.len(), SAMPLE), "trainings", is_same)?;
    Ok((record, Some(read)))
}

/// Ten hidden layers, from many initial weights.
pub fn depth(run: &mut Work, anew: &Anew, made: Made) -> Result<Results> {
    let (StudyRecord { made, entries }, record) = trainings(run, anew, made)?;
    let [two, ten] = &entries[..] else { unreachable!("two depths") };
    let [two, ten] = [two, ten].map(|entry| &*entry.outcomes);
    let learned = |outcomes| count(outcomes, DepthOutcome::has_learned) as f64;
    let what = "ten hidden layers learn no more often than two";
    run.check(at_most(what, &[learned(ten)], &[learned(two)])?);
    let told = results! {
        epochs => EPOCHS, random_states => made.seeds, two => ended(two), ten => ended(ten),
    };
    Ok(match record {
        Some(read) => told.with("record", &read),
        None => told,
    })
}

/// How trainings of networks of one depth ended.
fn ended(outcomes: &[DepthOutcome]) -> Results {
    let losses: Vec<f64> = outcomes.iter().map(|outcome| outcome.loss).collect();
    results! {
        has_learned => count(outcomes, DepthOutcome::has_learned),
        stuck => count(outcomes, DepthOutcome::is_stuck),
        median_loss => Average::Median.of(&mut losses.clone()), losses,
    }
}

fn count(outcomes: &[DepthOutcome], that: fn(&DepthOutcome) -> bool) -> usize {
    outcomes.iter().filter(|outcome| that(outcome)).count()
}
