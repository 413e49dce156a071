//! What an exercise is done with, and what is done comes to.

use super::{Asked, Exercise, Options};
use crate::language::{Said, said};
use crate::solved::{ChainLine, JudgedBy, ShownFormula, Solved, ToldChain, letters};
use crate::{Error, Result};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};
use ma6202::derivation::Derivation;
use ma6202::estimate::{Estimate, Subject};
use ma6202::oracle::{
    Autograd, Check, Device, Precision, Referee, at_most, check_derivation, check_estimate,
    use_threads,
};
use ma6202_formula::Words;
use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

/// What a solution is made with: random states, devices, referees; and what they say.
#[derive(Debug)]
pub struct Work {
    options: Options,
    devices: Vec<Device>,
    /// What a terminal sees of a long piece of work; hidden where nobody watches.
    bars: MultiProgress,
    checks: Vec<Check>,
    groups: BTreeMap<&'static str, Vec<usize>>,
    chains: Vec<ToldChain>,
}

/// Does an exercise. Who watches sees that something is being done, and how much of what takes
/// long.
///
/// # Errors
/// A format that this build cannot make, a device that is not there, a folder for the figures
/// that cannot be made; those of [`Exercise::solve`].
pub fn solve<E: Exercise>(asked: &Asked<E>, is_watched: bool) -> Result<Solved<E::Found>> {
    let Asked { options, exercise } = asked;
    let Options { seed, device, formats, figures, .. } = options;
    // Before the work, so that a format, a device or a folder that cannot be does not cost it.
    formats.iter().try_for_each(|format| format.check())?;
    let devices = device.here()?;
    if let Some(path) = figures {
        fs::create_dir_all(path).map_err(|source| Error::Io { path: path.clone(), source })?;
    }
    // Of what is small, torch's other threads only wait, and each of them keeps a core from us.
    if !exercise.is_large() {
        use_threads(1);
    }
    let target =
        if is_watched { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bars = MultiProgress::with_draw_target(target);
    let computing = options.language().pick("calculando y comprobando", "computing and checking");
    let spinner = bars.add(ProgressBar::new_spinner().with_message(computing));
    if is_watched {
        spinner.enable_steady_tick(Duration::from_millis(150));
    }
    let mut run = Work {
        options: options.clone(),
        devices,
        bars,
        checks: Vec::new(),
        groups: BTreeMap::new(),
        chains: Vec::new(),
    };
    let results = exercise.solve(&mut run);
    spinner.finish_and_clear();
    let results = results?;
    let Work { checks, groups, chains, .. } = run;
    Ok(Solved { exercise: E::NUMBER, seed: *seed, checks, groups, chains, results })
}

impl Work {
    /// What the program was told.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The random state of what is drawn.
    pub fn seed(&self) -> u32 {
        self.options.seed
    }

    /// Where torch computes.
    pub fn devices(&self) -> Vec<Device> {
        self.devices.clone()
    }

    /// Those that compute in f64: for what is derived down to the rounding.
    pub fn f64_devices(&self) -> Vec<Device> {
        let mut devices = self.devices();
        devices.retain(|device| device.precision == Precision::F64);
        devices
    }

    /// torch, where it computes in f64.
    pub fn autograd(&self) -> Vec<Referee> {
        self.f64_devices().into_iter().map(Referee::Autograd).collect()
    }

    /// Who judges derivatives.
    pub fn referees(&self) -> Vec<Referee> {
        Referee::of_derivatives(&self.devices)
    }

    /// Records a check.
    pub fn check(&mut self, check: Check) {
        self.checks.push(check);
    }

    /// Records checks under a name, by which the chapter asks for the worst of them.
    pub fn check_all(&mut self, group: &'static str, checks: impl IntoIterator<Item = Check>) {
        for check in checks {
            self.groups.entry(group).or_default().push(self.checks.len());
            self.checks.push(check);
        }
    }

    /// Records that a number does not exceed its bound, or that it does.
    ///
    /// # Errors
    /// Those of [`at_most`].
    pub fn at_most(&mut self, what: impl Into<String>, number: f64, bound: f64) -> Result<()> {
        self.check(at_most(what, &[number], &[bound])?);
        Ok(())
    }

    /// Has a derivation judged on every problem by every referee. The first is the example that it
    /// is shown on, with numbers.
    ///
    /// # Errors
    /// Those of [`check_derivation`].
    pub fn derivation<P: Autograd>(
        &mut self,
        chain: &Derivation<P>,
        problems: &[P],
        referees: &[Referee],
    ) -> Result<()> {
        let (rows, reasons) = check_derivation(chain, problems, referees)?;
        let example = problems[0].symbols(chain.variable)?;
        let texts = chain.lines.iter().map(|line| (line.formula, line.reason.en));
        let letters = letters(&example, chain.left, texts)?;
        let lines = chain.lines.iter().map(|line| chain_line("=", line.formula, line.reason));
        self.chains.push(ToldChain {
            name: chain.name.into(),
            title: said(chain.title),
            is_estimate: false,
            left: ShownFormula::new(chain.left)?,
            lines: lines.collect::<Result<_>>()?,
            letters,
            problems: problems.len(),
            judged: JudgedBy::of(rows.iter().flatten()),
            align: align(|language| chain.latex(language)),
            example,
        });
        rows.into_iter().flatten().chain(reasons).for_each(|check| self.check(check));
        Ok(())
    }

    /// Has the left-hand side of an estimate measured on every problem by every referee. The first
    /// is the example that it is shown on, with numbers.
    ///
    /// # Errors
    /// Those of [`check_estimate`].
    pub fn estimate<P: Subject>(
        &mut self,
        estimate: &Estimate<P>,
        problems: &[P],
        referees: &[Referee],
        measure: impl Fn(&P, Device) -> ma6202::Result<f64>,
    ) -> Result<()> {
        let mut checks = Vec::new();
        for &referee in referees {
            let measure = |p: &P| measure(p, referee.device());
            checks.extend(check_estimate(estimate, problems, referee, measure)?);
        }
        let example = problems[0].symbols()?;
        let texts = estimate.lines.iter().map(|line| (line.formula, line.reason.en));
        let letters = letters(&example, estimate.left, texts)?;
        let line = |line: &ma6202::estimate::EstimateLine<P>| {
            chain_line(line.relation.sign(), line.formula, line.reason)
        };
        self.chains.push(ToldChain {
            name: estimate.name.into(),
            title: said(estimate.title),
            is_estimate: true,
            left: ShownFormula::new(estimate.left)?,
            lines: estimate.lines.iter().map(line).collect::<Result<_>>()?,
            letters,
            problems: problems.len(),
            // What its reasons state is evaluated besides.
            judged: JudgedBy::of(checks.iter().filter(|check| check.tolerance == 1.0)),
            align: align(|language| estimate.latex(language)),
            example,
        });
        checks.into_iter().for_each(|check| self.check(check));
        Ok(())
    }

    /// A bar on the standard error if that is a terminal, else nothing: what is being done, and how
    /// many of what it takes, in Spanish and in English. It goes when it is dropped.
    pub fn progress_bar(&self, doing: [&str; 2], total: usize, of_what: [&str; 2]) -> ProgressBar {
        let language = self.options.language();
        let [doing, of_what] = [doing, of_what].map(|[es, en]| language.pick(es, en));
        let (of, left) = language.pick(("de", "faltan"), ("of", "left:"));
        let template = format!("{doing} {{bar:40}} {{pos}} {of} {{len}} {of_what}, {left} {{eta}}");
        let style = ProgressStyle::with_template(&template);
        let bar = ProgressBar::new(total as u64).with_finish(ProgressFinish::AndClear);
        self.bars.add(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }
}

fn chain_line(sign: &'static str, formula: &'static str, reason: Words) -> Result<ChainLine> {
    Ok(ChainLine { sign, formula: ShownFormula::new(formula)?, reason: said(reason) })
}

fn align(latex: impl Fn(ma6202_formula::Language) -> String) -> Said {
    use ma6202_formula::Language::{English, Spanish};
    Said::new(latex(Spanish), latex(English))
}
