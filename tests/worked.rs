//! The formulas of every derivation and estimate with the numbers of problems put in: what is shown
//! can be read again, and has the value of the formula.

use crate::every_chain::{EveryChain, try_every_chain};
use ma6202::derivation::Derivation;
use ma6202::estimate::{Estimate, Subject};
use ma6202::oracle::Autograd;
use ma6202::worked::worked;
use ma6202_formula::{
    Choice, Entries, Formula, Language, Meaning, Numbers, Symbols, Unshown, Worked,
};
use std::collections::BTreeSet;

/// What is not read again, and why.
const UNREAD: [(&str, &str); 4] = [
    ("a fixed point by its input", "a sum without an end"),
    ("a fixed point by the weight of its cycle", "a sum without an end"),
    ("the error of n boxes", "a sum without an end"),
    ("the error of n boxes", "a function with a number as its index"),
];

/// What became of the rows of every chain.
#[derive(Default)]
struct Shown {
    /// Rows with numbers that were read again, and had the value.
    read: usize,
    /// Rows that were not: their chains, and why.
    unread: BTreeSet<(String, &'static str)>,
    /// Rows of which the value alone is shown.
    values: usize,
    /// The longest of those that are shown in a page.
    longest: usize,
}

impl Shown {
    fn try_all(&mut self, name: &str, left: &str, lines: &[&str], problems: &[Symbols]) {
        let texts = || std::iter::once(&left).chain(lines);
        for symbols in problems {
            let left = Formula::parse(left).unwrap().read(symbols).unwrap();
            let choice = left.choice().unwrap();
            for latex in texts() {
                let line = Formula::parse(latex).unwrap();
                self.try_line(name, &line.read_like(symbols, &left).unwrap(), &choice);
            }
        }
        let chain = worked(&problems[0], left, lines.iter().copied(), 3).unwrap();
        assert_eq!(chain.rows.len(), lines.len() + 1, "{name}");
        for (row, latex) in chain.rows.iter().zip(texts()) {
            self.try_page(&format!("{name}, {latex}"), row);
        }
    }

    /// With all digits and all terms it has the value.
    fn try_line(&mut self, name: &str, line: &Meaning, choice: &Choice) {
        for side in line.worked_whole(choice, 17).unwrap() {
            let named = match side.formula {
                Ok(numbers) => Some(numbers),
                Err(Unshown::IsValue | Unshown::NothingToPut) => None,
                Err(why) => panic!("{name}: {why}"),
            };
            for numbers in named.iter().chain(&side.with_values) {
                self.try_numbers(name, line, numbers, &side.value);
            }
        }
    }

    fn try_numbers(&mut self, name: &str, line: &Meaning, numbers: &Numbers, value: &Entries<f64>) {
        let latex = numbers.latex(Language::English);
        let read = Formula::parse(&latex);
        if let Err(error) = &read
            && error.expected == "at most 4000 bytes"
        {
            return;
        }
        let read = read.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(read.tree(), numbers.tree(), "{name}: {latex}");
        let mut is_unread = |why| self.unread.insert((name.into(), why));
        if !numbers.is_whole() {
            is_unread("a sum without an end");
        } else if latex.contains(r"\varphi_{") {
            is_unread("a function with a number as its index");
        } else {
            let again = read.read(line.symbols()).and_then(|meaning| meaning.evaluate());
            let again = again.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_near(&format!("{name}: {latex}"), &again, value);
            self.read += 1;
        }
    }

    /// What a page shows is LaTeX to another reader as well, in both languages, and not too long.
    fn try_page(&mut self, row: &str, worked: &Worked) {
        let numbers = match &worked.formula {
            Ok(numbers) => Some(numbers),
            Err(Unshown::IsValue | Unshown::NothingToPut) => {
                self.values += 1;
                None
            }
            Err(why) => panic!("{row}: {why}"),
        };
        for shown in numbers.into_iter().chain(&worked.with_values).chain(&worked.shown) {
            for language in [Language::Spanish, Language::English] {
                let latex = shown.latex(language);
                if language == Language::English {
                    let read = Formula::parse(&latex).unwrap_or_else(|e| panic!("{row}: {e}"));
                    assert_eq!(read.tree(), shown.tree(), "{row}");
                }
                let storage = pulldown_latex::Storage::new();
                let mut parser = pulldown_latex::Parser::new(&latex, &storage);
                assert!(parser.all(|event| event.is_ok()), "{row}: {latex}");
                let mathml = shown.mathml(language, true);
                let digits = mathml.split("<mn>").skip(1).filter_map(|rest| rest.split('<').next());
                let other = if language == Language::Spanish { '.' } else { ',' };
                assert!(!digits.clone().any(|digits| digits.contains(other)), "{row}: {mathml}");
                self.longest = self.longest.max(latex.replace("{,}", ".").chars().count());
            }
        }
    }
}

#[track_caller]
fn assert_near(row: &str, shown: &Entries<f64>, value: &Entries<f64>) {
    assert_eq!(shown.shape(), value.shape(), "{row}");
    let size = value.as_slice().iter().fold(0.0, |size: f64, x| size.max(x.abs()));
    for (x, y) in shown.as_slice().iter().zip(value.as_slice()) {
        assert!((x - y).abs() <= 1e-9 * size.max(1e-6), "{row}: {x}, not {y}");
    }
}

impl EveryChain for Shown {
    fn derivation<P: Autograd>(&mut self, chain: &Derivation<P>, problems: &[P]) {
        let lines: Vec<_> = chain.lines.iter().map(|line| line.formula).collect();
        let symbols = |problem: &P| problem.symbols(chain.variable).unwrap();
        self.try_all(
            chain.name,
            chain.left,
            &lines,
            &problems.iter().map(symbols).collect::<Vec<_>>(),
        );
    }

    fn estimate<P: Subject>(&mut self, estimate: &Estimate<P>, problems: &[P]) {
        let lines: Vec<_> = estimate.lines.iter().map(|line| line.formula).collect();
        let symbols = |problem: &P| problem.symbols().unwrap();
        self.try_all(
            estimate.name,
            estimate.left,
            &lines,
            &problems.iter().map(symbols).collect::<Vec<_>>(),
        );
    }
}

#[test]
fn every_chain_with_numbers_has_its_value() {
    let mut shown = Shown::default();
    try_every_chain(&mut shown);
    println!(
        "{} rows read again, {} with their value only, {} characters at most",
        shown.read, shown.values, shown.longest
    );
    let unread: BTreeSet<_> = UNREAD.map(|(name, why)| (name.to_owned(), why)).into();
    assert_eq!(shown.unread, unread);
    assert!(shown.read >= 500 && shown.values <= 80, "{} and {}", shown.read, shown.values);
    assert!(shown.longest <= 600, "{}", shown.longest);
}
