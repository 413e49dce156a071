//! clap's help in Spanish.
//!
//! clap has no other language, but all of its words can be replaced: headings by a template, the
//! rest by what is set of each argument.

use clap::builder::{PossibleValue, Resettable, Str, StyledStr};
use clap::{Arg, ArgAction, Command, value_parser};

use crate::chosen::Language;

/// The texts of a program in Spanish, each with what it describes:
///
/// | | |
/// |---|---|
/// | `""`, `"grade"` | the program, one of its commands |
/// | `"limit"`, `"grade limit"` | an argument of the program, of a command |
/// | `"grade document canvas"` | a value of that argument, if it is described |
/// | `"after_help"` | what comes after the help, if that is no example |
/// | `"<FILE>"` | what a value is called, wherever that is |
///
/// As with a doc comment, the first paragraph of several is the short text.
pub type Spanish = [(&'static str, &'static str)];

/// What a value is called in any program.
const COMMON: &Spanish = &[("<LANG>", "IDIOMA")];

/// The program with `--lang`, and in this language. Its help flags and its version are clap's; the
/// command `help`, whose text clap does not let be replaced, is not there.
pub fn in_language(command: Command, language: Language, spanish: &Spanish) -> Command {
    let command = with_lang(command, language);
    match language {
        Language::Es => with_usage(Translator::new(spanish).command("", command)),
        Language::En => command,
    }
}

/// What has no text in Spanish, and which texts describe nothing.
pub fn untold(command: Command, spanish: &Spanish) -> Vec<String> {
    let mut translator = Translator::new(spanish);
    translator.command("", with_lang(command, Language::Es));
    let unused = spanish.iter().filter(|(key, _)| !translator.used.contains(key));
    let unused = unused.map(|(key, _)| format!("nothing is called {key:?}"));
    translator.missing.into_iter().chain(unused).collect()
}

/// An option that all programs have, wherever it is given; unless the program has one of its own.
fn with_lang(command: Command, language: Language) -> Command {
    let command = command.disable_help_subcommand(true);
    if command.get_arguments().any(|arg| arg.get_id() == LANG) {
        return command;
    }
    let help = language.pick(ABOUT_LANG.0, ABOUT_LANG.1);
    command.arg(
        Arg::new(LANG)
            .long(LANG)
            .value_name("LANG")
            .value_parser(value_parser!(Language))
            .hide_possible_values(true)
            .global(true)
            .help(help),
    )
}

const LANG: &str = "lang";

const ABOUT_LANG: (&str, &str) = (
    "En qué idioma, es o en; si no, el del ambiente (LC_ALL, LC_MESSAGES, LANG); si no, español",
    "In which language, es or en; else that of LC_ALL, LC_MESSAGES or LANG; else Spanish",
);

/// Looks texts up, and remembers which were there.
struct Translator<'a> {
    spanish: &'a Spanish,
    used: Vec<&'static str>,
    missing: Vec<String>,
}

impl Translator<'_> {
    fn new(spanish: &Spanish) -> Translator<'_> {
        Translator { spanish, used: vec![], missing: vec![] }
    }

    fn find(&mut self, key: &str) -> Option<&'static str> {
        let (key, text) = self.spanish.iter().chain(COMMON).find(|(known, _)| *known == key)?;
        self.used.push(key);
        Some(text)
    }

    /// The text; the English one if there is none.
    fn text(&mut self, key: &str, english: &StyledStr) -> String {
        self.find(key).map_or_else(
            || {
                self.missing.push(format!("no Spanish text for {key:?}"));
                english.to_string()
            },
            str::to_owned,
        )
    }

    fn command(&mut self, path: &str, mut command: Command) -> Command {
        if command.is_hide_set() {
            return command;
        }
        let is_long = has_long_help(&command);
        if let Some(about) = command.get_long_about().or(command.get_about()).cloned() {
            let text = self.text(path, &about);
            let short = first_paragraph(&text).to_owned();
            let long = (short.len() + 1 < text.len()).then(|| StyledStr::from(text));
            command = command.about(short).long_about(Resettable::from(long));
        }
        if let Some(after) = command.get_after_help().cloned() {
            let text = match after.to_string().strip_prefix("Example: ") {
                Some(example) => format!("Ejemplo: {example}"),
                None => self.text(&join(path, "after_help"), &after),
            };
            command = command.after_help(text);
        }
        command = command.mut_args(|arg| self.argument(path, arg, is_long));
        command = command.mut_subcommands(|subcommand| {
            let path = join(path, subcommand.get_name());
            self.command(&path, subcommand)
        });
        if !command.is_disable_help_flag_set() {
            command = command.disable_help_flag(true).arg(help_flag(is_long));
        }
        if command.get_version().is_some() && !command.is_disable_version_flag_set() {
            command = command.disable_version_flag(true).arg(version_flag());
        }
        let template = template(&command);
        command.subcommand_value_name("COMANDO").help_template(template)
    }

    fn argument(&mut self, path: &str, mut arg: Arg, is_long: bool) -> Arg {
        // That one is in Spanish already.
        let is_ours = arg.get_help().is_some_and(|help| help.to_string() == ABOUT_LANG.0);
        if arg.is_hide_set() {
            return arg;
        }
        let key = join(path, arg.get_id().as_str());
        let english = arg.get_long_help().or(arg.get_help()).cloned().unwrap_or_default();
        let text = if is_ours { english.to_string() } else { self.text(&key, &english) };
        if !arg.get_action().takes_values() {
            return with_help(arg, &text, "", &[], is_long);
        }
        let names = arg.get_value_names().unwrap_or_default();
        let names: Vec<Str> = names.iter().map(|name| self.value_name(name)).collect();
        if !names.is_empty() {
            arg = arg.value_names(names);
        }
        let mut added = vec![];
        let defaults = arg.get_default_values();
        if !defaults.is_empty() && !arg.is_hide_default_value_set() {
            let defaults: Vec<_> = defaults.iter().map(|value| value.to_string_lossy()).collect();
            added.push(format!("[por omisión: {}]", defaults.join(" ")));
        }
        let mut described = String::new();
        if !arg.is_hide_possible_values_set() {
            let values = arg.get_possible_values();
            let values: Vec<_> = values.iter().filter(|value| !value.is_hide_set()).collect();
            described = self.described(&key, &values);
            if !values.is_empty() {
                let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
                added.push(format!("[valores posibles: {}]", names.join(", ")));
            }
        }
        arg = arg.hide_default_value(true).hide_possible_values(true);
        with_help(arg, &text, &described, &added, is_long)
    }

    /// A list of values, if one of them is described.
    fn described(&mut self, key: &str, values: &[&PossibleValue]) -> String {
        if values.iter().all(|value| value.get_help().is_none()) {
            return String::new();
        }
        let value = |value: &&PossibleValue| {
            let name = value.get_name();
            match value.get_help() {
                Some(help) => format!("\n- {name}: {}", self.text(&join(key, name), help)),
                None => format!("\n- {name}"),
            }
        };
        ["\n\nValores posibles:".to_owned()].into_iter().chain(values.iter().map(value)).collect()
    }

    /// A letter is a value in both languages.
    fn value_name(&mut self, name: &Str) -> Str {
        let found = self.find(&format!("<{name}>"));
        if found.is_none() && name.chars().count() > 1 {
            self.missing.push(format!("no Spanish text for \"<{name}>\""));
        }
        found.map_or(name.clone(), Str::from)
    }
}

