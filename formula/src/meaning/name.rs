//! Names: what belongs to a symbol's name, and what is its index, its label or an exponent.

use super::reader::expect_new;
use crate::error::Wrong;
use crate::symbols::Symbols;
use crate::syntax::{Fence, Kind, Node};
use crate::term::SizeId;
use std::ops::Range;

/// A letter with all that is written at it.
pub(super) struct Written<'a> {
    pub name: String,
    pub indices: Vec<(String, Range<usize>)>,
    /// An exponent that belongs to no name.
    pub power: Option<&'a Node>,
    pub primes: usize,
}

/// The left-hand side of a definition.
pub(crate) struct Head {
    pub name: String,
    pub indices: Vec<(String, SizeId)>,
    pub parameters: Vec<String>,
    pub is_function: bool,
}

/// A name with its labels replaced by their values.
pub(crate) fn canonical(symbols: &Symbols, node: &Node) -> Result<String, Wrong> {
    if let Kind::Number(digits) = &node.kind {
        // The 1 of `1_i`.
        return Ok(digits.clone());
    }
    match written(symbols, node)? {
        Some(Written { name, indices, power: None, primes: 0 }) if indices.is_empty() => Ok(name),
        _ => Err(Wrong::new(&node.place, "a name", node.to_string())),
    }
}

pub(crate) fn head(symbols: &Symbols, node: &Node) -> Result<Head, Wrong> {
    let wrong = || Wrong::new(&node.place, "the name of what is defined", node.to_string());
    let (name, group) = match &node.kind {
        Kind::Juxtaposition(parts) => match &parts[..] {
            [name, group] => (name, Some(group)),
            _ => return Err(wrong()),
        },
        Kind::Apply { function, argument } => (&**function, Some(&**argument)),
        _ => (node, None),
    };
    let parameters = match group {
        Some(group) => parameters_of(symbols, group)?.ok_or_else(wrong)?,
        None => Vec::new(),
    };
    let Some(Written { name, indices, power: None, primes: 0 }) = written(symbols, name)? else {
        return Err(wrong());
    };
    let mut sizes: Vec<(String, SizeId)> = Vec::new();
    for (index, place) in indices {
        if sizes.iter().any(|(other, _)| *other == index) {
            return Err(Wrong::new(&place, "another index", format!("{index} again")));
        }
        let size = symbols.index_named(&index).expect("`written` looked").size;
        sizes.push((index, size));
    }
    Ok(Head { name, indices: sizes, parameters, is_function: group.is_some() })
}

/// Whether a name is one of the symbols already; what is no name is none.
pub(crate) fn is_declared(symbols: &Symbols, node: &Node) -> bool {
    let are_letters = |group: &Node| match &group.kind {
        Kind::Group { fence: Fence::Parentheses, body, .. } => {
            body.listed().iter().all(|part| matches!(part.kind, Kind::Symbol(_)))
        }
        _ => false,
    };
    let name = match &node.kind {
        Kind::Juxtaposition(parts) => match &parts[..] {
            [name, group] if are_letters(group) => name,
            _ => return true,
        },
        Kind::Apply { function, argument } if are_letters(argument) => function,
        _ => node,
    };
    match written(symbols, name) {
        Ok(Some(Written { name, power: None, primes: 0, .. })) => {
            symbols.named(&name).next().is_some()
        }
        _ => true,
    }
}

/// `None` if they are no letters in parentheses.
fn parameters_of(symbols: &Symbols, group: &Node) -> Result<Option<Vec<String>>, Wrong> {
    let Kind::Group { fence: Fence::Parentheses, body, .. } = &group.kind else { return Ok(None) };
    let mut names = Vec::new();
    for part in body.listed() {
        let Kind::Symbol(name) = &part.kind else { return Ok(None) };
        expect_new(symbols, name, part)?;
        if names.contains(name) {
            return Err(Wrong::new(&part.place, "another letter", format!("{name} again")));
        }
        names.push(name.clone());
    }
    Ok(Some(names))
}

