//! Exercise 1: the comparison of activations on the wine network, and the intervals it claims from.

use approx::assert_relative_eq;
use ma6202::Error;
use ma6202::activation::Activation;
use ma6202::loss::Loss;
use ma6202::metrics::Interval;
use ma6202::mlp::init::manual_seed;
use ma6202::notebook::{Data, Recipe, SGD, STEPS_PER_EPOCH};
use ma6202::oracle::{Device, descend, use_threads};
use ma6202::wine::Wine;
use ma6202_exercises::exercise_1_activations::study::{
    Comparison, EPOCHS, Measure, Setting, Start, Study, THRESHOLD, TrainingOutcome,
};
use rstest::rstest;

const HE: Setting = Setting { hidden_layers: 10, start: Start::He };

/// What torch makes of the same network: its losses, its last weights.
#[rstest]
#[case::shallow(Setting { hidden_layers: 2, start: Start::Torch }, Activation::Elu { alpha: 1.0 }, 3)]
#[case::deep(HE, Activation::Relu, 1)]
#[case::with_learned_slopes(HE, Activation::Prelu { negative_slope: 0.25 }, 4)]
fn a_training_is_torchs(#[case] setting: Setting, #[case] f: Activation, #[case] seed: u32) {
    // Beside other work torch's threads wait for each other most of the time.
    use_threads(1);
    let wine = Wine::embedded();
    let study = Study::run(&wine, setting, &[f], &[seed], || ()).unwrap();
    let ours = &study.outcomes[0][0];
    let data = Data::prepare(&wine, seed).unwrap();
    let start = setting.network(f, seed).unwrap();
    let schedule = Recipe::CORRECTED.schedule(EPOCHS);
    let (x, t) = (&data.train.x, &data.train.t);
    let theirs = descend(&start, x, t, Loss::CrossEntropy, SGD, &schedule, Device::CPU).unwrap();
    assert_eq!(ours.accuracy, data.test.confusion(&theirs.mlp).unwrap().accuracy());
    let first = theirs.losses.iter().position(|&loss| loss < THRESHOLD).expect("it arrives");
    assert_eq!(ours.epochs, first as f64 / STEPS_PER_EPOCH as f64);
    let last = theirs.losses[theirs.losses.len() - 1];
    assert_relative_eq!(ours.loss.unwrap(), last, max_relative = 1e-10);
    assert_eq!(ours.delta, setting.delta(&data, f, seed).unwrap());
    assert_eq!(ours.delta.len(), setting.hidden_layers + 2);
    // By its definition: no unit passes anything on that f' is 0 for with every wine.
    let cache = theirs.mlp.forward(x).unwrap();
    let hidden = &cache.a[..setting.hidden_layers + 1];
    let alive = |column: &[f64]| column.iter().any(|&a| f != Activation::Relu || a > 0.0);
    let units = || hidden.iter().flat_map(|a| a.column_iter());
    let dead = units().filter(|column| !alive(column.as_slice())).count();
    let dead = dead as f64 / units().count() as f64;
    assert_eq!(ours.dead, dead);
    assert_eq!(dead > 0.0, f == Activation::Relu, "{f}: {dead}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let (wine, setting) = (Wine::embedded(), Setting::ALL[0]);
    let activations = [Activation::Relu, Activation::Rrelu { lower: 0.1, upper: 0.3 }];
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| Study::run(&wine, setting, &activations, &[5, 2, 9], || ()).unwrap())
    };
    let (one, three) = (run(1), run(3));
    assert_eq!(one.outcomes, three.outcomes);
    let compare = |study: &Study| study.compare(&mut manual_seed(1), 3).unwrap();
    assert_eq!(compare(&one), compare(&three));
    // Row by row the activations, column by column the seeds: one alone is the same.
    let alone = Study::run(&wine, setting, &activations[1..], &[2], || ()).unwrap();
    assert_eq!(alone.outcomes[0][0], one.outcomes[1][1]);
}

/// He's weights: of the same draws, with the variance 2 / in and no biases.
#[test]
fn he_stretches_torchs_weights() {
    let torch = Setting { start: Start::Torch, ..HE }.network(Activation::Relu, 7).unwrap();
    let he = HE.network(Activation::Relu, 7).unwrap();
    let mut variance = 0.0;
    for (torch, he) in torch.layers().iter().zip(he.layers()) {
        assert_relative_eq!(he.w, &torch.w * 6f64.sqrt(), max_relative = 1e-15);
        assert!(he.b.iter().all(|&b| b == 0.0) && torch.b.iter().all(|&b| b != 0.0));
        variance += he.w.norm_squared() * he.w.nrows() as f64 / he.w.len() as f64;
    }
    // 2, within what 13·5 + 10·5·5 + 15 draws let it stray.
    assert_relative_eq!(variance / he.layers().len() as f64, 2.0, max_relative = 0.2);
}

