//! What is an error, and what it says in both languages.

use super::latex;
use ma6202_language::{Language, Say};

/// A text that has no LaTeX.
pub struct Case {
    pub name: &'static str,
    markdown: &'static str,
    says: [&'static str; 2],
}

impl Case {
    pub fn faults(&self) -> Vec<String> {
        let said = |language: Language| match latex(self.markdown, language) {
            Ok(latex) => latex,
            Err(error) => error.say(language),
        };
        let expected = |(language, says): (Language, &str)| {
            let got = said(language);
            (got != says).then(|| format!("expected {says:?}, got {got:?}"))
        };
        Language::ALL.into_iter().zip(self.says).filter_map(expected).collect()
    }
}

const fn case(name: &'static str, markdown: &'static str, says: [&'static str; 2]) -> Case {
    Case { name, markdown, says }
}

const SNOWMAN: [&str; 2] = [
    "página page: se esperaba un carácter de latex/symbols.rs, y vino ☃ (U+2603)",
    "page page: expected a character of latex/symbols.rs, got ☃ (U+2603)",
];

macro_rules! untold {
    ($got:literal) => {
        [
            concat!("página page: se esperaba algo que se pueda decir en LaTeX, y vino ", $got),
            concat!("page page: expected what can be told in LaTeX, got ", $got),
        ]
    };
}

pub const CASES: [Case; 8] = [
    case("in_words", "A snowman: ☃.", SNOWMAN),
    case("in_code", "`☃`", SNOWMAN),
    case("in_a_block_of_code", "```\n☃\n```\n", SNOWMAN),
    case("in_a_table", "| a |\n|--|\n| ☃ |\n", SNOWMAN),
    case(
        "in_a_formula",
        "$λ$",
        [
            "página page: se esperaba un carácter de latex/symbols.rs, y vino λ (U+03BB)",
            "page page: expected a character of latex/symbols.rs, got λ (U+03BB)",
        ],
    ),
    case("half_a_formula", "| a | b |\n|--|--|\n| $|x|$ | 1 |\n", untold!("$")),
    case("a_link_that_leads_nowhere", "[here](other.md#gone)", untold!("[…](other.md#gone)")),
    case("an_unknown_mark", "<b>bold</b>", untold!("<b>")),
];
