//! A rectangle of characters with a baseline.

/// Its rows are equally wide, and never none.
#[derive(Clone, Debug)]
pub(super) struct Block {
    rows: Vec<String>,
    /// The row that stands on the line with what is beside it.
    baseline: usize,
    /// How far above and below it delimiters must reach; scripts may stand out.
    reach: (usize, usize),
}

impl Block {
    pub fn text(text: &str) -> Block {
        Block { rows: vec![text.into()], baseline: 0, reach: (0, 0) }
    }

    /// Blocks below each other, centred; the baseline is that of one of them.
    pub fn pile(blocks: &[Block], middle: usize) -> Block {
        let width = blocks.iter().map(Block::width).max().unwrap_or(0);
        let centred = |block: &Block| {
            let left = (width - block.width()) / 2;
            Block::text(&" ".repeat(left)).beside(block).widened(width).rows
        };
        let above: usize = blocks[..middle].iter().map(|block| block.rows.len()).sum();
        let rows = blocks.iter().flat_map(centred).collect();
        Block { rows, baseline: above + blocks[middle].baseline, reach: (0, 0) }.reaching_all()
    }

    /// A text so many rows above the baseline, and another below; on the same row one after the
    /// other.
    pub fn scripts(sup: &str, above: usize, sub: &str, below: usize) -> Block {
        let mut rows = vec![String::new(); above + 1 + below];
        rows[above + below].push_str(sub);
        rows[0].push_str(sup);
        let width = rows.iter().map(|row| width(row)).max().unwrap_or(0);
        Block { rows, baseline: above, reach: (0, 0) }.widened(width)
    }

    /// One sign in each row.
    pub fn column(signs: impl Iterator<Item = &'static str>, baseline: usize) -> Block {
        let rows = signs.map(String::from).collect();
        Block { rows, baseline, reach: (0, 0) }.reaching_all()
    }

    /// Both on the same baseline.
    pub fn beside(&self, right: &Block) -> Block {
        let above = self.above().max(right.above());
        let below = self.below().max(right.below());
        let (left, right) = (self.grown(above, below), right.grown(above, below));
        let rows = left.rows.iter().zip(&right.rows).map(|(left, right)| left.clone() + right);
        let reach = (left.reach.0.max(right.reach.0), left.reach.1.max(right.reach.1));
        Block { rows: rows.collect(), baseline: above, reach }
    }

    /// With spaces on the right.
    pub fn widened(mut self, to: usize) -> Block {
        for row in &mut self.rows {
            row.push_str(&" ".repeat(to.saturating_sub(width(row))));
        }
        self
    }

    fn grown(&self, above: usize, below: usize) -> Block {
        let blank = || " ".repeat(self.width());
        let mut rows = vec![blank(); above - self.above()];
        rows.extend_from_slice(&self.rows);
        rows.resize(above + 1 + below, blank());
        Block { rows, baseline: above, reach: self.reach }
    }

    /// With the baseline in the middle.
    pub fn balanced(mut self) -> Block {
        self.baseline = self.rows.len() / 2;
        self.reaching_all()
    }

    fn reaching_all(mut self) -> Block {
        self.reach = (self.above(), self.below());
        self
    }

    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    pub fn reach(&self) -> (usize, usize) {
        self.reach
    }

    pub fn is_tall(&self) -> bool {
        self.rows.len() > 1
    }

    /// What is on the line.
    pub fn on_baseline(&self) -> &str {
        &self.rows[self.baseline]
    }

    fn above(&self) -> usize {
        self.baseline
    }

    fn below(&self) -> usize {
        self.rows.len() - 1 - self.baseline
    }

    pub fn width(&self) -> usize {
        width(&self.rows[0])
    }
}

/// In columns. What is printed here takes one each, except the accents, which stand above another.
fn width(text: &str) -> usize {
    text.chars().filter(|character| !('\u{300}'..='\u{36f}').contains(character)).count()
}
