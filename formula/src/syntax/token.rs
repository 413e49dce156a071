//! A text as tokens.

use crate::error::Wrong;
use std::ops::Range;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub what: What,
    pub place: Range<usize>,
    /// Whether a space that is printed, such as `\,`, stands before it.
    pub is_spaced: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Digit(char),
    Letter(char),
    /// `\frac`, with its backslash.
    Command(String),
    /// `+`, `(`, `{`, `'` and the like.
    Sign(char),
    End,
}

/// Spaces that are printed and mean nothing.
const SPACES: [&str; 7] = [r"\,", r"\:", r"\;", r"\!", r"\ ", r"\quad", r"\qquad"];

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Wrong> {
    let mut tokens = Vec::new();
    let mut is_spaced = false;
    let mut characters = text.char_indices().peekable();
    while let Some((from, character)) = characters.next() {
        let what = match character {
            ' ' => continue,
            '0'..='9' => What::Digit(character),
            'a'..='z' | 'A'..='Z' => What::Letter(character),
            '\\' => {
                let mut command = String::from('\\');
                while let Some((_, next)) = characters.next_if(|(_, c)| c.is_ascii_alphabetic()) {
                    command.push(next);
                }
                if command.len() == 1 {
                    command.extend(characters.next().map(|(_, next)| next));
                }
                What::Command(command)
            }
            sign if "+-/=<>()[]|{}^_',.&*!".contains(sign) => What::Sign(sign),
            other => {
                let place = from..from + other.len_utf8();
                return Err(Wrong::new(&place, "LaTeX for mathematics", format!("{other:?}")));
            }
        };
        let to = characters.peek().map_or(text.len(), |&(next, _)| next);
        match &what {
            What::Command(command) if SPACES.contains(&&**command) => is_spaced = true,
            _ => {
                tokens.push(Token { what, place: from..to, is_spaced });
                is_spaced = false;
            }
        }
    }
    tokens.push(Token { what: What::End, place: text.len()..text.len(), is_spaced });
    Ok(tokens)
}
