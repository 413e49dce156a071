//! El ciclo del programa: por cada línea entra una pregunta, y por cada línea sale una respuesta.
//!
//! **EN** The program's loop: a request per line comes in, a reply per line goes out.

use std::any::Any;
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::Mutex;

use serde_json::{Value, json};

/// What a reply begins with, which other lines that an answer may print do not; which answer is
/// asked for, with which inputs.
type Request = (String, String, Value);

/// Where the answer panicked.
static PLACE: Mutex<String> = Mutex::new(String::new());

/// Answers every request: `NONCE {"value": ...}`, or `NONCE {"panic": ..., "at": ...}`.
///
/// # Errors
/// What comes in is no request, or nobody reads the replies.
pub fn serve(
    call: impl Fn(&str, &Value) -> Option<Value>,
) -> io::Result<()> {
    panic::set_hook(Box::new(note_place));
    for line in io::stdin().lines() {
        let (nonce, answer, inputs): Request =
            serde_json::from_str(&line?)?;
        let called = panic::catch_unwind(panic::AssertUnwindSafe(|| {
            call(&answer, &inputs)
        }));
        let reply = match called {
            Ok(Some(value)) => json!({ "value": value }),
            Ok(None) => {
                json!({ "panic": format!("there is no answer {answer}"), "at": "" })
            }
            Err(payload) => json!({
                "panic": message(payload.as_ref()),
                "at": PLACE.lock().map(|place| place.clone()).unwrap_or_default(),
            }),
        };
        // On a line of its own, whatever the answer has printed.
        let mut out = io::stdout().lock();
        writeln!(out, "\n{nonce} {reply}")?;
        out.flush()?;
    }
    Ok(())
}

fn note_place(panic: &PanicHookInfo) {
    if let (Some(place), Ok(mut noted)) = (panic.location(), PLACE.lock()) {
        *noted = format!("{}:{}", place.file(), place.line());
    }
}

/// The beginning of what a panic says.
fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text
        .or(payload.downcast_ref::<&str>().copied())
        .unwrap_or("a panic");
    text.chars().take(300).collect()
}
