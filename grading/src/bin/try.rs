use std::path::Path;
use std::time::{Duration, Instant};
use grading::specimen::{mistakes, right, trials};
use grading::draw::cases;
fn main() {
    grader::confine::launch_if_asked();
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).canonicalize().unwrap();
    let launcher = std::env::current_exe().unwrap();
    let seed: u64 = std::env::args().nth(1).unwrap().parse().unwrap();
    let which: Vec<usize> = std::env::args().skip(2).map(|n| n.parse().unwrap()).collect();
    let cases = cases(seed);
    for e in which {
        let start = Instant::now();
        let mut specimens = mistakes(e);
        let n = specimens.len();
        specimens.extend(right(e));
        let t = trials(&root, &launcher, e, &specimens, &cases, Some(seed), Duration::from_secs(3));
        match t {
            Err(error) => println!("{e}: {error}"),
            Ok(trials) => for (k, (s, t)) in specimens.iter().zip(&trials).enumerate() {
                println!("{}", serde_json::json!({"exercise": e, "number": k, "kind": if k < n {"mistake"} else {"right"}, "answer": s.answer, "es": s.es, "en": s.en, "how": s.how, "lost": t.lost(), "digests": t.digests}));
            }
        }
        eprintln!("{e}: {:?}", start.elapsed());
    }
}
