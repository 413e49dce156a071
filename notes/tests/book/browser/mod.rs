use libtest_mimic::Trial;
pub struct Browsers;
impl Browsers {
    pub fn find() -> Browsers {
        Browsers
    }
}
pub fn trials(_: &Browsers) -> Vec<Trial> {
    Vec::new()
}
