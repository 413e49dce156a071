//! Exercise 7, the wine model: `exercises/exercise_7_wine/mod.rs` states it.
//!
//! Here is what the program tells. Golden values: `tests/golden/notebook/README.md`.

use crate::common::*;
use approx::{assert_relative_eq, relative_eq};
use ma6202::activation::Activation;
use ma6202::metrics::{ConfusionMatrix, classification_report};
use ma6202::mlp::init::Draw;
use ma6202::notebook::{Data, Recipe, train, untrained, with_repeated_key};
use ma6202::oracle::{Device, check_first_steps};
use ma6202::wine::Wine;
use ma6202_exercises::exercise_7_wine::Exercise7;
use rstest::rstest;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const TRAININGS: [&str; 2] = ["literal", "corrected"];
/// The 178 wines as published.
const WINES: &str = include_str!("../../data/wine.data");

program! {
    Exercise7, 7,
    figures ["confusion", "losses", "regions"],
    options ["--hidden-layers", "--activation", "--draw", "--data"]
}

// "Trained twice from the same weights: as the notebook has it, ... and as it was meant."

#[rstest]
#[case::of_the_course(6202)]
#[case::zero(0)]
#[case::one(1)]
#[case::two(2)]
#[case::seven(7)]
#[case::forty_two(42)]
#[case::largest(u32::MAX)]
fn it_gives_what_the_notebook_gives(
    #[case] seed: u32,
    #[values(Draw::Single, Draw::Double)] draw: Draw,
) {
    let golden: Value =
        serde_json::from_str(include_str!("../../tests/golden/notebook/runs.json")).unwrap();
    let name = if draw == Draw::Single { "f32" } else { "f64" };
    let mut runs = golden.as_array().unwrap().iter();
    let golden = runs.find(|run| run["seed"] == seed && run["draw"] == name).unwrap();
    let results = match (seed, draw) {
        (6202, Draw::Single) => EXERCISE.document()["results"].clone(),
        (u32::MAX, Draw::Single) => {
            let document = EXERCISE.document_from_anywhere(&["--seed", &seed.to_string()]);
            assert_eq!(document["seed"], seed);
            document["results"].clone()
        }
        _ => trained(seed, Activation::Relu, draw),
    };
    for training in TRAININGS {
        let (ours, theirs) = (&results[training], &golden[training]);
        assert_eq!(keys(ours), keys(theirs));
        for (name, count) in [("first_100_losses", 100), ("losses_every_100_epochs", 10)] {
            let (ours, theirs) = (numbers(&ours[name]), numbers(&theirs[name]));
            assert_eq!((ours.len(), theirs.len()), (count, count));
            for (place, (ours, theirs)) in ours.into_iter().zip(theirs).enumerate() {
                let close = relative_eq!(ours, theirs, epsilon = 0.0, max_relative = 1e-10);
                assert!(close, "{training}, {name}, {place}: ours {ours:e}, theirs {theirs:e}");
            }
        }
        for name in ["confusion_train", "confusion_test"] {
            assert_eq!(ours[name], theirs[name], "{training}, {name}");
        }
    }
}

/// What the document says of both trainings.
fn trained(seed: u32, f: Activation, draw: Draw) -> Value {
    let data = Data::prepare(&Wine::embedded(), seed).unwrap();
    let start = untrained(seed, 2, f, draw).unwrap();
    let runs = [Recipe::LITERAL, Recipe::CORRECTED]
        .map(|recipe| train(&start, &data.train, recipe, seed, &mut |_| ()).unwrap());
    if f == Activation::Relu {
        assert_only_the_literal_loss_has_a_floor(&runs[0].losses, &runs[1].losses);
    }
    let [literal, corrected] = runs.map(|run| {
        json!({
            "losses_every_100_epochs": run.losses_every(100),
            "first_100_losses": run.losses[..100],
            "confusion_train": data.train.confusion(&run.mlp).unwrap().rows(),
            "confusion_test": data.test.confusion(&run.mlp).unwrap().rows(),
        })
    });
    json!({ "literal": literal, "corrected": corrected })
}

