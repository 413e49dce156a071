//! The referees, behind the feature `torch`.
//!
//! They know the models, the models never know them. A referee calls torch's own operation and
//! torch's own loss, never a port of our formula. This is the only module of the library that
//! names `tch`.
//!
//! | room | holds |
//! |---|---|
//! | [`check`] | how two values are compared, who is asked, and on which device |
//! | [`exact`] | multi-precision, quadrature, enumeration, substitution, differences, the tape |
//! | [`torch`] | autograd, `torch.optim`, torch's generator, on each device; and who asks several referees |

pub mod check;
pub mod exact;
pub mod torch;

pub use check::*;
pub use exact::*;
pub use torch::*;
