//! Which language is spoken.

use std::env;
use std::ffi::{OsStr, OsString};

use clap::ValueEnum;
use clap::builder::PossibleValue;

/// The language of what a program says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Spanish.
    #[default]
    Es,
    /// English.
    En,
}

/// The variables that say it, the first one first: as POSIX has it.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

impl Language {
    /// Both.
    pub const ALL: [Language; 2] = [Language::Es, Language::En];

    /// One of two texts, or of two of anything.
    pub fn pick<T>(self, es: T, en: T) -> T {
        match self {
            Language::Es => es,
            Language::En => en,
        }
    }

    /// Its name in an option.
    pub fn code(self) -> &'static str {
        self.pick("es", "en")
    }

    /// That of the environment.
    pub fn of_environment() -> Language {
        Language::of_variables(|name| env::var_os(name))
    }

    /// What the first of these variables says that is set and not empty; Spanish if it says
    /// neither.
    pub fn of_variables(look_up: impl Fn(&str) -> Option<OsString>) -> Language {
        let mut set = VARIABLES.iter().filter_map(|name| look_up(name));
        let said = set.find(|value| !value.is_empty()).unwrap_or_default();
        match said.as_encoded_bytes() {
            [b'e', b'n', ..] => Language::En,
            _ => Language::Es,
        }
    }

    /// What `--lang` says among the arguments of a program, the last one if there are several:
    /// before they are read, for what is wrong with them is said in a language, too.
    pub fn asked(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Option<Language> {
        let (mut asked, mut after_lang) = (None, false);
        for argument in arguments {
            let argument = argument.as_ref().to_string_lossy();
            if argument == "--" {
                break;
            }
            let value = argument.strip_prefix("--lang=").or(after_lang.then_some(&*argument));
            asked = value.and_then(|value| Language::from_str(value, false).ok()).or(asked);
            after_lang = argument == "--lang";
        }
        asked
    }

    /// The arguments for another program of ours, with the `--lang` that this process was given,
    /// unless they say it themselves. What the environment says, that program finds there.
    pub fn handed_on(arguments: &[OsString]) -> Vec<OsString> {
        let asked =
            Language::asked(env::args_os()).filter(|_| Language::asked(arguments).is_none());
        let lang = asked.map(|language| ["--lang", language.code()].map(OsString::from));
        lang.into_iter().flatten().chain(arguments.iter().cloned()).collect()
    }

    /// What was asked for, else that of the environment.
    pub fn of_arguments(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Language {
        Language::asked(arguments).unwrap_or_else(Language::of_environment)
    }
}

impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Language] {
        &Language::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.code()))
    }
}
