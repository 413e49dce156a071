//! What a part of a formula may become.

use crate::syntax::{Big, Fence, Infix, Kind, Node, Relation};

/// Each change of a part that leaves the parts within it as they are, but for those left out.
pub(super) fn changes(of: &Kind, is_condition: bool) -> Vec<Kind> {
    let mut all = Vec::new();
    let mut change = |change: &dyn Fn(&mut Kind)| {
        let mut kind = of.clone();
        change(&mut kind);
        all.push(kind);
    };
    match of {
        Kind::Number(_) | Kind::Name { .. } => change(&|kind| match kind {
            Kind::Number(digits) => *digits = incremented(digits),
            Kind::Name { name, .. } => *name = other_function(name).to_owned(),
            _ => {}
        }),
        Kind::Script { sup, primes, .. } => {
            let marks = [r"\top", "*"].map(|mark| Kind::Symbol(mark.into()));
            if sup.as_ref().is_some_and(|sup| marks.contains(&sup.kind)) {
                change(&|kind| scripted(kind, |sup, _| *sup = None));
            }
            if *primes > 0 {
                change(&|kind| scripted(kind, |_, primes| *primes -= 1));
            }
        }
        Kind::Fraction { .. } => change(&|kind| {
            if let Kind::Fraction { over, under, .. } = kind {
                std::mem::swap(over, under);
            }
        }),
        Kind::Group { fence: Fence::Bars | Fence::DoubleBars, .. } => change(&|kind| {
            if let Kind::Group { fence, .. } = kind {
                *fence = Fence::Parentheses;
            }
        }),
        Kind::Apply { function, argument } => {
            if matches!(&function.kind, Kind::Name { name, .. } if name == "softmax") {
                change(&|kind| *kind = argument.kind.clone());
            }
        }
        Kind::Big { operator, .. } => {
            change(&|kind| big(kind, |_, _, to| one_more(to)));
            match operator {
                Big::Sum => {}
                Big::Integral(_) => change(&|kind| big(kind, |_, from, _| one_more(from))),
                Big::Max => change(&|kind| big(kind, |operator, _, _| *operator = Big::Min)),
                Big::Min => change(&|kind| big(kind, |operator, _, _| *operator = Big::Max)),
            }
        }
        Kind::Infix { .. } => change(&|kind| {
            if let Kind::Infix { operator, .. } = kind {
                *operator = match operator {
                    Infix::Times => Infix::Slash,
                    Infix::Slash | Infix::Hadamard => Infix::Times,
                };
            }
        }),
        Kind::Juxtaposition(factors) => {
            for number in 0..factors.len() {
                let mut rest = factors.clone();
                rest.remove(number);
                change(&|kind| match &rest[..] {
                    [one] => *kind = one.kind.clone(),
                    _ => *kind = Kind::Juxtaposition(rest.clone()),
                });
            }
        }
        Kind::Sum(terms) => {
            for number in 0..terms.len() {
                let (mut turned, mut rest) = (terms.clone(), terms.clone());
                turned[number].0 = !turned[number].0;
                rest.remove(number);
                change(&|kind| *kind = sum(&turned));
                if !rest.is_empty() {
                    change(&|kind| *kind = sum(&rest));
                }
            }
        }
        Kind::Relation { rest, .. } if is_condition => {
            for number in 0..rest.len() {
                change(&|kind| {
                    if let Kind::Relation { rest, .. } = kind {
                        rest[number].0 = opposite(rest[number].0);
                    }
                });
            }
        }
        _ => {}
    }
    all
}

/// One more, the digits after the point as they are.
fn incremented(digits: &str) -> String {
    let (whole, after) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let more = whole.parse::<u64>().ok().and_then(|whole| whole.checked_add(1));
    format!("{}{after}", more.map_or(whole.to_owned(), |more| more.to_string()))
}

fn other_function(name: &str) -> &str {
    match name {
        "ln" => "exp",
        "exp" => "ln",
        "sin" => "cos",
        "cos" | "tanh" => "sin",
        "max" => "min",
        "min" => "max",
        "E" => "Var",
        "Var" => "E",
        other => other,
    }
}

/// Changes what stands at a base; if nothing is left there, the base alone is.
fn scripted(kind: &mut Kind, change: impl Fn(&mut Option<Box<Node>>, &mut usize)) {
    if let Kind::Script { base, sup, sub, primes } = kind {
        change(sup, primes);
        if sup.is_none() && sub.is_none() && *primes == 0 {
            *kind = base.kind.clone();
        }
    }
}

type Bound = Option<Box<Node>>;

fn big(kind: &mut Kind, change: impl Fn(&mut Big, &mut Bound, &mut Bound)) {
    if let Kind::Big { operator, sub, sup, .. } = kind {
        change(operator, sub, sup);
    }
}

/// A bound that is one more, unless it is a number, which is changed itself, or infinite.
fn one_more(bound: &mut Bound) {
    let Some(bound) = bound else { return };
    let mut terms = match &bound.kind {
        Kind::Number(_) => return,
        Kind::Sum(terms) => terms.clone(),
        _ => vec![(false, (**bound).clone())],
    };
    if terms.iter().all(|(_, term)| term.kind != Kind::Symbol(r"\infty".into())) {
        terms.push((false, Node::new(Kind::Number("1".into()), bound.place.clone())));
        bound.kind = Kind::Sum(terms);
    }
}

/// As it is written: one term alone is no sum, unless it is subtracted.
fn sum(terms: &[(bool, Node)]) -> Kind {
    match terms {
        [(false, term)] => term.kind.clone(),
        _ => Kind::Sum(terms.to_vec()),
    }
}

fn opposite(relation: Relation) -> Relation {
    match relation {
        Relation::Equal => Relation::NotEqual,
        Relation::NotEqual => Relation::Equal,
        Relation::Less => Relation::AtLeast,
        Relation::AtMost => Relation::Greater,
        Relation::Greater => Relation::AtMost,
        Relation::AtLeast => Relation::Less,
        other => other,
    }
}
