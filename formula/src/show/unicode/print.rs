//! What each kind of part looks like.

use super::Style;
use super::block::Block;
use super::cases::{cases, closed};
use super::fence::{fenced, parenthesised};
use super::layout::Layout;
use super::matrix::matrix;
use super::product::product;
use super::quotient::{Form, form, slashed, stacked};
use super::script::{script, scripted, scripts};
use crate::show::character::{letter, sign};
use crate::syntax::{Big, Infix, Kind, Node};

impl Node {
    /// What it looks like.
    pub(super) fn printed(&self, style: Style) -> Layout {
        match &self.kind {
            Kind::Number(text) | Kind::Text(text) | Kind::Name { name: text, .. } => {
                Layout::text(text)
            }
            Kind::Symbol(symbol) => Layout::text(&letter(symbol)),
            Kind::Accent { accent, body } => accented(accent, &script(body)),
            Kind::Script { base, sup, sub, primes } => {
                scripted(base, *primes, sup.as_deref(), sub.as_deref(), style)
            }
            Kind::Fraction { over, under, .. } => match form(self, style) {
                Some(Form::Character(character)) => Layout::text(character),
                Some(Form::Slashed) => slashed(over, under, style.on_one_line()),
                _ => stacked(over, under).into(),
            },
            Kind::Root(body) => match body.kind {
                Kind::Script { .. } => Layout::text("√").then(parenthesised(body.printed(style))),
                _ => Layout::text("√").then(body.operand(style)),
            },
            Kind::Partial { order, of } => {
                let sign = Layout::text("∂").then(scripts(order.as_deref(), None, (0, 0), style));
                of.iter().fold(sign, |sign, of| sign.then(of.operand(style)))
            }
            Kind::Nabla(body) => Layout::text("∇").then(body.printed(style)),
            Kind::Group { fence, body, .. } => fenced(*fence, body.printed(style)),
            Kind::Cases(all) => cases(all, style),
            Kind::Matrix(rows) => matrix(rows, style),
            Kind::Dots => Layout::text("…"),
            Kind::Juxtaposition(factors) => product(factors, style),
            Kind::List(parts) => list(parts, style),
            Kind::Apply { function, argument } => {
                function.printed(style).then(applied(argument, style))
            }
            Kind::Big { operator, sub, sup, body } => {
                let sign = big(operator, sub.as_deref(), sup.as_deref(), style);
                let all = sign.then(Layout::text(" ")).then(body.printed(style));
                match operator {
                    Big::Integral(variable) => {
                        all.then(Layout::text(" d")).then(variable.printed(style))
                    }
                    _ => all,
                }
            }
            Kind::Infix { operator: Infix::Slash, left, right } => slashed(left, right, style),
            Kind::Infix { operator, left, right } => {
                let sign = if *operator == Infix::Times { "·" } else { "⊙" };
                row([("", &**left), (sign, right)].into_iter(), style)
            }
            Kind::Sum(terms) => {
                let signed = terms.iter().enumerate().map(|(number, (is_subtracted, term))| {
                    let plus = if number == 0 { "" } else { "+" };
                    (if *is_subtracted { "-" } else { plus }, term)
                });
                row(signed, style)
            }
            Kind::Relation { first, rest } => {
                let rest = rest.iter().map(|(relation, side)| (sign(*relation), side));
                row([("", &**first)].into_iter().chain(rest), style)
            }
        }
    }

    /// In parentheses, unless they would be idle before or after any other sign.
    pub(super) fn operand(&self, style: Style) -> Layout {
        let printed = self.printed(style);
        if self.is_atomic(style) { printed } else { parenthesised(printed) }
    }

    /// Whether a sign before it or after it cannot break it.
    pub(super) fn is_atomic(&self, style: Style) -> bool {
        match &self.kind {
            Kind::Number(_)
            | Kind::Symbol(_)
            | Kind::Name { .. }
            | Kind::Text(_)
            | Kind::Accent { .. }
            | Kind::Script { .. }
            | Kind::Root(_)
            | Kind::Partial { .. }
            | Kind::Nabla(_)
            | Kind::Matrix(_)
            | Kind::Dots
            | Kind::Group { .. } => true,
            Kind::Fraction { .. } => matches!(form(self, style), Some(Form::Character(_))),
            Kind::Apply { argument, .. } => matches!(argument.kind, Kind::Group { .. }),
            _ => false,
        }
    }
}

/// With a combining mark, if it is one letter.
fn accented(accent: &str, body: &str) -> Layout {
    let name = accent.trim_start_matches('\\');
    let mark = match name {
        "bar" => '\u{304}',
        "hat" => '\u{302}',
        _ => '\u{303}',
    };
    if Block::text(body).width() == 1 {
        Layout::text(&format!("{body}{mark}"))
    } else {
        Layout::text(&format!("{name}({body})"))
    }
}

/// The argument of a function with what stands before it.
fn applied(argument: &Node, style: Style) -> Layout {
    let is_stacked = form(argument, style) == Some(Form::Stacked);
    match argument.kind {
        Kind::Group { .. } => argument.printed(style),
        _ if is_stacked || argument.is_atomic(style) => {
            Layout::text(" ").then(argument.printed(style))
        }
        _ => parenthesised(argument.printed(style)),
    }
}

/// The sign of a big operator with its bounds: below and above it, or after it on one line.
fn big(operator: &Big, sub: Option<&Node>, sup: Option<&Node>, style: Style) -> Layout {
    let sign = Block::text(match operator {
        Big::Sum => "∑",
        Big::Integral(_) => "∫",
        Big::Max => "max",
        Big::Min => "min",
    });
    if style != Style::Display {
        return Layout::from(sign).then(scripts(sup, sub, (0, 0), style));
    }
    let bound = |node: Option<&Node>| node.map(|node| Block::text(&script(node)));
    let above = bound(sup);
    let middle = usize::from(above.is_some());
    let pile: Vec<Block> = above.into_iter().chain([sign]).chain(bound(sub)).collect();
    Block::pile(&pile, middle).into()
}

/// Parts, each with the sign before it; that of the first stands at once before it.
fn row<'a>(parts: impl Iterator<Item = (&'static str, &'a Node)>, style: Style) -> Layout {
    let mut parts = parts.peekable();
    let mut row = Layout::default();
    let gap = if style == Style::Script { "" } else { " " };
    while let Some((sign, part)) = parts.next() {
        let printed = closed(part, parts.peek().is_none(), style);
        let is_first = row.is_empty();
        // Else a minus would be part of the line of a fraction.
        let touches = is_first && !printed.begins_with('─');
        let between = if sign.is_empty() || touches { "" } else { gap };
        let printed = Layout::text(sign).then(Layout::text(between)).then(printed);
        row.push(printed, if is_first { 0 } else { gap.len() });
    }
    row
}

fn list(parts: &[Node], style: Style) -> Layout {
    let gap = match style {
        Style::Script => 0,
        _ if parts.iter().any(|part| matches!(part.kind, Kind::Relation { .. })) => 2,
        _ => 1,
    };
    let mut list = Layout::default();
    for (number, part) in parts.iter().enumerate() {
        let is_last = number + 1 == parts.len();
        let comma = Layout::text(if is_last { "" } else { "," });
        list.push(closed(part, is_last, style).then(comma), gap);
    }
    list
}
