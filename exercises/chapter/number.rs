//! Numbers as a reader sees them: a decimal comma in Spanish, powers of ten instead of an "e", and
//! no digit more than was asked for.

use crate::language::Language;

/// Between groups of three digits, and before "%": a narrow space at which no line breaks.
const THIN: char = '\u{202f}';

/// With so many decimals.
pub fn fixed(number: f64, decimals: usize, language: Language) -> String {
    match special(number) {
        Some(text) => text,
        None => localised(&format!("{number:.decimals$}"), language),
    }
}

/// As 3.9·10⁻¹¹, with so many decimals; what is neither large nor small with as many digits, but
/// without a power: 0.047.
pub fn scientific(number: f64, decimals: usize, language: Language) -> String {
    if number == 0.0 {
        return "0".into();
    }
    if let Some(text) = special(number) {
        return text;
    }
    let text = format!("{number:.decimals$e}");
    let (mantissa, exponent) = text.split_once('e').expect("what was asked for");
    let power: i32 = exponent.parse().expect("what was asked for");
    if (-2..=2).contains(&power) {
        return fixed(number, usize::try_from(decimals as i32 - power).unwrap_or(0), language);
    }
    let power = format!("10{}", raised(exponent));
    match mantissa {
        "1" => power,
        "-1" => format!("−{power}"),
        _ => format!("{}·{power}", localised(mantissa, language)),
    }
}

/// The same, rounded up: what a number that is not negative does not exceed.
pub fn bound(number: f64, decimals: usize, language: Language) -> String {
    // Without a power of ten all whole digits are shown.
    let size = libm::floor(libm::log10(number)).clamp(0.0, 2.0) as usize;
    let text = format!("{number:.*e}", decimals.max(size));
    let shown: f64 = text.parse().expect("a number");
    let (_, power) = text.split_once('e').unwrap_or_default();
    let unit = libm::exp10(power.parse().unwrap_or(0.0) - decimals.max(size) as f64);
    scientific(if shown < number { number + unit } else { number }, decimals, language)
}

/// With so many significant digits: plain where that is short, else with a power of ten.
pub fn significant(number: f64, digits: usize, language: Language) -> String {
    let size = number.abs();
    if number == 0.0 || !number.is_finite() {
        return fixed(number, 0, language);
    }
    let rounded: f64 = format!("{size:.*e}", digits.saturating_sub(1)).parse().expect("a number");
    let exponent = libm::floor(libm::log10(rounded)) as i32;
    if (-3..6).contains(&exponent) {
        let decimals = (digits as i32 - 1 - exponent).max(0) as usize;
        fixed(number, decimals, language)
    } else {
        scientific(number, digits.saturating_sub(1), language)
    }
}

/// With the digits that it has, no more: for what was chosen, not measured.
pub fn plain(number: f64, language: Language) -> String {
    if number == 0.0 || !number.is_finite() || (1e-3..1e6).contains(&number.abs()) {
        return special(number).unwrap_or_else(|| localised(&number.to_string(), language));
    }
    let text = format!("{number:e}");
    let mantissa = text.split('e').next().unwrap_or_default();
    let decimals = mantissa.split('.').nth(1).map_or(0, str::len);
    scientific(number, decimals, language)
}

/// Numbers with the digits that they have, in parentheses.
pub fn tuple(numbers: &[f64], language: Language) -> String {
    let numbers: Vec<String> = numbers.iter().map(|&x| plain(x, language)).collect();
    format!("({})", numbers.join(language.pick("; ", ", ")))
}

/// A number, another one, and the first by the second: three cells of a table.
pub fn compared(one: f64, other: f64, language: Language) -> String {
    let said = |x: f64| match x == x.round() {
        true => fixed(x, 0, language),
        false => significant(x, 5, language),
    };
    let ratio = if other == 0.0 { "–".into() } else { significant(one / other, 4, language) };
    format!("{} | {} | {ratio}", said(one), said(other))
}

/// With at most so many decimals, none of them a 0 at the end.
pub fn short(number: f64, decimals: usize, language: Language) -> String {
    let text = fixed(number, decimals, language);
    let mark = language.pick(',', '.');
    match text.split_once(mark) {
        Some(_) => text.trim_end_matches('0').trim_end_matches(mark).into(),
        None => text,
    }
}

/// A whole number, its digits in groups of three from five of them on.
pub fn whole(number: i128) -> String {
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{}", grouped(&number.unsigned_abs().to_string()))
}

fn grouped(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.into();
    }
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(THIN);
        }
        grouped.push(digit);
    }
    grouped
}

/// A share of 1 in hundredths.
pub fn percent(share: f64, decimals: usize, language: Language) -> String {
    format!("{}{THIN}%", fixed(100.0 * share, decimals, language))
}

/// What has no digits.
fn special(number: f64) -> Option<String> {
    let text = match number {
        f64::INFINITY => "∞",
        f64::NEG_INFINITY => "−∞",
        _ if number.is_nan() => "NaN",
        _ => return None,
    };
    Some(text.into())
}

/// "-0.500" with a true minus, and the language's decimal mark; no "-0".
fn localised(text: &str, language: Language) -> String {
    let is_zero = text.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.'));
    let text = if is_zero { text.trim_start_matches('-') } else { text };
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", text),
    };
    let (before, after) = text.split_once('.').unwrap_or((text, ""));
    let mark = if after.is_empty() { "" } else { language.pick(",", ".") };
    format!("{sign}{}{mark}{after}", grouped(before))
}

/// A whole number as an exponent.
fn raised(number: &str) -> String {
    let digit = |c: char| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => char::from_u32('⁰' as u32 + c.to_digit(10).unwrap_or(0)).unwrap_or(c),
    };
    number.chars().map(digit).collect()
}
