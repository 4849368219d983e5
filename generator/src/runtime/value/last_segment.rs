//! The last segments of paths.

/// Removes all up to the last slash.
#[doc(hidden)]
pub fn keep_last_segment(text: &mut String) {
    if let Some(slash) = text.rfind('/') {
        drop(text.drain(..=slash));
    }
}