/// The short help with what is added to it in the same line; and where there is a long one, what is
/// added in lines of its own, after a list of values instead of their names.
fn with_help(arg: Arg, text: &str, described: &str, added: &[String], is_long: bool) -> Arg {
    let mut short = vec![first_paragraph(text)];
    short.extend(added.iter().map(String::as_str));
    let short = short.join(" ");
    let mut long = text.to_owned() + described;
    let added = if described.is_empty() { added } else { &added[..added.len() - 1] };
    if !added.is_empty() {
        long += &format!("\n\n{}", added.join("\n"));
    }
    let long = (is_long && long != short).then(|| StyledStr::from(long));
    arg.help(short).long_help(Resettable::from(long))
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path} {name}") }
}

/// Without the point at its end, as clap shows doc comments.
fn first_paragraph(text: &str) -> &str {
    let first = text.split("\n\n").next().unwrap_or_default();
    first.strip_suffix('.').unwrap_or(first)
}

/// Whether clap has more to say with `--help` than with `-h`.
fn has_long_help(command: &Command) -> bool {
    let is_long = |arg: &Arg| {
        let values = arg.get_possible_values();
        arg.get_long_help().is_some()
            || values.iter().any(|value| !value.is_hide_set() && value.get_help().is_some())
    };
    command.get_long_about().is_some()
        || command.get_before_long_help().is_some()
        || command.get_after_long_help().is_some()
        || command.get_arguments().any(|arg| !arg.is_hide_set() && is_long(arg))
}

fn help_flag(is_long: bool) -> Arg {
    let flag = last("help", 'h').action(ArgAction::Help);
    match is_long {
        true => flag
            .help("Muestra esta ayuda (más, con '--help')")
            .long_help("Muestra esta ayuda (en breve, con '-h')"),
        false => flag.help("Muestra esta ayuda"),
    }
}

fn version_flag() -> Arg {
    last("version", 'V').action(ArgAction::Version).help("Muestra la versión")
}

/// One that comes after all others, as clap's own do.
fn last(name: &'static str, letter: char) -> Arg {
    Arg::new(name).short(letter).long(name).display_order(usize::MAX)
}

/// clap's own order, with headings in Spanish.
fn template(command: &Command) -> String {
    let styles = command.get_styles();
    let (usage, header) = (styles.get_usage(), styles.get_header());
    let mut template =
        format!("{{before-help}}{{about-with-newline}}\n{usage}Uso:{usage:#} {{usage}}");
    let mut part = |heading: &str, list: &str| {
        template += &format!("\n\n{header}{heading}:{header:#}\n{{{list}}}");
    };
    if command.get_subcommands().any(|subcommand| !subcommand.is_hide_set()) {
        part("Comandos", "subcommands");
    }
    if command.get_positionals().any(|arg| !arg.is_hide_set()) {
        part("Argumentos", "positionals");
    }
    // --lang is an option of every command.
    part("Opciones", "options");
    template + "{after-help}"
}

/// What clap says of the usage has one English word.
fn with_usage(command: Command) -> Command {
    let mut built = command.clone();
    built.build();
    usage_of(command, &mut built)
}

fn usage_of(command: Command, built: &mut Command) -> Command {
    let style = *built.get_styles().get_usage();
    let usage = built.render_usage().ansi().to_string();
    let usage = usage.split_once("Usage:").map_or(&*usage, |(_, usage)| usage);
    let usage = usage.strip_prefix(&format!("{style:#}")).unwrap_or(usage).trim_start();
    let usage = usage.replacen("[OPTIONS]", "[OPCIONES]", 1);
    let command = command.override_usage(usage);
    command.mut_subcommands(|subcommand| {
        let built = built.find_subcommand_mut(subcommand.get_name());
        usage_of(subcommand, built.expect("it was built with it"))
    })
}
