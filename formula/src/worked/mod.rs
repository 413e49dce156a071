//! A formula with the numbers of its symbols put in: formula, substitution, result.
//!
//! What is shown for one choice of the indices for which a formula speaks:
//!
//! | written | shown |
//! |---|---|
//! | a symbol, an entry, a derivative, a mean | its number, in parentheses if it is negative |
//! | a row times a column | the sum of the products of their numbers |
//! | a row, a column, a matrix | its numbers, if it is no larger than 5 x 5 |
//! | a function, and its derivative, of something | its name with what is put into its argument, then its value |
//! | a sum, a maximum over an index | its terms; of more than three the first two and the last |
//! | a sum without an end | its first three terms |
//! | an integral | the same with its variable, which stays |
//! | `[m = j]` of indices | 1 or 0 |
//! | `[a > 0]` of letters | the same with numbers |
//! | cases | the one that holds |
//! | `…, \quad r_i = y_i - t_i` | nothing: r is a number by then |
//!
//! If that is longer than 600 characters, the first and the last term of a sum are shown, and then
//! all matrices by their letters, as they are where one is too large; what is longer still is not
//! shown.
//!
//! Nothing that is shown is wrong. With all terms and matrices it is read again, and must have the
//! formula's value but for rounding; where too much is lost by that, it has more digits.
//!
//! | file | what it answers |
//! |---|---|
//! | `choice` | for which values of the indices? |
//! | `digits` | how is a number written? |
//! | `arrange` | where are signs and parentheses between parts? |
//! | `sign` | where does a minus need none? |
//! | `put` | what becomes of each term? |
//! | `letter` | of letters? |
//! | `bracket` | of functions that every formula knows, integrals, conditions? |
//! | `over` | of what goes over indices? |
//! | `check` | does it have the value of the formula? |

mod arrange;
mod bracket;
mod check;
mod choice;
mod digits;
mod letter;
mod over;
mod put;
mod sign;

pub use choice::Choice;

use crate::entries::Entries;
use crate::error::Result;
use crate::evaluate::Evaluator;
use crate::formula::Formula;
use crate::show::{Breakable, Language};
use crate::syntax::Node;
use crate::term::{Term, What};
use crate::value::Meaning;
use check::{enough_digits, is_seen};
use put::{Functions, Put, Style};

/// Longer formulas are shortened, or not shown.
const LONGEST: usize = 600;

/// What is longer than that is not shown with the names of its functions besides.
const LONGEST_NAMED: usize = 200;

/// One side of a formula with numbers put in, and its value.
#[derive(Clone, Debug)]
pub struct Worked {
    /// With numbers in place of letters, or why that is not shown.
    pub formula: std::result::Result<Numbers, Unshown>,
    /// The same with the values of the functions that are named in it, if any are.
    pub with_values: Option<Numbers>,
    /// What it comes to: a number, or all entries of what is no number.
    pub value: Entries<f64>,
    /// The value as it is shown; none of a matrix that is larger than 5 x 5.
    pub shown: Option<Numbers>,
}

/// A formula of numbers, as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    tree: Node,
    is_whole: bool,
    names_functions: bool,
}

/// Why only the value of a side is shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unshown {
    /// It would be the value again, as of a letter or a derivative alone.
    #[error("what is put in is the value")]
    IsValue,
    /// There is no letter that stands for a number.
    #[error("there is nothing to put in")]
    NothingToPut,
    /// Even shortened it has more characters than can be read.
    #[error("{0} characters are too long, more than {LONGEST}")]
    TooLong(usize),
    /// A part that cannot be shown with numbers: its text, and why.
    #[error("{0} cannot be shown: {1}")]
    Part(String, String),
    /// As it is written it would be read as another number.
    #[error("the numbers as they are shown have the value {0}, not {1}")]
    Otherwise(String, String),
}

impl Meaning {
    /// Its sides with numbers in place of letters, for the first [choice](Meaning::choice) of
    /// indices; to so many significant digits, or more where these would mislead.
    ///
    /// ```
    /// use ma6202_formula::{Formula, Language, Symbols, Words};
    ///
    /// let words = Words { es: "…", en: "…" };
    /// let mut symbols = Symbols::new();
    /// symbols.size("d", 2, words)?.index(&["m"], "d")?.vector("w", "d", &[0.5, -1.25], words)?;
    /// let line = Formula::parse(r"\frac12 \sum_m w_m^2")?.read(&symbols)?;
    /// let worked = line.worked(3)?.swap_remove(0);
    /// let formula = worked.formula.unwrap().latex(Language::Spanish);
    /// assert_eq!(formula, r"\frac{1}{2} (0{,}5^{2} + (-1{,}25)^{2})");
    /// assert_eq!(worked.shown.unwrap().latex(Language::English), "0.906");
    /// # Ok::<(), ma6202_formula::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`evaluate`](Meaning::evaluate).
    pub fn worked(&self, digits: usize) -> Result<Vec<Worked>> {
        self.worked_at(&self.choice()?, digits)
    }

