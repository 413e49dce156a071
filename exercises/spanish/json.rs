use super::said;

/// What is wrong in a JSON document, and where.
pub fn json(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Io => "no se pudo leer",
        Category::Syntax => "no es JSON",
        Category::Data => "no es lo esperado",
        Category::Eof => "se acaba antes de lo esperado",
    };
    let (text, place) = (error.to_string(), (error.line(), error.column()));
    let detail = text.strip_suffix(&format!(" at line {} column {}", place.0, place.1));
    let detail = if error.is_data() { said(detail.unwrap_or(&text)) } else { what.into() };
    match place {
        (0, _) => detail,
        (line, column) => format!("línea {line}, columna {column}: {detail}"),
    }
}
