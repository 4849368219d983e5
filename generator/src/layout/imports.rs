//! `use` items, and the order of names.

use std::cmp::Ordering;

use syn::{ItemUse, UseTree};

use super::{
    argument::filled,
    attribute,
    item::visibility,
    space::{Space, width},
};

/// Returns a `use` item without its line feed.
pub(super) fn import(item: &ItemUse) -> Option<String> {
    let mut text = attribute::lines(&item.attrs, 0);
    let mut head = String::new();
    visibility(&item.vis, &mut head);
    head += "use ";
    if item.leading_colon.is_some() {
        head += "::";
    }
    // A semicolon follows.
    let space = Space::line(0).after(width(&head))?.before(1)?;
    text += &head;
    text += &tree(&Import::new(&item.tree), space)?;
    text.push(';');
    Some(text)
}

/// Sorts `use` items that stand next to each other.
pub(super) fn sort(items: &mut [ItemUse]) {
    items.sort_by(|a, b| Import::new(&a.tree).cmp(&Import::new(&b.tree)));
}

/// A path, segment by segment; the last one may be a group.
#[derive(Eq, PartialEq)]
struct Import {
    segments: Vec<Segment>,
}

#[derive(Eq, PartialEq)]
enum Segment {
    Name(String, Option<String>),
    Glob,
    Group(Vec<Import>),
}

impl Import {
    fn new(tree: &UseTree) -> Self {
        let mut segments = Vec::new();
        let mut tree = tree;
        loop {
            tree = match tree {
                UseTree::Path(path) => {
                    segments.push(Segment::Name(path.ident.to_string(), None));
                    &path.tree
                }
                UseTree::Name(name) => {
                    segments.push(Segment::Name(name.ident.to_string(), None));
                    break;
                }
                UseTree::Rename(name) => {
                    segments.push(Segment::Name(
                        name.ident.to_string(),
                        Some(name.rename.to_string()),
                    ));
                    break;
                }
                UseTree::Glob(_) => {
                    segments.push(Segment::Glob);
                    break;
                }
                UseTree::Group(group) => {
                    let mut imports: Vec<_> = group.items.iter().map(Self::new).collect();
                    imports.sort();
                    match imports.pop() {
                        // The only name of a group needs no braces, unless it is `self`.
                        Some(only) if imports.is_empty() && !only.is_self() => {
                            segments.extend(only.segments);
                        }
                        last => {
                            imports.extend(last);
                            segments.push(Segment::Group(imports));
                        }
                    }
                    break;
                }
            };
        }
        Self { segments }
    }

    fn is_self(&self) -> bool {
        matches!(self.segments.as_slice(), [Segment::Name(name, _)] if name == "self")
    }

    fn has_group(&self) -> bool {
        matches!(self.segments.last(), Some(Segment::Group(_)))
    }
}

impl Ord for Import {
    fn cmp(&self, other: &Self) -> Ordering {
        self.segments.cmp(&other.segments)
    }
}

impl PartialOrd for Import {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Segment {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Name(a, a_as), Self::Name(b, b_as)) => {
                let of_names = rank(a).cmp(&rank(b)).then_with(|| version_order(a, b));
                of_names.then_with(|| match (a_as, b_as) {
                    (Some(a), Some(b)) => version_order(a, b),
                    (a, b) => a.is_some().cmp(&b.is_some()),
                })
            }
            (Self::Group(a), Self::Group(b)) => a.cmp(b),
            (a, b) => a.kind().cmp(&b.kind()),
        }
    }
}

impl PartialOrd for Segment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Segment {
    fn kind(&self) -> u8 {
        match self {
            Self::Name(..) => 0,
            Self::Glob => 1,
            Self::Group(_) => 2,
        }
    }
}

fn rank(name: &str) -> u8 {
    match name {
        "self" => 0,
        "super" => 1,
        "crate" => 2,
        _ => 3,
    }
}

fn tree(import: &Import, space: Space) -> Option<String> {
    let mut text = String::new();
    for (index, segment) in import.segments.iter().enumerate() {
        text += if index == 0 { "" } else { "::" };
        match segment {
            Segment::Name(name, None) => text += name,
            Segment::Name(name, Some(rename)) => text += &format!("{name} as {rename}"),
            Segment::Glob => text.push('*'),
            Segment::Group(imports) => text += &group(imports, space.after(width(&text))?)?,
        }
    }
    Some(text)
}

fn group(imports: &[Import], space: Space) -> Option<String> {
    let nested = space.nested().before(1)?;
    let texts = imports
        .iter()
        .map(|import| tree(import, nested))
        .collect::<Option<Vec<_>>>()?;
    let total: usize = texts.iter().map(|text| width(text) + 2).sum();
    let has_group = imports.iter().any(Import::has_group);
    // rustfmt counts two more columns than the line has.
    if !has_group && total + 2 <= space.width {
        return Some(format!("{{{}}}", texts.join(", ")));
    }
    let text = if has_group {
        texts.join(&format!(",{}", nested.new_line()))
    } else {
        filled(&texts, nested)
    };
    Some(format!(
        "{{{}{text},{}}}",
        nested.new_line(),
        space.new_line()
    ))
}

/// Returns the order in which numbers in names count as such, and `_` comes before all else.
pub(super) fn version_order(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches("r#"), b.trim_start_matches("r#"));
    let (mut left, mut right) = (chunks(a), chunks(b));
    loop {
        let order = match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (Some("_"), Some("_")) => Ordering::Equal,
            (None | Some("_"), Some(_)) => Ordering::Less,
            (Some(_), None | Some("_")) => Ordering::Greater,
            (Some(a), Some(b)) => match (a.parse::<u128>(), b.parse::<u128>()) {
                (Ok(a_number), Ok(b_number)) => {
                    a_number.cmp(&b_number).then_with(|| b.len().cmp(&a.len()))
                }
                _ => a.cmp(b),
            },
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Returns a name as runs of digits, runs of what is neither a digit nor `_`, and each `_`.
fn chunks(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if first == '_' {
            1
        } else {
            let is_other = |character: char| {
                character == '_' || character.is_ascii_digit() != first.is_ascii_digit()
            };
            rest.find(is_other).unwrap_or(rest.len())
        };
        let (chunk, after) = rest.split_at(end);
        rest = after;
        Some(chunk)
    })
}
