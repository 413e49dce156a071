//! The lecture's slips in numbers, and how trainings with two and with ten hidden layers end.

use super::super::errata::depth::{DepthOutcome, outcomes};
use super::super::errata::record::{self, DEPTHS, DepthEntry};
use super::super::errata::{Erratum, errata};
use crate::Result;
use crate::language::{Said, words};
use crate::program::Work;
use crate::record::{Anew, Made, ReadFrom, StudyRecord, again, keep};
use ma6202::metrics::Average;
use ma6202::notebook::{EPOCHS, Recipe};
use ma6202::oracle::at_most;
use serde::Serialize;

/// Trainings of the record that are done again.
const SAMPLE: usize = 2;

/// An erratum, computed.
#[derive(Debug, Serialize)]
pub struct Slip {
    pub id: &'static str,
    pub name: Said,
    pub place: Said,
    pub in_edition: bool,
    pub says: Said,
    pub right: Said,
    pub numbers: Vec<Said>,
    pub written: Vec<f64>,
    pub meant: Vec<f64>,
    /// What it is computed of.
    pub given: Vec<Given>,
}

/// A name and its values.
#[derive(Debug, Serialize)]
pub struct Given {
    pub name: Said,
    pub values: Vec<f64>,
}

/// How trainings from many first weights ended.
#[derive(Debug, Serialize)]
pub struct Depth {
    pub epochs: usize,
    pub random_states: u32,
    pub two: Trainings,
    pub ten: Trainings,
    /// Unless all were done now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<ReadFrom>,
}

/// Of networks of one depth.
#[derive(Debug, Serialize)]
pub struct Trainings {
    pub has_learned: usize,
    pub stuck: usize,
    pub median_loss: f64,
    pub losses: Vec<f64>,
}

pub fn solve(run: &mut Work) -> Result<Vec<Slip>> {
    let (seed, devices) = (run.seed(), run.devices());
    let mut slips = Vec::new();
    for erratum in errata() {
        let mut shown = erratum.check(seed, &devices)?;
        let apart = shown.checks.pop();
        run.check_all("slips", shown.checks);
        apart.into_iter().for_each(|check| run.check(check));
        let Erratum { id, name, place, in_edition, says, right, numbers, given, .. } = erratum;
        let given = given(seed)?.into_iter();
        slips.push(Slip {
            id,
            name: name.into(),
            place: place.into(),
            in_edition,
            says: says.into(),
            right: right.into(),
            numbers: numbers.into_iter().map(Said::from).collect(),
            written: shown.written,
            meant: shown.meant,
            given: given.map(|(name, values)| Given { name: name.into(), values }).collect(),
        });
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
        let (doing, depths) = (words("entrenando", "training"), words("profundidades", "depths"));
        let bar = run.progress_bar(doing, DEPTHS.len(), depths);
        let train = |hidden_layers| {
            let outcomes = outcomes(&made.states(), hidden_layers, Recipe::CORRECTED)?;
            bar.inc(1);
            Ok(DepthEntry { hidden_layers, outcomes })
        };
        let entries = DEPTHS.into_iter().map(train).collect::<Result<Vec<_>>>()?;
        bar.finish_and_clear();
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

/// Ten hidden layers, from many first weights.
pub fn depth(run: &mut Work, anew: &Anew, made: Made) -> Result<Depth> {
    let (StudyRecord { made, entries }, record) = trainings(run, anew, made)?;
    let ended: Vec<_> = entries.iter().map(|entry| Trainings::of(&entry.outcomes)).collect();
    let Ok([two, ten]) = <[_; 2]>::try_from(ended) else { unreachable!("two depths") };
    let [fewer, more] = [&ten, &two].map(|trainings| trainings.has_learned as f64);
    run.check(at_most("ten hidden layers learn no more often than two", &[fewer], &[more])?);
    Ok(Depth { epochs: EPOCHS, random_states: made.seeds, two, ten, record })
}

impl Trainings {
    fn of(outcomes: &[DepthOutcome]) -> Trainings {
        let count =
            |is: fn(&DepthOutcome) -> bool| outcomes.iter().filter(|outcome| is(outcome)).count();
        let losses: Vec<f64> = outcomes.iter().map(|outcome| outcome.loss).collect();
        Trainings {
            has_learned: count(DepthOutcome::has_learned),
            stuck: count(DepthOutcome::is_stuck),
            median_loss: Average::Median.of(&mut losses.clone()),
            losses,
        }
    }
}
