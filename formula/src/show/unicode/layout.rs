//! Pieces in a row, and how they are broken into lines.

use super::block::Block;

/// What is printed from left to right; never empty once something was added.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout(Vec<Piece>);

/// What is not broken, and the place before it, where a line may be.
#[derive(Clone, Debug)]
struct Piece {
    block: Block,
    /// How deep the place is nested: the outermost are broken first.
    depth: usize,
    /// The spaces that are there if it is not.
    gap: usize,
}

impl From<Block> for Layout {
    fn from(block: Block) -> Layout {
        Layout(vec![Piece { block, depth: 0, gap: 0 }])
    }
}

impl Layout {
    pub fn text(text: &str) -> Layout {
        Block::text(text).into()
    }

    /// The next part of a whole: a line may break before it; within it only after that.
    pub fn push(&mut self, part: Layout, gap: usize) {
        self.0.extend(part.0.into_iter().enumerate().map(|(number, piece)| match number {
            0 => Piece { depth: 0, gap, ..piece },
            _ => Piece { depth: piece.depth + 1, ..piece },
        }));
    }

    /// The same where no line may break.
    pub fn glue(&mut self, part: Layout) {
        let mut part = part.0.into_iter();
        match (self.0.last_mut(), part.next()) {
            (Some(last), Some(first)) => last.block = last.block.beside(&first.block),
            (_, first) => self.0.extend(first),
        }
        self.0.extend(part);
    }

    pub fn then(mut self, part: Layout) -> Layout {
        self.glue(part);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of it, unbroken.
    pub fn block(&self) -> Block {
        joined(&self.0)
    }

    /// Whether this stands first on the baseline.
    pub fn begins_with(&self, character: char) -> bool {
        self.0.first().is_some_and(|piece| piece.block.on_baseline().starts_with(character))
    }

    pub fn width(&self) -> usize {
        self.block().width()
    }

    /// In lines of this width, those after the first indented.
    pub fn broken(&self, width: usize) -> String {
        let mut lines = Lines { width, lines: Vec::new(), is_full: false };
        lines.place(&self.0, 0);
        let is_tall = lines.lines.iter().any(|(_, block)| block.is_tall());
        let text = |(indent, block): &(usize, Block)| {
            let rows = block.rows().iter().map(|row| " ".repeat(*indent) + row);
            rows.map(|row| row.trim_end().to_string()).collect::<Vec<_>>().join("\n")
        };
        let texts: Vec<String> = lines.lines.iter().map(text).collect();
        texts.join(if is_tall { "\n\n" } else { "\n" })
    }
}

fn joined(pieces: &[Piece]) -> Block {
    let mut pieces = pieces.iter();
    let first = pieces.next().map_or_else(|| Block::text(""), |piece| piece.block.clone());
    pieces.fold(first, |block, piece| {
        block.beside(&Block::text(&" ".repeat(piece.gap))).beside(&piece.block)
    })
}

struct Lines {
    width: usize,
    /// Each with its indentation.
    lines: Vec<(usize, Block)>,
    /// Whether the next part begins a line.
    is_full: bool,
}

impl Lines {
    /// On the last line, if there is room; on a new one, if there is; else in parts, on the last
    /// line only if less than half of it is used.
    fn place(&mut self, pieces: &[Piece], indent: usize) {
        let [first, rest @ ..] = pieces else { return };
        let block = joined(pieces);
        if let Some((begins, line)) = self.lines.last_mut() {
            let used = *begins + line.width() + first.gap;
            if !self.is_full && used + block.width() <= self.width {
                *line = line.beside(&Block::text(&" ".repeat(first.gap))).beside(&block);
                return;
            }
            self.is_full |= used > self.width / 2;
        }
        match rest.iter().map(|piece| piece.depth).min() {
            Some(outermost) if indent + block.width() > self.width => {
                let parts = pieces.chunk_by(|_, next| next.depth > outermost);
                for (number, part) in parts.enumerate() {
                    self.place(part, if number == 0 { indent } else { indent + 2 });
                }
            }
            _ => {
                let indent = indent.min(self.width.saturating_sub(block.width()));
                self.lines.push((indent, block));
                self.is_full = false;
            }
        }
    }
}
