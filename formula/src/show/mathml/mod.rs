//! For a page: presentation MathML Core.
//!
//! Each part is one element: what is written at a group stands at all of it, not at its last
//! parenthesis, and a minus knows from its place whether it is a sign or subtracts.

mod broken;
mod letters;
mod row;

pub use broken::Breakable;

use crate::formula::Formula;
use crate::show::character;
use crate::syntax::{Big, Fence, Infix, Kind, Node, Relation, Size};
use letters::letter;
use row::{apply, list, product, row};

/// What TeX leaves before and after the name of a function.
const THIN_SPACE: &str = r#"<mspace width="0.1667em"/>"#;

/// Of an index, of an exponent, of both.
const SCRIPTS: [&str; 3] = ["msub", "msup", "msubsup"];
const LIMITS: [&str; 3] = ["munder", "mover", "munderover"];

impl Formula {
    /// As a `<math>` element: a block of its own, or within a line.
    pub fn mathml(&self, is_display: bool) -> String {
        let display = if is_display { r#" display="block""# } else { "" };
        let content = match &self.tree().kind {
            // Statements stand further apart than arguments.
            Kind::List(parts) => list(parts, r#"<mspace width="1em"/>"#),
            _ => element(self.tree()),
        };
        format!("<math{display}>{content}</math>")
    }
}

fn element(node: &Node) -> String {
    match &node.kind {
        Kind::Number(digits) => token("mn", digits),
        Kind::Symbol(symbol) => letter(symbol),
        Kind::Name { name, .. } => letters::name(name),
        Kind::Text(text) => token("mtext", text),
        Kind::Accent { accent, body } => {
            let mark = match &**accent {
                r"\bar" => "‾",
                r"\hat" => "^",
                _ => "~",
            };
            // As an accent it would touch the letter.
            let mark = format!(r#"<mo stretchy="false">{mark}</mo>"#);
            format!("<mover>{}{mark}</mover>", element(body))
        }
        Kind::Script { base: of, sup, sub, primes } => {
            scripts(base(of), sup.as_deref(), sub.as_deref(), *primes)
        }
        Kind::Fraction { is_small, over, under } => {
            let style = if *is_small { r#" displaystyle="false""# } else { "" };
            format!("<mfrac{style}>{}{}</mfrac>", element(over), element(under))
        }
        Kind::Root(body) => format!("<msqrt>{}</msqrt>", element(body)),
        Kind::Partial { order, of } => {
            let order = order.as_deref().map(element);
            // Its own space would move what stands over a line to the right.
            let sign = marked(r#"<mo lspace="0">∂</mo>"#.into(), None, order, SCRIPTS);
            row([sign].into_iter().chain(of.as_deref().map(element)))
        }
        Kind::Nabla(body) => row([sign("∇"), element(body)]),
        Kind::Group { fence, size, body } => group(*fence, *size, body),
        Kind::Cases(all) => cases(all),
        Kind::Matrix(rows) => matrix(rows),
        Kind::Dots => sign("…"),
        Kind::Juxtaposition(factors) => product(factors),
        Kind::List(parts) => list(parts, ""),
        Kind::Apply { function, argument } => apply(function, argument),
        Kind::Big { operator, sub, sup, body } => {
            let [sub, sup] = [sub, sup].map(|bound| bound.as_deref().map(element));
            let [begin, end] = big(operator, sub, sup);
            row([begin, element(body), end])
        }
        Kind::Infix { operator, left, right } => {
            row([element(left), infix(*operator), element(right)])
        }
        Kind::Sum(terms) => row(terms.iter().enumerate().flat_map(|(number, (minus, term))| {
            let sign = match (number, minus) {
                (0, false) => None,
                (_, false) => Some(sign("+")),
                (_, true) => Some(sign("\u{2212}")),
            };
            sign.into_iter().chain([element(term)])
        })),
        Kind::Relation { first, rest } => {
            let rest = rest.iter().flat_map(|(sign, side)| [relation(*sign), element(side)]);
            row([element(first)].into_iter().chain(rest))
        }
    }
}

/// With what stands below or after it, and above.
fn marked(base: String, sub: Option<String>, sup: Option<String>, tags: [&str; 3]) -> String {
    let (tag, marks) = match (sub, sup) {
        (None, None) => return base,
        (Some(sub), None) => (tags[0], sub),
        (None, Some(sup)) => (tags[1], sup),
        (Some(sub), Some(sup)) => (tags[2], sub + &sup),
    };
    format!("<{tag}>{base}{marks}</{tag}>")
}

/// Indices beside each other are no product.
fn index(sub: &Node) -> String {
    match &sub.kind {
        Kind::Juxtaposition(parts) if parts.iter().all(row::is_letter) => {
            row::separated(parts, &sign("\u{2063}"))
        }
        _ => element(sub),
    }
}

/// Primes stand beside their letter, not above it: the sign is high and small of itself.
fn scripts(base: String, sup: Option<&Node>, sub: Option<&Node>, primes: usize) -> String {
    let primes = match primes {
        0 => String::new(),
        _ => format!(r#"<mo lspace="0" rspace="0">{}</mo>"#, "\u{2032}".repeat(primes)),
    };
    let base = if primes.is_empty() { base } else { row([base, primes]) };
    marked(base, sub.map(index), sup.map(element), SCRIPTS)
}

/// What scripts are written at: a group in small parentheses is as high as they are, whatever it
/// holds, so that an exponent stands beside them.
fn base(node: &Node) -> String {
    match &node.kind {
        Kind::Group { fence, size: Size::Plain, body } if is_tall(body) => {
            let [open, close] = fences(*fence, Size::Plain);
            let body = element(body);
            let body = format!(r#"<mpadded height="0.75em" depth="0.25em">{body}</mpadded>"#);
            row([open, body, close])
        }
        _ => element(node),
    }
}

/// Whether it is higher than a letter.
fn is_tall(node: &Node) -> bool {
    has(node, &|kind| match kind {
        Kind::Script { sup, .. } => sup.is_some(),
        Kind::Fraction { .. } | Kind::Big { .. } => true,
        _ => false,
    })
}

/// Whether a part of this kind stands in it.
fn has(node: &Node, is_it: &impl Fn(&Kind) -> bool) -> bool {
    is_it(&node.kind) || node.parts().into_iter().any(|part| has(part, is_it))
}

fn group(fence: Fence, size: Size, body: &Node) -> String {
    let [open, close] = fences(fence, size);
    row([open, element(body), close])
}

fn fences(fence: Fence, size: Size) -> [String; 2] {
    let (open, close) = match fence {
        Fence::Parentheses => ("(", ")"),
        Fence::Brackets => ("[", "]"),
        Fence::Bars => ("|", "|"),
        Fence::DoubleBars => ("‖", "‖"),
    };
    // Without attributes they would be as tall as what they enclose.
    let height = match size {
        Size::Plain => r#" stretchy="false""#,
        Size::Big => r#" minsize="1.2em" maxsize="1.2em""#,
        Size::Bigger => r#" minsize="1.8em" maxsize="1.8em""#,
        Size::Fitting => "",
    };
    [open, close].map(|fence| format!("<mo{height}>{fence}</mo>"))
}

fn cases(cases: &[(Node, Node)]) -> String {
    let cell = |node| format!(r#"<mtd style="text-align: left">{}</mtd>"#, element(node));
    let rows = cases
        .iter()
        .map(|(value, condition)| format!("<mtr>{}{}</mtr>", cell(value), cell(condition)));
    row([sign("{"), format!("<mtable>{}</mtable>", rows.collect::<String>())])
}

fn matrix(rows: &[Vec<Node>]) -> String {
    let cell = |entry: &Node| format!("<mtd>{}</mtd>", element(entry));
    let row = |row: &Vec<Node>| format!("<mtr>{}</mtr>", row.iter().map(cell).collect::<String>());
    let rows: String = rows.iter().map(row).collect();
    row::row([sign("("), format!("<mtable>{rows}</mtable>"), sign(")")])
}

/// What stands before what it goes over, and after. Where there is little room, the bounds move to
/// the side: ∑ says so itself, max has to be told.
fn big(operator: &Big, sub: Option<String>, sup: Option<String>) -> [String; 2] {
    let limits = r#"movablelimits="true" lspace="0.1667em" rspace="0.1667em""#;
    let (sign, tags) = match operator {
        Big::Sum => (sign("∑"), LIMITS),
        Big::Integral(_) => (sign("∫"), SCRIPTS),
        Big::Max => (format!("<mo {limits}>max</mo>"), LIMITS),
        Big::Min => (format!("<mo {limits}>min</mo>"), LIMITS),
    };
    let end = match operator {
        Big::Integral(variable) => {
            [THIN_SPACE.into(), token("mi", "d"), element(variable)].concat()
        }
        _ => String::new(),
    };
    [marked(sign, sub, sup, tags), end]
}

fn infix(operator: Infix) -> String {
    match operator {
        Infix::Times => sign("⋅"),
        Infix::Hadamard => sign("⊙"),
        Infix::Slash => r#"<mo lspace="0" rspace="0">/</mo>"#.into(),
    }
}

fn relation(relation: Relation) -> String {
    sign(character::sign(relation))
}

fn sign(sign: &str) -> String {
    token("mo", sign)
}

fn token(tag: &str, text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<{tag}>{text}</{tag}>")
}
