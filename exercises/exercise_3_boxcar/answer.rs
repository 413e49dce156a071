//! What the numbers come to, in words.

use crate::figures::{Errors, median};
use ma6202::boxcar::{Boxcar, Ending, Found, Neuron, Search};
use ma6202::program::Report;

pub fn say(
    report: &Report,
    boxcar: &Boxcar,
    approximations: &[Errors],
    searches: &[(Search, Vec<Found>)],
) {
    report.say("\nCan two logistic neurons make a box?\n");
    report.say(format_args!(
        "Yes: y = A σ(k(x - a)) - A σ(k(x - b)), a step up at a and the same step down at b. Steep enough, it is as near to \
         the box as one likes at every point but a and b, and on the whole line: with k = {} to {:.1e} of area, ten times \
         less with ten times the k. At the edges it is half the height, for no steepness makes a continuous function jump.",
        boxcar.steepness(),
        boxcar.l1_error()
    ));
    let last = |errors: &[f64]| errors[errors.len() - 1];
    let named: Vec<String> = approximations
        .iter()
        .map(|errors| format!("{} to {:.1e}", errors.target.name, last(&errors.measured)))
        .collect();
    report.say(format_args!(
        "And so one hidden layer is enough: {} boxes, {} neurons, come near {}. The rate is the function's: a smooth or kinked \
         one costs twice the neurons for half the error, the Weierstrass function four times.",
        super::BOXES[super::BOXES.len() - 1],
        2 * super::BOXES[super::BOXES.len() - 1],
        named.join(", "),
    ));
    report.say("That the weights exist does not mean that descent finds them. From first weights");
    for (search, found) in searches {
        let share = |ending: Ending| {
            let ended = found.iter().filter(|found| found.ending == ending).count();
            100 * ended / found.len()
        };
        report.say(format_args!(
            "  stretched {} times: {} % end as the box, {} % as a hill, {} % with one step, {} % flat;",
            search.stretch(),
            share(Ending::Box),
            share(Ending::Hill),
            share(Ending::Step),
            share(Ending::Flat),
        ));
    }
    let neurons = |beyond: bool| {
        let all = searches.iter().flat_map(move |(_, found)| found.iter());
        let ended = all.filter(|found| found.ending == Ending::Step);
        // Of the two, the one beyond the samples has the smaller σ'.
        ended.map(move |found| {
            let [first, second] = found.neurons;
            if (first.slope < second.slope) == beyond { first } else { second }
        })
    };
    let typical = |beyond: bool, of: fn(Neuron) -> f64| median(neurons(beyond).map(of).collect());
    report.say(format_args!(
        "A hill is made of gentle neurons that work against each other before either has found its edge. One step is left where \
         the other neuron's step lies beyond the samples: there σ' is {:.0e} at most (median), where that of the step among them \
         is {:.0e}, and σ' is a factor of its gradient. It is saturated: it no longer hears how wrong the output is.",
        typical(true, |neuron| neuron.slope),
        typical(false, |neuron| neuron.slope),
    ));
}
