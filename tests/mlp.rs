//! Exercise 6, the code: every δ, every gradient and every update of the shared core
//! against referees.

use crate::common::*;
use approx::assert_relative_eq;
use ma6202::Error;
use ma6202::activation::{Activation, Digits};
use ma6202::descent::{Clearing, Schedule, Sgd};
use ma6202::loss::Loss;
use ma6202::mlp::derivation::Backprop;
use ma6202::mlp::init::{Draw, linear, manual_seed};
use ma6202::mlp::{Layer, Mlp, Training};
#[cfg(feature = "torch")]
use ma6202::oracle::{
    self, Device, Referee, check_intermediates, check_parameters, check_update, descend,
};
use nalgebra::dmatrix;
use proptest::prelude::*;
use rstest::rstest;

const NOTEBOOK: Sgd = Sgd { learning_rate: 0.05, momentum: 0.1 };

fn problem() -> Backprop {
    problem_with(Activation::Tanh, Loss::CrossEntropy)
}

fn problem_with(f: Activation, loss: Loss) -> Backprop {
    Backprop::random(&mut manual_seed(1), 7, &[4, 6, 5, 3], f, loss, 1).unwrap()
}

/// Fails with everything there is to know about the first comparison that does not hold.
#[cfg(feature = "torch")]
fn assert_all_hold(problem: &Backprop, referees: &[Referee]) {
    for check in check_intermediates(problem, referees).unwrap().into_iter().flatten().flatten() {
        let Backprop { mlp, loss, .. } = problem;
        assert!(check.holds, "{check}\n{:?}, {}, {mlp:?}", shape(mlp), loss.name());
    }
}

fn shape(mlp: &Mlp) -> Vec<(usize, usize)> {
    mlp.layers().iter().map(|layer| layer.w.shape()).collect()
}

prop_compose! {
    /// Any depth, width, batch, activation and loss; batches around a block of 8 rows and widths
    /// around 4 columns on purpose, where the loops over blocks end.
    fn any_problem()(
        seed: u32,
        rows in prop_oneof![Just(1_usize), 2..=9_usize, 15..=17_usize, 31..=41_usize],
        widths in prop::collection::vec(1..=9_usize, 2..=5),
        activation in prop::sample::select(Activation::ALL),
        loss in prop::sample::select(Loss::ALL),
    ) -> Backprop {
        Backprop::random(&mut manual_seed(seed), rows, &widths, activation, loss, 0).unwrap()
    }
}

#[cfg(feature = "torch")]
proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_intermediate_agrees_with_autograd(problem in any_problem()) {
        assert_all_hold(&problem, &[AUTOGRAD]);
    }

    #[test]
    fn one_update_agrees_with_torch(problem in any_problem(), momentum in 0.0..=1.0) {
        assert_hold(check_update(&problem, Sgd { learning_rate: 0.05, momentum }, Device::CPU).unwrap());
    }
}

#[cfg(feature = "torch")]
proptest! {
    #![proptest_config(cases(9))]

    #[test]
    fn every_gradient_agrees_with_differences_and_the_tape(problem in any_problem()) {
        assert_all_hold(&problem, &[Referee::Differences, Referee::Tape]);
    }
}

#[cfg(feature = "torch")]
#[rstest]
#[case::one_sample_one_neuron(1, &[1, 1])]
#[case::one_sample(1, &[4, 6, 5, 3])]
#[case::width_one_everywhere(7, &[1, 1, 1, 1])]
#[case::a_block_of_rows(8, &[4, 6, 5, 3])]
#[case::a_block_and_one(9, &[4, 6, 5, 3])]
#[case::the_wine_batch(142, &[13, 5, 5, 5, 3])]
#[case::products_by_the_library(30, &[7, 98, 5])]
fn autograd_agrees_at_the_edges(#[case] rows: usize, #[case] widths: &[usize]) {
    for &activation in Activation::ALL {
        for &loss in Loss::ALL {
            let problem =
                Backprop::random(&mut manual_seed(3), rows, widths, activation, loss, 0).unwrap();
            assert_all_hold(&problem, &[AUTOGRAD]);
        }
    }
}

