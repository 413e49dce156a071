//! Matrices that are written out.

use super::Style;
use super::block::Block;
use super::fence::parenthesised;
use super::layout::Layout;
use crate::syntax::Node;

/// Columns below each other, two spaces apart; on one line `(1  2; 3  4)`.
pub(super) fn matrix(rows: &[Vec<Node>], style: Style) -> Layout {
    if style != Style::Display || rows.len() == 1 {
        let mut all = Layout::default();
        for (number, entry) in rows.iter().flatten().enumerate() {
            let gap = match number {
                0 => "",
                _ if number % rows[0].len() == 0 => "; ",
                _ => "  ",
            };
            all.glue(Layout::text(gap).then(entry.printed(style)));
        }
        return parenthesised(all.block().into());
    }
    let column = |number: usize| {
        let entries: Vec<Block> =
            rows.iter().map(|row| row[number].printed(style).block()).collect();
        Block::pile(&entries, 0).balanced()
    };
    let columns: Vec<Block> = (0..rows[0].len()).map(column).collect();
    let beside = |left: Block, right: Block| left.beside(&Block::text("  ")).beside(&right);
    let all = columns.into_iter().reduce(beside).expect("a row has entries");
    parenthesised(all.into())
}
