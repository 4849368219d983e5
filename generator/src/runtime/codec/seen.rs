//! The members that were read already, in formats that refuse duplicate ones.

use std::convert::TryFrom;

use super::schema::Member;

/// The members of a structure that were read already.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// A bit for each of the first 128 members.
    first: u128,
    /// The members after the first 128, which few structures have.
    others: Vec<usize>,
}

impl Seen {
    /// Marks a member, and returns whether it was marked before.
    pub(super) fn mark(&mut self, index: usize) -> bool {
        let is_again = self.has(index);
        match bit(index) {
            Some(bit) => self.first |= bit,
            None if is_again => {}
            None => self.others.push(index),
        }
        is_again
    }

    /// Returns the first required member that isn't marked.
    pub(super) fn missing(&self, members: &'static [Member]) -> Option<&'static Member> {
        let mut all = members.iter().enumerate();
        let missing = all.find(|(index, member)| member.is_required && !self.has(*index));
        missing.map(|(_, member)| member)
    }

    /// Returns whether a member is marked.
    fn has(&self, index: usize) -> bool {
        match bit(index) {
            Some(bit) => self.first & bit != 0,
            None => self.others.contains(&index),
        }
    }
}

fn bit(index: usize) -> Option<u128> {
    u32::try_from(index)
        .ok()
        .and_then(|index| 1_u128.checked_shl(index))
}
