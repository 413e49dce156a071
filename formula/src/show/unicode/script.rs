//! Exponents and indices: as characters of their own where there are some for all of it, else
//! raised and lowered; on one line `e^(-kh/2)`, `w_K`.

use super::Style;
use super::block::Block;
use super::fence::parenthesised;
use super::layout::Layout;
use super::raised::{lowered, raised};
use crate::syntax::{Kind, Node};

/// A script as text, without spaces.
pub(super) fn script(node: &Node) -> String {
    node.printed(Style::Script).block().rows().concat()
}

/// A base with primes, an exponent, an index. A star is part of the name: `w*ⱼ`.
pub(super) fn scripted(
    base: &Node,
    primes: usize,
    sup: Option<&Node>,
    sub: Option<&Node>,
    style: Style,
) -> Layout {
    let printed = match &base.kind {
        Kind::Number(_)
        | Kind::Symbol(_)
        | Kind::Name { .. }
        | Kind::Accent { .. }
        | Kind::Group { .. } => base.printed(style),
        _ => parenthesised(base.printed(style)),
    };
    let (star, sup) = match sup.map(|sup| &sup.kind) {
        Some(Kind::Symbol(symbol)) if symbol == "*" => ("*", None),
        _ => ("", sup),
    };
    let scripts = scripts(sup, sub, printed.block().reach(), style);
    printed.then(Layout::text(&("′".repeat(primes) + star))).then(scripts)
}

/// The scripts alone, at the corners of what reaches so far above and below the line.
pub(super) fn scripts(
    sup: Option<&Node>,
    sub: Option<&Node>,
    (above, below): (usize, usize),
    style: Style,
) -> Layout {
    let placed = |node: &Node, mark: char, characters: fn(&str) -> Option<String>, reach: usize| {
        let plain = script(node);
        match characters(&plain) {
            Some(characters) => (characters, reach),
            None if style == Style::Display => (plain, reach.max(1)),
            None if needs_parentheses(node, mark, sup.is_some()) => {
                (format!("{mark}({plain})"), reach)
            }
            None => (format!("{mark}{plain}"), reach),
        }
    };
    let (sup_text, above) = sup.map(|sup| placed(sup, '^', raised, above)).unwrap_or_default();
    let (sub_text, below) = sub.map(|sub| placed(sub, '_', lowered, below)).unwrap_or_default();
    Block::scripts(&sup_text, above, &sub_text, below).into()
}

/// An index that an exponent follows has some, else the exponent could be its own.
fn needs_parentheses(script: &Node, mark: char, has_sup: bool) -> bool {
    match &script.kind {
        Kind::Group { .. } => false,
        Kind::Number(_) | Kind::Symbol(_) => mark == '_' && has_sup,
        _ => mark == '^' || has_sup || !is_word(script),
    }
}

/// Whether it is made of letters and digits only.
pub(super) fn is_word(node: &Node) -> bool {
    match &node.kind {
        Kind::Juxtaposition(factors) => {
            factors.iter().all(|factor| matches!(factor.kind, Kind::Number(_) | Kind::Symbol(_)))
        }
        kind => matches!(kind, Kind::Number(_) | Kind::Symbol(_) | Kind::Name { .. }),
    }
}
