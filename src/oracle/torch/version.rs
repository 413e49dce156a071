/// The version of torch that `tch` is made for. `xtask`, which fetches it and can depend on no
/// crate that needs it, reads this file too.
pub const TORCH_VERSION: &str = "2.11.0";
