//! Chains of methods, fields and `.await`.

use syn::{Expr, ExprMethodCall};

use super::{
    Layout,
    flat::{CHAIN_WIDTH, member, push_tries},
    space::{INDENT, Space, first_width, is_extendable, last_width, width},
    tokens,
};

/// A link whose call has so many lines stays where it is, if what is in front of it fits.
const MANY_LINES: usize = 5;

/// An expression, and what follows it after dots.
pub(super) struct Chain<'a> {
    pub(super) parent: &'a Expr,
    /// How many `?` follow the parent.
    pub(super) tries: usize,
    pub(super) links: Vec<Link<'a>>,
}

/// A method, a field or `.await`.
pub(super) struct Link<'a> {
    pub(super) expression: &'a Expr,
    /// How many `?` follow it.
    pub(super) tries: usize,
}

impl<'a> Chain<'a> {
    pub(super) fn new(expression: &'a Expr) -> Self {
        let (mut parent, mut tries, mut links) = (expression, 0, Vec::new());
        loop {
            parent = match parent {
                Expr::Try(try_) => {
                    tries += 1;
                    &try_.expr
                }
                Expr::MethodCall(ExprMethodCall { receiver: base, .. }) => {
                    links.push(Link {
                        expression: parent,
                        tries,
                    });
                    tries = 0;
                    base
                }
                Expr::Field(field) => {
                    links.push(Link {
                        expression: parent,
                        tries,
                    });
                    tries = 0;
                    &field.base
                }
                Expr::Await(await_) => {
                    links.push(Link {
                        expression: parent,
                        tries,
                    });
                    tries = 0;
                    &await_.base
                }
                _ => break,
            };
        }
        links.reverse();
        Self {
            parent,
            tries,
            links,
        }
    }
}

impl Link<'_> {
    /// Returns the link without its arguments.
    pub(super) fn name(&self) -> String {
        let mut name = String::from(".");
        match self.expression {
            Expr::MethodCall(call) => {
                name += &call.method.to_string();
                if let Some(turbofish) = &call.turbofish {
                    tokens::write(turbofish, &mut name);
                }
            }
            Expr::Field(field) => member(&field.member, &mut name),
            _ => name += "await",
        }
        name
    }

    fn rewrite(&self, layout: &Layout, space: Space) -> Option<String> {
        let space = space.before(self.tries)?;
        let mut text = match self.expression {
            Expr::MethodCall(call) => layout.call(&self.name(), &call.args, space)?,
            _ => self.name(),
        };
        push_tries(self.tries, &mut text);
        Some(text)
    }
}

impl Layout {
    pub(super) fn chain(&self, expression: &Expr, space: Space) -> Option<String> {
        let chain = Chain::new(expression);
        let mut root = self.expression(chain.parent, space.before(chain.tries)?)?;
        push_tries(chain.tries, &mut root);
        let count = chain.links.len();
        let mut links = chain.links.as_slice();
        let mut ends_with_block = root.contains('\n') && is_block_like(chain.parent);
        while let Some((first, rest)) = links.split_first() {
            if root.len() > INDENT.saturating_sub(space.offset) || root.contains('\n') {
                break;
            }
            let Some(text) = first.rewrite(self, space.after(root.len())?) else {
                break;
            };
            root += &text;
            ends_with_block = is_extendable(&root);
            links = rest;
        }
        let Some((last, links)) = links.split_last() else {
            return space.fits(&root).then_some(root);
        };
        let indent = if ends_with_block {
            space.indent
        } else {
            space.indent + INDENT
        };
        let child = Space::line(indent);
        let mut texts = vec![root];
        for link in links {
            texts.push(link.rewrite(self, child)?);
        }
        let (text, is_on_one_line) = self.last_link(last, &texts, count, space, child)?;
        texts.push(text);
        if !is_on_one_line && self.one_line_chains.get() {
            return None;
        }
        let connector = if is_on_one_line {
            String::new()
        } else {
            child.new_line()
        };
        let text = texts.join(&connector);
        space.fits(&text).then_some(text)
    }

    /// The last link, and whether it stands on the line of the others.
    fn last_link(
        &self,
        last: &Link<'_>,
        others: &[String],
        count: usize,
        space: Space,
        child: Space,
    ) -> Option<(String, bool)> {
        let root = others.first()?;
        let extendable = is_extendable(root);
        let total = last.tries
            + if extendable {
                last_width(root)
            } else {
                others.iter().map(|text| width(text)).sum()
            };
        let budget = if count == 1 {
            space.width
        } else {
            space.width.min(CHAIN_WIDTH)
        };
        let budget = budget.saturating_sub(total);
        let on_one_line = budget > 0 && others.iter().all(|text| !text.contains('\n'));
        let below = child.before(space.taken())?;
        if on_one_line || extendable {
            let beside = if on_one_line { space } else { child }
                .before(last.tries)?
                .after(total);
            if let Some(text) = beside.and_then(|space| last.rewrite(self, space)) {
                let lines = text.lines().count();
                let fits = first_width(&text) <= budget;
                if fits && lines >= MANY_LINES {
                    return Some((text, on_one_line));
                }
                return Some(match last.rewrite(self, below) {
                    Some(below) if !fits || below.lines().count() < lines => (below, false),
                    _ => (text, fits && on_one_line),
                });
            }
        }
        let fallback = if on_one_line { space } else { below };
        Some((last.rewrite(self, fallback)?, false))
    }
}

/// Returns whether an expression on several lines ends with a bracket of its own.
fn is_block_like(expression: &Expr) -> bool {
    match expression {
        Expr::Macro(_)
        | Expr::Call(_)
        | Expr::Array(_)
        | Expr::Struct(_)
        | Expr::While(_)
        | Expr::If(_)
        | Expr::Block(_)
        | Expr::Loop(_)
        | Expr::ForLoop(_)
        | Expr::Match(_) => true,
        Expr::Paren(paren) => is_block_like(&paren.expr),
        Expr::Unary(unary) => is_block_like(&unary.expr),
        Expr::Index(index) => is_block_like(&index.expr),
        Expr::Binary(binary) => is_block_like(&binary.right),
        _ => false,
    }
}
