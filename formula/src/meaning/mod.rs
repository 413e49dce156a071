//! The second stage: what a formula means, from the symbols that are declared. Whether `M(…)` is a
//! product or a call, whether the exponent of `W^{l+1}` is a layer or a power, over what a sum
//! goes, and which shape everything has.
//!
//! | file | what it answers |
//! |---|---|
//! | `reader` | which indices may be used here, and what has been used? |
//! | `read` | what does a part of the tree mean? |
//! | `name` | what belongs to a name, what is an index, a label or an exponent? |
//! | `symbol` | which symbol is that, and which of its entries? |
//! | `operation` | what do sums, quotients and powers mean? |
//! | `product` | what do factors beside each other mean? |
//! | `ending` | where could what takes all that follows end too? |
//! | `function` | what does a function by its own name mean? |
//! | `condition` | what must hold? |
//! | `big` | over what does a sum, a maximum or a mean go? |
//! | `integral` | and an integral? |
//! | `derivative` | what is differentiated by what? |

mod big;
mod condition;
mod derivative;
mod ending;
mod function;
mod integral;
mod name;
mod operation;
mod product;
mod read;
mod reader;
mod symbol;

pub(crate) use derivative::expect_function_of;
pub(crate) use name::{Head, canonical, head, is_declared};
pub(crate) use reader::{Opened, Reader};

use crate::term::*;
