//! The Markdown table.

use crate::{
    number::{Round, digits},
    row::{Goal, Measure, Pair, Row},
    samples::Samples,
};

/// The table's first lines.
pub(crate) const HEAD: &str = "\
| measure | ours | theirs, or the limit | ratio | goal | reached |
|---|---:|---|---:|---|---|";

/// A row's line.
pub(crate) fn line(row: &Row) -> String {
    let Measure {
        name, peer, goal, ..
    } = &row.measure;
    match &row.outcome {
        Ok(pair) => measured(&row.measure, pair),
        Err(reason) => {
            let reason = reason
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .replace('|', "\\|");
            let reason: String = reason.chars().take(300).collect();
            format!(
                "| {name} | | {peer} | | {} | not measured: {reason} |",
                goal_text(*goal)
            )
        }
    }
}

fn measured(measure: &Measure, pair: &Pair) -> String {
    let Measure {
        name,
        peer,
        unit,
        goal,
    } = measure;
    let ours = goal.rounds();
    let theirs = if ours == Round::Up {
        Round::Down
    } else {
        Round::Up
    };
    let show = |samples: &Samples, round| {
        let median = unit.show(samples.median(), round);
        if samples.runs() == 1 {
            return median;
        }
        let range = [(samples.min(), Round::Down), (samples.max(), Round::Up)];
        format!(
            "{median} ({})",
            range
                .map(|(value, round)| unit.show(value, round))
                .join(" to ")
        )
    };
    let reached = match goal.is_reached(pair) {
        Some(true) => "yes",
        Some(false) => "**no**",
        None => "",
    };
    format!(
        "| {name} | {} | {peer}: {} | {} | {} | {reached} |",
        show(&pair.ours, ours),
        show(&pair.theirs, theirs),
        digits(pair.ratio(), ours),
        goal_text(*goal),
    )
}

fn goal_text(goal: Goal) -> String {
    match goal {
        Goal::AtMost(ratio) => format!("at most {ratio}"),
        Goal::AtMostOf(value) => format!("ours at most {value}"),
        Goal::AtLeast(ratio) => format!("at least {ratio}"),
        Goal::None => String::new(),
    }
}