/// A referee that nothing can offend is none: each quantity, scaled by 1 + 1e-6, must be refused.
#[cfg(feature = "torch")]
#[rstest]
#[case::differences(Referee::Differences)]
#[case::autograd(AUTOGRAD)]
fn a_gradient_scaled_by_a_millionth_fails(#[case] referee: Referee) {
    let problem = problem();
    let (_, _, grads) = problem.mlp.gradient(&problem.x, &problem.t, problem.loss).unwrap();
    let sound = check_intermediates(&problem, &[referee]).unwrap();
    for (l, (w, delta)) in grads.w.iter().zip(&grads.delta).enumerate() {
        for (index, right) in [(5 * l + 2, delta), (5 * l + 3, w)] {
            assert!(sound[index][0].as_ref().unwrap().holds);
            let wrong = oracle::compare("scaled", referee, &(right * (1.0 + 1e-6)), right).unwrap();
            assert!(!wrong.holds, "{wrong}");
        }
    }
}

#[cfg(feature = "torch")]
#[rstest]
#[case::cleared_every_step(Clearing::EveryStep, 0.1)]
#[case::cleared_every_epoch(Clearing::EveryEpoch, 0.1)]
#[case::without_momentum(Clearing::EveryStep, 0.0)]
#[case::momentum_one(Clearing::EveryStep, 1.0)]
fn forty_steps_agree_with_torch(
    #[case] clearing: Clearing,
    #[case] momentum: f64,
    #[values((7, &[4, 6, 5, 3][..]), (7, &[4, 130, 120, 3][..]), (1100, &[5, 600, 3][..]))] size: (
        usize,
        &[usize],
    ),
) {
    let (f, loss, sgd) =
        (Activation::Tanh, Loss::CrossEntropy, Sgd { learning_rate: 0.05, momentum });
    let (rows, widths) = size;
    let problem = Backprop::random(&mut manual_seed(1), rows, widths, f, loss, 1).unwrap();
    let schedule = Schedule { epochs: 2, steps_per_epoch: 20, clearing };
    let Backprop { mlp, x, t, loss, .. } = &problem;
    let mut training = Training::new(mlp.clone(), x, t, *loss, sgd).unwrap();
    let mut losses = Vec::new();
    training.follow(&schedule, &mut |_, loss, _| losses.push(loss)).unwrap();
    let theirs = descend(mlp, x, t, *loss, sgd, &schedule, Device::CPU).unwrap();
    for (step, (our, their)) in losses.iter().zip(&theirs.losses).enumerate() {
        assert_relative_eq!(our, their, max_relative = 1e-12, epsilon = 0.0);
        assert!(step == 0 || our != &losses[step - 1], "step {step} did not move");
    }
    assert_eq!(losses.len(), theirs.losses.len());
    let by = Referee::Descent(Device::CPU);
    assert_hold(check_parameters(training.mlp(), &theirs.mlp, by).unwrap());
}

/// Both ways to J and its gradient: what one step makes of the parameters, and what
/// [`Mlp::gradient`] says that it should.
fn both_ways(problem: &Backprop) -> ((f64, Vec<f64>), (f64, Vec<f64>)) {
    let Backprop { mlp, x, t, loss, .. } = problem;
    let sgd = Sgd { learning_rate: 0.5, momentum: 0.0 };
    let mut training = Training::new(mlp.clone(), x, t, *loss, sgd).unwrap();
    let step = (training.step(), numbers_of(training.mlp()));
    let (j, _, grads) = mlp.gradient(x, t, *loss).unwrap();
    let layers = grads.w.iter().zip(&grads.b).zip(&grads.negative_slope);
    let gradient = layers.flat_map(|((w, b), slope)| w.iter().chain(b).chain(slope));
    let moved = numbers_of(mlp).into_iter().zip(gradient);
    (step, (j, moved.map(|(w, partial)| (-0.5f64).mul_add(*partial, w)).collect()))
}

