//! Terms that can be computed: what the second stage makes of a tree, and what is evaluated.

use crate::syntax::{Node, Relation};
use std::collections::BTreeSet;
use std::ops::Range;

/// How many of something there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SizeId {
    /// A size that is declared: which.
    Declared(usize),
    /// As many as a matrix of numbers has, which is written out.
    Written(usize),
}

/// Which symbol or function of those that are declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SymbolId(pub usize);
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct FunctionId(pub usize);

/// A term that can be computed, and where it stands in its text.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub what: What,
    pub shape: Shape,
    pub place: Range<usize>,
}

/// Rows and columns: of a vector a size and 1, of a number 1 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub rows: Option<SizeId>,
    pub columns: Option<SizeId>,
}

impl Shape {
    pub const NUMBER: Shape = Shape { rows: None, columns: None };

    pub fn is_number(self) -> bool {
        self == Shape::NUMBER
    }

    pub fn transposed(self) -> Shape {
        Shape { rows: self.columns, columns: self.rows }
    }

    /// Of which functions are known that do not go entry by entry, and multiples of the identity.
    pub fn is_square(self) -> bool {
        self.rows.is_some() && self.rows == self.columns
    }
}

/// An index in a formula: the place where its value stands while the formula is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Slot(pub usize);

/// A parameter of a function, or the variable of an integral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parameter(pub usize);

#[derive(Clone, Debug)]
pub(crate) enum What {
    /// Digits, and the power of ten that they are divided by.
    Number(f64, f64),
    /// A matrix that is written out, row by row.
    Matrix(Vec<Vec<Term>>),
    E,
    Pi,
    /// The value of an index, plus what it counts from.
    Index(Slot, i64),
    Size(SizeId),
    Parameter(Parameter),
    /// All entries of a symbol.
    Whole(SymbolId),
    /// One entry of a symbol of as many indices.
    Entry(SymbolId, Vec<Slot>),
    /// A row or a column of a symbol of two indices, as a column.
    Row(SymbolId, Slot),
    Column(SymbolId, Slot),
    /// Terms, each with whether it is subtracted; numbers go with every entry.
    Add(Vec<(bool, Term)>),
    /// A number times anything, or a product of matrices.
    Multiply(Box<[Term; 2]>),
    Hadamard(Box<[Term; 2]>),
    Divide(Box<[Term; 2]>),
    Power(Box<[Term; 2]>),
    Exp(Box<Term>),
    Root(Box<Term>),
    /// A function that every formula knows, or its derivative.
    Builtin {
        builtin: Builtin,
        is_derivative: bool,
        argument: Box<Term>,
    },
    /// Of several numbers, or entry by entry.
    Extremum(Extremum, Vec<Term>),
    /// A declared function of each entry of its first argument, differentiated so many times.
    Call {
        function: FunctionId,
        /// As it is written, with its primes.
        name: Box<Node>,
        slots: Vec<Slot>,
        primes: usize,
        arguments: Vec<Term>,
    },
    Transpose(Box<Term>),
    Norm(Box<Term>),
    Abs(Box<Term>),
    Diagonal(Box<Term>),
    /// e^y over its sum, in each row; in a column.
    Softmax(Box<Term>),
    /// An entry, or with a slot left out a row or a column as a column.
    Pick(Box<Term>, Option<Slot>, Option<Slot>),
    Sum(Over, Box<Term>),
    /// Σ from this value of the index on, without an end.
    Series {
        slot: Slot,
        from: i64,
        body: Box<Term>,
    },
    ExtremumOver(Extremum, Over, Box<Term>),
    Mean(Over, Box<Term>),
    Variance(Over, Box<Term>),
    Covariance(Over, Box<[Term; 2]>),
    Integral(Box<Integral>),
    /// 1 if it holds, else 0.
    Iverson(Condition),
    /// The first whose condition holds.
    Cases(Vec<(Term, Option<Condition>)>),
    /// By one entry of a symbol, or by all.
    Derivative {
        of: Box<Term>,
        by: SymbolId,
        at: Option<Vec<Slot>>,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Integral {
    pub variable: Parameter,
    /// As it is written.
    pub name: String,
    /// Its ends: none is infinite.
    pub from: Option<Term>,
    pub to: Option<Term>,
    pub body: Term,
    /// What the body speaks of: near these numbers it may change fast.
    pub near: Uses,
}

/// Indices that go over their ranges, and what they must fulfil.
#[derive(Clone, Debug)]
pub(crate) struct Over {
    pub slots: Vec<(Slot, Span)>,
    pub condition: Option<Condition>,
}

#[derive(Clone, Debug)]
pub(crate) enum Span {
    Size(SizeId),
    /// From a number to a number that is computed.
    Bounds(i64, Box<Term>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Builtin {
    Ln,
    Log10,
    Exp,
    Sin,
    Cos,
    Tanh,
    /// Φ, and erfc x = 2 Φ(-√2 x).
    Normal,
    Erfc,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extremum {
    Max,
    Min,
}

/// Relations that hold together.
#[derive(Clone, Debug)]
pub(crate) struct Condition(pub Vec<(Term, Relation, Term)>);

/// What is used, directly or through a definition.
#[derive(Clone, Debug, Default)]
pub(crate) struct Uses {
    pub symbols: BTreeSet<SymbolId>,
    pub functions: BTreeSet<FunctionId>,
    /// By which of them something is differentiated.
    pub derived_by: BTreeSet<SymbolId>,
    /// Those written in digits.
    pub numbers: Vec<f64>,
    /// Whether it bends or jumps, depending on a number that runs: by a condition, a maximum, a
    /// modulus, or by whatever a function does that is given as a program.
    pub bends: bool,
}

impl Uses {
    pub fn add(&mut self, other: &Uses) {
        self.symbols.extend(&other.symbols);
        self.functions.extend(&other.functions);
        self.derived_by.extend(&other.derived_by);
        for number in &other.numbers {
            if !self.numbers.contains(number) {
                self.numbers.push(*number);
            }
        }
        self.bends |= other.bends;
    }
}
