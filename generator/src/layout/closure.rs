//! Closures.

use syn::{Expr, ExprClosure, ReturnType};

use super::{
    Layout,
    flat::{attributes, closure_head, only_expression},
    space::{Space, width},
};

/// A body of more lines keeps its block, even if it would fit on one line.
const FEW_LINES: usize = 7;

impl Layout {
    pub(super) fn closure(&self, closure: &ExprClosure, space: Space) -> Option<String> {
        let head = closure_head(closure);
        let body_space = space.after(width(&head) + 1)?;
        let Expr::Block(block) = &*closure.body else {
            return self
                .closure_without_block(&closure.body, &head, body_space)
                .or_else(|| self.closure_with_block(&closure.body, &head, space.indent));
        };
        if matches!(closure.output, ReturnType::Default) && !self.in_macro.get() {
            let body = without_block(&closure.body);
            let without = if is_block_forced(body) {
                self.closure_with_block(body, &head, space.indent)
            } else {
                self.closure_without_block(body, &head, body_space)
            };
            if without.is_some() {
                return without;
            }
        }
        Some(format!("{head} {}", self.block(&block.block, space.indent)))
    }

    /// Returns the closure that is the last argument of a call.
    pub(super) fn last_closure(&self, closure: &ExprClosure, space: Space) -> Option<String> {
        let head = closure_head(closure);
        let body = if self.in_macro.get() {
            &closure.body
        } else {
            without_block(&closure.body)
        };
        let body_space = space.after(width(&head) + 1)?;
        if is_block_forced(body) && !self.in_macro.get() {
            let with_block = self.closure_with_block(body, &head, space.indent)?;
            let has_type = matches!(closure.output, ReturnType::Type(..));
            if !has_type && with_block.lines().count() <= FEW_LINES {
                let without = self.closure_without_block(body, &head, space);
                return Some(
                    without
                        .filter(|text| !text.contains('\n'))
                        .unwrap_or(with_block),
                );
            }
            return Some(with_block);
        }
        if self.has_broken_condition(body, body_space) {
            return self.closure_with_block(body, &head, space.indent);
        }
        self.closure(closure, space)
    }

    fn closure_without_block(&self, body: &Expr, head: &str, space: Space) -> Option<String> {
        let text = self.expression(body, space)?;
        let may_break = self.in_macro.get() || may_have_lines(body);
        (may_break || !text.contains('\n')).then(|| format!("{head} {text}"))
    }

    fn closure_with_block(&self, body: &Expr, head: &str, indent: usize) -> Option<String> {
        let is_vetoed = matches!(
            body,
            Expr::Call(_)
                | Expr::Binary(_)
                | Expr::Cast(_)
                | Expr::Assign(_)
                | Expr::Field(_)
                | Expr::Index(_)
                | Expr::Range(_)
                | Expr::Try(_)
        );
        (!is_vetoed).then(|| format!("{head} {}", self.block_around(body, indent)))
    }
}

/// Returns what is in a block, if it needs none.
pub(super) fn without_block(body: &Expr) -> &Expr {
    match body {
        Expr::Block(block) if block.label.is_none() && block.attrs.is_empty() => {
            only_expression(&block.block)
                .filter(|only| attributes(only).is_empty())
                .map_or(body, without_block)
        }
        _ => body,
    }
}

/// Returns whether the body of a closure always stands in a block.
pub(super) fn is_block_forced(body: &Expr) -> bool {
    match body {
        Expr::If(_) | Expr::While(_) | Expr::ForLoop(_) | Expr::Loop(_) => true,
        Expr::Reference(reference) => is_block_forced(&reference.expr),
        Expr::Try(try_) => is_block_forced(&try_.expr),
        Expr::Unary(unary) => is_block_forced(&unary.expr),
        Expr::Cast(cast) => is_block_forced(&cast.expr),
        _ => false,
    }
}

/// Returns whether a body without a block may have several lines.
fn may_have_lines(body: &Expr) -> bool {
    match body {
        Expr::Match(_) | Expr::Block(_) | Expr::Loop(_) | Expr::Struct(_) => true,
        Expr::Reference(reference) => may_have_lines(&reference.expr),
        Expr::Try(try_) => may_have_lines(&try_.expr),
        Expr::Unary(unary) => may_have_lines(&unary.expr),
        Expr::Cast(cast) => may_have_lines(&cast.expr),
        _ => false,
    }
}