fn numbers_of(mlp: &Mlp) -> Vec<f64> {
    let of_layer = |Layer { w, b, activation }: &Layer| {
        let slope = match *activation {
            Activation::Prelu { negative_slope } => Some(negative_slope),
            _ => None,
        };
        w.iter().chain(b).copied().chain(slope).collect::<Vec<_>>()
    };
    mlp.layers().iter().flat_map(of_layer).collect()
}

/// A narrow network goes through registers, a block of rows at a time, and comes to the same bits
/// as the core that keeps every intermediate: whatever the rows, where a block of 8 or of 48 ends,
/// the widths, the activation and the loss. RReLU draws in training, and is not compared.
#[rstest]
fn a_step_has_the_bits_of_the_readable_core(
    #[values(1, 7, 8, 9, 24, 25, 47, 48, 49, 61, 142)] rows: usize,
    #[values(&[1, 1], &[4, 6, 5, 3], &[13, 5, 5, 5, 3], &[3, 96, 2])] widths: &[usize],
) {
    for &f in Activation::ALL.iter().filter(|f| !matches!(f, Activation::Rrelu { .. })) {
        for &loss in Loss::ALL {
            let problem = Backprop::random(&mut manual_seed(2), rows, widths, f, loss, 0).unwrap();
            let (step, core) = both_ways(&problem);
            assert_eq!(step, core, "{rows} rows, {widths:?}, {f}, {}", loss.name());
        }
    }
}

/// Parts of many rows and products by the library add in another order, but the order hangs on the
/// sizes alone: any number of threads gives the same bits.
#[rstest]
#[case::many_rows(5000, &[3, 4, 2])]
#[case::many_rows_and_a_few(4033, &[3, 4, 2])]
#[case::wide(300, &[13, 129, 130, 3])]
#[case::wide_and_many_rows(1500, &[5, 600, 3])]
#[case::wide_and_longer_than_a_cache(60, &[600, 600, 5])]
fn threads_change_no_bit(#[case] rows: usize, #[case] widths: &[usize]) {
    for f in [Activation::Relu, Activation::Tanh, Activation::Prelu { negative_slope: 0.25 }] {
        let mut rng = manual_seed(2);
        let layers = widths.windows(2).map(|w| linear(&mut rng, w[0], w[1], f, Draw::Double));
        let mlp = Mlp::new(layers.collect::<Result<_, _>>().unwrap()).unwrap();
        let x = Matrix::from_fn(rows, widths[0], |r, j| ((7 * r + 3 * j) as f64).sin());
        let outputs = widths[widths.len() - 1];
        let t = Matrix::from_fn(rows, outputs, |r, k| if r % outputs == k { 1.0 } else { 0.0 });
        let problem = Backprop { mlp, x, t, loss: Loss::CrossEntropy, layer: 0 };
        let among = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| both_ways(&problem))
        };
        let (step, core) = among(1);
        assert_eq!(among(2), (step.clone(), core.clone()), "{f}");
        assert_eq!(among(3).0, step, "{f}");
        assert_relative_eq!(step.0, core.0, max_relative = 1e-13);
        for (step, core) in step.1.iter().zip(&core.1) {
            assert_relative_eq!(step, core, max_relative = 1e-11, epsilon = 1e-14);
        }
    }
}

