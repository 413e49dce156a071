//! Markdown, and the LaTeX that it becomes.

use super::latex;
use ma6202_language::Language;

/// A text in Spanish: all of what it becomes, or a part.
pub struct Case {
    pub name: &'static str,
    markdown: &'static str,
    latex: &'static str,
}

impl Case {
    pub fn faults(&self) -> Vec<String> {
        let got = latex(self.markdown, Language::Es).unwrap_or_else(|error| error.to_string());
        match got.contains(self.latex) {
            true => vec![],
            false => vec![format!("expected {:?}, got {got:?}", self.latex)],
        }
    }
}

const fn case(name: &'static str, markdown: &'static str, latex: &'static str) -> Case {
    Case { name, markdown, latex }
}

pub const CASES: [Case; 34] = [
    case(
        "signs_are_escaped",
        "50 % & #1 a_b {c} ^ ~ \\\\",
        r"50 \% \& \#1 a\_b \{c\} \textasciicircum{} \textasciitilde{} \textbackslash{}",
    ),
    case("two_dashes_stay_two", "with --all", "with -{}-all"),
    case("a_bracket_is_no_option", "- […]: 1 if so, 0 if not", r"\item {[}…{]}: 1 if so"),
    case("letters_stay", "¿λ ≤ 10⁻¹¹ en 97\u{202f}%?", "¿λ ≤ 10⁻¹¹ en 97\u{202f}\\%?"),
    case("emphasis", "*one* **two**", r"\emph{one} \textbf{two}"),
    case("short_code", "`w_ij` and `'`", r"\texttt{w\_ij} and \texttt{\textquotesingle{}}"),
    case("long_code_breaks", "`torch.optim.SGD.step`", r"\texttt{torch.\allowbreak{}optim."),
    case("a_file_keeps_its_ending", "`src/tape/operators.rs`", r"tape/\allowbreak{}operators.rs}"),
    case(
        "two_colons_stay_two",
        "`std::f64::consts::PI`",
        r"\texttt{std::\allowbreak{}f64::\allowbreak{}c",
    ),
    case("a_formula_stays", r"$\lambda \nabla J$", r"$\lambda \nabla J$"),
    case("a_decimal_has_a_comma", "$0.5 a. b$", "$0{,}5 a. b$"),
    case("a_display_ends_its_paragraph", "So\n\n$$a$$\n\nis.", "So\n\\[\n  a\n\\]\n\nis."),
    case(
        "the_title_has_a_label",
        "# 4. One",
        "\\chapter{4. One}\n\\label{page}\n\\drawingsof{4.}\n",
    ),
    case(
        "a_bookmark_has_no_formula",
        r"## How $\lambda$ acts",
        r"\section{How \texorpdfstring{$\lambda$}{λ} acts}",
    ),
    case(
        "a_heading_stays_with_its_table",
        "## A\n\n| b |\n|--|\n| c |\n",
        "\\withtable\n\\section{A}",
    ),
    case("to_a_place", "[here](other.md#there)", r"\pagelink{other:there}{here}"),
    case("to_a_page", "[here](other.md)", r"\pagelink{other}{here}"),
    case("out_of_the_book", "[x](https://a.b/c%20d#e)", r"\href{https://a.b/c\%20d\#e}{x}"),
    case(
        "numbers_go_on",
        "3. c\n4. d\n",
        "\\begin{enumerate}\n\\setcounter{enumi}{2}\n\\item c\n\\lastitem d\n\\end{enumerate}",
    ),
    case(
        "the_last_item_is_not_alone",
        "- a\n  - b\n- c\n",
        "\\item b\n\\end{itemize}\n\\lastitem c",
    ),
    case(
        "a_picture",
        "![seen](figures/still.es.svg)",
        "\\drawing{figures/still.es.pdf}{A line, 1\u{a0}\\%}{It rises.}{}",
    ),
    case("a_picture_that_moves", "![seen](figures/moving.es.svg)", "{It rises.}{k = 2: a\\_b.}"),
    case(
        "code_stays",
        "```rust\nlet a = \"\\\\{}\"; // e⁻ᵃ\n```\n",
        "\\begin{Verbatim}[samepage=true]\nlet a = \"\\\\{}\"; // e⁻ᵃ\n\\end{Verbatim}",
    ),
    case(
        "code_ends_a_page_between_statements",
        "```rust\nfn f() {\n    let a = b\n        .c()\n        .d();\n    let e = 1;\n    if e > 0 {\n        g();\n    }\n}\n```\n",
        "        .d();\n\\end{Verbatim}\n\n\\codegoeson\n\\begin{Verbatim}[samepage=true]\n    let e = 1;\n    if e > 0 {\n        g();\n    }\n}\n\\end{Verbatim}",
    ),
    case("a_value_stays_with_its_letter", "con $B$ = 4 y $w$ es", "con $B$~=~4 y $w$ es"),
    case(
        "columns_are_aligned",
        "| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |\n",
        "\\begin{tabular}{@{}lrc@{}}\n\\toprule\na & b & c \\\\*\n\\midrule\n1 & 2 & 3",
    ),
    case("a_wide_column_breaks_lines", WIDE, r"\begin{tabular}{@{}l>{\cell\raggedright}p{0."),
    case(
        "a_long_table_breaks_over_pages",
        LONG,
        "\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n1 \\\\*\n2 \\\\\n",
    ),
    case("a_row_of_fractions_is_high", "| a |\n|--|\n| $\\frac12$ |\n", r"\high $\frac12$ \\"),
    case("a_bar_in_a_cell", "| a |\n|--|\n| $\\|x\\|$ |\n", "$|x|$"),
    case(
        "a_solution",
        "1. Why?\n\n   <details><summary>Solución</summary>\n\n   So.\n\n   </details>\n",
        "\\item Why?\n\n\\begin{solution}{Solución}\nSo.\n\n\\end{solution}\n\\end{enumerate}",
    ),
    case(
        "a_derivation",
        CHAIN,
        "So:\n\\derivation{page:chain-a}{y}\n\\begin{align*}\ny\n  &= a + 0{,}5 \\\\*\n  &\\reason{why, $b$} \\\\*[3pt]\n  &\\le c \\\\*\n  &\\reason{100 \\%}\n\\end{align*}\n\nIt holds.",
    ),
    case(
        "a_long_left_hand_side_stands_above",
        ABOVE,
        "\\derivation{page:chain-b}{\\quad}\n\\begin{align*}\n&\\operatorname{Var}_b(x + y + z + u + v) \\\\*\n  &\\quad = 1",
    ),
    case(
        "a_long_line_is_broken",
        BROKEN,
        "  &\\quad = aaaaaaaaaaaaaaaaaaaa (b + b) + cccccccccccccccccccc + dddddddddddddddddddd \\\\*\n  &\\quad \\qquad - eeeeeeeeeeeeeeeeeeee\n\\end{align*}",
    ),
];

