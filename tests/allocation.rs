//! Training allocates nothing per step. A test binary of its own: the counter counts the whole process.

use ma6202::activation::Activation;
use ma6202::descent::{Clearing, Schedule, Sgd};
use ma6202::loss::Loss;
use ma6202::mlp::Training;
use ma6202::mlp::derivation::Backprop;
use ma6202::mlp::init::manual_seed;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

#[test]
fn a_training_step_allocates_nothing() {
    let _profiler = dhat::Profiler::builder().testing().build();
    let schedule = Schedule { epochs: 2, steps_per_epoch: 5, clearing: Clearing::EveryEpoch };
    for &loss in Loss::ALL {
        for &activation in Activation::ALL {
            for rows in [1, 7, 142] {
                let p =
                    Backprop::random(&mut manual_seed(1), rows, &[4, 6, 5, 3], activation, loss, 0)
                        .unwrap();
                let sgd = Sgd { learning_rate: 0.05, momentum: 0.1 };
                let mut training = Training::new(p.mlp, &p.x, &p.t, loss, sgd).unwrap();
                let before = dhat::HeapStats::get();
                for _ in 0..10 {
                    training.clear_gradients();
                    training.step();
                }
                training.follow(&schedule, |_, _, _| ()).unwrap();
                let after = dhat::HeapStats::get();
                assert_eq!(
                    after.total_blocks - before.total_blocks,
                    0,
                    "{}, {}, {rows} rows",
                    loss.name(),
                    activation.name()
                );
            }
        }
    }
}
