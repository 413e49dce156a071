//! What a letter is called, and whether it is a capital.

use super::{Speaker, phrases};
use crate::syntax::{Kind, Node};

/// The letters of a formula: those that stand on the line, and those in indices and exponents.
#[derive(Default)]
pub(super) struct Used<'a> {
    on_the_line: Vec<&'a str>,
    in_scripts: Vec<&'a str>,
}

impl<'a> Used<'a> {
    pub fn of(tree: &'a Node) -> Used<'a> {
        let mut used = Used::default();
        used.collect(tree, false);
        used
    }

    fn collect(&mut self, node: &'a Node, is_in_script: bool) {
        let base = match &node.kind {
            Kind::Symbol(letter) if is_in_script => return self.in_scripts.push(letter),
            Kind::Symbol(letter) => return self.on_the_line.push(letter),
            // What a named function goes over is said as if it stood on the line.
            Kind::Script { base, .. } if !matches!(base.kind, Kind::Name { .. }) => Some(&**base),
            _ => None,
        };
        for part in node.parts() {
            let is_on_the_line = base.is_none_or(|base| std::ptr::eq(base, part));
            self.collect(part, is_in_script || !is_on_the_line);
        }
    }
}

impl Speaker<'_> {
    pub(super) fn letter(&self, symbol: &str) -> String {
        let bold = symbol.strip_prefix(r"\mathbf{").and_then(|rest| rest.strip_suffix('}'));
        if let Some(inner) = bold {
            return self.fill(phrases::BOLD, [&self.letter(inner)]);
        }
        let small = symbol.to_lowercase();
        // Of `\phi` and `\varphi`, if both are used.
        let variant = small.strip_prefix(r"\var").map(|name| format!(r"\{name}"));
        if let Some(usual) = variant.filter(|usual| self.is_used(usual)) {
            return self.fill(phrases::VARIANT, [&self.letter(&usual)]);
        }
        let greek = small.strip_prefix('\\').map(|name| name.trim_start_matches("var"));
        let name = match phrases::letter(greek.unwrap_or(&small)) {
            Some(words) if self.pick(words) != small => self.pick(words),
            _ => greek.unwrap_or(symbol),
        };
        let is_variant_used = || {
            let name = small.strip_prefix('\\');
            name.is_some_and(|name| self.is_used(&format!(r"\var{name}")))
        };
        if small != symbol && (self.is_used(&small) || is_variant_used()) {
            self.fill(phrases::CAPITAL, [name])
        } else {
            name.to_owned()
        }
    }

    /// Whether the small letter means something too. The j of an index is not taken for a J on the
    /// line, but in an index or an exponent both may stand.
    fn is_used(&self, small: &str) -> bool {
        let symbols = self.symbols;
        let is_index = symbols.index_named(small).is_some()
            || symbols.labels.iter().any(|(label, _)| label == small)
            || self.used.in_scripts.contains(&small);
        self.used.on_the_line.contains(&small)
            || symbols.named(small).chain(symbols.labelled(small)).next().is_some()
            || symbols.find_size(small).is_some()
            || self.is_in_script && is_index
    }
}
