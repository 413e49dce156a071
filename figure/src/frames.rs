use std::fmt::Write;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::error::{expect_setting, expect_some};
use crate::{Result, Svg};

/// What a text begins and ends with.
const TEXT: (&str, &str) = ("<text ", "</text>\n");

impl Svg {
    /// Pictures of one size as one that can show any of them: what all have in common stands in it
    /// once, and what they do not in groups, `<g class="frame" data-frames="0 2">` for frames 0
    /// and 2. Only the groups of frame `shown` are displayed, and they have the class `shown` too.
    ///
    /// # Errors
    /// No frames, frames of different sizes, a frame to be shown that is not there.
    pub fn of_frames(frames: &[Svg], shown: usize) -> Result<Svg> {
        expect_some("frames of a picture", frames.len())?;
        let expected = format!("one of {}", frames.len());
        expect_setting("frame that is shown", &expected, shown, shown < frames.len())?;
        let elements: Vec<Vec<&str>> = frames.iter().map(|frame| elements(&frame.text)).collect();
        // The first element opens the root, the last one closes it.
        let root = elements[shown][0];
        for frame in &elements {
            expect_setting("size of a frame", root, frame[0], frame[0] == root)?;
        }
        let mut text = String::new();
        for Shared { own, frames } in shared(&elements, shown) {
            if frames.len() == elements.len() {
                text += &own;
                continue;
            }
            let state = if frames.contains(&shown) { " shown\"" } else { "\" display=\"none\"" };
            let numbers: Vec<String> = frames.iter().map(usize::to_string).collect();
            let numbers = numbers.join(" ");
            let written =
                write!(text, "<g class=\"frame{state} data-frames=\"{numbers}\">\n{own}</g>\n");
            written.expect("a String takes everything");
        }
        Ok(Svg { text, ..frames[shown].clone() })
    }

    /// What [`Svg::of_frames`] was made of: the picture with no frame but one.
    pub fn frame(&self, number: usize) -> Svg {
        let mut text = String::new();
        let mut is_in_it = true;
        for line in self.text.split_inclusive('\n') {
            if let Some(group) = line.strip_prefix("<g class=\"frame") {
                let numbers = group.split("data-frames=\"").nth(1).unwrap_or_default();
                let numbers = numbers.split('"').next().unwrap_or_default();
                is_in_it = numbers.split(' ').any(|other| other == number.to_string());
            } else if line == "</g>\n" {
                is_in_it = true;
            } else if is_in_it {
                text += line;
            }
        }
        Svg { text, ..self.clone() }
    }
}

/// What some frames have in common.
struct Shared {
    own: String,
    /// Their numbers, in order.
    frames: Vec<usize>,
}

/// All that the frames show, in an order that keeps that of each: what several have alike stands
/// there once, as far as the differences to frame `first`, and to one after another, tell.
fn shared(frames: &[Vec<&str>], first: usize) -> Vec<Shared> {
    let mut merged: Vec<(&str, Vec<usize>)> = Vec::new();
    let others = (0..frames.len()).filter(|&number| number != first);
    for number in std::iter::once(first).chain(others) {
        let known: Vec<&str> = merged.iter().map(|(element, _)| *element).collect();
        let mut known_too = merged.into_iter();
        merged = Vec::new();
        for operation in capture_diff_slices(Algorithm::Myers, &known, &frames[number]) {
            let (tag, old, new) = operation.as_tag_tuple();
            let old = known_too.by_ref().take(old.len());
            match tag {
                DiffTag::Equal => merged.extend(old.map(|(element, mut frames)| {
                    frames.push(number);
                    (element, frames)
                })),
                _ => {
                    merged.extend(old);
                    let own = frames[number][new].iter();
                    merged.extend(own.map(|element| (*element, vec![number])));
                }
            }
        }
    }
    let mut all: Vec<Shared> = Vec::new();
    for (element, mut frames) in merged {
        frames.sort_unstable();
        match all.last_mut() {
            Some(last) if last.frames == frames => last.own += element,
            _ => all.push(Shared { own: element.into(), frames }),
        }
    }
    all
}

/// The elements of a picture, each with its line breaks; the root's begin and end are two.
fn elements(text: &str) -> Vec<&str> {
    let mut elements = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        // plotters writes an element on a line, a text on three.
        let ending = if rest.starts_with(TEXT.0) { TEXT.1 } else { "\n" };
        let (element, others) =
            rest.split_at(rest.find(ending).map_or(rest.len(), |at| at + ending.len()));
        elements.push(element);
        rest = others;
    }
    elements
}
