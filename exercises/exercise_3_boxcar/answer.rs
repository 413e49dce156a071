//! What the numbers come to, in words.

use super::errors::{BOXES, Errors};
use crate::program::Report;
use ma6202::boxcar::{Boxcar, Found, Search, SearchEnding};
use ma6202::metrics::Average;

pub fn say(
    report: &Report,
    boxcar: &Boxcar,
    approximations: &[Errors],
    searches: &[(Search, Vec<Found>)],
) {
    report.say("\nCan two logistic neurons make a box?\n");
    report.say(format_args!(
        "Yes: y = A σ(k(x - a)) - A σ(k(x - b)), a step up at a and the same step down at b. Steep enough, it is as near to \
         the box as one likes at every point but a and b, and on the whole line: with k = {} to {:.1e} of area, and never \
         farther than {:.1e}, which is ten times less with ten times the k. At the edges it is {:.1e}, and tends to half the height: no \
         steepness makes a continuous function jump.",
        boxcar.steepness(),
        boxcar.l1_error(),
        boxcar.l1_bound(),
        boxcar.edge_value(),
    ));
    let most = BOXES[BOXES.len() - 1];
    let last = |errors: &[f64]| errors[errors.len() - 1];
    let named: Vec<String> = approximations
        .iter()
        .map(|errors| format!("{} to {:.1e}", errors.target.name, last(&errors.measured)))
        .collect();
    report.say(format_args!(
        "And so one hidden layer is enough: {} boxes, {} neurons, come near {}. The rate is the function's: a smooth or kinked \
         one costs twice the neurons for half the error, the Weierstrass function four times.",
        most,
        2 * most,
        named.join(", "),
    ));
    report.say("That the weights exist does not mean that descent finds them. It ends, for");
    for (search, found) in searches {
        let share = |ending: SearchEnding| {
            let ended = found.iter().filter(|found| found.ending == ending).count();
            100 * ended / found.len()
        };
        report.say(format_args!(
            "  {search}: {} % as the box, {} % as a hill, {} % with one step, {} % flat;",
            share(SearchEnding::Box),
            share(SearchEnding::Hill),
            share(SearchEnding::Step),
            share(SearchEnding::Flat),
        ));
    }
    let ended = |endings: &'static [SearchEnding]| {
        let all = searches
            .iter()
            .flat_map(|(search, found)| found.iter().map(move |found| (search, found)));
        all.filter(move |(_, found)| endings.contains(&found.ending))
    };
    let hills = || ended(&[SearchEnding::Hill]).map(|(_, found)| found);
    if hills().next().is_some() {
        report.say(format_args!(
        "A hill is made of neurons that work against each other before either has found its edge. Its J is {:.4} (median), and \
         |∂J/∂w| {:.0e}: descent has come to rest there, or nearly.",
        Average::Median.of(&mut hills().map(|found| found.loss).collect::<Vec<_>>()),
        Average::Median.of(&mut hills().flat_map(|found| found.neurons).map(|neuron| neuron.gradient).collect::<Vec<_>>()),
    ));
    }
    let failed = || ended(&[SearchEnding::Step, SearchEnding::Flat]);
    let stuck = || failed().filter(|(_, found)| found.is_saturated());
    let least = |found: &Found| found.neurons[0].derivative.min(found.neurons[1].derivative);
    let others = || failed().filter(|(_, found)| !found.is_saturated());
    if stuck().next().is_none() {
        return;
    }
    report.say(format_args!(
        "Of the {} that end with one step or none, {} have a saturated neuron: its step lies where no sample is, σ' is {:.0e} at \
         most (median), and σ' is a factor of its gradient, so it no longer hears how wrong the output is. Of the other {}, {} have \
         both steps on one side of the box's middle, and none at the other edge. Data are standardised so \
         that first weights are neither too gentle nor too steep for the width of what is looked for.",
        failed().count(),
        stuck().count(),
        Average::Median.of(&mut stuck().map(|(_, found)| least(found)).collect::<Vec<_>>()),
        others().count(),
        others().filter(|(search, found)| search.is_one_sided(found)).count(),
    ));
}