/// A training that diverges is an outcome: the identity, ten layers deep, with He's weights.
#[test]
fn a_training_that_diverges_answers_nothing() {
    let wine = Wine::embedded();
    let seeds: Vec<u32> = (0..10).collect();
    let study = Study::run(&wine, HE, &[Activation::Identity], &seeds, || ()).unwrap();
    let diverged: Vec<&TrainingOutcome> =
        study.outcomes[0].iter().filter(|outcome| outcome.accuracy == 0.0).collect();
    assert!(!diverged.is_empty());
    assert!(diverged.iter().all(|outcome| outcome.epochs <= EPOCHS as f64
        && outcome.dead == 0.0
        && outcome.loss.is_none()));
}

#[test]
fn nothing_to_train_is_refused() {
    let wine = Wine::embedded();
    for (activations, seeds) in [(&[][..], &[1][..]), (&[Activation::Relu], &[])] {
        let error = Study::run(&wine, HE, activations, seeds, || ()).unwrap_err();
        assert!(matches!(error, Error::Empty { .. }), "{error}");
    }
    let bad = Activation::Elu { alpha: f64::NAN };
    assert!(matches!(Study::run(&wine, HE, &[bad], &[1], || ()), Err(Error::Setting { .. })));
}

fn outcome(accuracy: f64, epochs: f64, dead: f64, delta: &[f64]) -> TrainingOutcome {
    TrainingOutcome { accuracy, epochs, dead, loss: None, delta: delta.to_vec() }
}

/// Differences are taken seed by seed, in the direction the text says, and each is in its
/// measure's place.
#[test]
fn comparisons_are_paired() {
    let study = Study {
        setting: HE,
        activations: vec![Activation::Relu, Activation::Tanh],
        outcomes: vec![
            vec![outcome(0.1, 10.0, 0.5, &[1e-4, 1.0]), outcome(0.9, 30.0, 0.25, &[0.0, 1.0])],
            vec![outcome(0.2, 9.0, 0.0, &[1e-1, 10.0]), outcome(1.0, 29.0, 0.0, &[1.0, 0.01])],
        ],
    };
    let comparisons = study.compare(&mut manual_seed(1), 1).unwrap();
    let of = |f: Activation, measure: Measure| -> Comparison {
        let mut found = comparisons.iter().filter(|c| c.activation == f && c.measure == measure);
        let only = *found.next().unwrap();
        assert!(found.next().is_none());
        only
    };
    for (measure, relu, tanh, difference) in [
        (Measure::Accuracy, 0.5, 0.6, [0.1, 0.1]),
        (Measure::Epochs, 20.0, 19.0, [-1.0, -1.0]),
        (Measure::Dead, 0.375, 0.0, [-0.5, -0.25]),
        // log δ¹/δᴸ is -4 and no less than -16, then -2 and 2.
        (Measure::Delta, -10.0, 0.0, [2.0, 18.0]),
    ] {
        assert_relative_eq!(of(Activation::Relu, measure).average, relu, max_relative = 1e-12);
        assert_eq!(
            of(Activation::Relu, measure).to_first,
            Interval { low: 0.0, average: 0.0, high: 0.0 }
        );
        let tanh_less_relu = of(Activation::Tanh, measure);
        assert_relative_eq!(tanh_less_relu.average, tanh, epsilon = 1e-12);
        // With two seeds the extremes of the resampled means are the two differences.
        assert_relative_eq!(tanh_less_relu.to_first.low, difference[0], max_relative = 1e-12);
        assert_relative_eq!(tanh_less_relu.to_first.high, difference[1], max_relative = 1e-12);
    }
    let median = |activation| study.median_delta(activation);
    assert_eq!(median(0), [0.5e-4, 1.0]);
    assert_relative_eq!(median(1)[..], [0.55, 5.005], max_relative = 1e-15);
}

/// One of six differences is 1, the others 0. Six draws hold it three times or more with
/// probability 0.062, four times or more with 0.0087, five times or more with 0.0007: so for four
/// measures a tail of 0.05/2/4 ends at 4/6, and one of 0.05/2/400 at 5/6.
#[rstest]
#[case::one(1, 1, 4.0 / 6.0)]
#[case::of_a_hundred_studies(1, 100, 5.0 / 6.0)]
#[case::of_ten_activations_in_ten_studies(10, 10, 5.0 / 6.0)]
fn more_comparisons_make_longer_intervals(
    #[case] comparisons: usize,
    #[case] studies: usize,
    #[case] high: f64,
) {
    let of = |accuracy| outcome(accuracy, 1.0, 0.0, &[1.0]);
    let with = |last: f64| [0.0, 0.0, 0.0, 0.0, 0.0, last].map(of).to_vec();
    let others = std::iter::repeat_n(with(1.0), comparisons);
    let study = Study {
        setting: HE,
        activations: vec![Activation::Tanh; comparisons + 1],
        outcomes: std::iter::once(with(0.0)).chain(others).collect(),
    };
    let all = study.compare(&mut manual_seed(1), studies).unwrap();
    assert!(study.compare(&mut manual_seed(1), 0).is_err());
    let of_accuracy = all.iter().filter(|c| c.measure == Measure::Accuracy).skip(1);
    assert_eq!(of_accuracy.clone().count(), comparisons);
    for comparison in of_accuracy {
        assert_relative_eq!(comparison.to_first.high, high, max_relative = 1e-12);
        assert_eq!(comparison.to_first.low, 0.0);
    }
}