/// "How much do the two slips matter?"
#[track_caller]
fn assert_only_the_literal_loss_has_a_floor(literal: &[f64], corrected: &[f64]) {
    let floor = (std::f64::consts::E + 2.0).ln() - 1.0;
    assert_eq!((literal.len(), corrected.len()), (20_000, 20_000));
    assert!(literal.iter().all(|&loss| loss > floor));
    assert!(literal[19_999] < floor + 0.02, "and comes close to it: {}", literal[19_999]);
    assert!(corrected[19_999] < 0.01 * floor, "{}", corrected[19_999]);
}

/// The losses as PyTorch and scikit-learn running the notebook had them; before training and in the
/// end the mistakes too, from the weights and the matrices.
#[test]
fn the_regions_move_with_the_epochs() {
    let [es, en] = EXERCISE.assert_moves("regions", 13);
    assert_eq!([es.first, en.first], [12, 12]);
    let golden: Value =
        serde_json::from_str(include_str!("../../tests/golden/notebook/runs.json")).unwrap();
    let mut runs = golden.as_array().unwrap().iter();
    let golden = runs.find(|run| run["seed"] == 6202 && run["draw"] == "f32").unwrap();
    let losses = |frame: usize| -> Vec<f64> {
        let told = en.says[frame].split("J = ").skip(1);
        told.map(|told| match told.split(", ").next().expect("a number").split_once("·10⁻") {
            None => told.split(", ").next().unwrap().parse().expect(told),
            Some((digits, "⁴")) => digits.parse::<f64>().expect(told) * 1e-4,
            Some(_) => panic!("{told}"),
        })
        .collect()
    };
    for (frame, epoch) in [(0, 0), (1, 1), (2, 2), (3, 3), (4, 5), (10, 100), (11, 300), (12, 1000)]
    {
        assert!(en.says[frame].starts_with(&format!("Epoch {epoch}; literal: ")));
        for (ours, training) in losses(frame).into_iter().zip(TRAININGS) {
            let of = &golden[training];
            let theirs = match epoch {
                0 => numbers(&of["first_100_losses"])[0],
                1..=5 => numbers(&of["first_100_losses"])[20 * epoch - 1],
                _ => numbers(&of["losses_every_100_epochs"])[epoch / 100 - 1],
            };
            assert!((ours / theirs - 1.0).abs() < 0.006, "{training}, {epoch}: {ours}, {theirs}");
        }
    }
    let mistakes = |counts: &Value| {
        let rows = counts.as_array().unwrap().iter().enumerate();
        let wrong = rows.map(|(class, row)| numbers(row).iter().sum::<f64>() - number(&row[class]));
        wrong.sum::<f64>()
    };
    for training in TRAININGS {
        let [train, test] =
            ["confusion_train", "confusion_test"].map(|part| mistakes(&golden[training][part]));
        let told = format!("mistakes: {train} in training and {test} in the test");
        let of_it = en.says[12].split(training).nth(1).expect("both");
        assert!(
            of_it
                .split_once("mistakes")
                .is_some_and(|(_, rest)| format!("mistakes{rest}").starts_with(&told)),
            "{of_it}: {told}"
        );
    }
    let start = untrained(6202, 2, Activation::Relu, Draw::Single).unwrap();
    let data = Data::prepare(&Wine::embedded(), 6202).unwrap();
    let right = data.train.confusion(&start).unwrap().accuracy() * data.train.class.len() as f64;
    let wrong = data.train.class.len() - right.round() as usize;
    assert_eq!(en.says[0].matches(&format!("mistakes: {wrong} in training")).count(), 2);
}

// "From the same weights": those torch draws, to the last bit, after the layer that is thrown away.

