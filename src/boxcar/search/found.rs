//! What a descent that looks for a box ends with.

use crate::mlp::Mlp;

/// What one descent ended with.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub ending: SearchEnding,
    /// J after the last step.
    pub loss: f64,
    /// The two hidden neurons.
    pub neurons: [FoundNeuron; 2],
    pub mlp: Mlp,
}

/// A hidden neuron, v σ(w x + b).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FoundNeuron {
    /// -b/w, where its step is.
    pub centre: f64,
    /// |w|, how steep.
    pub steepness: f64,
    /// |v|, how high.
    pub height: f64,
    /// The greatest σ'(a) over the samples: what of ∂J/∂y can reach its weight.
    pub derivative: f64,
    /// |∂J/∂w|.
    pub gradient: f64,
}

/// Which way it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchEnding {
    /// A step at each edge of the box, as near as the samples tell.
    Box,
    /// Better than one step can be, but no box: a step up and one down, each in the other's way.
    Hill,
    /// J is at least nine tenths of what the best single step has.
    Step,
    /// J is at least nine tenths of what the best constant has.
    Flat,
}

/// Saturated: no sample gives σ' more than this, a 250th of what it is at the centre.
pub const SATURATED: f64 = 1e-3;

impl SearchEnding {
    pub const ALL: [SearchEnding; 4] =
        [SearchEnding::Box, SearchEnding::Hill, SearchEnding::Step, SearchEnding::Flat];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            SearchEnding::Box => "box",
            SearchEnding::Hill => "hill",
            SearchEnding::Step => "one step",
            SearchEnding::Flat => "flat",
        }
    }
}

impl Found {
    /// One of its neurons is.
    pub fn is_saturated(&self) -> bool {
        self.neurons.iter().any(FoundNeuron::is_saturated)
    }
}

impl FoundNeuron {
    /// Hardly anything of the loss's gradient reaches its weights, from any sample.
    pub fn is_saturated(&self) -> bool {
        self.derivative < SATURATED
    }
}
