//! Mutation testing of text: what checks a formula must notice when one thing in it is wrong.
//!
//! A [`mutant`](Formula::mutants) is a formula with one change. Whoever claims that a formula is
//! checked evaluates its mutants: one that cannot be read, or has another value, is noticed; one
//! that goes unnoticed is written in another way and means the same, such as `2 \cdot 2` for
//! `2 + 2`, or shows what is not checked.
//!
//! | what is changed | to |
//! |---|---|
//! | a number, a bound of a sum or an integral | one more |
//! | a term, a factor | left out; the term's sign turned |
//! | an index, another letter | each other one of the formula |
//! | `\cdot`, `/`, `\odot` | `/`, `\cdot`, `\cdot` |
//! | a fraction | upside down |
//! | a transpose, a star, a prime, a softmax | left out |
//! | `\ln`, `\exp`, `\sin`, `\cos`, `\tanh`, `\max`, `\min`, E, Var | another of them |
//! | a relation in a bracket, a case or a condition | its opposite |
//! | bars | parentheses |

mod change;

use crate::formula::Formula;
use crate::syntax::{Fence, Kind, Node, Relation};
use change::changes;
use std::collections::BTreeSet;

/// A formula with one thing changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Mutant {
    /// The part that was changed, and what it became.
    pub what: String,
    /// The whole formula with it.
    pub formula: Formula,
}

impl Formula {
    /// Every formula that differs from this one by one of the changes of
    /// [mutation testing](self), each once; what would not be a formula is left out.
    pub fn mutants(&self) -> Vec<Mutant> {
        let mut letters = Letters::default();
        letters.find(self.tree(), false);
        let (mut mutants, mut seen) = (Vec::new(), vec![self.tree().clone()]);
        for (what, tree) in letters.mutated(self.tree(), Role::Statement) {
            // Printed, it may be read as another tree, or as none.
            match Formula::parse(&tree.to_string()) {
                Ok(formula) if *formula.tree() == tree && !seen.contains(&tree) => {
                    seen.push(tree);
                    mutants.push(Mutant { what, formula });
                }
                _ => {}
            }
        }
        mutants
    }
}

/// What a part is for those within it.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// Its relation is what the formula states.
    Statement,
    /// Its relation is a condition.
    Condition,
    Value,
}

/// The letters of a formula: those of indices, and the others.
#[derive(Default)]
struct Letters {
    indices: BTreeSet<String>,
    others: BTreeSet<String>,
}

impl Letters {
    fn find(&mut self, node: &Node, is_index: bool) {
        let sub = match &node.kind {
            Kind::Symbol(letter) if is_index => {
                self.indices.insert(letter.clone());
                None
            }
            Kind::Symbol(letter) if !["*", r"\top", r"\infty"].contains(&&**letter) => {
                self.others.insert(letter.clone());
                None
            }
            Kind::Script { sub, .. } | Kind::Big { sub, .. } => sub.as_deref(),
            _ => None,
        };
        for part in node.parts() {
            self.find(part, is_index || sub.is_some_and(|sub| std::ptr::eq(sub, part)));
        }
    }

    /// The letters that may stand for this one.
    fn others_than(&self, letter: &str) -> impl Iterator<Item = &String> {
        let is_among = |letters: &&BTreeSet<String>| letters.contains(letter);
        let letters = [&self.indices, &self.others].into_iter().find(is_among);
        letters.into_iter().flatten().filter(move |other| *other != letter)
    }

    /// Every change of a part, and of the parts within it.
    fn mutated(&self, node: &Node, role: Role) -> Vec<(String, Node)> {
        let mut all = Vec::new();
        let mut kinds = changes(&node.kind, role == Role::Condition);
        if let Kind::Symbol(letter) = &node.kind {
            kinds.extend(self.others_than(letter).cloned().map(Kind::Symbol));
        }
        for kind in kinds {
            let changed = Node::new(kind, node.place.clone());
            all.push((format!("{node} became {changed}"), changed));
        }
        for (number, part) in node.parts().into_iter().enumerate() {
            for (what, changed) in self.mutated(part, role_of(part, number, node, role)) {
                let mut whole = node.clone();
                *whole.parts_mut()[number] = changed;
                all.push((what, whole));
            }
        }
        all
    }
}

/// A relation is a condition in brackets, beside a case, below a sign, or after a comma.
fn role_of(part: &Node, number: usize, of: &Node, role: Role) -> Role {
    let is_definition = matches!(
        &part.kind,
        Kind::Relation { rest, .. } if matches!(rest[..], [(Relation::Equal, _)])
    );
    let is_condition = match &of.kind {
        Kind::Group { fence: Fence::Brackets, .. } | Kind::Cases(_) => true,
        Kind::Big { sub, sup: None, .. } => number == 0 && sub.is_some(),
        Kind::List(_) if role == Role::Statement => number > 0 && !is_definition,
        Kind::List(_) => return role,
        _ => false,
    };
    if is_condition { Role::Condition } else { Role::Value }
}
