//! Lists between brackets: arguments, elements, fields of tuples.
//!
//! The last argument may begin on the line of the others and end lines below, as a closure does.

use syn::{Expr, Type};

use super::{
    Layout,
    flat::{CALL_WIDTH, attributes},
    space::{INDENT, Space, first_width, last_width, new_line, width},
};

/// How wide each of the simple elements may be of which several share a line.
const SHORT: usize = 10;

/// An item of a list.
pub(super) enum Argument<'a> {
    Expression(&'a Expr),
    Type(&'a Type),
    /// Something on one line.
    Text(String),
}

impl Argument<'_> {
    fn rewrite(&self, layout: &Layout, space: Space) -> Option<String> {
        match self {
            Self::Expression(expression) => layout.expression(expression, space),
            Self::Type(type_) => layout.type_(type_, space),
            Self::Text(text) => Some(text.clone()),
        }
    }

    fn expression(&self) -> Option<&Expr> {
        match self {
            Self::Expression(expression) => Some(expression),
            _ => None,
        }
    }
}

/// How the items of a list stand.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Tactic {
    OnOneLine,
    EachOnItsLine,
    /// As many on a line as there is room for.
    Filled,
}

impl Layout {
    /// Returns the arguments of a call.
    pub(super) fn call<'a>(
        &self,
        callee: &str,
        arguments: impl IntoIterator<Item = &'a Expr>,
        space: Space,
    ) -> Option<String> {
        let arguments: Vec<_> = arguments.into_iter().map(Argument::Expression).collect();
        let has_comma = !self.in_macro.get();
        self.list(callee, ("(", ")"), &arguments, CALL_WIDTH, has_comma, space)
    }

    /// A list after a name. Several items stand on one line only if they are at most so wide.
    pub(super) fn list(
        &self,
        name: &str,
        (open, close): (&str, &str),
        items: &[Argument<'_>],
        limit: usize,
        has_comma: bool,
        space: Space,
    ) -> Option<String> {
        let used = if name.contains('\n') {
            last_width(name).saturating_sub(space.start())
        } else {
            width(name)
        };
        let one_line_width = space.width.saturating_sub(used + 2);
        let one_line = space
            .after(last_width(name) + 1)
            .and_then(|space| space.before(1))
            .unwrap_or(Space { width: 0, ..space });
        let nested = space.nested().before(1)?;
        let others = items.len().saturating_sub(1);
        let mut texts: Vec<_> = items
            .iter()
            .take(others)
            .map(|item| item.rewrite(self, nested))
            .collect();
        let frame = List {
            name,
            items,
            limit,
            one_line_width,
            one_line,
            nested,
        };
        let tactic = self.add_last(&frame, &mut texts);
        let texts = texts.into_iter().collect::<Option<Vec<_>>>()?;
        let text = match tactic {
            Tactic::OnOneLine => texts.join(", "),
            Tactic::EachOnItsLine => {
                let comma = if has_comma { "," } else { "" };
                texts.join(&format!(",{}", nested.new_line())) + comma
            }
            Tactic::Filled => filled(&texts, nested) + if has_comma { "," } else { "" },
        };
        let room = space.width.saturating_sub(last_width(name));
        let first = if text.is_empty() {
            2
        } else {
            first_width(&text) + 1
        };
        Some(
            if text.is_empty() || tactic == Tactic::OnOneLine && first <= room {
                format!("{name}{open}{text}{close}")
            } else {
                format!(
                    "{name}{open}{}{text}{}{close}",
                    nested.new_line(),
                    new_line(space.indent)
                )
            },
        )
    }

    /// Adds the last item of a list to the others, on their line and those below if that looks better, and decides how
    /// the list stands.
    fn add_last(&self, frame: &List<'_>, texts: &mut Vec<Option<String>>) -> Tactic {
        let Some(last) = frame.items.last() else {
            return Tactic::OnOneLine;
        };
        let is_only = texts.is_empty();
        let joins_callee = is_only
            && frame.name.len() < INDENT
            && last
                .expression()
                .is_some_and(|last| attributes(last).is_empty());
        let overflowing = last
            .expression()
            .filter(|last| joins_callee || can_overflow(last, frame.items.len()));
        let overflowed = overflowing.and_then(|last| {
            let force = !joins_callee && is_method_call(last);
            let was_forced = self
                .one_line_chains
                .replace(force || self.one_line_chains.get());
            let text =
                last_space(frame, last, texts).and_then(|space| self.last_item(frame, last, space));
            self.one_line_chains.set(was_forced);
            text
        });
        if let Some(text) = overflowed {
            texts.push(text.split('\n').next().map(str::to_owned));
            let tactic = tactic(texts, frame.limit, frame.one_line_width);
            texts.pop();
            if tactic == Tactic::OnOneLine {
                let nested = (is_only && text.matches('\n').count() == 1)
                    .then(|| last.rewrite(self, frame.nested))
                    .flatten()
                    .filter(|nested| !nested.contains('\n'));
                texts.push(Some(nested.unwrap_or(text)));
                return tactic;
            }
        }
        let text = last.rewrite(self, frame.nested);
        let fits = |text: &String| !text.contains('\n') && width(text) <= frame.one_line_width;
        let is_on_one_line = is_only && frame.one_line_width != 0 && text.as_ref().is_none_or(fits);
        texts.push(text);
        if is_on_one_line {
            return Tactic::OnOneLine;
        }
        let is_short = |text: &Option<String>| text.as_ref().is_none_or(|text| text.len() <= SHORT);
        let is_simple = |item: &Argument<'_>| item.expression().is_some_and(is_simple);
        match tactic(texts, frame.limit, frame.one_line_width) {
            Tactic::EachOnItsLine
                if frame.items.iter().all(is_simple) && texts.iter().all(is_short) =>
            {
                Tactic::Filled
            }
            tactic => tactic,
        }
    }

    /// Returns the last item where it begins on the line of the others.
    fn last_item(&self, frame: &List<'_>, last: &Expr, space: Space) -> Option<String> {
        match last {
            Expr::Closure(closure) => {
                let is_closure =
                    |item: &&Argument<'_>| matches!(item.expression(), Some(Expr::Closure(_)));
                if frame.items.iter().filter(is_closure).count() > 1 {
                    return None;
                }
                self.last_closure(closure, space)
            }
            Expr::If(_) | Expr::ForLoop(_) | Expr::Loop(_) | Expr::While(_) | Expr::Match(_)
                if self.has_broken_condition(last, space) =>
            {
                None
            }
            _ => self.expression(last, space),
        }
    }
}

