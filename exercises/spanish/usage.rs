use super::{library, said};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error;

/// Which option or value a program did not understand, and where help is. What clap alone knows
/// how to say stays English, in quotes.
pub fn usage(error: &clap::Error) -> String {
    let quoted = |kind| value(error, kind).map(|text| format!("«{text}»"));
    let plain = |kind| value(error, kind).unwrap_or_default();
    let option = plain(ContextKind::InvalidArg);
    let said = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = match (error.source(), value(error, ContextKind::ValidValue)) {
                (Some(why), _) => format!(": {}", said_by(why)),
                (None, Some(valid)) => format!("; puede ser: {valid}"),
                (None, None) => String::new(),
            };
            match quoted(ContextKind::InvalidValue) {
                Some(got) if got != "«»" => format!("{option} no admite {got}{why}"),
                _ => format!("{option} pide un valor{why}"),
            }
        }
        ErrorKind::UnknownArgument => {
            let like = quoted(ContextKind::SuggestedArg);
            let like = like.map_or(String::new(), |like| format!("; ¿será {like}?"));
            format!("no hay una opción «{option}»{like}")
        }
        ErrorKind::ArgumentConflict => {
            let other = plain(ContextKind::PriorArg);
            match other == option || other.is_empty() {
                true => format!("{option} se dio más de una vez"),
                false => format!("{option} y {other} no van juntas"),
            }
        }
        ErrorKind::MissingRequiredArgument => format!("falta {option}"),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("{option} no lleva tantos valores")
        }
        _ => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            format!("«{}»", line.trim_start_matches("error: "))
        }
    };
    format!("{said}\n\nPara más información: --help")
}

fn value(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    }
}

fn said_by(why: &(dyn Error + 'static)) -> String {
    why.downcast_ref().map_or_else(|| said(&why.to_string()), library)
}
