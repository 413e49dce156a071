use ma6202::boxcar::derivation::*;
use ma6202::boxcar::*;
use ma6202::oracle::*;
fn main() {
    for k in [1e-6, 1e-2, 1.0, 10.0, 100.0, 1e4, 1e6] {
        for (a, b) in [(-0.3, 0.7), (0.3, 0.3001), (1e3, 1e3 + 1.0)] {
            let c = Boxcar::new(a, b, 2.3, k).unwrap();
            let q = l1_error(&c, &c.mlp()).unwrap();
            println!(
                "k {k} [{a},{b}) {q:e} {:e} diff {:.2e} allowed {:.2e} bound {:.3e}",
                c.l1_error(),
                (q - c.l1_error()).abs(),
                c.l1_rounding(),
                c.l1_bound()
            );
        }
    }
    let boxes: Vec<Boxcar> =
        [1e-2, 1.0, 10.0, 1e3].iter().map(|&k| Boxcar::new(-0.4, 0.9, -1.7, k).unwrap()).collect();
    for c in check_estimate(&l1(), &boxes, Referee::Quadrature, |b| l1_error(b, &b.mlp())).unwrap()
    {
        println!("{c}");
    }
    let mut at = vec![];
    for &boxcar in &boxes {
        for i in 0..200 {
            at.push(At { boxcar, x: -3.0 + 0.03 * i as f64 });
        }
    }
    for c in check_estimate(&pointwise(), &at, Referee::Autograd(Device::CPU), |p| {
        Ok((output(&p.boxcar.mlp(), &nalgebra::DMatrix::from_element(1, 1, p.x))?[(0, 0)]
            - p.boxcar.value(p.x))
        .abs())
    })
    .unwrap()
    {
        println!("{c}");
    }
    for t in Target::ALL {
        let t0 = std::time::Instant::now();
        let (mut ns, mut es) = (vec![], vec![]);
        for n in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] {
            let g = Approximation::new(t, n).unwrap();
            let s = g.sup().unwrap();
            println!(
                "{} {n} {:?} bound {:e} rounding {:e} w/2 {:e}",
                t.name,
                s,
                g.bound(),
                g.rounding(),
                t.modulus((t.to - t.from) / n as f64 / 2.0)
            );
            if n >= 8 {
                ns.push(n);
                es.push(s.at_least);
            }
        }
        println!("rate {:?} {:?}", rate(&ns, &es), t0.elapsed());
        let within: Vec<_> = [2usize, 8, 32]
            .iter()
            .flat_map(|&n| {
                let approximation = Approximation::new(t, n).unwrap();
                (0..100).map(move |i| Within {
                    approximation: approximation.clone(),
                    x: t.from + (t.to - t.from) * i as f64 / 99.0,
                })
            })
            .collect();
        for c in check_estimate(&approximation(), &within, Referee::Autograd(Device::CPU), |p| {
            Ok((output(p.approximation.mlp(), &nalgebra::DMatrix::from_element(1, 1, p.x))?
                [(0, 0)]
                - (p.approximation.target().value)(p.x))
            .abs())
        })
        .unwrap()
        {
            println!("{c}");
        }
    }
}