/// With most digits instead of all a short training goes the same way but for the last digits,
/// whether its network is narrow or wide. Of one or two functions they may happen to be the same.
#[rstest]
#[case::narrow(&[4, 6, 5, 3])]
#[case::wide(&[4, 130, 5, 3])]
fn most_digits_lead_to_the_same_network(#[case] widths: &[usize]) {
    let schedule = Schedule { epochs: 2, steps_per_epoch: 20, clearing: Clearing::EveryStep };
    let (mut with_exponential, mut differ) = (0, 0);
    for &f in Activation::ALL {
        let loss = Loss::CrossEntropy;
        let problem = Backprop::random(&mut manual_seed(2), 61, widths, f, loss, 0).unwrap();
        let [all, most] = [Digits::All, Digits::Most].map(|digits| {
            let Backprop { mlp, x, t, loss, .. } = &problem;
            let training = Training::new(mlp.clone(), x, t, *loss, NOTEBOOK).unwrap();
            let mut training = training.with_digits(digits);
            training.follow(&schedule, &mut |_, _, _| ()).unwrap();
            numbers_of(training.mlp())
        });
        for (all, most) in all.iter().zip(&most) {
            assert_relative_eq!(all, most, max_relative = 1e-11, epsilon = 1e-13);
        }
        let has_exponential =
            [r"e^", r"\tanh", r"\Phi"].iter().any(|part| f.latex().contains(part));
        assert!(has_exponential || all == most, "{f}");
        with_exponential += usize::from(has_exponential);
        differ += usize::from(all != most);
    }
    assert!(differ + 2 >= with_exponential, "{differ} of {with_exponential}");
}

/// The notebook's way of clearing is momentum 1 restarted every epoch, to the bit.
#[test]
fn clearing_once_per_epoch_is_momentum_one_restarted() {
    let problem = problem();
    let train = |mlp: Mlp, momentum: f64, clearing| {
        let sgd = Sgd { learning_rate: 0.05, momentum };
        let mut training = Training::new(mlp, &problem.x, &problem.t, problem.loss, sgd).unwrap();
        let schedule = Schedule { epochs: 1, steps_per_epoch: 20, clearing };
        training.follow(&schedule, &mut |_, _, _| ()).unwrap();
        training.into_mlp()
    };
    let (mut summed, mut restarted) = (problem.mlp.clone(), problem.mlp.clone());
    for _ in 0..3 {
        summed = train(summed, 0.0, Clearing::EveryEpoch);
        restarted = train(restarted, 1.0, Clearing::EveryStep);
    }
    assert_eq!(summed, restarted);
}

/// As many neurons as inputs, each of which gets one of them as it is.
fn rrelu(width: usize, lower: f64, upper: f64) -> Mlp {
    let activation = Activation::Rrelu { lower, upper };
    let identity = layer(Matrix::identity(width, width), &vec![0.0; width]);
    Mlp::new(vec![Layer { activation, ..identity }]).unwrap()
}

/// RReLU in training, to the last bit, and its gradient, which is what each a was multiplied by:
/// `torch.manual_seed(6202)`, then
/// `F.rrelu(torch.tensor([[-1., 2., -3.], [.5, -.25, 0.]]), training=True)` in torch
/// 2.11.0 and f64.
#[test]
fn rrelu_draws_as_torch_does() {
    let a = dmatrix![-1.0, 2.0, -3.0; 0.5, -0.25, 0.0];
    let y = [
        0xbfc6_29b7_a49e_bd40, // -0x1.629b7a49ebd40p-3
        2f64.to_bits(),
        0xbfe5_f8ea_f4e9_bae4, // -0x1.5f8eaf4e9bae4p-1
        0.5f64.to_bits(),
        0xbfa7_ccbe_ab23_3544, // -0x1.7ccbeab233544p-5
        0,
    ];
    let mlp = rrelu(3, 1.0 / 8.0, 1.0 / 3.0);
    let cache = mlp.forward_in_training(&a, &mut manual_seed(6202)).unwrap();
    assert_eq!(cache.y[0].transpose().map(f64::to_bits).as_slice(), y);
    let dj_dy = Matrix::from_fn(2, 3, |r, j| 0.3 + r as f64 - 0.7 * j as f64);
    let delta = mlp.backward(&a, &cache, &dj_dy).unwrap().delta.swap_remove(0);
    for (r, j) in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)] {
        let slope = cache.y[0][(r, j)] / a[(r, j)];
        assert_relative_eq!(delta[(r, j)], dj_dy[(r, j)] * slope, max_relative = 1e-15);
    }
    // Afterwards it is leaky, with the mean slope.
    let mean = (1.0 / 8.0 + 1.0 / 3.0) / 2.0;
    assert_relative_eq!(mlp.forward(&a).unwrap().y[0][(0, 2)], -3.0 * mean, max_relative = 1e-15);
}

