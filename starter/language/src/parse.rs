//! The way into a program.

use std::env;
use std::ffi::OsString;
use std::path::Path;

use clap::{Command, CommandFactory, Error, Parser};

use crate::chosen::Language;
use crate::help::{self, Spanish, in_language};
use crate::refused::in_spanish;

/// The arguments of this process, and the language of all that is to be said. Where there is
/// something to be said instead, help or an error, this prints it and ends the process, as clap
/// does.
pub fn parse<C: Parser>(spanish: &Spanish) -> (C, Language) {
    let parsed = try_parse_from(env::args_os(), Language::of_environment(), spanish);
    parsed.unwrap_or_else(|said| said.exit())
}

/// The same of these arguments, the first of which names the program; `otherwise` is the language
/// where `--lang` is not among them.
///
/// # Errors
/// What clap gives: an error, the help or the version, in that language.
pub fn try_parse_from<C: Parser>(
    arguments: impl IntoIterator<Item = impl Into<OsString>>,
    otherwise: Language,
    spanish: &Spanish,
) -> Result<(C, Language), Error> {
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let language = Language::asked(&arguments).unwrap_or(otherwise);
    let mut command = in_language(called(C::command(), arguments.first()), language, spanish);
    let parsed = command.try_get_matches_from_mut(arguments).and_then(|mut matches| {
        C::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
    });
    match (parsed, language) {
        (Ok(parsed), _) => Ok((parsed, language)),
        (Err(error), Language::Es) => Err(in_spanish(error, &command)),
        (Err(error), Language::En) => Err(error),
    }
}

/// What of a program's help has no text in Spanish, and which texts describe nothing: for a test.
pub fn untold<C: CommandFactory>(spanish: &Spanish) -> Vec<String> {
    help::untold(C::command(), spanish)
}

/// The program by the name that it was started by, unless it has another one.
fn called(command: Command, program: Option<&OsString>) -> Command {
    let name = program.and_then(|path| Path::new(path).file_name()?.to_str());
    match name.filter(|_| command.get_bin_name().is_none()) {
        Some(name) => {
            let name = name.to_owned();
            command.bin_name(name)
        }
        None => command,
    }
}
