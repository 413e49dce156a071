//! Letters and names.

use super::{sign, token};

/// A letter that is written alone is italic of itself.
pub(super) fn letter(symbol: &str) -> String {
    let greek = symbol.strip_prefix('\\');
    let is_capital_greek = greek.is_some_and(|name| name.starts_with(char::is_uppercase));
    match symbol {
        "*" => sign("∗"),
        _ if is_capital_greek => upright(&character(symbol)),
        _ => token("mi", &character(symbol)),
    }
}

/// Several letters are upright of themselves, one is not.
pub(super) fn name(name: &str) -> String {
    if name.len() == 1 { upright(name) } else { token("mi", name) }
}

fn upright(text: &str) -> String {
    format!(r#"<mi mathvariant="normal">{text}</mi>"#)
}

/// How a symbol is printed: `x`, `\lambda`, `\mathbf{1}`.
fn character(symbol: &str) -> String {
    let bold = symbol.strip_prefix(r"\mathbf{").and_then(|rest| rest.strip_suffix('}'));
    match bold {
        Some(inner) => character(inner).chars().map(in_bold).collect(),
        None => command(symbol).into(),
    }
}

fn in_bold(plain: char) -> char {
    let (first, bold) = match plain {
        '0'..='9' => ('0', '𝟎'),
        'a'..='z' => ('a', '𝐚'),
        'A'..='Z' => ('A', '𝐀'),
        'α'..='ω' => ('α', '𝛂'),
        'Α'..='Ω' => ('Α', '𝚨'),
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
