//! The table's rows.

use crate::{
    Failure,
    number::{Round, Unit},
    samples::Samples,
};

/// What is to be reached.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    /// Ours is a cost, and its ratio to theirs at the most this.
    AtMost(f64),
    /// Ours is a cost, and itself at the most this.
    AtMostOf(f64),
    /// Ours is a speed, and its ratio to theirs at least this.
    AtLeast(f64),
    /// A cost for which nobody set a goal.
    None,
}

/// What is measured.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    pub(crate) name: String,
    pub(crate) peer: &'static str,
    pub(crate) unit: Unit,
    pub(crate) goal: Goal,
}

/// What a measure gave on both sides.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) ours: Samples,
    pub(crate) theirs: Samples,
}

/// A measure, and what it gave, or why it gave nothing.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) measure: Measure,
    pub(crate) outcome: Result<Pair, String>,
}

/// A measure that is about to be taken.
pub(crate) fn measure(
    name: impl Into<String>,
    peer: &'static str,
    unit: Unit,
    goal: Goal,
) -> Measure {
    Measure {
        name: name.into(),
        peer,
        unit,
        goal,
    }
}

impl Measure {
    pub(crate) fn row(self, outcome: Result<Pair, Failure>) -> Row {
        Row {
            measure: self,
            outcome: outcome.map_err(|failure| failure.to_string()),
        }
    }
}

impl Pair {
    pub(crate) fn new(ours: &Samples, theirs: &Samples) -> Self {
        Self {
            ours: ours.clone(),
            theirs: theirs.clone(),
        }
    }

    pub(crate) fn ratio(&self) -> f64 {
        self.ours.median() / self.theirs.median()
    }
}

impl Goal {
    /// Which way ours is rounded; theirs goes the other way.
    pub(crate) fn rounds(self) -> Round {
        match self {
            Self::AtMost(_) | Self::AtMostOf(_) | Self::None => Round::Up,
            Self::AtLeast(_) => Round::Down,
        }
    }

    /// Whether it is reached; of no goal nobody can say.
    pub(crate) fn is_reached(self, pair: &Pair) -> Option<bool> {
        match self {
            Self::AtMost(ratio) => Some(pair.ratio() <= ratio),
            Self::AtMostOf(value) => Some(pair.ours.median() <= value),
            Self::AtLeast(ratio) => Some(pair.ratio() >= ratio),
            Self::None => None,
        }
    }
}
