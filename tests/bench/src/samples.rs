//! Several runs of the same.

use crate::Failure;

/// What the runs gave.
#[derive(Clone, Debug)]
pub(crate) struct Samples {
    /// In order of size.
    values: Vec<f64>,
}

impl Samples {
    pub(crate) fn new(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self { values }
    }

    /// What is the same in every run.
    pub(crate) fn exact(value: f64) -> Self {
        Self {
            values: vec![value],
        }
    }

    pub(crate) fn runs(&self) -> usize {
        self.values.len()
    }

    /// The one in the middle; of two, the mean.
    pub(crate) fn median(&self) -> f64 {
        let upper = self.values.len() / 2;
        let lower = (self.values.len().max(1) - 1) / 2;
        let at = |index| self.values.get(index).copied().unwrap_or(f64::NAN);
        f64::midpoint(at(lower), at(upper))
    }

    pub(crate) fn min(&self) -> f64 {
        self.values.first().copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn max(&self) -> f64 {
        self.values.last().copied().unwrap_or(f64::NAN)
    }
}

/// What measures once.
pub(crate) type Contestant<'a> = Box<dyn FnMut() -> Result<f64, Failure> + 'a>;

/// Measures by turns, so that whatever disturbs the machine disturbs all.
pub(crate) fn by_turns<const N: usize>(
    runs: usize,
    mut contestants: [Contestant<'_>; N],
) -> Result<[Samples; N], Failure> {
    let mut values = [const { Vec::new() }; N];
    for _ in 0..runs {
        for (contestant, values) in contestants.iter_mut().zip(&mut values) {
            values.push(contestant()?);
        }
    }
    Ok(values.map(Samples::new))
}
