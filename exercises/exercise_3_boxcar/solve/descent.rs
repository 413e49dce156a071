//! The box, looked for by descent from many starts.

use crate::Result;
use crate::chapter::number::plain;
use crate::exercise_3_boxcar::record::{self, SEARCHES, SearchEntry};
use crate::intermediates::check_descents;
use crate::language::{Language, Said, words};
use crate::program::Work;
use crate::record::{Anew, Made, ReadFrom, StudyRecord, again, keep};
use ma6202::boxcar::{Found, Search, SearchEnding, search};
use ma6202::metrics::Average;
use ma6202::oracle::at_most;
use serde::Serialize;

/// Descents of the record that are done again.
const SAMPLE: usize = 6;

/// What the searches found.
#[derive(Debug, Serialize)]
pub struct Searches {
    pub search: Vec<SearchFound>,
    pub descent: DescentSetting,
    pub hills: Hills,
    pub failed: Failed,
    /// What was read instead of being done.
    pub record: Option<ReadFrom>,
}

/// How each descent goes, and how many of a search there are.
#[derive(Debug, Serialize)]
pub struct DescentSetting {
    pub samples: usize,
    pub steps: usize,
    pub learning_rate: f64,
    pub momentum: f64,
    pub starts: usize,
    /// How much of the J of the best single step, or the best constant, is no better than it.
    pub no_better: f64,
    /// What σ' of a neuron reaches at some point, unless it is saturated.
    pub saturated: f64,
}

/// One search: how many of its descents ended in which way.
#[derive(Debug, Serialize)]
pub struct SearchFound {
    pub name: Said,
    pub width: f64,
    /// How much steeper than torch's the first neurons are.
    pub stretch: f64,
    #[serde(rename = "box")]
    pub boxes: usize,
    pub hill: usize,
    pub one_step: usize,
    pub flat: usize,
    pub saturated_neurons: usize,
    /// The median of J where the box was found.
    pub loss_of_a_box: Option<f64>,
    /// In ascending order.
    pub losses: Vec<f64>,
}

/// All descents that ended as a hill.
#[derive(Debug, Serialize)]
pub struct Hills {
    pub count: usize,
    /// The median of J, and of |∂J/∂w|.
    pub loss: Option<f64>,
    pub gradient: Option<f64>,
    /// Those with both steps in one half of the box.
    pub one_sided: usize,
    /// The median of k, of |A|, and of what is left of both A.
    pub steepness: Option<f64>,
    pub height: Option<f64>,
    pub left: Option<f64>,
}

/// All descents that ended with one step or none.
#[derive(Debug, Serialize)]
pub struct Failed {
    pub count: usize,
    /// With a saturated neuron; and the median of its σ'.
    pub saturated: usize,
    pub derivative: Option<f64>,
    /// Without one; and those with both steps on one side of the box's middle.
    pub others: usize,
    pub one_sided: usize,
}

/// Each search: which way its descents went, and what that has to do with the gradient.
pub fn solve(run: &mut Work, anew: &Anew, made: Made) -> Result<Searches> {
    let (made, record, all) = searches(run, anew, made)?;
    let mut told = Vec::new();
    let mut searches = Vec::new();
    for ((width, stretch), found) in SEARCHES.into_iter().zip(&all) {
        let search = record::search(width, stretch)?;
        check_descents(run, search.start(run.seed())?, search.samples(), search)?;
        saturated(run, &search, found)?;
        told.push(SearchFound::of(width, stretch, found));
        searches.push(search);
    }
    let ended = |endings: &'static [SearchEnding]| {
        let of_search = |(search, found)| std::iter::repeat(search).zip(found);
        let found = searches.iter().zip(&all).flat_map(of_search);
        found.filter(|(_, found): &(&Search, &Found)| endings.contains(&found.ending))
    };
    let on_hills = || ended(&[SearchEnding::Hill]);
    let hills = || on_hills().map(|(_, found)| found);
    let failed = || ended(&[SearchEnding::Step, SearchEnding::Flat]);
    let stuck = || failed().filter(|(_, found)| found.is_saturated());
    let others = || failed().filter(|(_, found)| !found.is_saturated());
    let least = |found: &Found| found.neurons[0].derivative.min(found.neurons[1].derivative);
    Ok(Searches {
        search: told,
        descent: DescentSetting {
            samples: search::SAMPLES,
            steps: search::STEPS,
            learning_rate: search::SGD.learning_rate,
            momentum: search::SGD.momentum,
            starts: made.states().len(),
            no_better: search::NO_BETTER,
            saturated: search::SATURATED,
        },
        hills: Hills {
            count: hills().count(),
            loss: median(hills().map(|found| found.loss)),
            gradient: median(hills().flat_map(|found| found.neurons).map(|n| n.gradient)),
            one_sided: on_hills().filter(|(search, found)| search.is_one_sided(found)).count(),
            steepness: median(hills().flat_map(|found| found.neurons).map(|n| n.steepness)),
            height: median(hills().flat_map(|found| found.neurons).map(|n| n.height)),
            left: median(hills().map(|Found { neurons: [one, other], .. }| {
                // One rises and the other falls: two that rise are no better than one step.
                (one.height - other.height).abs()
            })),
        },
        failed: Failed {
            count: failed().count(),
            saturated: stuck().count(),
            derivative: median(stuck().map(|(_, found)| least(found))),
            others: others().count(),
            one_sided: others().filter(|(search, found)| search.is_one_sided(found)).count(),
        },
        record,
    })
}

/// What every search found, by the record or anew.
fn searches(
    run: &mut Work,
    anew: &Anew,
    made: Made,
) -> Result<(Made, Option<ReadFrom>, Vec<Vec<Found>>)> {
    if anew.all {
        let (doing, of_what) = (words("descensos", "descending"), words("búsquedas", "searches"));
        let bar = run.progress_bar(doing, SEARCHES.len(), of_what);
        let run = |(width, stretch)| {
            let found = record::search(width, stretch)?.run(&made.states());
            bar.inc(1);
            Ok(found?)
        };
        let found: Vec<_> = SEARCHES.into_iter().map(run).collect::<Result<_>>()?;
        bar.finish_and_clear();
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

impl SearchFound {
    fn of(width: f64, stretch: f64, found: &[Found]) -> SearchFound {
        let count = |ending| found.iter().filter(|found| found.ending == ending).count();
        let neurons = found.iter().flat_map(|found| &found.neurons);
        let of_boxes = found.iter().filter(|found| found.ending == SearchEnding::Box);
        let mut losses: Vec<f64> = found.iter().map(|found| found.loss).collect();
        losses.sort_by(f64::total_cmp);
        SearchFound {
            name: name(width, stretch),
            width,
            stretch,
            boxes: count(SearchEnding::Box),
            hill: count(SearchEnding::Hill),
            one_step: count(SearchEnding::Step),
            flat: count(SearchEnding::Flat),
            saturated_neurons: neurons.filter(|neuron| neuron.is_saturated()).count(),
            loss_of_a_box: median(of_boxes.map(|found| found.loss)),
            losses,
        }
    }
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