    /// The same for a choice of indices, such as that of the left-hand side, with which all lines
    /// of a chain have one value.
    ///
    /// # Errors
    /// A choice of other indices; those of [`evaluate`](Meaning::evaluate).
    pub fn worked_at(&self, choice: &Choice, digits: usize) -> Result<Vec<Worked>> {
        self.worked_in(choice, digits, &Style::shorter_and_shorter, [LONGEST, LONGEST_NAMED])
    }

    /// The same with all terms and all matrices, however long that is.
    ///
    /// # Errors
    /// Those of [`worked_at`](Meaning::worked_at).
    pub fn worked_whole(&self, choice: &Choice, digits: usize) -> Result<Vec<Worked>> {
        self.worked_in(choice, digits, &|digits| vec![Style::whole(digits)], [usize::MAX; 2])
    }

    fn worked_in(
        &self,
        choice: &Choice,
        digits: usize,
        styles: &dyn Fn(usize) -> Vec<Style>,
        [longest, longest_named]: [usize; 2],
    ) -> Result<Vec<Worked>> {
        let slots = self.slots_at(choice)?;
        let evaluator = Evaluator::new(&self.symbols);
        let worked = |side: &Term| {
            let value = evaluator.plain(&self.latex, side, &slots)?;
            let shown = Numbers::of_value(&value, digits);
            let with = |functions| {
                let put = |style| Put::new(self, &evaluator, &slots, Style { functions, ..style });
                let enough = enough_digits(self, &put, side, &value, digits)?;
                first_short(&put, side, styles(enough), longest)
            };
            let named = with(Functions::Named);
            let valued = match &named {
                _ if matches!(side.what, What::Call { .. }) => None,
                Ok(numbers) => numbers.names_functions.then(|| with(Functions::Valued)),
                Err(Unshown::TooLong(_)) => Some(with(Functions::Valued)),
                Err(_) => None,
            };
            let (formula, with_values) = match (named, valued) {
                (Ok(named), Some(Ok(valued))) if named.length() <= longest_named => {
                    (Ok(named), Some(valued))
                }
                (_, Some(valued)) => (valued, None),
                (named, None) => (named, None),
            };
            Ok(Worked { formula, with_values, value, shown })
        };
        self.sides.iter().map(worked).collect()
    }
}

/// A side in the first of these styles in which it is no longer than that.
fn first_short<'p, 'm: 'p>(
    put: &dyn Fn(Style) -> Put<'p, 'm>,
    side: &Term,
    styles: Vec<Style>,
    longest: usize,
) -> std::result::Result<Numbers, Unshown> {
    if !is_seen(side) {
        return Err(Unshown::IsValue);
    }
    let mut shortest = usize::MAX;
    for style in styles {
        let mut put = put(style);
        let tree = put.shown(side)?;
        if !put.has_numbers {
            break;
        }
        let Put { is_whole, names_functions, .. } = put;
        let numbers = Numbers { tree, is_whole, names_functions };
        if numbers.length() <= longest {
            return Ok(numbers);
        }
        shortest = shortest.min(numbers.length());
    }
    Err(if shortest == usize::MAX { Unshown::NothingToPut } else { Unshown::TooLong(shortest) })
}

impl Numbers {
    /// A number or a matrix to so many significant digits; `None` of a matrix that is larger than
    /// 5 x 5, or has an entry that is no number.
    pub fn of_value(value: &Entries<f64>, digits: usize) -> Option<Numbers> {
        digits::result(value, digits, Style::LARGEST).map(Numbers::of)
    }

    fn of(tree: Node) -> Numbers {
        Numbers { tree, is_whole: true, names_functions: false }
    }

    /// So many characters it has in LaTeX.
    fn length(&self) -> usize {
        self.tree.to_string().chars().count()
    }

    /// In LaTeX, with the decimal comma of Spanish, `{,}`, and semicolons between what commas
    /// separate; or with a point, as [`Formula`] reads it.
    pub fn latex(&self, language: Language) -> String {
        match language {
            Language::Spanish => {
                digits::with_mark(&self.tree, "{,}").to_string().replace(r", \;", r"; \;")
            }
            Language::English => self.tree.to_string(),
        }
    }

    /// As a `<math>` element: a block of its own, or within a line.
    pub fn mathml(&self, language: Language, is_display: bool) -> String {
        in_language(&self.marked(language).mathml(is_display), language)
    }

    /// As what stands in `<math>` elements, [in parts](Formula::breakable).
    pub fn breakable(&self, before: &str, language: Language) -> Breakable {
        let breakable = self.marked(language).breakable(before);
        breakable.map(&|content| in_language(content, language))
    }

    fn marked(&self, language: Language) -> Formula {
        let mark = if language == Language::Spanish { "," } else { "." };
        Formula::of(digits::with_mark(&self.tree, mark))
    }

    /// What stands where.
    pub fn tree(&self) -> &Node {
        &self.tree
    }

    /// Whether it has all terms, and all matrices as numbers: then its text has the value.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }
}

/// A comma that is a decimal one separates nothing.
fn in_language(mathml: &str, language: Language) -> String {
    match language {
        Language::Spanish => mathml.replace("<mo>,</mo>", "<mo>;</mo>"),
        Language::English => mathml.into(),
    }
}
