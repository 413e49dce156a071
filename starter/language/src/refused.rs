//! clap's errors in Spanish.

use std::error::Error as _;
use std::num::{IntErrorKind, ParseFloatError, ParseIntError};

use clap::Command;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::say::Said;

/// The same error, of the same kind, with the same exit status, in Spanish. What is no error, the
/// help or the version, is as it was: [`in_language`](crate::help::in_language) has said it.
pub fn in_spanish(error: Error, command: &Command) -> Error {
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => error,
        kind => Error::raw(kind, Refused { error, command }.text()).with_cmd(command),
    }
}

struct Refused<'a> {
    error: Error,
    command: &'a Command,
}

impl Refused<'_> {
    fn text(&self) -> String {
        let mut text = self.what();
        let tips = self.tips();
        if !tips.is_empty() {
            text += "\n";
        }
        let style = self.command.get_styles().get_valid();
        for tip in tips {
            text += &format!("\n  {style}sugerencia:{style:#} {tip}");
        }
        if let Some(ContextValue::StyledStr(usage)) = self.error.get(ContextKind::Usage) {
            let usage = usage.ansi().to_string().replacen("Usage:", "Uso:", 1);
            text += &format!("\n\n{usage}");
        }
        if let Some(flag) = self.help_flag() {
            let style = self.command.get_styles().get_literal();
            text += &format!("\n\nPara más información, pruebe '{style}{flag}{style:#}'.");
        }
        text + "\n"
    }

    /// What is wrong, and with which argument.
    fn what(&self) -> String {
        let styles = self.command.get_styles();
        let (bad, good, plain) = (styles.get_invalid(), styles.get_valid(), styles.get_literal());
        let bad = |text: &str| format!("'{bad}{text}{bad:#}'");
        let good = |text: &str| format!("{good}{text}{good:#}");
        let plain = |text: &str| format!("'{plain}{text}{plain:#}'");
        let list = |name: &str, values: Vec<String>| {
            let values: Vec<String> = values.iter().map(|value| good(value)).collect();
            if values.is_empty() {
                String::new()
            } else {
                format!("\n  [{name}: {}]", values.join(", "))
            }
        };
        let arg = self.string(ContextKind::InvalidArg);
        let value = self.string(ContextKind::InvalidValue);
        let subcommand = self.string(ContextKind::InvalidSubcommand);
        match (self.error.kind(), arg, value, subcommand) {
            (ErrorKind::UnknownArgument, Some(arg), ..) => {
                format!("no se esperaba el argumento {}", bad(&arg))
            }
            (ErrorKind::InvalidValue, Some(arg), Some(value), _) => {
                let what = if value.is_empty() {
                    format!("falta el valor de {}", bad(&arg))
                } else {
                    format!("{} no es un valor de {}", bad(&value), plain(&arg))
                };
                what + &list("valores posibles", self.strings(ContextKind::ValidValue))
            }
            (ErrorKind::ValueValidation, Some(arg), Some(value), _) => {
                let what = format!("{} no es un valor de {}", bad(&value), plain(&arg));
                self.reason().map_or(what.clone(), |reason| format!("{what}: {reason}"))
            }
            (ErrorKind::NoEquals, Some(arg), ..) => {
                format!("entre {} y su valor va un signo igual", bad(&arg))
            }
            (ErrorKind::TooManyValues, Some(arg), Some(value), _) => {
                format!("sobra el valor {} de {}", bad(&value), plain(&arg))
            }
            (ErrorKind::TooFewValues, Some(arg), ..) => format!(
                "{} necesita al menos {} valores, y hay {}",
                plain(&arg),
                self.number(ContextKind::MinValues),
                self.number(ContextKind::ActualNumValues)
            ),
            (ErrorKind::WrongNumberOfValues, Some(arg), ..) => format!(
                "{} necesita {} valores, y hay {}",
                plain(&arg),
                self.number(ContextKind::ExpectedNumValues),
                self.number(ContextKind::ActualNumValues)
            ),
            (ErrorKind::ArgumentConflict, Some(it), ..)
            | (ErrorKind::ArgumentConflict, None, _, Some(it)) => {
                let others = self.strings(ContextKind::PriorArg);
                match &others[..] {
                    [] => format!("{} no puede ir con otros argumentos dados", bad(&it)),
                    [other] if *other == it => format!("{} no puede ir más de una vez", bad(&it)),
                    [other] => format!("{} no puede ir junto con {}", bad(&it), bad(other)),
                    others => {
                        let others: String =
                            others.iter().map(|other| format!("\n  {other}")).collect();
                        format!("{} no puede ir junto con:{others}", bad(&it))
                    }
                }
            }
            (ErrorKind::MissingRequiredArgument, ..) => {
                let missing = self.strings(ContextKind::InvalidArg);
                let missing: String =
                    missing.iter().map(|arg| format!("\n  {}", good(arg))).collect();
                match missing.is_empty() {
                    true => "faltan argumentos".to_owned(),
                    false => format!("faltan estos argumentos:{missing}"),
                }
            }
            (ErrorKind::InvalidSubcommand, _, _, Some(subcommand)) => {
                format!("no hay un comando {}", bad(&subcommand))
            }
            (ErrorKind::MissingSubcommand, _, _, Some(parent)) => {
                let known = self.strings(ContextKind::ValidSubcommand);
                format!("falta el comando de {}{}", bad(&parent), list("comandos", known))
            }
            (ErrorKind::InvalidUtf8, ..) => "un argumento no es texto en UTF-8".to_owned(),
            _ => self.reason().unwrap_or_else(|| "los argumentos no sirven".to_owned()),
        }
    }

    /// Why a value is none.
    fn reason(&self) -> Option<String> {
        let source = self.error.source()?;
        if let Some(both) = source.downcast_ref::<Said>() {
            return Some(both.es.clone());
        }
        if let Some(error) = source.downcast_ref::<ParseIntError>() {
            let why = match error.kind() {
                IntErrorKind::Empty => "está vacío",
                IntErrorKind::PosOverflow => "es demasiado grande",
                IntErrorKind::NegOverflow => "es demasiado pequeño",
                _ => "no es un número entero",
            };
            return Some(why.to_owned());
        }
        if source.is::<ParseFloatError>() {
            return Some("no es un número".to_owned());
        }
        // What clap says of a range is a text.
        Some(source.to_string().replacen(" is not in ", " no está en ", 1))
    }

    /// What may have been meant.
    fn tips(&self) -> Vec<String> {
        let style = self.command.get_styles().get_valid();
        let good = |text: &str| format!("'{style}{text}{style:#}'");
        let mut tips = vec![];
        for kind in [
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedArg,
            ContextKind::SuggestedValue,
        ] {
            let meant: Vec<String> = self.strings(kind).iter().map(|one| good(one)).collect();
            if !meant.is_empty() {
                tips.push(format!("se parece a {}", meant.join(", ")));
            }
        }
        if let Some(ContextValue::StyledStrs(suggested)) = self.error.get(ContextKind::Suggested) {
            tips.extend(suggested.iter().map(|one| in_other_words(one, good)));
        }
        tips
    }

    /// clap does not give it away, but in its own words.
    fn help_flag(&self) -> Option<String> {
        let english = self.error.render().to_string();
        let (_, flag) = english.rsplit_once("For more information, try '")?;
        Some(flag.split('\'').next()?.to_owned())
    }

    fn string(&self, kind: ContextKind) -> Option<String> {
        match self.error.get(kind)? {
            ContextValue::String(text) => Some(text.clone()),
            _ => None,
        }
    }

    fn strings(&self, kind: ContextKind) -> Vec<String> {
        match self.error.get(kind) {
            Some(ContextValue::Strings(texts)) => texts.clone(),
            Some(ContextValue::String(text)) => vec![text.clone()],
            _ => vec![],
        }
    }

    fn number(&self, kind: ContextKind) -> isize {
        match self.error.get(kind) {
            Some(ContextValue::Number(number)) => *number,
            _ => 0,
        }
    }
}

/// The tips that clap gives as a text: how a value is passed that begins with a hyphen, where an
/// option exists, that a command was taken for a value.
fn in_other_words(tip: &StyledStr, good: impl Fn(&str) -> String) -> String {
    let tip = tip.to_string();
    let quoted: Vec<&str> = tip.split('\'').skip(1).step_by(2).collect();
    match quoted[..] {
        [value, way] if tip.starts_with("to pass") => {
            format!("para dar '{value}' como valor, escriba {}", good(way))
        }
        [command, "--"] => {
            format!("{} es un comando: para usarlo, quite el '--' que va antes", good(command))
        }
        [other] => format!("existe {}", good(other)),
        _ => tip,
    }
}