/// For a = 0 a slope is drawn too, so that the next a gets another: as above, of
/// `torch.tensor([[-1., 0., -3.]])`.
#[test]
fn rrelu_draws_at_zero_too() {
    let (mlp, a) = (rrelu(3, 1.0 / 8.0, 1.0 / 3.0), dmatrix![-1.0, 0.0, -3.0]);
    let cache = mlp.forward_in_training(&a, &mut manual_seed(6202)).unwrap();
    // -0x1.1d98f005a67f3p-1
    assert_eq!(cache.y[0][(0, 2)].to_bits(), 0xbfe1_d98f_005a_67f3);
}

/// Row by row, however many: a slope for each a ≤ 0 and none between, as one neuron alone draws
/// them.
#[test]
fn rrelu_draws_many_in_the_same_order() {
    let a = Matrix::from_fn(60, 40, |r, j| if (r + 3 * j) % 4 == 0 { 1.0 } else { -1.0 });
    let of = |mlp: Mlp, a: &Matrix| {
        mlp.forward_in_training(a, &mut manual_seed(1)).unwrap().derivative.swap_remove(0)
    };
    let drawn = of(rrelu(40, 0.1, 0.3), &a).transpose();
    let negative: Vec<f64> = drawn.iter().copied().filter(|&slope| slope != 1.0).collect();
    let alone = of(rrelu(1, 0.1, 0.3), &Matrix::from_element(1800, 1, -1.0));
    assert_eq!(negative, alone.as_slice());
}

/// Slopes are uniform between the bounds: by the Kolmogorov-Smirnov distance of 10 000 of them,
/// which exceeds 1.95 / √n with probability 0.001 if they are.
#[test]
fn rrelu_draws_uniformly() {
    let x = Matrix::from_element(10_000, 1, -1.0);
    let cache = rrelu(1, 0.1, 0.3).forward_in_training(&x, &mut manual_seed(1)).unwrap();
    let mut slopes: Vec<f64> = cache.derivative[0].iter().copied().collect();
    slopes.sort_by(f64::total_cmp);
    let distance = |(rank, slope): (usize, &f64)| (rank as f64 / 1e4 - (slope - 0.1) / 0.2).abs();
    let worst = slopes.iter().enumerate().map(distance).fold(0.0, f64::max);
    assert!(worst < 1.95 / 100.0 && slopes[0] >= 0.1 && slopes[9_999] < 0.3, "{worst}");
}

/// Training learns PReLU's slope and draws RReLU's slopes, as torch does.
#[cfg(feature = "torch")]
#[rstest]
#[case::prelu(Activation::Prelu { negative_slope: 0.25 })]
#[case::rrelu(Activation::Rrelu { lower: 0.125, upper: 1.0 / 3.0 })]
fn forty_steps_with_slopes_agree_with_torch(#[case] f: Activation) {
    let problem = problem_with(f, Loss::CrossEntropy);
    let Backprop { mlp, x, t, loss, .. } = &problem;
    let schedule = Schedule { epochs: 2, steps_per_epoch: 20, clearing: Clearing::EveryStep };
    let mut training = Training::new(mlp.clone(), x, t, *loss, NOTEBOOK).unwrap();
    training.follow(&schedule, &mut |_, _, _| ()).unwrap();
    let theirs = descend(mlp, x, t, *loss, NOTEBOOK, &schedule, Device::CPU).unwrap().mlp;
    let checks = check_parameters(training.mlp(), &theirs, Referee::Descent(Device::CPU)).unwrap();
    let slopes = if matches!(f, Activation::Prelu { .. }) { 3 } else { 0 };
    assert_eq!(checks.len(), 6 + slopes, "W, b and α of each layer");
    assert_hold(checks);
    let moved = |l: usize| training.mlp().layers()[l].activation != f;
    assert_eq!((0..3).all(moved), slopes > 0, "descent moves the slope of PReLU");
    // Other slopes, another path.
    let mut other =
        Training::new(mlp.clone(), x, t, *loss, NOTEBOOK).unwrap().drawing_from(manual_seed(1));
    other.follow(&schedule, &mut |_, _, _| ()).unwrap();
    assert_eq!(other.mlp() == training.mlp(), slopes > 0);
}

