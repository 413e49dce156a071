//! Delimiters as tall as what is between them.

use super::block::Block;
use super::layout::Layout;
use crate::syntax::Fence;

/// Alone, then at the top, the baseline, the bottom of several rows, then elsewhere.
type Signs = [&'static str; 5];

/// A brace, to its left only.
pub(super) fn braced(body: Block) -> Layout {
    let brace = delimiter(["{", "⎧", "⎨", "⎩", "⎪"], body.reach());
    Layout::from(brace).then(Layout::text(" ")).then(body.into())
}

pub(super) fn parenthesised(body: Layout) -> Layout {
    fenced(Fence::Parentheses, body)
}

pub(super) fn fenced(fence: Fence, body: Layout) -> Layout {
    let (open, close): (Signs, Signs) = match fence {
        Fence::Parentheses => (["(", "⎛", "⎜", "⎝", "⎜"], [")", "⎞", "⎟", "⎠", "⎟"]),
        Fence::Brackets => (["[", "⎡", "⎢", "⎣", "⎢"], ["]", "⎤", "⎥", "⎦", "⎥"]),
        Fence::Bars => (["|", "│", "│", "│", "│"], ["|", "│", "│", "│", "│"]),
        Fence::DoubleBars => (["‖", "║", "║", "║", "║"], ["‖", "║", "║", "║", "║"]),
    };
    let reach = body.block().reach();
    let gap = || Layout::text(if reach == (0, 0) { "" } else { " " });
    let [open, close] = [open, close].map(|signs| Layout::from(delimiter(signs, reach)));
    open.then(gap()).then(body).then(gap()).then(close)
}

fn delimiter(signs: Signs, (above, below): (usize, usize)) -> Block {
    let [alone, top, baseline, bottom, elsewhere] = signs;
    let sign = |row| match row {
        0 if above + below == 0 => alone,
        0 => top,
        _ if row == above + below => bottom,
        _ if row == above => baseline,
        _ => elsewhere,
    };
    Block::column((0..=above + below).map(sign), above)
}
