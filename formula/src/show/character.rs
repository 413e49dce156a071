//! Which character is a letter or a sign.

use crate::syntax::Relation;

/// How a symbol is printed: `x`, `\lambda`, `\mathbf{1}`.
pub(super) fn letter(symbol: &str) -> String {
    let bold = symbol.strip_prefix(r"\mathbf{").and_then(|rest| rest.strip_suffix('}'));
    match bold {
        Some(inner) => letter(inner).chars().map(in_bold).collect(),
        None => command(symbol).into(),
    }
}

pub(super) fn sign(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "=",
        Relation::NotEqual => "≠",
        Relation::Less => "<",
        Relation::AtMost => "≤",
        Relation::Greater => ">",
        Relation::AtLeast => "≥",
        Relation::Nearly => "≈",
        Relation::To => "→",
    }
}

fn in_bold(plain: char) -> char {
    let (first, bold) = match plain {
        '0'..='9' => ('0', '𝟎'),
        'a'..='z' => ('a', '𝐚'),
        'A'..='Z' => ('A', '𝐀'),
        'α'..='ω' => ('α', '𝛂'),
        'Α'..='Ω' => ('Α', '𝚨'),
        'ϵ' => ('ϵ', '𝛜'),
        'ϕ' => ('ϕ', '𝛟'),
        _ => return plain,
    };
    char::from_u32(bold as u32 + plain as u32 - first as u32).unwrap_or(plain)
}

fn command(symbol: &str) -> &str {
    match symbol {
        r"\alpha" => "α",
        r"\beta" => "β",
        r"\gamma" => "γ",
        r"\delta" => "δ",
        r"\epsilon" => "ϵ",
        r"\varepsilon" => "ε",
        r"\zeta" => "ζ",
        r"\eta" => "η",
        r"\theta" => "θ",
        r"\iota" => "ι",
        r"\kappa" => "κ",
        r"\lambda" => "λ",
        r"\mu" => "μ",
        r"\nu" => "ν",
        r"\xi" => "ξ",
        r"\pi" => "π",
        r"\rho" => "ρ",
        r"\sigma" => "σ",
        r"\tau" => "τ",
        r"\phi" => "ϕ",
        r"\varphi" => "φ",
        r"\chi" => "χ",
        r"\psi" => "ψ",
        r"\omega" => "ω",
        r"\Gamma" => "Γ",
        r"\Delta" => "Δ",
        r"\Theta" => "Θ",
        r"\Lambda" => "Λ",
        r"\Sigma" => "Σ",
        r"\Phi" => "Φ",
        r"\Psi" => "Ψ",
        r"\Omega" => "Ω",
        r"\ell" => "ℓ",
        r"\infty" => "∞",
        r"\top" => "⊤",
        plain => plain.trim_start_matches('\\'),
    }
}
