//! A figure that moves has a frame for each place of its sliders, and is read without a script too.

use super::outline::tag;
use super::{select, within};
use crate::made::Page;
use scraper::{ElementRef, Html};
use serde::Deserialize;
use std::collections::BTreeSet;

/// How many bytes a figure may take.
const LARGEST: usize = 300_000;

/// What a figure carries for its script.
#[derive(Deserialize)]
struct Carried {
    says: Vec<String>,
    places: Vec<Vec<String>>,
}

/// Faults of the figures that move.
pub fn faults(page: Page) -> Vec<String> {
    let parsed = Html::parse_document(page.text);
    let mut faults = Vec::new();
    for figure in select(&parsed, "figure.moving") {
        let id = figure.attr("id").unwrap_or_default();
        let bytes = size(page.text, id);
        let mut found = of(figure).unwrap_or_else(|fault| vec![fault]);
        if bytes > LARGEST {
            found.push(format!("{bytes} bytes are more than {LARGEST}"));
        }
        faults.extend(found.into_iter().map(|fault| format!("{id}: {fault}")));
    }
    let lost = select(&parsed, "figure:not(.moving) .frame, figure:not(.moving) input");
    faults.extend(lost.into_iter().map(|part| format!("of no moving figure: {}", tag(part))));
    faults
}

/// As it is written.
fn size(page: &str, id: &str) -> usize {
    let begin = format!("<figure id=\"{id}\"");
    let figure = page.find(&begin).map_or("", |at| &page[at..]);
    figure.find("</figure>").unwrap_or(figure.len())
}

fn of(figure: ElementRef) -> Result<Vec<String>, String> {
    let one = |selector: &str| match within(figure, selector)[..] {
        [one] => Ok(one),
        ref all => Err(format!("{} × {selector}", all.len())),
    };
    let controls = one(".controls")?;
    let output = one(".controls output")?;
    let data = one("script[type=\"application/json\"]")?.text().collect::<String>();
    let Carried { says, places } =
        serde_json::from_str(&data).map_err(|error| format!("what it carries: {error}"))?;
    let mut faults = Vec::new();
    if controls.attr("hidden").is_none() {
        faults.push("its controls are shown without a script".into());
    }
    let inputs = within(controls, "input");
    let count: usize = places.iter().map(Vec::len).product();
    if inputs.is_empty() || inputs.len() != places.len() || says.len() != count {
        return Err(format!(
            "{} sliders, {} of which places are told, {count} places, {} texts",
            inputs.len(),
            places.len(),
            says.len()
        ));
    }
    if says.iter().any(|says| says.trim().is_empty()) {
        faults.push("a frame that says nothing".into());
    }
    let mut first = 0;
    for (input, places) in inputs.iter().zip(&places) {
        let value = |name: &str| input.attr(name).and_then(|value| value.parse().ok());
        let start: usize = value("value").unwrap_or_default();
        let is_right = input.attr("type") == Some("range")
            && value("min") == Some(0)
            && value("max") == Some(places.len() - 1)
            && places.len() > 1
            && input.attr("aria-valuetext") == places.get(start).map(String::as_str);
        if !is_right {
            faults.push(format!("its slider is {}", tag(*input)));
        }
        first = first * places.len() + start;
    }
    let (said, shown) = (says.get(first), output.text().collect::<String>());
    if said != Some(&shown) {
        faults.push(format!("it says {shown:?}, and its first frame {said:?}"));
    }
    faults.extend(frames(figure, count, first));
    Ok(faults)
}

/// There are parts that only some frames have, of frames that there are; those of the first are
/// displayed, and no others. What all frames share is in no part, so a frame may have none.
fn frames(figure: ElementRef, count: usize, first: usize) -> Vec<String> {
    let (mut seen, mut faults) = (BTreeSet::new(), Vec::new());
    for group in within(figure, "svg g.frame") {
        let numbers = group.attr("data-frames").unwrap_or_default().split(' ');
        let numbers: BTreeSet<usize> = numbers.filter_map(|number| number.parse().ok()).collect();
        let is_shown = group.value().classes().any(|class| class == "shown");
        let is_displayed = group.attr("display") != Some("none");
        if numbers.contains(&first) != is_shown || is_shown != is_displayed {
            faults.push(format!("frame {first} is the first, and this is not: {}", tag(group)));
        }
        seen.extend(numbers);
    }
    if seen.is_empty() || seen.iter().any(|&number| number >= count) {
        faults.push(format!("{count} frames, parts of {seen:?}"));
    }
    faults
}