const WIDE: &str = "| a | b |\n|--|--|\n| x | a text that is so long that no line of the page has room for it, \
                    however small its letters were made |\n";

const LONG: &str = "| n |\n|--|\n| 1 |\n| 2 |\n| 3 |\n| 4 |\n| 5 |\n| 6 |\n| 7 |\n| 8 |\n| 9 |\n| 10 |\n\
                    | 11 |\n| 12 |\n| 13 |\n| 14 |\n| 15 |\n| 16 |\n| 17 |\n| 18 |\n";

const CHAIN: &str = "So:\n\n<a id=\"chain-a\"></a>\n\n$$y$$\n\n$$= a + 0.5$$\n\n> why, $b$\n\n$$\\le c$$\n\n\
                     > 100 %\n\nIt holds.\n";

const ABOVE: &str =
    "<a id=\"chain-b\"></a>\n\n$$\\operatorname{Var}_b(x + y + z + u + v)$$\n\n$$= 1$$\n\n> so\n";

const BROKEN: &str = "<a id=\"chain-c\"></a>\n\n$$y$$\n\n$$= aaaaaaaaaaaaaaaaaaaa (b + b) + cccccccccccccccccccc \
                      + dddddddddddddddddddd - eeeeeeeeeeeeeeeeeeee$$\n";
