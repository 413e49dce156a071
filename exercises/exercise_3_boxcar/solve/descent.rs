//! The box, looked for by descent from many starts.

use crate::chapter::number::plain;
use crate::exercise_3_boxcar::record::{self, SEARCHES, SearchEntry};
use crate::intermediates::check_descents;
use crate::language::{Language, Said};
use crate::program::Work;
use crate::record::{Anew, Made, ReadFrom, StudyRecord, again, keep};
use crate::solved::Results;
use crate::{Result, results};
use ma6202::boxcar::{Found, FoundNeuron, Search, SearchEnding, search};
use ma6202::metrics::Average;
use ma6202::oracle::at_most;

/// Descents of the record that are done again.
const SAMPLE: usize = 6;

/// What figures show of a search.
#[derive(Debug)]
pub struct SearchFound {
    pub name: Said,
    /// In ascending order.
    pub losses: Vec<f64>,
}

/// Each search: which way its descents went, and what that has to do with the gradient.
pub fn solve(run: &mut Work, anew: &Anew, made: Made) -> Result<(Results, Vec<SearchFound>)> {
    let (made, record, all) = searches(run, anew, made)?;
    let (mut told, mut shown) = (Vec::new(), Vec::new());
    let mut searches = Vec::new();
    for ((width, stretch), found) in SEARCHES.into_iter().zip(&all) {
        let search = record::search(width, stretch)?;
        check_descents(run, search.start(run.seed())?, search.samples(), search)?;
        saturated(run, &search, found)?;
        let name = name(width, stretch);
        let mut losses: Vec<f64> = found.iter().map(|found| found.loss).collect();
        losses.sort_by(f64::total_cmp);
        told.push(ended(found, width, stretch).with("name", &name).with("losses", &losses));
        shown.push(SearchFound { name, losses });
        searches.push(search);
    }
    let that = |endings: &'static [SearchEnding]| {
        let of_search = |(search, found)| std::iter::repeat(search).zip(found);
        let found = searches.iter().zip(&all).flat_map(of_search);
        found.filter(|(_, found): &(&Search, &Found)| endings.contains(&found.ending))
    };
    let on_hills = || that(&[SearchEnding::Hill]);
    let hills = || on_hills().map(|(_, found)| found);
    let of_neurons =
        |size: fn(&FoundNeuron) -> f64| median(hills().flat_map(|found| &found.neurons).map(size));
    let failed = || that(&[SearchEnding::Step, SearchEnding::Flat]);
    let stuck = || failed().filter(|(_, found)| found.is_saturated());
    let others = || failed().filter(|(_, found)| !found.is_saturated());
    let least = |found: &Found| found.neurons[0].derivative.min(found.neurons[1].derivative);
    let told = results! {
        search => told,
        descent => results! {
            samples => search::SAMPLES, steps => search::STEPS, starts => made.states().len(),
            learning_rate => search::SGD.learning_rate, momentum => search::SGD.momentum,
            // How much of the J of the best single step, or the best constant, is no better; what
            // σ' of a neuron reaches at some point, unless it is saturated.
            no_better => search::NO_BETTER, saturated => search::SATURATED,
        },
        hills => results! {
            count => hills().count(), loss => median(hills().map(|found| found.loss)),
            // Of |∂J/∂w|, of k, of |A|.
            gradient => of_neurons(|n| n.gradient), steepness => of_neurons(|n| n.steepness),
            height => of_neurons(|n| n.height),
            // With both steps in one half of the box.
            one_sided => on_hills().filter(|(search, found)| search.is_one_sided(found)).count(),
            // Of both A: one rises and the other falls, for two that rise are no better than one.
            left => median(hills().map(|found| {
                let [one, other] = &found.neurons;
                (one.height - other.height).abs()
            })),
        },
        // With one step or none.
        failed => results! {
            count => failed().count(), saturated => stuck().count(),
            derivative => median(stuck().map(|(_, found)| least(found))),
            // Not saturated; and of those with both steps on one side of the box's middle.
            others => others().count(),
            one_sided => others().filter(|(search, found)| search.is_one_sided(found)).count(),
        },
        record,
    };
    Ok((told, shown))
}

/// How many descents of a search ended in which way.
fn ended(found: &[Found], width: f64, stretch: f64) -> Results {
    let count = |ending| found.iter().filter(|found| found.ending == ending).count();
    let neurons = found.iter().flat_map(|found| &found.neurons);
    let of_boxes = found.iter().filter(|found| found.ending == SearchEnding::Box);
    results! {
        // How much steeper than torch's the first neurons are.
        width, stretch,
        box => count(SearchEnding::Box), hill => count(SearchEnding::Hill),
        one_step => count(SearchEnding::Step), flat => count(SearchEnding::Flat),
        saturated_neurons => neurons.filter(|neuron| neuron.is_saturated()).count(),
        loss_of_a_box => median(of_boxes.map(|found| found.loss)),
    }
}

/// What every search found, by the record or anew.
fn searches(
    run: &mut Work,
    anew: &Anew,
    made: Made,
) -> Result<(Made, Option<ReadFrom>, Vec<Vec<Found>>)> {
    if anew.all {
        let bar = run.progress_bar(
            ["descendiendo", "descending"],
            SEARCHES.len(),
            ["búsquedas", "searches"],
        );
        let run = |(width, stretch)| {
            let found = record::search(width, stretch)?.run(&made.states());
            bar.inc(1);
            Ok(found?)
        };
        let found: Vec<_> = SEARCHES.into_iter().map(run).collect::<Result<_>>()?;
        keep(&record::of(&found, made.clone()), anew.record.as_deref())?;
        return Ok((made, None, found));
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
    let read = again(run, (record::NAME, &made), (all, SAMPLE), "descents", is_same)?;
    Ok((made, Some(read), found))
}

/// What a search is called in a legend.
fn name(width: f64, stretch: f64) -> Said {
    let [es, en] =
        Language::ALL.map(|language| [width, stretch].map(|number| plain(number, language)));
    let es = format!("ancho {}, factor {}", es[0], es[1]);
    Said::new(es, format!("width {}, factor {}", en[0], en[1]))
}

fn median(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let mut numbers: Vec<f64> = numbers.collect();
    (!numbers.is_empty()).then(|| Average::Median.of(&mut numbers))
}

/// No neuron beyond the samples has more gradient than its σ' lets through.
fn saturated(run: &mut Work, search: &Search, found: &[Found]) -> Result<()> {
    let neurons = || found.iter().flat_map(|found| found.neurons.map(|neuron| (found, neuron)));
    let what = |symbol: &str| format!("{symbol} of the neurons, {search}");
    let derivatives = neurons().map(|(_, n)| (n.derivative, search.derivative_bound(&n)));
    let (derivatives, bounds): (Vec<_>, Vec<_>) = derivatives.unzip();
    run.check(at_most(what("σ'"), &derivatives, &bounds)?);
    let gradients = neurons().map(|(found, n)| (n.gradient, search.gradient_bound(&n, found.loss)));
    let (gradients, bounds): (Vec<_>, Vec<_>) = gradients.unzip();
    run.check(at_most(what("∂J/∂w"), &gradients, &bounds)?);
    Ok(())
}