#[cfg(feature = "torch")]
#[test]
fn torch_draws_the_same_layers() {
    for (seed, draw) in
        [(0, Draw::Double), (6202, Draw::Double), (u32::MAX, Draw::Double), (6202, Draw::Single)]
    {
        let shapes = [(13, 5), (1, 1), (5, 3), (7, 2)];
        let mut rng = manual_seed(seed);
        for (&(inputs, outputs), (w, b)) in
            shapes.iter().zip(oracle::linear(seed, &shapes, draw).unwrap())
        {
            let layer = linear(&mut rng, inputs, outputs, Activation::Relu, draw).unwrap();
            assert_eq!(layer.w, w, "seed {seed}, {draw:?}");
            assert_eq!(layer.b.as_slice(), b.as_slice(), "seed {seed}, {draw:?}");
        }
    }
}

fn layer(w: Matrix, b: &[f64]) -> Layer {
    Layer { w, b: Vector::from_column_slice(b), activation: Activation::Identity }
}

#[rstest]
#[case::no_layers(vec![], "layers")]
#[case::bias_too_short(vec![layer(Matrix::zeros(2, 3), &[0.0; 2])], "bias b of layer 0: expected shape (3, 1), got (2, 1)")]
#[case::layers_that_do_not_chain(vec![layer(Matrix::zeros(2, 3), &[0.0; 3]), layer(Matrix::zeros(4, 1), &[0.0])], "layer 1: expected shape (3, 1), got (4, 1)")]
#[case::no_neurons(vec![layer(Matrix::zeros(2, 0), &[])], "expected at least one")]
#[case::nan_weight(vec![layer(dmatrix![0.0, f64::NAN], &[0.0; 2])], "got NaN in row 0, column 1")]
#[case::infinite_bias(vec![layer(Matrix::zeros(1, 1), &[f64::INFINITY])], "bias b of layer 0: expected finite numbers, got inf")]
fn a_bad_network_is_refused(#[case] layers: Vec<Layer>, #[case] says: &str) {
    assert_refused(Mlp::new(layers), says);
}

#[rstest]
#[case::no_rows(Matrix::zeros(0, 4), "samples x: expected at least one")]
#[case::other_features(Matrix::zeros(7, 5), "expected shape (7, 4), got (7, 5)")]
#[case::nan(Matrix::from_element(7, 4, f64::NAN), "got NaN in row 0, column 0")]
fn bad_samples_are_refused(#[case] x: Matrix, #[case] says: &str) {
    let Backprop { mlp, t, loss, .. } = problem();
    assert_refused(mlp.forward(&x), says);
    assert_refused(mlp.predict(&x), says);
    assert_refused(Training::new(mlp, &x, &t, loss, NOTEBOOK), says);
}

#[test]
fn a_cache_of_another_batch_is_refused() {
    let problem = problem();
    let cache = problem.mlp.forward(&problem.x.rows(0, 3).into_owned()).unwrap();
    let error = problem.mlp.backward(&problem.x, &cache, &Matrix::zeros(7, 3)).unwrap_err();
    assert!(matches!(error, Error::Shape { .. }), "{error}");
}

#[rstest]
#[case::zero_rate(0.0, 0.1)]
#[case::negative_rate(-0.1, 0.1)]
#[case::nan_rate(f64::NAN, 0.1)]
#[case::infinite_rate(f64::INFINITY, 0.1)]
#[case::negative_momentum(0.1, -0.1)]
#[case::momentum_above_one(0.1, 1.5)]
#[case::nan_momentum(0.1, f64::NAN)]
fn nonsense_settings_are_refused(#[case] learning_rate: f64, #[case] momentum: f64) {
    let error = Sgd { learning_rate, momentum }.check().unwrap_err();
    assert!(matches!(error, Error::Setting { .. }), "{error}");
}

