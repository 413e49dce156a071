//! Which characters stand above or below the line.

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
