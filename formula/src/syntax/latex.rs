//! A tree as LaTeX: what [`parse`](super::parse()) reads as the same tree.

use super::{Big, Command, Fence, Infix, Kind, Node, Relation, Size};
use std::fmt::{Display, Formatter, Result};

impl Display for Node {
    fn fmt(&self, f: &mut Formatter) -> Result {
        match &self.kind {
            Kind::Number(text) | Kind::Symbol(text) => f.write_str(text),
            Kind::Text(text) => write!(f, r"\text{{{text}}}"),
            Kind::Name { command, name } => match command {
                Command::Own => write!(f, r"\{name}"),
                Command::Operator => write!(f, r"\operatorname{{{name}}}"),
                Command::Roman => write!(f, r"\mathrm{{{name}}}"),
            },
            Kind::Accent { accent, body } => write!(f, "{accent}{{{body}}}"),
            Kind::Script { base, sup, sub, primes } => {
                write!(f, "{base}{}", "'".repeat(*primes))?;
                sup.iter().try_for_each(|sup| write!(f, "^{{{sup}}}"))?;
                match sub.as_deref().map(|sub| &sub.kind) {
                    // Indices are no arguments.
                    Some(Kind::List(parts)) => {
                        f.write_str("_{")?;
                        separated(f, parts, ", ")?;
                        f.write_str("}")
                    }
                    _ => sub.iter().try_for_each(|sub| write!(f, "_{{{sub}}}")),
                }
            }
            Kind::Fraction { is_small, over, under } => {
                write!(f, r"\{}frac{{{over}}}{{{under}}}", if *is_small { "t" } else { "" })
            }
            Kind::Root(body) => write!(f, r"\sqrt{{{body}}}"),
            Kind::Partial { order, of } => {
                f.write_str(r"\partial")?;
                order.iter().try_for_each(|order| write!(f, "^{{{order}}}"))?;
                of.iter().try_for_each(|of| write!(f, " {of}"))
            }
            Kind::Nabla(body) => write!(f, r"\nabla {body}"),
            Kind::Group { fence, size, body } => {
                let (open, close) = match fence {
                    Fence::Parentheses => ("(", ")"),
                    Fence::Brackets => ("[", "]"),
                    Fence::Bars => ("|", "|"),
                    Fence::DoubleBars => (r"\|", r"\|"),
                };
                match size {
                    Size::Plain => write!(f, "{open}{body}{close}"),
                    Size::Big => write!(f, r"\bigl{open} {body} \bigr{close}"),
                    Size::Bigger => write!(f, r"\Bigl{open} {body} \Bigr{close}"),
                    Size::Fitting => write!(f, r"\left{open} {body} \right{close}"),
                }
            }
            Kind::Cases(cases) => {
                f.write_str(r"\begin{cases} ")?;
                for (number, (value, condition)) in cases.iter().enumerate() {
                    let between = if number == 0 { "" } else { r" \\ " };
                    write!(f, "{between}{value} & {condition}")?;
                }
                f.write_str(r" \end{cases}")
            }
            Kind::Matrix(rows) => {
                f.write_str(r"\begin{pmatrix} ")?;
                for (number, row) in rows.iter().enumerate() {
                    f.write_str(if number == 0 { "" } else { r" \\ " })?;
                    separated(f, row, " & ")?;
                }
                f.write_str(r" \end{pmatrix}")
            }
            Kind::Dots => f.write_str(r"\dots"),
            Kind::Juxtaposition(factors) => separated(f, factors, " "),
            Kind::List(parts) => separated(f, parts, r", \; "),
            Kind::Apply { function, argument } => match argument.kind {
                Kind::Group { .. } => write!(f, "{function}{argument}"),
                _ => write!(f, "{function} {argument}"),
            },
            Kind::Big { operator, sub, sup, body } => {
                f.write_str(match operator {
                    Big::Sum => r"\sum",
                    Big::Integral(_) => r"\int",
                    Big::Max => r"\max",
                    Big::Min => r"\min",
                })?;
                sub.iter().try_for_each(|sub| write!(f, "_{{{sub}}}"))?;
                sup.iter().try_for_each(|sup| write!(f, "^{{{sup}}}"))?;
                write!(f, " {body}")?;
                match operator {
                    Big::Integral(variable) => write!(f, r" \, d{variable}"),
                    _ => Ok(()),
                }
            }
            Kind::Infix { operator, left, right } => {
                let sign = match operator {
                    Infix::Times => r"\cdot",
                    Infix::Hadamard => r"\odot",
                    Infix::Slash => "/",
                };
                write!(f, "{left} {sign} {right}")
            }
            Kind::Sum(terms) => {
                for (number, (is_subtracted, term)) in terms.iter().enumerate() {
                    f.write_str(match (number, is_subtracted) {
                        (0, false) => "",
                        (0, true) => "-",
                        (_, false) => " + ",
                        (_, true) => " - ",
                    })?;
                    write!(f, "{term}")?;
                }
                Ok(())
            }
            Kind::Relation { first, rest } => {
                write!(f, "{first}")?;
                rest.iter().try_for_each(|(sign, side)| write!(f, " {} {side}", sign.latex()))
            }
        }
    }
}

fn separated(f: &mut Formatter, parts: &[Node], separator: &str) -> Result {
    parts.iter().enumerate().try_for_each(|(number, part)| {
        f.write_str(if number == 0 { "" } else { separator })?;
        write!(f, "{part}")
    })
}

impl Relation {
    /// The sign, as this crate writes it.
    pub fn latex(self) -> &'static str {
        match self {
            Relation::Equal => "=",
            Relation::NotEqual => r"\ne",
            Relation::Less => "<",
            Relation::AtMost => r"\le",
            Relation::Greater => ">",
            Relation::AtLeast => r"\ge",
            Relation::Nearly => r"\approx",
            Relation::To => r"\to",
        }
    }
}
