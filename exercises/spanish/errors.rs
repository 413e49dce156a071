use super::json::json;
use super::said;
use crate::Error;
use crate::language::Language;
use ma6202_language::Say;

/// What could not be done, and why.
pub fn error(error: &Error) -> String {
    match error {
        Error::Library(error) => library(error),
        Error::Formula(error) => formula(error),
        Error::Figure(error) => figure(error),
        Error::Record { name, error } => format!("registro {name}: {}", json(error)),
        Error::Chapter { exercise, error } => format!("capítulo {exercise}: {}", chapter(error)),
        Error::NotDescribed { exercise, figure } => {
            format!(
                "capítulo {exercise}: se esperaba una descripción de la figura {figure}, pero no hay"
            )
        }
        Error::Io { path, source } => format!("{}: {}", path.display(), source.say(Language::Es)),
    }
}

/// What the library refuses.
pub fn library(error: &ma6202::Error) -> String {
    use ma6202::Error;
    match error {
        Error::Shape { what, expected, got } => shape(what, *expected, *got),
        Error::Empty { what } => empty(what),
        Error::NotFinite { what, row, column, value } => not_finite(what, *row, *column, *value),
        Error::Setting { name, expected, got } => setting(name, expected, got),
        Error::Table { line, column, expected, got } => {
            format!("línea {line}, columna {column}: {}", but(expected, got))
        }
        Error::File { path, source } => format!("{}: {}", path.display(), library(source)),
        Error::Cycle { nodes } => {
            let step = nodes[nodes.len().saturating_sub(2)..].join(" → ");
            format!(
                "el arco {step} cierra un ciclo: {}; quítelo o desenrolle el ciclo en el tiempo",
                nodes.join(" → ")
            )
        }
        Error::Diverged { step, loss } => format!(
            "el descenso diverge: la pérdida es {} en el paso {step}; pruebe con una tasa de aprendizaje menor",
            said(&loss.to_string())
        ),
        Error::Separated { case } => format!(
            "estimador de máxima verosimilitud: se esperaban etiquetas que no fueran linealmente separables, pero hay \
             {}; la pérdida no tiene minimizador, ‖w‖ crecería sin fin; agregue una penalización o use el plano \
             separador mismo",
            said(case)
        ),
        Error::Device { device, why } => format!("dispositivo {}: {}", said(device), said(why)),
        Error::Formula(error) => formula(error),
        Error::Torch(text) => format!("torch: {}", said(text)),
        Error::Io { path, source } => format!("{}: {}", path.display(), source.say(Language::Es)),
        // Of a variant that is younger than this.
        other => format!("«{other}»"),
    }
}

fn figure(error: &ma6202_figure::Error) -> String {
    use ma6202_figure::Error;
    match error {
        Error::Shape { what, expected, got } => shape(what, *expected, *got),
        Error::Empty { what } => empty(what),
        Error::NotFinite { what, row, column, value } => not_finite(what, *row, *column, *value),
        Error::Setting { name, expected, got } => setting(name, expected, got),
        Error::Figure(text) => format!("figura: {}", said(text)),
        Error::Io { path, source } => format!("{}: {}", path.display(), source.say(Language::Es)),
        other => format!("«{other}»"),
    }
}

/// With the formula and the place in it, which the English sentence has below it.
fn formula(error: &ma6202_formula::Error) -> String {
    let sentence = but(&error.expected, &error.found);
    let text = error.to_string();
    let shown = text.split_once("\n  ").map_or("", |(_, shown)| shown);
    format!("{sentence}\n  {shown}")
}

/// A chapter is at fault only while it is being written: what minijinja itself says stays English.
fn chapter(error: &minijinja::Error) -> String {
    let said = error.detail().map_or_else(|| said(&error.to_string()), said);
    match (error.name(), error.line()) {
        (Some(name), Some(line)) => format!("{said} ({name}, línea {line})"),
        _ => said,
    }
}

fn shape(what: &str, expected: (usize, usize), got: (usize, usize)) -> String {
    let size = |(rows, columns)| format!("{rows} × {columns}");
    format!(
        "{}: se esperaba el tamaño {} (filas × columnas), pero llegó {}",
        said(what),
        size(expected),
        size(got)
    )
}

fn empty(what: &str) -> String {
    format!("{}: se esperaba 1 o más, pero hay 0", said(what))
}

/// Row and column count from 0.
fn not_finite(what: &str, row: usize, column: usize, value: f64) -> String {
    let value = said(&value.to_string());
    format!(
        "{}: se esperaban números finitos, pero hay {value} en la fila {row}, columna {column}",
        said(what)
    )
}

fn setting(name: &str, expected: &str, got: &str) -> String {
    format!("{}: {}", said(name), but(expected, got))
}

fn but(expected: &str, got: &str) -> String {
    let got = match got {
        "none" => "no hay".into(),
        got => format!("llegó {}", said(got)),
    };
    format!("se esperaba {}, pero {got}", said(expected))
}
