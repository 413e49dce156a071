//! A formula too wide for the page, as several.

use crate::latex::table::width;

/// Parts that each have room, if they can be had: after a comma, before a sign that nothing
/// encloses.
pub fn broken(latex: &str, room: f64) -> Vec<&str> {
    let (mut parts, mut begin, mut last) = (Vec::new(), 0, None);
    for place in places(latex).into_iter().chain([latex.len()]) {
        if width::part(&latex[begin..place]) > room
            && let Some(end) = last.replace(place)
        {
            parts.push(latex[begin..end].trim());
            begin = end;
        }
        last = Some(place);
    }
    parts.push(latex[begin..].trim());
    parts
}

/// Where a formula may be broken.
fn places(latex: &str) -> Vec<usize> {
    let (mut places, mut depth, mut is_in_bars) = (Vec::new(), 0, false);
    for (at, c) in latex.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '|' if depth == 0 => is_in_bars = !is_in_bars,
            '+' | '-' if depth == 0 && !is_in_bars && latex[..at].ends_with(' ') => places.push(at),
            ',' if depth == 0 && latex[at..].starts_with(r", \quad") => places.push(at + 1),
            _ => {}
        }
    }
    places
}
