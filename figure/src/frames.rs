use std::fmt::Write;

use similar::{Algorithm, DiffOp, capture_diff_slices};

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
        let title = frames[shown].title.clone();
        let elements: Vec<Vec<&str>> = frames.iter().map(|frame| elements(&frame.text)).collect();
        // The first element opens the root, the last one closes it.
        let root = elements[shown][0];
        for frame in &elements {
            expect_setting("size of a frame", root, frame[0], frame[0] == root)?;
        }
        let common = elements.iter().fold(elements[shown].clone(), |common, frame| {
            let operations = capture_diff_slices(Algorithm::Myers, &common, frame);
            let kept = operations.iter().filter_map(|operation| match operation {
                DiffOp::Equal { old_index, len, .. } => Some(&common[*old_index..old_index + len]),
                _ => None,
            });
            kept.flatten().copied().collect()
        });
        let mut frames: Vec<_> = elements.iter().map(|frame| frame.iter().peekable()).collect();
        let mut text = String::new();
        for element in &common {
            let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
            for (number, frame) in frames.iter_mut().enumerate() {
                let mut own = String::new();
                while let Some(other) = frame.next_if(|other| *other != element) {
                    own += other;
                }
                frame.next();
                match groups.iter_mut().find(|(text, _)| *text == own) {
                    Some((_, numbers)) => numbers.push(number),
                    None => groups.push((own, vec![number])),
                }
            }
            for (own, numbers) in groups.into_iter().filter(|(own, _)| !own.is_empty()) {
                let is_shown = numbers.contains(&shown);
                let state = if is_shown { " shown\"" } else { "\" display=\"none\"" };
                let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
                let numbers = numbers.join(" ");
                let written =
                    write!(text, "<g class=\"frame{state} data-frames=\"{numbers}\">\n{own}</g>\n");
                written.expect("a String takes everything");
            }
            text += element;
        }
        Ok(Svg { text, title })
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
        Svg { text, title: self.title.clone() }
    }
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
