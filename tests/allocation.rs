//! Training allocates nothing per step, and descent nothing per iteration. A test binary of its
//! own, of a single test: the counter counts the whole process.

use ma6202::activation::Activation;
use ma6202::descent::{Clearing, LearningRate, Schedule, Sgd, Stop, descend, descend_in_batches};
use ma6202::linear::Linear;
use ma6202::logistic::{Logistic, Reading};
use ma6202::loss::Loss;
use ma6202::mlp::Training;
use ma6202::mlp::derivation::Backprop;
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::Neuron;
use nalgebra::{DMatrix, DVector};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

#[test]
fn a_step_allocates_nothing() {
    let _profiler = dhat::Profiler::builder().testing().build();
    training();
    for (n, d) in [(1, 1), (7, 3), (178, 14), (300, 50)] {
        let x = DMatrix::from_fn(n, d, |i, j| ((3 * i + 5 * j) % 7) as f64 / 7.0);
        let t = DVector::from_fn(n, |i, _| (i % 2) as f64);
        descents(&Linear::new(x.clone(), t.clone()).unwrap());
        for reading in Reading::ALL {
            descents(&Logistic::new(x.clone(), t.clone(), reading, 0.1).unwrap());
        }
    }
}

fn blocks(work: impl FnOnce()) -> u64 {
    let before = dhat::HeapStats::get().total_blocks;
    work();
    dhat::HeapStats::get().total_blocks - before
}

/// As many blocks for a thousand iterations as for one: those that are made at the start.
fn descents(neuron: &impl Neuron) {
    let start = DVector::zeros(neuron.x().ncols());
    let plain = |iterations| {
        let sgd = Sgd { learning_rate: 0.01, momentum: 0.1 };
        blocks(|| drop(descend(neuron, &start, sgd, &Stop::after(iterations)).unwrap()))
    };
    assert!(plain(1) > 0);
    assert_eq!(plain(1000), plain(1));
    let batches = |iterations| {
        let (rate, batch) = (LearningRate::Constant(0.01), neuron.t().len().div_ceil(2));
        blocks(|| {
            let mut rng = manual_seed(1);
            let observe = &mut |_: usize, _: &DVector<f64>| ();
            descend_in_batches(neuron, &start, rate, batch, iterations, &mut rng, observe).unwrap();
        })
    };
    assert_eq!(batches(1000), batches(1));
}

fn training() {
    let schedule = Schedule { epochs: 2, steps_per_epoch: 5, clearing: Clearing::EveryEpoch };
    for &loss in Loss::ALL {
        for &activation in Activation::ALL {
            for rows in [1, 7, 142] {
                let mut rng = manual_seed(1);
                let p = Backprop::random(&mut rng, rows, &[4, 6, 5, 3], activation, loss, 0);
                let (p, sgd) = (p.unwrap(), Sgd { learning_rate: 0.05, momentum: 0.1 });
                let mut training = Training::new(p.mlp, &p.x, &p.t, loss, sgd).unwrap();
                let made = blocks(|| {
                    for _ in 0..10 {
                        training.clear_gradients();
                        training.step();
                    }
                    training.follow(&schedule, &mut |_, _, _| ()).unwrap();
                });
                assert_eq!(made, 0, "{}, {activation}, {rows} rows", loss.name());
            }
        }
    }
}
