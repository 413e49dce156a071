//! One attribute of the wines from the other twelve, by descent and in closed form.

use crate::Result;
use crate::program::{Report, table};
use ma6202::descent::{DescentPath, Sgd, Stop, descend};
use ma6202::linear::attribute::{Attribute, explained};
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, compare, lstsq};
use ma6202::wine::{FEATURES, Wine};
use nalgebra::DVector;
use serde_json::json;
use std::iter;

/// When the descent is looked at, apart from its start.
const AFTER: [usize; 5] = [1, 10, 100, 1000, 10_000];

pub struct Wines {
    pub rows: Attribute,
    pub name: &'static str,
    /// 10 000 iterations from w = 0, with λ = 1/L.
    pub path: DescentPath,
    /// J of the least-squares w, on the training and the test wines.
    pub closed: [f64; 2],
    pub explained: [f64; 2],
    /// κ of X standardised, and as it was measured.
    pub conditions: [f64; 2],
}

pub fn tell(report: &mut Report, wine: &Wine, target: usize, seed: u32) -> Result<Wines> {
    let (rows, name) = (Attribute::prepare(wine, target, seed)?, FEATURES[target]);
    let (fit, curvature) = (rows.train.fit()?, rows.train.curvature()?);
    let conditions = [curvature.condition(), rows.raw.curvature()?.condition()];
    let sgd = Sgd { learning_rate: curvature.limit() / 2.0, momentum: 0.0 };
    let last = AFTER[AFTER.len() - 1];
    let path = descend(&rows.train, &DVector::zeros(fit.w.len()), sgd, &Stop::after(last))?;
    report.paragraph(format_args!(
        "\n{name} of the wines from the other twelve attributes and a constant ({} train, {} test). \
         Standardised, X has κ = {:.1}; as it was measured {:.1e}. Descent from w = 0 with λ = 1/L; \
         J is the mean squared error, R² the share of the variance that is explained:\n",
        rows.train.t().len(),
        rows.test.t().len(),
        conditions[0],
        conditions[1],
    ));
    let header = ["iterations", "J, training", "J, test", "R², training", "R², test", "‖w - w*‖"];
    let mut lines = table(header);
    let mut line = |what: String, w: &DVector<f64>| -> Result<[f64; 4]> {
        let (train, test) = (&rows.train, &rows.test);
        let numbers = [train.loss(w)?, test.loss(w)?, explained(train, w)?, explained(test, w)?];
        let distance = format!("{:.1e}", (w - &fit.w).norm());
        let shown = numbers.map(|number| format!("{number:.6}"));
        lines.add_row(iter::once(what).chain(shown).chain([distance]));
        Ok(numbers)
    };
    for after in AFTER {
        line(after.to_string(), &path.w.column(after).into_owned())?;
    }
    let [train, test, explained_train, explained_test] = line("least squares".into(), &fit.w)?;
    report.say(lines);
    let theirs = lstsq(rows.train.x(), rows.train.t())?;
    let by = Referee::LeastSquares;
    report.check_all(vec![
        compare(format!("w by descent, {name}"), by, &path.last(), &theirs)?,
        compare(format!("w in closed form, {name}"), by, &fit.w, &theirs)?,
    ]);
    let mut weights = table(["w", ""]);
    let columns =
        rows.columns.iter().map(|&column| if column == "1" { "the constant" } else { column });
    weights.add_rows(columns.zip(&fit.w).map(|(column, w)| [column.into(), format!("{w:.6}")]));
    report.say(weights);
    report.result(
        "wines",
        json!({
            "attribute": name,
            "columns": rows.columns,
            "w": fit.w.as_slice(),
            "by_descent": path.last().as_slice(),
            "loss_train": train,
            "loss_test": test,
            "r2_train": explained_train,
            "r2_test": explained_test,
        }),
    )?;
    let explained = [explained_train, explained_test];
    Ok(Wines { name, path, closed: [train, test], explained, conditions, rows })
}
