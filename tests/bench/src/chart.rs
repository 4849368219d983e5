//! The chart: for each row how ours compares with theirs, and the goal.

use std::path::Path;

use svg::{
    Document,
    node::element::{Line, Rectangle, Text},
};

use crate::{
    Failure,
    number::digits,
    row::{Goal, Measure, Pair, Row},
};

const WIDTH: f64 = 1_000.0;
const ROW: f64 = 22.0;
const TOP: f64 = 100.0;
/// The x coordinates of the ends of the scale, which is logarithmic.
const LEFT: f64 = 500.0;
const RIGHT: f64 = 940.0;
/// The ratios at the ends of the scale, and those with a line and a label.
const LEAST: f64 = 0.02;
const MOST: f64 = 10.0;
const TICKS: &[f64] = &[0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0];

const REACHED: &str = "#2a7f62";
const MISSED: &str = "#c2452d";
const WITHOUT_GOAL: &str = "#6b7a8f";
const INK: &str = "#1c1c1c";
const GRID: &str = "#d5d9e0";

/// What the colors of bars mean.
const LEGEND: &[(&str, &str)] = &[
    (REACHED, "reaches its goal"),
    (MISSED, "misses its goal"),
    (WITHOUT_GOAL, "has no goal"),
];

/// Draws the rows that have a ratio.
pub(crate) fn draw(rows: &[Row], path: &Path) -> Result<(), Failure> {
    let measured: Vec<_> = rows
        .iter()
        .filter_map(|row| Some((&row.measure, row.outcome.as_ref().ok()?)))
        // A cost that is limited by itself has no place on a scale of ratios to a peer of another size.
        .filter(|(_, pair)| pair.ratio().is_finite())
        .collect();
    let tops = (0_u32..).map(|row| TOP + f64::from(row) * ROW);
    let bottom = tops.clone().nth(measured.len()).unwrap_or(TOP);
    let paper = Rectangle::new()
        .set("width", "100%")
        .set("height", "100%")
        .set("fill", "white");
    let mut document = Document::new()
        .set("viewBox", (0.0, 0.0, WIDTH, bottom + 12.0))
        .set("font-family", "sans-serif")
        .set("font-size", 12)
        .add(paper)
        .add(
            label(
                "The ratio of ours to theirs, on a logarithmic scale",
                16.0,
                28.0,
            )
            .set("font-size", 16),
        );
    document = legend(document);
    for tick in TICKS {
        let line = mark(x(*tick), TOP - 4.0, bottom).set("stroke", GRID);
        let label = label(&tick.to_string(), x(*tick), TOP - 8.0);
        document = document.add(line).add(label.set("text-anchor", "middle"));
    }
    for ((measure, pair), top) in measured.into_iter().zip(tops) {
        document = bar(document, measure, pair, top);
    }
    document = document.add(mark(x(1.0), TOP - 4.0, bottom).set("stroke-dasharray", "2 3"));
    svg::save(path, &document)?;
    Ok(())
}

/// Returns where a ratio is on the scale. What is beyond an end of it is at that end.
fn x(ratio: f64) -> f64 {
    let share = (ratio.clamp(LEAST, MOST) / LEAST).ln() / (MOST / LEAST).ln();
    LEFT + share * (RIGHT - LEFT)
}

/// Says what colors and lines mean.
fn legend(mut document: Document) -> Document {
    const LINE: f64 = 52.0;
    let mut left = 16.0;
    for (color, meaning) in LEGEND {
        let square = Rectangle::new()
            .set("x", left)
            .set("y", LINE - 10.0)
            .set("width", 12)
            .set("height", 12)
            .set("fill", *color);
        document = document.add(square).add(label(meaning, left + 18.0, LINE));
        left += 140.0;
    }
    document
        .add(mark(left + 6.0, LINE - 11.0, LINE + 3.0).set("stroke-width", 2))
        .add(label("the goal", left + 18.0, LINE))
        .add(mark(left + 96.0, LINE - 11.0, LINE + 3.0).set("stroke-dasharray", "2 3"))
        .add(label("the same as theirs", left + 108.0, LINE))
}

fn bar(document: Document, measure: &Measure, pair: &Pair, top: f64) -> Document {
    let Measure {
        name, peer, goal, ..
    } = measure;
    let color = match goal.is_reached(pair) {
        Some(true) => REACHED,
        Some(false) => MISSED,
        None => WITHOUT_GOAL,
    };
    let ratio = pair.ratio();
    let end = x(ratio);
    let baseline = top + ROW - 7.0;
    let bar = Rectangle::new()
        .set("x", LEFT)
        .set("y", top + 3.0)
        .set("width", (end - LEFT).max(1.0))
        .set("height", ROW - 6.0)
        .set("fill", color);
    let name = label(
        &format!("{}, {peer}", name.replace('`', "")),
        LEFT - 8.0,
        baseline,
    );
    let ratio = label(&digits(ratio, goal.rounds()), end + 6.0, baseline);
    let document = document
        .add(name.set("text-anchor", "end"))
        .add(bar)
        .add(ratio.set("fill", color));
    match goal {
        Goal::AtMost(goal) | Goal::AtLeast(goal) => {
            document.add(mark(x(*goal), top + 1.0, top + ROW - 1.0).set("stroke-width", 2))
        }
        Goal::AtMostOf(_) | Goal::None => document,
    }
}

fn label(text: &str, x: f64, y: f64) -> Text {
    Text::new(text).set("x", x).set("y", y).set("fill", INK)
}

fn mark(x: f64, top: f64, bottom: f64) -> Line {
    Line::new()
        .set("x1", x)
        .set("x2", x)
        .set("y1", top)
        .set("y2", bottom)
        .set("stroke", INK)
}

#[cfg(test)]
mod tests {
    use super::{LEAST, LEFT, MOST, RIGHT, TICKS, x};

    #[test]
    fn the_same_factor_is_the_same_length_everywhere_on_the_scale() {
        let length = |from, to| x(to) - x(from);
        for (from, to) in [(0.05, 0.1), (0.5, 1.0), (1.0, 2.0), (5.0, 10.0)] {
            assert!((length(from, to) - length(0.1, 0.2)).abs() < 1e-9, "{from}");
        }
        assert!(x(6.88) > x(3.86));
        assert_eq!((x(LEAST), x(MOST)), (LEFT, RIGHT));
        assert!(TICKS.iter().all(|tick| (LEAST..=MOST).contains(tick)));
    }
}
