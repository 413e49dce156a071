//! The characters outside ASCII, each known or an error: what LaTeX is not told of it leaves out of
//! the page without a word.

/// What the fonts of the encoding T1 have, and its companion TS1: LaTeX reads them as they are.
const LETTERS: &str = "áéíóúüñöÁÉÍÓÚÜÑÖ¿¡«»“”‘’–—…ºª½¼±×°";

/// What is declared, in text and code alike, and how it is set.
const DECLARED: [(char, &str); 78] = [
    ('\u{a0}', r"\nobreakspace{}"),
    ('\u{202f}', r"\,"),
    ('·', r"\ensuremath{\cdot}"),
    ('−', r"\ensuremath{-}"),
    ('→', r"\ensuremath{\to}"),
    ('↑', r"\ensuremath{\uparrow}"),
    ('↓', r"\ensuremath{\downarrow}"),
    ('≤', r"\ensuremath{\le}"),
    ('≥', r"\ensuremath{\ge}"),
    ('≠', r"\ensuremath{\ne}"),
    ('≈', r"\ensuremath{\approx}"),
    ('∞', r"\ensuremath{\infty}"),
    ('∂', r"\ensuremath{\partial}"),
    ('∇', r"\ensuremath{\nabla}"),
    ('∑', r"\ensuremath{\sum}"),
    ('∫', r"\ensuremath{\int}"),
    ('√', r"\ensuremath{\surd}"),
    ('⊙', r"\ensuremath{\odot}"),
    ('∈', r"\ensuremath{\in}"),
    ('‖', r"\ensuremath{\|}"),
    ('′', r"\ensuremath{^{\prime}}"),
    ('✓', r"\ensuremath{\checkmark}"),
    ('✗', r"\ensuremath{\boldsymbol{\times}}"),
    ('𝟏', r"\ensuremath{\mathbf{1}}"),
    ('ℓ', r"\ensuremath{\ell}"),
    ('α', r"\ensuremath{\alpha}"),
    ('β', r"\ensuremath{\beta}"),
    ('γ', r"\ensuremath{\gamma}"),
    ('δ', r"\ensuremath{\delta}"),
    ('ε', r"\ensuremath{\varepsilon}"),
    ('ϵ', r"\ensuremath{\epsilon}"),
    ('η', r"\ensuremath{\eta}"),
    ('κ', r"\ensuremath{\kappa}"),
    ('λ', r"\ensuremath{\lambda}"),
    ('μ', r"\ensuremath{\mu}"),
    ('π', r"\ensuremath{\pi}"),
    ('ρ', r"\ensuremath{\rho}"),
    ('σ', r"\ensuremath{\sigma}"),
    ('φ', r"\ensuremath{\varphi}"),
    ('ω', r"\ensuremath{\omega}"),
    ('Δ', r"\ensuremath{\Delta}"),
    ('Σ', r"\ensuremath{\Sigma}"),
    ('Φ', r"\ensuremath{\Phi}"),
    ('Ω', r"\ensuremath{\Omega}"),
    ('⁰', r"\ensuremath{^{0}}"),
    ('¹', r"\ensuremath{^{1}}"),
    ('²', r"\ensuremath{^{2}}"),
    ('³', r"\ensuremath{^{3}}"),
    ('⁴', r"\ensuremath{^{4}}"),
    ('⁵', r"\ensuremath{^{5}}"),
    ('⁶', r"\ensuremath{^{6}}"),
    ('⁷', r"\ensuremath{^{7}}"),
    ('⁸', r"\ensuremath{^{8}}"),
    ('⁹', r"\ensuremath{^{9}}"),
    ('⁻', r"\ensuremath{^{-}}"),
    ('⁺', r"\ensuremath{^{+}}"),
    ('ᵀ', r"\ensuremath{^{\top}}"),
    ('ᵃ', r"\ensuremath{^{a}}"),
    ('ᵇ', r"\ensuremath{^{b}}"),
    ('ᵏ', r"\ensuremath{^{k}}"),
    ('ⁿ', r"\ensuremath{^{n}}"),
    ('ˣ', r"\ensuremath{^{x}}"),
    ('ᶻ', r"\ensuremath{^{z}}"),
    ('ˡ', r"\ensuremath{^{l}}"),
    ('₀', r"\ensuremath{_{0}}"),
    ('₁', r"\ensuremath{_{1}}"),
    ('₂', r"\ensuremath{_{2}}"),
    ('₃', r"\ensuremath{_{3}}"),
    ('₄', r"\ensuremath{_{4}}"),
    ('₅', r"\ensuremath{_{5}}"),
    ('₆', r"\ensuremath{_{6}}"),
    ('₇', r"\ensuremath{_{7}}"),
    ('₈', r"\ensuremath{_{8}}"),
    ('₉', r"\ensuremath{_{9}}"),
    ('ᵢ', r"\ensuremath{_{i}}"),
    ('ⱼ', r"\ensuremath{_{j}}"),
    ('ₖ', r"\ensuremath{_{k}}"),
    ('ₙ', r"\ensuremath{_{n}}"),
];

/// All characters outside ASCII that LaTeX knows.
pub fn all() -> impl Iterator<Item = char> {
    LETTERS.chars().chain(DECLARED.iter().map(|&(c, _)| c))
}

/// The first character of a text that LaTeX would not know.
pub fn unknown(text: &str) -> Option<char> {
    let is_known = |c: char| {
        let is_printed = matches!(c, ' '..='~' | '\n');
        is_printed || all().any(|known| known == c)
    };
    text.chars().find(|&c| !is_known(c))
}

/// Those of the table in the preamble. A bookmark shows the character itself.
pub fn declarations() -> String {
    let line = |(c, latex): &(char, &str)| {
        let number = u32::from(*c);
        format!(
            "\\DeclareUnicodeCharacter{{{number:04X}}}{{\\texorpdfstring{{{latex}}}{{\\unichar{{\"{number:04X}}}}}}}\n"
        )
    };
    DECLARED.iter().map(line).collect()
}
