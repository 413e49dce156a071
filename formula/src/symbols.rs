//! What the letters of a formula stand for.

use crate::entries::Entries;
use crate::syntax::Node;
use crate::term::{FunctionId, Shape, SizeId, SymbolId, Term, Uses};
use std::sync::Arc;

/// What something is, for who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// In Spanish.
    pub es: &'static str,
    /// In English.
    pub en: &'static str,
}

/// A name that was declared, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// In LaTeX.
    pub name: String,
    /// What else it is called, as X is x where its entries are meant.
    pub other_names: Vec<String>,
    /// What it is.
    pub words: Words,
    /// Its definition, if that is told as well.
    pub definition: Option<String>,
}

/// All symbols that formulas may use, with their values. Each is declared once, before what is
/// defined by it; an index or a label may be declared again, for the definitions after it.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    pub(crate) sizes: Vec<Size>,
    pub(crate) indices: Vec<Index>,
    pub(crate) labels: Vec<(String, i64)>,
    pub(crate) symbols: Vec<Arc<Symbol>>,
    pub(crate) functions: Vec<Arc<Function>>,
    pub(crate) names: Vec<(String, Named)>,
    /// What was defined, by name, and how: a formula may say it again.
    pub(crate) definitions: Vec<(String, Arc<Node>)>,
    pub(crate) legend: Vec<Told>,
}

#[derive(Clone, Debug)]
pub(crate) struct Size {
    pub name: String,
    pub value: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct Index {
    pub name: String,
    pub size: SizeId,
    /// The size as it was written.
    pub text: String,
    pub role: Role,
    /// What it counts from, if it is used as a number.
    pub from: Option<i64>,
}

/// What an index is where no sum binds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// One for which the formula speaks, if the left-hand side has it.
    Free,
    /// The same, and it may be left out where a symbol has it as its first.
    Implied,
    /// This entry only.
    Fixed(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Symbol(SymbolId),
    /// The name that stands with indices only: the x of X.
    EntriesOf(SymbolId),
    /// The name of its columns: the v_k of V.
    ColumnsOf(SymbolId),
    Function(FunctionId),
}

/// A number, a vector or a matrix.
#[derive(Clone, Debug)]
pub(crate) struct Symbol {
    pub name: String,
    pub dimensions: Vec<SizeId>,
    pub source: Source,
    /// What its definition uses, itself or through others.
    pub uses: Uses,
    /// The text of its definition, and how many indices there are in it.
    pub text: String,
    /// The values of the indices of its formula: what is not fixed is set, its own indices first.
    pub slots: Vec<i64>,
}

#[derive(Clone, Debug)]
pub(crate) enum Source {
    Given(Entries<f64>),
    /// One entry, for each value of its indices.
    Entry(Term),
    Whole(Term),
}

#[derive(Clone)]
pub(crate) struct Function {
    pub name: String,
    pub indices: Vec<SizeId>,
    pub parameters: usize,
    pub body: Body,
    pub uses: Uses,
    pub text: String,
    /// The values of the indices of its formula: what is not fixed is set, its own indices first.
    pub slots: Vec<i64>,
}

#[derive(Clone)]
pub(crate) enum Body {
    Formula(Term),
    /// Of plain numbers.
    Given(Arc<dyn Fn(f64) -> f64 + Send + Sync>),
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "the function {}", self.name)
    }
}

impl Symbols {
    /// None at all.
    pub fn new() -> Symbols {
        Symbols::default()
    }

    /// What was declared with words, in order.
    pub fn legend(&self) -> &[Told] {
        &self.legend
    }

    /// Every size, and how many there are.
    pub fn sizes(&self) -> impl Iterator<Item = (&str, usize)> {
        self.sizes.iter().map(|size| (&*size.name, size.value))
    }

    /// Every label, and its value.
    pub fn labels(&self) -> impl Iterator<Item = (&str, i64)> {
        self.labels.iter().map(|(name, value)| (&**name, *value))
    }

    /// Every index that has several values, what it counts from, and the size that it goes to.
    pub fn indices(&self) -> impl Iterator<Item = (&str, i64, &str)> {
        let running = self.indices.iter().filter(|index| !matches!(index.role, Role::Fixed(_)));
        running.map(|index| (&*index.name, index.from.unwrap_or(1), &*index.text))
    }

    /// Whether a name is that of an index or a label, and so no part of the name that it stands at.
    pub fn is_index_or_label(&self, name: &str) -> bool {
        self.index_named(name).is_some() || self.label_named(name).is_some()
    }

    /// What a name stands for.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Named> + 'a {
        self.names.iter().filter(move |(other, _)| other == name).map(|(_, named)| *named)
    }

    /// Symbols and functions whose name is this one and a label.
    pub(crate) fn labelled<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Named> + 'a {
        let is_labelled = move |other: &str| {
            let rest = other.strip_prefix(name).and_then(|rest| rest.strip_prefix("^{"));
            rest.and_then(|rest| rest.strip_suffix('}'))
                .is_some_and(|rest| rest.parse::<i64>().is_ok())
        };
        self.names.iter().filter(move |(other, _)| is_labelled(other)).map(|(_, named)| *named)
    }

    pub(crate) fn index_named(&self, name: &str) -> Option<&Index> {
        self.indices.iter().find(|index| index.name == name.trim_end_matches('\''))
    }

    pub(crate) fn label_named(&self, name: &str) -> Option<i64> {
        self.labels.iter().find(|(label, _)| label == name).map(|(_, value)| *value)
    }

    /// Whether a name is that of an index, a size or a label: no symbol may have it.
    pub(crate) fn is_reserved(&self, name: &str) -> bool {
        self.index_named(name).is_some()
            || self.find_size(name).is_some()
            || self.label_named(name).is_some()
    }

    pub(crate) fn function_at(&self, id: FunctionId) -> &Function {
        &self.functions[id.0]
    }

    pub(crate) fn find_size(&self, name: &str) -> Option<SizeId> {
        self.sizes.iter().position(|size| size.name == name).map(SizeId::Declared)
    }

    /// How many there are.
    pub(crate) fn count(&self, size: SizeId) -> usize {
        match size {
            SizeId::Declared(id) => self.sizes[id].value,
            SizeId::Written(count) => count,
        }
    }

    pub(crate) fn size_name(&self, size: SizeId) -> String {
        match size {
            SizeId::Declared(id) => self.sizes[id].name.clone(),
            SizeId::Written(count) => count.to_string(),
        }
    }

    /// Whether a symbol may not have this name: that of entries or columns may be another's too.
    pub(crate) fn is_taken(&self, name: &str) -> bool {
        let is_own = |named| matches!(named, Named::Symbol(_) | Named::Function(_));
        self.named(name).any(is_own) || self.is_reserved(name)
    }

    /// A shape as it is told.
    pub(crate) fn shape_name(&self, shape: Shape) -> String {
        let name = |size: Option<SizeId>| size.map_or("1".into(), |size| self.size_name(size));
        match shape {
            Shape::NUMBER => "a number".into(),
            Shape { rows, columns } => format!("{} x {}", name(rows), name(columns)),
        }
    }
}
