//! For a page: presentation MathML Core.
//!
//! Each part is one element: what is written at a group stands at all of it, not at its last
//! parenthesis, and a minus knows from its place whether it is a sign or subtracts.

mod letters;
mod row;

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
                r"\bar" => "¯",
                r"\hat" => "^",
                _ => "~",
            };
            let mark = format!(r#"<mo stretchy="false">{mark}</mo>"#);
            format!(r#"<mover accent="true">{}{mark}</mover>"#, element(body))
        }
        Kind::Script { base, sup, sub, primes } => {
            let primes = (*primes > 0).then(|| sign(&"\u{2032}".repeat(*primes)));
            let sup = primes.into_iter().chain(sup.as_deref().map(element)).collect::<Vec<_>>();
            let sup = (!sup.is_empty()).then(|| row(sup));
            marked(element(base), sub.as_deref().map(index), sup, SCRIPTS)
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
            big(operator, sub, sup, body)
        }
        Kind::Infix { operator, left, right } => {
            let sign = match operator {
                Infix::Times => sign("⋅"),
                Infix::Hadamard => sign("⊙"),
                Infix::Slash => r#"<mo lspace="0" rspace="0">/</mo>"#.into(),
            };
            row([element(left), sign, element(right)])
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

fn group(fence: Fence, size: Size, body: &Node) -> String {
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
    let [open, close] = [open, close].map(|fence| format!("<mo{height}>{fence}</mo>"));
    row([open, element(body), close])
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

/// Where there is little room, the bounds move to the side: ∑ says so itself, max has to be told.
fn big(operator: &Big, sub: Option<String>, sup: Option<String>, body: &Node) -> String {
    let limits = r#"movablelimits="true" lspace="0.1667em" rspace="0.1667em""#;
    let (sign, tags) = match operator {
        Big::Sum => (sign("∑"), LIMITS),
        Big::Integral(_) => (sign("∫"), SCRIPTS),
        Big::Max => (format!("<mo {limits}>max</mo>"), LIMITS),
        Big::Min => (format!("<mo {limits}>min</mo>"), LIMITS),
    };
    let mut parts = vec![marked(sign, sub, sup, tags), element(body)];
    if let Big::Integral(variable) = operator {
        parts.extend([THIN_SPACE.into(), token("mi", "d"), element(variable)]);
    }
    row(parts)
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
