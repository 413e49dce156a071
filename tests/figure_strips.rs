use ma6202::figure::*;
#[test]
fn look() {
    let names = [
        "ReLU",
        "LeakyReLU(0.01)",
        "PReLU",
        "RReLU",
        "ELU",
        "CELU",
        "SELU",
        "GELU",
        "GELU (tanh)",
        "SiLU",
        "Mish",
        "Softplus",
        "ReLU6",
        "Hardswish",
        "Threshold",
        "Sigmoid",
        "tanh",
        "Softsign",
        "Identity",
    ];
    let mut state = 12345u64;
    let mut next = move || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((state >> 33) as f64) / (1u64 << 31) as f64
    };
    let mut data: Vec<Vec<Vec<f64>>> = vec![];
    for p in 0..3 {
        data.push(
            (0..19)
                .map(|i| {
                    (0..100)
                        .map(|k| {
                            let centre = 33.0 + (i % 4) as f64 * 0.8 - p as f64;
                            let v = match i {
                                3 => 35.0,
                                11 if p == 1 => 24.0,
                                15 if p == 2 => 14.0,
                                15 => {
                                    if k % 3 == 0 {
                                        14.0 + 3.0 * next()
                                    } else {
                                        33.0 + 2.0 * next()
                                    }
                                }
                                _ => {
                                    let g: f64 = (0..6).map(|_| next()).sum::<f64>() - 3.0;
                                    centre + g * (1.0 + (i % 5) as f64 * 0.7)
                                }
                            };
                            v.round().clamp(12.0, 36.0) / 36.0
                        })
                        .collect()
                })
                .collect(),
        );
    }
    let stat = |v: &[f64]| {
        let m = v.iter().sum::<f64>() / v.len() as f64;
        let s = (v.iter().map(|x| (x - m) * (x - m)).sum::<f64>() / 99.0).sqrt() / 10.0 * 1.98;
        Interval { low: m - s, mean: m, high: m + s }
    };
    let acc = |p: usize| StripPanel {
        title: ["literal: softmax twice", "corrected", "corrected, λ chosen per function"][p],
        x: Axis { name: "test accuracy", scale: Scale::Linear },
        strips: (0..19)
            .map(|i| Strip {
                label: names[i],
                values: &data[p][i],
                interval: Some(stat(&data[p][i])),
            })
            .collect(),
        levels: vec![StripLevel { label: "ReLU's mean", x: stat(&data[p][0]).mean }],
    };
    let diff = |p: usize| StripPanel {
        title: ["literal: softmax twice", "corrected", "corrected, λ chosen per function"][p],
        x: Axis { name: "difference to ReLU", scale: Scale::Linear },
        strips: (0..19)
            .map(|i| {
                let d: Vec<f64> = data[p][i].iter().zip(&data[p][0]).map(|(a, b)| a - b).collect();
                Strip { label: names[i], values: &[], interval: Some(stat(&d)) }
            })
            .collect(),
        levels: vec![StripLevel { label: "no difference", x: 0.0 }],
    };
    let mk = |panels, columns| Strips {
        title: "Test accuracy on 36 wines, 100 seeds",
        discs: "1, 4 and 16 seeds",
        interval: "mean, and the interval that holds it in 95 of 100 cases",
        columns,
        panels,
    };
    let f = [Format::Png, Format::Svg];
    mk((0..3).map(acc).collect(), 3).svg().unwrap().save("/tmp/strips_look", "acc", &f).unwrap();
    mk((0..3).map(diff).collect(), 3).svg().unwrap().save("/tmp/strips_look", "diff", &f).unwrap();
    mk(vec![acc(0), diff(0)], 2).svg().unwrap().save("/tmp/strips_look", "both", &f).unwrap();
    mk(vec![acc(0)], 1).svg().unwrap().save("/tmp/strips_look", "one", &f).unwrap();
}
