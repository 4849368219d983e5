//! The names that additional members of a structure can't have.

use super::schema::Member;

/// Returns the name of a member of a structure, or its tag, if an additional member has the same one.
pub(super) fn taken(
    name: &str,
    members: &'static [Member],
    tag: Option<&'static str>,
) -> Option<&'static str> {
    let mut names = members.iter().map(|member| member.name).chain(tag);
    names.find(|taken| *taken == name)
}
