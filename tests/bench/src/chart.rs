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
const TOP: f64 = 70.0;
/// Where the bars begin, and how long one is that stands for the same as the peer's.
const LEFT: f64 = 500.0;
const ONE: f64 = 240.0;
/// Longer bars are cut off.
const MOST: f64 = 1.8;

const REACHED: &str = "#2a7f62";
const MISSED: &str = "#c2452d";
const WITHOUT_GOAL: &str = "#6b7a8f";
const INK: &str = "#1c1c1c";

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
                "Ours, where theirs is 1. A black mark is the goal.",
                16.0,
                28.0,
            )
            .set("font-size", 16),
        )
        .add(label("1", LEFT + ONE, TOP - 8.0).set("text-anchor", "middle"));
    for ((measure, pair), top) in measured.into_iter().zip(tops) {
        document = bar(document, measure, pair, top);
    }
    document = document.add(mark(LEFT + ONE, TOP - 4.0, bottom).set("stroke-dasharray", "2 3"));
    svg::save(path, &document)?;
    Ok(())
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
    let length = ratio.min(MOST) * ONE;
    let baseline = top + ROW - 7.0;
    let bar = Rectangle::new()
        .set("x", LEFT)
        .set("y", top + 3.0)
        .set("width", length.max(1.0))
        .set("height", ROW - 6.0)
        .set("fill", color);
    let name = label(
        &format!("{}, {peer}", name.replace('`', "")),
        LEFT - 8.0,
        baseline,
    );
    let ratio = label(&digits(ratio, goal.rounds()), LEFT + length + 6.0, baseline);
    let document = document
        .add(name.set("text-anchor", "end"))
        .add(bar)
        .add(ratio.set("fill", color));
    match goal {
        Goal::AtMost(goal) | Goal::AtLeast(goal) if *goal <= MOST => {
            document.add(mark(LEFT + goal * ONE, top + 1.0, top + ROW - 1.0).set("stroke-width", 2))
        }
        _ => document,
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