/// A list, and the room that its items have.
struct List<'a> {
    name: &'a str,
    items: &'a [Argument<'a>],
    limit: usize,
    one_line_width: usize,
    one_line: Space,
    nested: Space,
}

/// Returns the room of the last item after the others.
fn last_space(frame: &List<'_>, last: &Expr, others: &[Option<String>]) -> Option<Space> {
    if others.is_empty() && !is_nested_call(last) {
        return Some(frame.one_line);
    }
    let offset = others
        .iter()
        .map(|text| 2 + text.as_ref().map_or(0, String::len))
        .sum();
    let width = frame.limit.min(frame.one_line.width);
    Space {
        width,
        ..frame.one_line
    }
    .after(offset)
}

fn tactic(texts: &[Option<String>], limit: usize, one_line_width: usize) -> Tactic {
    let texts = || texts.iter().flatten();
    let total: usize = texts().map(|text| width(text)).sum();
    let separators = 2 * texts().count().saturating_sub(1);
    if total + separators <= limit.min(one_line_width) && !texts().any(|text| text.contains('\n')) {
        Tactic::OnOneLine
    } else {
        Tactic::EachOnItsLine
    }
}

/// As many items on a line as there is room for.
pub(super) fn filled(texts: &[String], space: Space) -> String {
    let (mut filled, mut used) = (String::new(), 0);
    for (index, text) in texts.iter().enumerate() {
        // rustfmt leaves no room for the comma after the last one, unless there is a second line already.
        let comma = usize::from(index + 1 < texts.len() || filled.contains('\n'));
        let needed = width(text) + comma;
        if used > 0 && used + 1 + needed > space.width {
            filled.push(',');
            filled.push_str(&space.new_line());
            used = 0;
        } else if used > 0 {
            filled.push_str(", ");
            used += 1;
        }
        filled.push_str(text);
        used += needed;
    }
    filled
}

/// Returns whether an expression is a call, apart from what stands around it.
pub(super) fn is_nested_call(expression: &Expr) -> bool {
    match expression {
        Expr::Call(_) | Expr::Macro(_) => true,
        _ => inner(expression).is_some_and(is_nested_call),
    }
}

fn is_method_call(expression: &Expr) -> bool {
    matches!(expression, Expr::MethodCall(_)) || inner(expression).is_some_and(is_method_call)
}

fn is_simple(expression: &Expr) -> bool {
    match expression {
        Expr::Lit(_) => true,
        Expr::Path(path) => path.qself.is_none() && path.path.segments.len() <= 1,
        Expr::Field(field) => is_simple(&field.base),
        Expr::Index(index) => is_simple(&index.expr) && is_simple(&index.index),
        _ => inner(expression).is_some_and(is_simple),
    }
}

/// Returns whether the last of so many items may end lines below the others.
fn can_overflow(expression: &Expr, count: usize) -> bool {
    if !attributes(expression).is_empty() {
        return false;
    }
    match expression {
        Expr::Block(_) | Expr::Closure(_) => true,
        Expr::Match(_) | Expr::If(_) | Expr::ForLoop(_) | Expr::Loop(_) | Expr::While(_) => {
            count == 1
        }
        Expr::Array(_)
        | Expr::Struct(_)
        | Expr::Macro(_)
        | Expr::Call(_)
        | Expr::MethodCall(_)
        | Expr::Tuple(_) => count == 1,
        _ => inner(expression).is_some_and(|inner| can_overflow(inner, count)),
    }
}

/// Returns what an operator with one operand, a cast or a `?` belongs to.
fn inner(expression: &Expr) -> Option<&Expr> {
    match expression {
        Expr::Reference(reference) => Some(&reference.expr),
        Expr::Unary(unary) => Some(&unary.expr),
        Expr::Cast(cast) => Some(&cast.expr),
        Expr::Try(try_) => Some(&try_.expr),
        _ => None,
    }
}