#[test]
fn the_first_weights_are_torch_s_to_the_last_bit() {
    let golden = include_str!("../../tests/golden/notebook/weights.txt");
    assert_eq!(golden.lines().count(), 40);
    for line in golden.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let [seed, hidden_layers, precision, ref words @ ..] = fields[..] else { panic!("{line}") };
        let draw = if precision == "f32" { Draw::Single } else { Draw::Double };
        let mlp = untrained(
            seed.parse().unwrap(),
            hidden_layers.parse().unwrap(),
            Activation::Relu,
            draw,
        )
        .unwrap();
        // By columns of our (in, out), which is by rows of torch's (out, in).
        let bits: Vec<u64> = mlp
            .layers()
            .iter()
            .flat_map(|layer| layer.w.iter().chain(&layer.b))
            .map(|w| w.to_bits())
            .collect();
        let ours = [bits[0], bits[1], bits[2], bits[bits.len() - 1], fnv(&bits)];
        assert_eq!(ours.map(|word| format!("{word:016x}")), *words, "{line}");
    }
}

/// The 64-bit FNV-1a hash of the little-endian bytes.
fn fnv(words: &[u64]) -> u64 {
    words.iter().flat_map(|word| word.to_le_bytes()).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

// "How much do the two slips matter?"

#[test]
fn the_floor_shows_in_the_document_and_the_chapter() {
    let floor = (std::f64::consts::E + 2.0).ln() - 1.0;
    let losses =
        |training: &str, name: &str| numbers(&EXERCISE.document()["results"][training][name]);
    for name in ["first_100_losses", "losses_every_100_epochs"] {
        assert!(losses("literal", name).iter().all(|&loss| loss > floor), "{name}");
    }
    assert!(losses("corrected", "losses_every_100_epochs").iter().all(|&loss| loss < floor));
    let results = &EXERCISE.document()["results"];
    assert_relative_eq!(number(&results["floor"]), floor, max_relative = 1e-15);
    assert!(EXERCISE.text().contains("ln(e + 2) − 1 = 0.5514"), "{}", EXERCISE.text());
    let markdown = &EXERCISE.chapters()[1].markdown;
    assert!(markdown.contains("(slips.md)"), "{markdown}");
}

// The document.

#[test]
fn the_document_holds_the_checks_and_nothing_unknown() {
    let document = EXERCISE.document();
    assert_eq!(document["seed"], 6202);
    let names = [
        "blind_loss",
        "corrected",
        "depths",
        "derivation",
        "farther_if_constant",
        "floor",
        "literal",
        "model",
        "repeated_key",
        "reports",
        "slips",
    ];
    assert_eq!(keys(&document["results"]), names);
    for layer in ["¹", "²", "³", "⁴"] {
        for parameter in ["W", "b"] {
            EXERCISE.assert_checks(format!("{parameter}{layer}"), &["torch.manual_seed"]);
        }
    }
    for training in TRAININGS {
        EXERCISE.assert_checks(format!("first 100 losses, {training}"), &["torch.optim.SGD"]);
    }
    for check in document["checks"].as_array().unwrap() {
        if check["referee"] == "torch.manual_seed" {
            assert_eq!(check["max_abs_error"], 0.0, "the same bits: {check}");
        }
    }
}

#[test]
fn each_slip_is_told_alone() {
    let slips = EXERCISE.document()["results"]["slips"].as_array().expect("a list");
    assert_eq!(slips.len(), 4);
    for slip in slips {
        let names = [
            "cross_entropy",
            "displacement",
            "first_epoch",
            "last_loss",
            "name",
            "path_length",
            "training",
        ];
        assert_eq!(keys(slip), names);
        let length = |name: &str| number(&slip[name]);
        assert!(length("path_length") > length("displacement"), "{slip}");
        assert!(length("path_length") > length("first_epoch"), "{slip}");
    }
    for (slip, training) in [(&slips[0], "literal"), (&slips[3], "corrected")] {
        assert_eq!(slip["training"], training);
        let losses = numbers(&EXERCISE.document()["results"][training]["losses_every_100_epochs"]);
        assert_eq!(slip["last_loss"], losses[9]);
    }
    // Gradients that pile up over an epoch carry the first one much farther.
    let first_epoch = |index: usize| number(&slips[index]["first_epoch"]);
    assert!(first_epoch(0) > 3.0 * first_epoch(1), "two softmaxes");
    assert!(first_epoch(2) > 3.0 * first_epoch(3), "one softmax");
}

// The chapter.

#[test]
fn the_text_in_a_pipe_is_plain() {
    for ToldChapter { text, .. } in EXERCISE.chapters() {
        assert_plain(text);
        assert!(!text.contains('✗'));
    }
}

#[test]
fn the_reports_are_scikit_learn_s() {
    // Each below its name, as in `tests/golden/notebook/report_6202.txt`.
    let mut golden = include_str!("../../tests/golden/notebook/report_6202.txt").lines();
    let reports = EXERCISE.document()["results"]["reports"].as_array().unwrap();
    assert_eq!(reports.len(), 4);
    for report in reports {
        let [training, part] = ["training", "part"].map(|name| report[name].as_str().unwrap());
        let [name, theirs @ ..] = &golden.by_ref().take(10).collect::<Vec<_>>()[..] else {
            panic!("a name and nine lines");
        };
        assert_eq!(*name, format!("{training}, {part}:"));
        let counts = &EXERCISE.document()["results"][training][format!("confusion_{part}")];
        let matrix = matrix(counts);
        let ours = classification_report(&matrix, &matrix.seen(), &["0.0", "1.0", "2.0"]).unwrap();
        assert_eq!(ours.lines().collect::<Vec<_>>(), *theirs, "{name}");
        // In the chapter's table, to the same two decimals.
        for (class, line) in report["classes"].as_array().unwrap().iter().zip(&theirs[2..]) {
            let [of, scores @ .., support] = &line.split_whitespace().collect::<Vec<_>>()[..]
            else {
                panic!("{line}");
            };
            assert_eq!(*of, format!("{}.0", class["class"]));
            assert_eq!(*support, class["support"].to_string());
            let ours = ["precision", "recall", "f1"].map(|name| number(&class[name]));
            assert_eq!(ours.map(|score| format!("{score:.2}")), *scores, "{name} {class}");
            if part == "test" {
                let row = format!("{training} {} {} {support}", class["class"], scores.join(" "));
                let is_row = |line: &str| line.split_whitespace().eq(row.split(' '));
                assert!(EXERCISE.text().lines().any(is_row), "no row {row}");
            }
        }
    }
    assert_eq!(golden.next(), None);
}

/// The confusion matrix of these counts.
fn matrix(counts: &Value) -> ConfusionMatrix {
    let (mut truth, mut answers) = (Vec::new(), Vec::new());
    for (class, row) in counts.as_array().unwrap().iter().enumerate() {
        for (answer, count) in numbers(row).into_iter().enumerate() {
            truth.extend(vec![class; count as usize]);
            answers.extend(vec![answer; count as usize]);
        }
    }
    ConfusionMatrix::new(&truth, &answers, 3).unwrap()
}

#[test]
fn a_row_of_losses_for_every_hundred_epochs() {
    let [literal, corrected] = TRAININGS.map(|training| {
        numbers(&EXERCISE.document()["results"][training]["losses_every_100_epochs"])
    });
    for (index, (literal, corrected)) in literal.iter().zip(corrected).enumerate() {
        let row =
            [format!("{}", 100 * (index + 1)), format!("{literal:.6}"), format!("{corrected:.6}")];
        let printed = EXERCISE.text().lines().any(|line| line.split_whitespace().eq(&row));
        assert!(printed, "no row {row:?} in {}", EXERCISE.text());
    }
}

// "The lecture's text says ten hidden layers where its code has two": one may try.

#[rstest]
#[case::none("0", &[0, 10])]
#[case::one("1", &[1, 10])]
#[case::the_text_s("10", &[10])]
#[case::many("100", &[100, 10])]
fn one_may_try_another_depth(#[case] hidden_layers: &str, #[case] depths: &[u64]) {
    let path = wine_file(&format!("depth_{hidden_layers}"), few_wines());
    let asked = ["--hidden-layers", hidden_layers];
    let document = on_file(&path, &[&asked[..], &["--json"]].concat()).document();
    let checks = document["checks"].as_array().unwrap().iter();
    let drawn = checks.filter(|check| check["referee"] == "torch.manual_seed").count() as u64;
    assert_eq!(drawn, 2 * (depths[0] + 2), "a W and a b for each layer");
    assert_tells_of_depths(&document, &on_file(&path, &asked).text(), depths);
}

#[test]
fn ten_hidden_layers_are_tried_unasked() {
    let document = EXERCISE.document();
    assert_tells_of_depths(document, EXERCISE.text(), &[2, 10]);
    // Seed 6202: no gradient reaches the first layer, and no training begins to learn.
    let deep = &document["results"]["depths"][1];
    let delta = numbers(&deep["delta_sizes_at_the_start"]);
    assert!(delta[0] < 1e-5 * delta[11], "{delta:?}");
    for training in deep["trainings"].as_array().unwrap() {
        assert_eq!(training["only_answer"], 1, "{training}");
    }
    let told = "a network that always answers the same has learned nothing about the wines";
    let words: Vec<&str> = EXERCISE.text().split_whitespace().collect();
    assert!(words.join(" ").contains(told), "{}", EXERCISE.text());
}

/// Of the three activations that have one key, the dictionary keeps the first; it still learns.
#[test]
fn a_repeated_key_leaves_one_activation() {
    let (seed, relu) = (6202, Activation::Relu);
    let described = untrained(seed, 2, relu, Draw::Single).unwrap();
    let held = with_repeated_key(&described).unwrap();
    let linear = Activation::Identity;
    let activations: Vec<_> = held.layers().iter().map(|layer| layer.activation).collect();
    assert_eq!(activations, [relu, linear, linear, linear]);
    for (held, described) in held.layers().iter().zip(described.layers()) {
        assert_eq!((&held.w, &held.b), (&described.w, &described.b));
    }
    let found = &EXERCISE.document()["results"]["repeated_key"];
    for (training, depth) in found["trainings"].as_array().unwrap().iter().zip(TRAININGS) {
        assert_eq!(training["training"], depth);
        assert_eq!(number(&training["accuracy_train"]), 1.0, "{training}");
        assert!(number(&training["accuracy_test"]) > 0.9, "{training}");
    }
    let words: Vec<&str> = EXERCISE.text().split_whitespace().collect();
    assert!(words.join(" ").contains("the hidden layers are linear"), "{}", EXERCISE.text());
}

/// What happened with these depths and no others, with each training.
#[track_caller]
fn assert_tells_of_depths(document: &Value, text: &str, expected: &[u64]) {
    let depths = document["results"]["depths"].as_array().unwrap();
    let of = |depth: &Value| depth["hidden_layers"].as_u64().unwrap();
    assert_eq!(depths.iter().map(of).collect::<Vec<_>>(), expected);
    for depth in depths {
        let hidden_layers = of(depth);
        let delta = numbers(&depth["delta_sizes_at_the_start"]);
        assert_eq!(delta.len() as u64, hidden_layers + 2);
        let layers = if hidden_layers == 1 { "layer" } else { "layers" };
        assert!(text.contains(&format!("• With {hidden_layers} hidden {layers}, ")), "{text}");
        let trainings = depth["trainings"].as_array().unwrap();
        assert_eq!(trainings.iter().map(|t| &t["training"]).collect::<Vec<_>>(), TRAININGS);
        for training in TRAININGS {
            let row = format!(" {hidden_layers}, {training}  ");
            assert_eq!(text.lines().filter(|line| line.contains(&row)).count(), 1, "{text}");
        }
    }
}

#[test]
fn the_precision_of_the_draw_changes_the_start() {
    let path = wine_file("draw", few_wines());
    let told = ["f32", "f64"].map(|draw| {
        let document = on_file(&path, &["--json", "--draw", draw]).document();
        assert_eq!(document["results"]["model"]["draw"], draw);
        number(&document["results"]["literal"]["first_100_losses"][0])
    });
    let data = Data::prepare(&Wine::read(&path).unwrap(), 6202).unwrap();
    let ours = [Draw::Single, Draw::Double].map(|draw| {
        let start = untrained(6202, 2, Activation::Relu, draw).unwrap();
        start.gradient(&data.train.x, &data.train.t, Recipe::LITERAL.loss).unwrap().0
    });
    assert_eq!(told, ours);
    assert_ne!(told[0], told[1]);
}

// "Any of exercise 1": the network can be trained with every activation.

/// The first 100 steps of both trainings are torch's, whatever the neurons do with their
/// activation values.
#[test]
fn every_activation_trains_as_torch_does() {
    let data = Data::prepare(&Wine::embedded(), 6202).unwrap();
    for &f in Activation::ALL {
        let start = untrained(6202, 2, f, Draw::Double).unwrap();
        for recipe in [Recipe::LITERAL, Recipe::CORRECTED] {
            let check =
                check_first_steps(f.name(), &start, &data.train, recipe, Device::CPU).unwrap();
            assert!(check.holds, "{check}");
        }
    }
}

/// The displacement is that of all parameters, the learned slopes among them.
#[test]
fn learned_slopes_are_on_the_path() {
    let data = Data::prepare(&Wine::embedded(), 6202).unwrap();
    let start =
        untrained(6202, 2, Activation::Prelu { negative_slope: 0.25 }, Draw::Double).unwrap();
    let run = train(&start, &data.train, Recipe::CORRECTED, 1, &mut |_| ()).unwrap();
    let (mut squares, mut of_slopes) = (0.0, 0.0);
    for (from, to) in start.layers().iter().zip(run.mlp.layers()) {
        squares += (&to.w - &from.w).norm_squared() + (&to.b - &from.b).norm_squared();
        if let Activation::Prelu { negative_slope } = to.activation {
            of_slopes += (negative_slope - 0.25) * (negative_slope - 0.25);
        }
    }
    assert!(of_slopes > 1e-3 * squares, "{of_slopes} of {squares}");
    assert_relative_eq!(run.displacement, (squares + of_slopes).sqrt(), max_relative = 1e-12);
}

#[test]
fn one_may_try_another_activation() {
    let path = wine_file("activation", few_wines());
    for (f, checks) in [("prelu", 14), ("threshold", 11)] {
        let document = on_file(&path, &["--json", "--activation", f]).document();
        let all = document["checks"].as_array().unwrap().iter();
        let of_steps = all.filter(|check| {
            ["torch.manual_seed", "torch.optim.SGD"].contains(&check["referee"].as_str().unwrap())
        });
        assert_eq!(
            of_steps.count(),
            checks,
            "{f}: a slope for each layer but the last, if there is one"
        );
    }
}

#[rstest]
#[case::with_a_learned_slope("prelu", true)]
#[case::with_drawn_slopes("rrelu:0.1,0.3", true)]
#[case::gated("silu", true)]
#[case::with_a_parameter("elu:0.5", true)]
#[case::without_a_derivative("threshold", false)]
fn every_activation_learns_but_the_threshold(#[case] f: &str, #[case] learns: bool) {
    let results = trained(6202, f.parse().unwrap(), Draw::Single);
    // Nine in ten test wines are right after each training, or not after any.
    for training in TRAININGS {
        let rows = results[training]["confusion_test"].as_array().unwrap();
        let right = |(class, row): (usize, &Value)| numbers(row)[class];
        let accuracy = rows.iter().enumerate().map(right).sum::<f64>() / 36.0;
        assert_eq!(accuracy > 0.9, learns, "{training}: {accuracy}");
    }
}

/// The seed decides what RReLU draws while it is trained, and nothing else is drawn by then.
#[rstest]
#[case::rrelu(Activation::Rrelu { lower: 0.1, upper: 0.3 }, false)]
#[case::relu(Activation::Relu, true)]
fn only_rrelu_draws_in_training(#[case] f: Activation, #[case] the_same: bool) {
    let data = Data::prepare(&Wine::embedded(), 1).unwrap();
    let start = untrained(1, 0, f, Draw::Double).unwrap();
    let last = |seed| {
        let run = train(&start, &data.train, Recipe::CORRECTED, seed, &mut |_| ());
        run.unwrap().losses.pop().unwrap()
    };
    assert_eq!(last(3), last(3));
    assert_eq!(last(3) == last(4), the_same);
}

// Nonsense.

#[rstest]
#[case::unknown_activation(&["--activation", "swish"], &["--activation", "expected identity, threshold", "got swish"])]
#[case::parameter_out_of_range(&["--activation", "elu:0"], &["alpha of elu", "a positive number", "got 0"])]
#[case::negative_depth(&["--hidden-layers", "-1"], &["--hidden-layers", "'-1'", "0..=100"])]
#[case::depth_is_a_word(&["--hidden-layers", "x"], &["--hidden-layers", "'x'", "invalid digit"])]
#[case::too_deep(&["--hidden-layers", "1000"], &["--hidden-layers", "1000", "0..=100"])]
#[case::unknown_precision(&["--draw", "f16"], &["--draw", "'f16'", "f32, f64"])]
#[case::no_file(&["--data"], &["--data", "<FILE>"])]
fn nonsense_is_refused(#[case] arguments: &[&str], #[case] words: &[&str]) {
    EXERCISE.assert_refuses(arguments, words);
}

// Other wines: "Wine::parse reads the UCI format from any file and reports line and column".

/// Writes a file of wines for one test.
fn wine_file(test: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = empty_folder(format!("wines_{test}")).join("other.data");
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Some wines of each class: what is not learned of them takes less time.
fn few_wines() -> String {
    WINES.lines().step_by(20).collect::<Vec<_>>().join("\n")
}

fn on_file(path: &Path, arguments: &[&str]) -> Ran {
    let data = ["--data", path.to_str().expect("UTF-8")];
    EXERCISE.run(&[arguments, &data].concat())
}

/// The published wines with one field of one line replaced; `None` takes it away. Both count
/// from 1.
fn damaged(line: usize, column: usize, field: Option<&str>) -> String {
    let mut lines: Vec<Vec<&str>> = WINES.lines().map(|line| line.split(',').collect()).collect();
    match field {
        Some(field) => lines[line - 1][column - 1] = field,
        None => drop(lines[line - 1].remove(column - 1)),
    }
    lines.iter().map(|fields| fields.join(",") + "\n").collect()
}

#[test]
fn the_defaults_are_what_the_help_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/wine.data");
    let spelled_out =
        ["--seed", "6202", "--hidden-layers", "2", "--draw", "f32", "--activation", "relu"];
    // A GPU may add in another order each time, and the usual run draws; the rest is the same to
    // the letter.
    let other = |line: &&str| line.contains("cuda:") || line.starts_with("drawn: ");
    let same = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !other(line)).map(String::from).collect()
    };
    assert_eq!(same(&on_file(&path, &spelled_out).text()), same(EXERCISE.text()));
}