/// `None` if it is no letter with indices.
pub(super) fn written<'a>(symbols: &Symbols, node: &'a Node) -> Result<Option<Written<'a>>, Wrong> {
    let plain = |name| Written { name, indices: Vec::new(), power: None, primes: 0 };
    Ok(Some(match &node.kind {
        Kind::Symbol(_) | Kind::Accent { .. } | Kind::Name { .. } | Kind::Nabla(_) => {
            plain(node.to_string())
        }
        Kind::Script { base, sup, sub, primes } => {
            let mut name = match &base.kind {
                Kind::Symbol(_) | Kind::Accent { .. } | Kind::Name { .. } => base.to_string(),
                Kind::Number(digits) if sub.is_some() => digits.clone(),
                _ => return Ok(None),
            };
            let mut indices = Vec::new();
            if let Some(sub) = sub {
                match indices_in(symbols, sub) {
                    Some(found) => indices = found,
                    None if matches!(sub.kind, Kind::Number(_)) => name += &format!("_{{{sub}}}"),
                    None => match label(symbols, sub)? {
                        Some(value) => name += &format!("_{{{value}}}"),
                        None => name += &format!("_{{{sub}}}"),
                    },
                }
            }
            let mut power = None;
            if let Some(sup) = sup {
                match &sup.kind {
                    Kind::Symbol(star) if star == "*" => name += "^{*}",
                    _ => match label(symbols, sup)? {
                        Some(value) => name += &format!("^{{{value}}}"),
                        None => power = Some(&**sup),
                    },
                }
            }
            Written { name, indices, power, primes: *primes }
        }
        _ => return Ok(None),
    }))
}

/// The indices of a subscript, if all that stands in it are indices.
fn indices_in(symbols: &Symbols, sub: &Node) -> Option<Vec<(String, Range<usize>)>> {
    let named = |part: &Node| Some((index_name(symbols, part)?, part.place.clone()));
    subscripts(sub).into_iter().map(named).collect()
}

/// The letter of an index, with its primes.
pub(super) fn index_name(symbols: &Symbols, node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Symbol(letter) => symbols.index_named(letter).map(|_| letter.clone()),
        Kind::Script { base, sup: None, sub: None, primes } => match &base.kind {
            Kind::Symbol(letter) if symbols.index_named(letter).is_some() => {
                Some(letter.clone() + &"'".repeat(*primes))
            }
            _ => None,
        },
        _ => None,
    }
}

/// What stands in a subscript, with commas between or without.
pub(super) fn subscripts(sub: &Node) -> Vec<&Node> {
    match &sub.kind {
        Kind::Juxtaposition(parts) => parts.iter().collect(),
        _ => sub.listed(),
    }
}

/// The value of an exponent that consists of a label and whole numbers; digits alone are a power.
fn label(symbols: &Symbols, node: &Node) -> Result<Option<i64>, Wrong> {
    let terms = match &node.kind {
        Kind::Sum(terms) => {
            terms.iter().map(|(is_subtracted, term)| (*is_subtracted, term)).collect()
        }
        _ => vec![(false, node)],
    };
    let (mut value, mut named) = (0_i64, None);
    for (is_subtracted, term) in terms {
        let part = match &term.kind {
            Kind::Number(digits) => digits.parse::<i32>().ok().map(i64::from),
            Kind::Symbol(letter) => {
                named = Some((letter, term));
                symbols.label_named(letter)
            }
            _ => None,
        };
        let sum = part.and_then(|part| match is_subtracted {
            false => value.checked_add(part),
            true => value.checked_sub(part),
        });
        let Some(sum) = sum else { return Ok(None) };
        value = sum;
    }
    let Some((letter, term)) = named else { return Ok(None) };
    if symbols.named(letter).next().is_some() || symbols.index_named(letter).is_some() {
        let found = format!("{letter}, which is a label and more");
        return Err(Wrong::new(&term.place, "one meaning", found));
    }
    Ok(Some(value))
}
