//! Numbers as a language writes them.

use grader::text::Language;

/// A number with a comma, in Spanish.
pub fn decimal(number: &str, language: Language) -> String {
    match language {
        // Between digits only.
        Language::Es => {
            let mut text: Vec<char> = number.chars().collect();
            for k in 1..text.len().saturating_sub(1) {
                let digits = text[k - 1].is_ascii_digit() && text[k + 1].is_ascii_digit();
                if text[k] == '.' && digits {
                    text[k] = ',';
                }
            }
            text.into_iter().collect()
        }
        Language::En => number.to_owned(),
    }
}