#[test]
fn a_divergence_is_said_with_its_step() {
    let Backprop { mlp, x, t, loss, .. } =
        problem_with(Activation::Identity, Loss::MeanSquaredError);
    let sgd = Sgd { learning_rate: 1e6, momentum: 0.0 };
    let mut training = Training::new(mlp, &x, &t, loss, sgd).unwrap();
    let schedule = Schedule { epochs: 100, ..Schedule::ONE_STEP };
    let mut seen = 0;
    let error = training.follow(&schedule, &mut |_, _, _| seen += 1).unwrap_err();
    let next = matches!(error, Error::Diverged { step, .. } if step == seen + 1);
    assert!(next, "{error} after {seen} steps");
}

/// torch's convention at the kink, and its values at ±0, through a network of one neuron with
/// a = ±0.
#[cfg(feature = "torch")]
#[rstest]
#[case::zero(0.0)]
#[case::minus_zero(-0.0)]
fn every_activation_is_torchs_at_zero(#[case] a: f64) {
    for &activation in Activation::ALL {
        let neuron = Layer { activation, ..layer(dmatrix![1.0], &[a]) };
        let problem = Backprop {
            mlp: Mlp::new(vec![neuron]).unwrap(),
            x: dmatrix![a],
            t: dmatrix![3.0],
            loss: Loss::MeanSquaredError,
            layer: 0,
        };
        assert_all_hold(&problem, &[AUTOGRAD]);
    }
}

#[test]
fn an_overflow_is_no_answer() {
    let mlp = Mlp::new(vec![layer(Matrix::from_element(1, 2, 1e308), &[0.0; 2])]).unwrap();
    let error = mlp.predict(&dmatrix![1e10]).unwrap_err();
    assert!(matches!(error, Error::NotFinite { .. }), "{error}");
}

#[test]
fn a_last_update_that_overflows_is_said() {
    let (x, t) = (dmatrix![1e3], dmatrix![0.0]);
    let mlp = Mlp::new(vec![layer(dmatrix![1.0], &[0.0])]).unwrap();
    let sgd = Sgd { learning_rate: 1e308, momentum: 0.0 };
    let mut training = Training::new(mlp, &x, &t, Loss::MeanSquaredError, sgd).unwrap();
    let error = training.follow(&Schedule::ONE_STEP, &mut |_, _, _| ()).unwrap_err();
    assert!(matches!(error, Error::Diverged { step: 1, .. }), "{error}");
}

#[cfg(feature = "torch")]
#[test]
fn networks_of_other_depths_are_not_compared() {
    let problem = problem();
    let shorter = Mlp::new(problem.mlp.layers()[..2].to_vec()).unwrap();
    assert!(check_parameters(&problem.mlp, &shorter, AUTOGRAD).is_err());
}

#[cfg(feature = "torch")]
#[test]
fn torch_is_not_asked_to_stretch_targets() {
    let problem = problem();
    let short = Backprop { t: problem.t.rows(0, 1).into_owned(), ..problem };
    assert!(matches!(check_update(&short, NOTEBOOK, Device::CPU), Err(Error::Shape { .. })));
    let Backprop { mlp, x, t, loss, .. } = &short;
    let answer = descend(mlp, x, t, *loss, NOTEBOOK, &Schedule::ONE_STEP, Device::CPU);
    assert!(matches!(answer, Err(Error::Shape { .. })));
}

#[cfg(feature = "torch")]
#[test]
fn only_who_differentiates_judges_derivatives() {
    for referee in [Referee::Generator, Referee::Descent(Device::CPU)] {
        assert!(matches!(check_intermediates(&problem(), &[referee]), Err(Error::Setting { .. })));
    }
}

#[test]
fn equal_outputs_are_the_first_class() {
    let mlp = Mlp::new(vec![layer(Matrix::zeros(2, 3), &[1.0, 1.0, 0.0])]).unwrap();
    assert_eq!(mlp.predict(&Matrix::zeros(2, 2)).unwrap(), [0, 0]);
}