#[rstest]
#[case::missing_column("missing_column", damaged(7, 4, None), &["line 7, column 14", "14 columns", "got 13"])]
#[case::extra_column("extra_column", damaged(9, 14, Some("1,2")), &["line 9, column 15", "14 columns", "got 15"])]
#[case::nan("nan", damaged(8, 3, Some("NaN")), &["line 8, column 3", "a finite number (Malic acid)", "NaN"])]
#[case::a_word("a_word", damaged(178, 14, Some("dry")), &["line 178, column 14", "Proline", "dry"])]
#[case::unknown_class("unknown_class", damaged(60, 1, Some("4")), &["line 60, column 1", "1, 2 or 3", "4"])]
#[case::empty("empty", "", &["at least one, got none"])]
#[case::blank("blank", "\n \n\n", &["at least one, got none"])]
#[case::no_text("binary", b"1,2\n\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &["line 2, column 1", "UTF-8", "0x89"])]
fn a_damaged_file_is_refused(
    #[case] test: &str,
    #[case] bytes: impl AsRef<[u8]>,
    #[case] words: &[&str],
    #[values(false, true)] json: bool,
) {
    let path = wine_file(&format!("{test}_{json}"), bytes);
    let ran = on_file(&path, if json { &["--json"] } else { &[] });
    assert!(ran.err.contains(path.to_str().unwrap()), "it names the file: {}", ran.err);
    ran.refused_in_a_line(words);
}

