//! The box, looked for by descent from many starts.

use super::record::{self, SEARCHES, SearchEntry};
use crate::Result;
use crate::exercise_6_backpropagation::check_descents;
use crate::program::{Report, table};
use crate::record::{Anew, Made, StudyRecord, again, keep};
use ma6202::boxcar::{Found, Search, SearchEnding, search};
use ma6202::metrics::Average;
use ma6202::oracle::at_most;
use serde_json::json;
use std::iter;

/// Descents of the record that are done again.
const SAMPLE: usize = 6;

/// What every search found, by the record or anew.
pub fn searches(report: &mut Report, anew: &Anew, made: Made) -> Result<(Made, Vec<Vec<Found>>)> {
    if anew.all {
        let bar = report.progress_bar("descending", SEARCHES.len(), "searches");
        let run = |(width, stretch)| {
            let found = record::search(width, stretch)?.run(&made.states());
            bar.inc(1);
            Ok(found?)
        };
        let found: Vec<_> = SEARCHES.into_iter().map(run).collect::<Result<_>>()?;
        bar.finish_and_clear();
        keep(&record::of(&found, made.clone()), anew.record.as_deref())?;
        return Ok((made, found));
    }
    let StudyRecord { made, entries } = record::kept()?;
    let found = entries.iter().map(SearchEntry::found).collect::<Result<Vec<_>>>()?;
    let seeds = made.states();
    let is_same = |number: usize| {
        let (search, seed) = (number / seeds.len(), number % seeds.len());
        let (width, stretch) = SEARCHES[search];
        let again = record::search(width, stretch)?.descend(seeds[seed])?;
        Ok(again == found[search][seed].mlp)
    };
    let all = found.len() * seeds.len();
    again(report, (record::NAME, &made), (all, SAMPLE), "descents", is_same)?;
    Ok((made, found))
}

/// One search for each: which way it went, and what that has to do with the gradient.
pub fn descent(report: &mut Report, anew: &Anew, made: Made) -> Result<Vec<(Search, Vec<Found>)>> {
    let (made, all) = searches(report, anew, made)?;
    let seeds = made.states();
    report.say(format_args!(
        "\nCan descent find the box? The same network on {} samples of a box of height 1, {} steps (λ = {}, μ = {}),\n\
         {} first weights drawn as torch does, those of the hidden layer stretched:\n",
        search::SAMPLES,
        search::STEPS,
        search::SGD.learning_rate,
        search::SGD.momentum,
        seeds.len(),
    ));
    let endings = SearchEnding::ALL.map(SearchEnding::name);
    let others = ["saturated neurons", "J of a box"];
    let mut rows = table(iter::once("box").chain(endings).chain(others));
    let (mut searches, mut results) = (Vec::new(), Vec::new());
    for ((width, stretch), found) in SEARCHES.into_iter().zip(all) {
        let search = record::search(width, stretch)?;
        check_descents(report, search.start(report.seed())?, search.samples(), search)?;
        let count = |ending| found.iter().filter(|found| found.ending == ending).count();
        let counts = SearchEnding::ALL.map(count);
        let neurons = found.iter().flat_map(|found| &found.neurons);
        let saturated_neurons = neurons.filter(|neuron| neuron.is_saturated()).count();
        let mut losses: Vec<f64> = found.iter().map(|found| found.loss).collect();
        losses.sort_by(f64::total_cmp);
        let of_boxes = found.iter().filter(|found| found.ending == SearchEnding::Box);
        let typical = Average::Median.of(&mut of_boxes.map(|found| found.loss).collect::<Vec<_>>());
        let numbers = counts.into_iter().chain([saturated_neurons]).map(|count| count.to_string());
        let typical = if typical.is_nan() { "-".into() } else { format!("{typical:.1e}") };
        rows.add_row(iter::once(search.to_string()).chain(numbers).chain([typical]));
        results.push(json!({ "width": width, "stretch": stretch, "box": counts[0], "hill": counts[1], "one_step": counts[2], "flat": counts[3], "saturated_neurons": saturated_neurons, "losses": losses }));
        saturated(report, &search, &found)?;
        searches.push((search, found));
    }
    report.say(rows);
    report.result("search", results)?;
    Ok(searches)
}

/// No neuron beyond the samples has more gradient than its σ' lets through.
fn saturated(report: &mut Report, search: &Search, found: &[Found]) -> Result<()> {
    let neurons = || found.iter().flat_map(|found| found.neurons.map(|neuron| (found, neuron)));
    let what = |symbol: &str| format!("{symbol} of the neurons, {search}");
    let derivatives = neurons().map(|(_, n)| (n.derivative, search.derivative_bound(&n)));
    let (derivatives, bounds): (Vec<_>, Vec<_>) = derivatives.unzip();
    report.check(at_most(what("σ'"), &derivatives, &bounds)?);
    let gradients = neurons().map(|(found, n)| (n.gradient, search.gradient_bound(&n, found.loss)));
    let (gradients, bounds): (Vec<_>, Vec<_>) = gradients.unzip();
    report.check(at_most(what("∂J/∂w"), &gradients, &bounds)?);
    Ok(())
}
