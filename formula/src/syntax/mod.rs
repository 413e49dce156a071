//! The first stage: what stands where. What a letter means, and whether `M(…)` is a product or a
//! call, is left open.
//!
//! | file | what it answers |
//! |---|---|
//! | `token` | which characters belong together? |
//! | `parser` | which tokens are left, and where is the parser? |
//! | `parse` | which tokens belong together? |
//! | `factor` | what is a factor of a product? |
//! | `command` | what does a command take? |
//! | `latex` | how is a tree written? |

mod command;
mod factor;
mod latex;
mod parse;
mod parser;
mod token;

pub(crate) use parser::parse;

use std::ops::Range;

/// A part of a formula, and where it stands in the text.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is, with the parts that it is made of.
    pub kind: Kind,
    /// Which bytes of the text it is.
    pub place: Range<usize>,
}

/// Two parts are equal if they are written with the same signs, wherever they stand.
impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.kind == other.kind
    }
}

/// What a part is. Fields have the names of what they are in print.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Digits, perhaps with a point: as written.
    Number(String),
    /// A letter, or a command that stands for one: `x`, `\lambda`, `\top`, `*`.
    Symbol(String),
    /// A name in upright letters: `\ln`, `\max`, `\operatorname{softmax}`, `\mathrm{diag}`.
    Name { command: Command, name: String },
    /// `\bar g`: the accent with its backslash.
    Accent { accent: String, body: Box<Node> },
    /// A base with an exponent, an index, primes: at least one of them.
    Script { base: Box<Node>, sup: Option<Box<Node>>, sub: Option<Box<Node>>, primes: usize },
    /// `\frac` or `\tfrac`.
    Fraction { is_small: bool, over: Box<Node>, under: Box<Node> },
    /// `\sqrt`.
    Root(Box<Node>),
    /// `\partial^2 J`; without what is differentiated, the operator.
    Partial { order: Option<Box<Node>>, of: Option<Box<Node>> },
    /// `\nabla J`.
    Nabla(Box<Node>),
    /// What stands between parentheses, brackets or bars.
    Group { fence: Fence, size: Size, body: Box<Node> },
    /// Values, each with its condition.
    Cases(Vec<(Node, Node)>),
    /// Numbers in parentheses, row by row: all rows are equally long, and none is empty.
    Matrix(Vec<Vec<Node>>),
    /// `\dots`: what is left out where a formula is only shown.
    Dots,
    /// Factors with no sign between them, two at least.
    Juxtaposition(Vec<Node>),
    /// A named function before its argument: `\ln x`, `\max(0, a)`.
    Apply { function: Box<Node>, argument: Box<Node> },
    /// `\sum`, `\int`, `\max_i` and what it stands before: the rest of the term.
    Big { operator: Big, sub: Option<Box<Node>>, sup: Option<Box<Node>>, body: Box<Node> },
    /// Two factors with a sign between them.
    Infix { operator: Infix, left: Box<Node>, right: Box<Node> },
    /// Terms, each with whether it is subtracted: two at least, or one that is.
    Sum(Vec<(bool, Node)>),
    /// Sides with the signs between them.
    Relation { first: Box<Node>, rest: Vec<(Relation, Node)> },
    /// What commas separate.
    List(Vec<Node>),
    /// `\text{…}` where a condition may stand: `else`.
    Text(String),
}

/// How a name in upright letters is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// A command of its own: `\ln`.
    Own,
    /// `\operatorname{…}`.
    Operator,
    /// `\mathrm{…}`.
    Roman,
}

/// An operator that is printed before what it goes over.
#[derive(Clone, Debug, PartialEq)]
pub enum Big {
    /// `\sum`
    Sum,
    /// `\int`, with its variable, the x of dx.
    Integral(Box<Node>),
    /// `\max`
    Max,
    /// `\min`
    Min,
}

/// A sign between two factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Infix {
    /// `\cdot`
    Times,
    /// `\odot`
    Hadamard,
    /// `/`
    Slash,
}