#[test]
fn a_missing_file_is_refused() {
    let path = empty_folder("wines_missing").join("nowhere.data");
    on_file(&path, &[]).refused_in_a_line(&["nowhere.data: No such file"]);
    let folder = empty_folder("wines_folder");
    on_file(&folder, &[]).refused_in_a_line(&["wines_folder: "]);
}

#[rstest]
#[case::one("one", WINES.lines().take(1).collect())]
#[case::two("two", WINES.lines().step_by(89).collect())]
#[case::three("three", WINES.lines().step_by(60).collect())]
#[case::five("five", WINES.lines().step_by(40).collect())]
#[case::one_class("one_class", WINES.lines().take(59).collect())]
#[case::five_times_the_same("same", vec![WINES.lines().next().unwrap(); 5])]
fn few_wines_work_or_are_refused(#[case] test: &str, #[case] lines: Vec<&str>) {
    let path = wine_file(&format!("few_{test}"), lines.join("\n"));
    let folder = path.with_extension("figures");
    let ran = on_file(&path, &["--brief", "--figures", folder.to_str().unwrap()]);
    if ran.status != Some(0) {
        return assert_eq!(ran.refused(&["error: "]).err.lines().count(), 1);
    }
    assert!(ran.text().contains(" checks hold.\n"));
    assert_eq!(files(&folder).len(), 6, "each figure in both languages");
}

