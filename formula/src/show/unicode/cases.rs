//! Values with their conditions.

use super::Style;
use super::block::Block;
use super::fence::{braced, parenthesised};
use super::layout::Layout;
use crate::syntax::{Kind, Node};

/// A value in each row, its condition after it; on one line `{a if a > 0; 0 else}`.
pub(super) fn cases(cases: &[(Node, Node)], style: Style) -> Layout {
    let before = |condition: &Node| match condition.kind {
        Kind::Text(_) => "",
        _ => "if ",
    };
    if style != Style::Display {
        let mut all = Layout::text("{");
        for (number, (value, condition)) in cases.iter().enumerate() {
            all.glue(Layout::text(if number == 0 { "" } else { "; " }));
            all.glue(value.printed(style));
            all.glue(Layout::text(&format!(" {}", before(condition))));
            all.glue(condition.printed(style));
        }
        return all.then(Layout::text("}"));
    }
    let values: Vec<Block> = cases.iter().map(|(value, _)| value.printed(style).block()).collect();
    let width = values.iter().map(Block::width).max().unwrap_or(0);
    let rows = values.into_iter().zip(cases).map(|(value, (_, condition))| {
        let before = Block::text(&format!("  {}", before(condition)));
        value.widened(width).beside(&before).beside(&condition.printed(style).block())
    });
    let rows: Vec<Block> = rows.collect();
    let width = rows.iter().map(Block::width).max().unwrap_or(0);
    // Two alone have no row for the tip of the brace.
    let is_loose = rows.len() == 2 || rows.iter().any(Block::is_tall);
    let mut pile = Vec::new();
    for row in rows {
        if is_loose && !pile.is_empty() {
            pile.push(Block::text(""));
        }
        pile.push(row.widened(width));
    }
    braced(Block::pile(&pile, 0).balanced())
}

/// In parentheses if cases are at its end and something follows: it would be read as part of the
/// last of them.
pub(super) fn closed(node: &Node, is_last: bool, style: Style) -> Layout {
    let printed = node.printed(style);
    if !is_last && ends_in_cases(node) { parenthesised(printed) } else { printed }
}

fn ends_in_cases(node: &Node) -> bool {
    match &node.kind {
        Kind::Cases(_) => true,
        Kind::Big { body: last, .. } | Kind::Infix { right: last, .. } => ends_in_cases(last),
        Kind::Juxtaposition(factors) => factors.last().is_some_and(ends_in_cases),
        Kind::Sum(terms) => terms.last().is_some_and(|(_, term)| ends_in_cases(term)),
        _ => false,
    }
}
