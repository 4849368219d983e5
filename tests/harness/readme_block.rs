//! What README shows.

/// Returns the text of README's fenced block behind a marker.
///
/// # Panics
///
/// When README has no such block.
#[must_use]
#[expect(clippy::expect_used, reason = "a test without its text has failed")]
pub fn readme_block(marker: &str) -> &'static str {
    let (_, rest) = include_str!("../../README.md")
        .split_once(marker)
        .expect("README has the marker");
    let (_, block) = rest.split_once("```").expect("a block follows the marker");
    let (_, block) = block.split_once('\n').expect("a block has lines");
    block.split_once("```").expect("the block ends").0
}