#[test]
fn one_wine_cannot_be_split() {
    let path = wine_file("one_alone", WINES.lines().next().unwrap());
    on_file(&path, &[]).refused_in_a_line(&["wines: expected at least 2"]);
}

#[test]
fn numbers_too_large_to_standardise_are_refused() {
    let huge = damaged(1, 2, Some("1e308")).replacen("13.2,", "-1e308,", 1);
    on_file(&wine_file("huge", huge), &["--json"]).refused_in_a_line(&["finite", "inf"]);
}

// Figures.

#[test]
#[cfg_attr(not(feature = "png-pdf"), ignore = "needs the feature png-pdf; .ci/run runs it")]
fn other_formats() {
    EXERCISE.assert_draws_documents(FIGURES);
}

#[rstest]
#[case::text(&[])]
#[case::json(&["--json"])]
fn a_folder_that_cannot_be_made_is_refused(#[case] arguments: &[&str]) {
    let file = empty_folder(format!("exercise_7_no_folder_{}", arguments.len())).join("file");
    std::fs::write(&file, "in the way").unwrap();
    let folder = file.join("figures");
    let ran = EXERCISE.run(&[arguments, &["--figures", folder.to_str().unwrap()]].concat());
    let ran = ran.refused(&["error: ", "/file/figures: Not a directory"]);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(!ran.out.contains("drawn:") && !ran.out.contains("checks hold"), "{}", ran.out);
    if arguments.contains(&"--json") {
        assert_eq!(ran.out, "", "no document that pretends success");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "in the way");
}
