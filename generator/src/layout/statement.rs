//! Blocks and the statements in them.

use syn::{Block, Expr, Local, Stmt};

use super::{
    Layout, attribute,
    flat::attributes,
    foreign,
    space::{INDENT, Space, new_line},
    tokens,
};

impl Layout {
    /// Returns a block, on several lines unless it is empty.
    pub(super) fn block(&self, block: &Block, indent: usize) -> String {
        let Some((last, others)) = block.stmts.split_last() else {
            return "{}".to_owned();
        };
        let inner = indent + INDENT;
        let mut text = String::from("{");
        for statement in others {
            text += &new_line(inner);
            text += &self.statement(statement, inner, false);
        }
        text += &new_line(inner);
        text += &self.statement(last, inner, true);
        text + &new_line(indent) + "}"
    }

    /// Returns a block that holds nothing but an expression.
    pub(super) fn block_around(&self, expression: &Expr, indent: usize) -> String {
        let inner = indent + INDENT;
        let text = self.expression(expression, Space::line(inner));
        let text = text.unwrap_or_else(|| foreign::expression(expression, inner));
        format!("{{{}{text}{}}}", new_line(inner), new_line(indent))
    }

    /// Returns a statement. rustfmt leaves one as it is that has no room, whatever its layout.
    fn statement(&self, statement: &Stmt, indent: usize, is_last: bool) -> String {
        let text = self.fitting_statement(statement, Space::line(indent), is_last);
        text.unwrap_or_else(|| foreign::statement(statement, indent))
    }

    fn fitting_statement(&self, statement: &Stmt, space: Space, is_last: bool) -> Option<String> {
        match statement {
            Stmt::Local(local) => self.local(local, space),
            Stmt::Expr(expression, None) if is_last => self.expression(expression, space),
            Stmt::Expr(expression, None) => self.statement_expression(expression, space),
            Stmt::Expr(expression, Some(_)) => {
                Some(self.statement_expression(expression, space.before(1)?)? + ";")
            }
            Stmt::Macro(call) if call.attrs.is_empty() => {
                let end = if call.semi_token.is_some() { ";" } else { "" };
                Some(self.macro_call(&call.mac, space.before(end.len())?)? + end)
            }
            Stmt::Item(_) | Stmt::Macro(_) => None,
        }
    }

    /// Returns an expression whose blocks always stand on lines of their own.
    pub(super) fn statement_expression(&self, expression: &Expr, space: Space) -> Option<String> {
        match expression {
            Expr::If(_) | Expr::Block(_) if attributes(expression).is_empty() => {
                self.broken(expression, space)
            }
            _ => self.expression(expression, space),
        }
    }

    fn local(&self, local: &Local, space: Space) -> Option<String> {
        let mut left = attribute::lines(&local.attrs, space.indent);
        let attributes = left.len();
        left += "let ";
        tokens::write(&local.pat, &mut left);
        let Some(init) = &local.init else {
            return Some(left + ";");
        };
        if init.diverge.is_some() {
            return None;
        }
        left += " =";
        let (attributes, left) = left.split_at(attributes);
        let text = self.value(left, &init.expr, space.before(1)?)?;
        Some(format!("{attributes}{text};"))
    }
}
