//! Results that nobody but the chapter and the document reads: each is named where it is computed.

use minijinja::value::{Serde, Value};
use serde::{Serialize, Serializer};

/// Results by their names, see [`results!`](crate::results).
#[derive(Clone, Debug, Default)]
pub struct Results(Vec<(&'static str, Value)>);

/// Results by their names: `results! { steps, limit => 2.0 / l }`.
#[macro_export]
macro_rules! results {
    ($($name:ident $(=> $value:expr)?),* $(,)?) => {
        $crate::solved::Results::default()
            $(.with(stringify!($name), $crate::results!(@ $name $($value)?)))*
    };
    (@ $name:ident) => { &$name };
    (@ $name:ident $value:expr) => { &$value };
}

impl Results {
    /// With one more, of a name that none has yet.
    pub fn with(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Results {
        self.and(Results(vec![(name, Value::from(Serde(value)))]))
    }

    /// With those of others, of other names.
    pub fn and(mut self, others: Results) -> Results {
        for (name, value) in others.0 {
            assert!(
                self.0.iter().all(|(known, _)| *known != name),
                "two results are called {name}"
            );
            self.0.push((name, value));
        }
        self
    }
}

impl Serialize for Results {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