/// A sign between two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `=`
    Equal,
    /// `\ne`
    NotEqual,
    /// `<`
    Less,
    /// `\le`
    AtMost,
    /// `>`
    Greater,
    /// `\ge`
    AtLeast,
    /// `\approx`
    Nearly,
    /// `\to`: becomes.
    To,
}

/// What encloses a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fence {
    /// `( )`
    Parentheses,
    /// `[ ]`
    Brackets,
    /// `| |`
    Bars,
    /// `\| \|`
    DoubleBars,
}

/// How large the delimiters of a group are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// `( … )`
    Plain,
    /// `\bigl( … \bigr)`
    Big,
    /// `\Bigl( … \Bigr)`
    Bigger,
    /// `\left( … \right)`
    Fitting,
}

/// The match behind [`Node::parts`] and [`Node::parts_mut`], which differ in what they borrow.
macro_rules! parts {
    ($kind:expr, $iter:ident, $unbox:expr) => {{
        let mut parts = Vec::new();
        match $kind {
            Kind::Number(_) | Kind::Symbol(_) | Kind::Name { .. } | Kind::Text(_) | Kind::Dots => {}
            Kind::Accent { body, .. }
            | Kind::Root(body)
            | Kind::Nabla(body)
            | Kind::Group { body, .. } => parts.push(body),
            Kind::Script { base, sup, sub, .. } => {
                parts.push(base);
                parts.extend(sup.$iter().chain(sub.$iter()));
            }
            Kind::Fraction { over: first, under: second, .. }
            | Kind::Apply { function: first, argument: second }
            | Kind::Infix { left: first, right: second, .. } => parts.extend([first, second]),
            Kind::Partial { order, of } => parts.extend(order.$iter().chain(of.$iter())),
            Kind::Big { operator, sub, sup, body } => {
                parts.extend(sub.$iter().chain(sup.$iter()));
                parts.push(body);
                if let Big::Integral(variable) = operator {
                    parts.push(variable);
                }
            }
            Kind::Cases(cases) => {
                return cases.$iter().flat_map(|(value, condition)| [value, condition]).collect();
            }
            Kind::Matrix(rows) => return rows.$iter().flatten().collect(),
            Kind::Juxtaposition(all) | Kind::List(all) => return all.$iter().collect(),
            Kind::Sum(terms) => return terms.$iter().map(|(_, term)| term).collect(),
            Kind::Relation { first, rest } => {
                parts.push(first);
                let rest = rest.$iter().map(|(_, side)| side);
                return parts.into_iter().map($unbox).chain(rest).collect();
            }
        }
        parts.into_iter().map($unbox).collect()
    }};
}

impl Node {
    pub(crate) fn new(kind: Kind, place: Range<usize>) -> Node {
        Node { kind, place }
    }

    /// Whether parentheses or brackets enclose it, but for an exponent or an index.
    pub(crate) fn is_in_parentheses(&self) -> bool {
        match &self.kind {
            Kind::Group { fence, .. } => matches!(fence, Fence::Parentheses | Fence::Brackets),
            Kind::Script { base, .. } => base.is_in_parentheses(),
            _ => false,
        }
    }

    /// What commas separate, or the whole.
    pub(crate) fn listed(&self) -> Vec<&Node> {
        match &self.kind {
            Kind::List(parts) => parts.iter().collect(),
            _ => vec![self],
        }
    }

    /// The parts that this one is made of, in the order in which they are written.
    pub fn parts(&self) -> Vec<&Node> {
        parts!(&self.kind, iter, Box::as_ref)
    }

    /// Whether a letter stands in it.
    pub(crate) fn has(&self, letter: &str) -> bool {
        match &self.kind {
            Kind::Symbol(other) => other == letter,
            _ => self.parts().into_iter().any(|part| part.has(letter)),
        }
    }

    pub(crate) fn parts_mut(&mut self) -> Vec<&mut Node> {
        parts!(&mut self.kind, iter_mut, Box::as_mut)
    }
}
