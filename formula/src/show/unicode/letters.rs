//! Which character is a letter, and which stands above or below the line.

/// How a symbol is printed: `x`, `\lambda`, `\mathbf{1}`.
pub(super) fn letter(symbol: &str) -> String {
    let bold = symbol.strip_prefix(r"\mathbf{").and_then(|rest| rest.strip_suffix('}'));
    match bold {
        Some(inner) => letter(inner).chars().map(in_bold).collect(),
        None => command(symbol).into(),
    }
}

/// Above the line, if there are characters for all of it.
pub(super) fn raised(text: &str) -> Option<String> {
    const PLAIN: &str = "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ⊤*";
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡᵀ*";
    translated(text, PLAIN, RAISED)
}

/// Below the line, if there are characters for all of it.
pub(super) fn lowered(text: &str) -> Option<String> {
    const PLAIN: &str = "0123456789+-=()aehijklmnoprstuvxβγρφχ";
    const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ";
    translated(text, PLAIN, LOWERED)
}

fn translated(text: &str, from: &str, to: &str) -> Option<String> {
    let pairs = || from.chars().zip(to.chars());
    text.chars().map(|plain| Some(pairs().find(|(from, _)| *from == plain)?.1)).collect()
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
