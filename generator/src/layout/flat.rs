//! Expressions on one line, where no rule wants them on several.

use std::fmt::Write;

use quote::ToTokens;
use syn::{
    Block, Expr, ExprClosure, ExprIf, ExprMacro, ExprUnary, FieldValue, Macro, MacroDelimiter,
    Member, RangeLimits, ReturnType, Stmt, UnOp, punctuated::Punctuated, token::Comma,
};

use super::{
    Layout,
    argument::is_nested_call,
    chain::Chain,
    closure::{is_block_forced, without_block},
    space::width,
    tokens,
    types::{path, type_},
};

/// How wide the arguments of a call may be, if there are several.
pub(super) const CALL_WIDTH: usize = 60;

/// How wide the elements of an array may be, if there are several.
pub(super) const ARRAY_WIDTH: usize = 60;

/// How wide a chain may be that has more than one link.
pub(super) const CHAIN_WIDTH: usize = 60;

/// How wide the fields of a structure may be.
pub(super) const STRUCT_WIDTH: usize = 18;

/// How wide an `if` with its `else` may be.
const IF_ELSE_WIDTH: usize = 50;

impl Layout {
    /// Writes an expression on one line, or fails if a rule may want it on several.
    #[allow(clippy::too_many_lines, reason = "an arm for each kind of expression")]
    pub(super) fn flat(&self, expression: &Expr, out: &mut String) -> Option<()> {
        if !attributes(expression).is_empty() {
            return None;
        }
        match expression {
            Expr::Array(array) => self.flat_list("[", &array.elems, "]", ARRAY_WIDTH, out)?,
            Expr::Assign(assign) => {
                self.flat(&assign.left, out)?;
                out.push_str(" = ");
                self.flat(&assign.right, out)?;
            }
            Expr::Await(_) | Expr::Field(_) | Expr::MethodCall(_) | Expr::Try(_) => {
                self.flat_chain(expression, out)?;
            }
            Expr::Binary(binary) => {
                self.flat(&binary.left, out)?;
                write!(out, " {} ", binary.op.to_token_stream()).ok()?;
                self.flat(&binary.right, out)?;
            }
            Expr::Block(block) if block.label.is_none() => self.flat_block(&block.block, out)?,
            Expr::Break(stop) if stop.label.is_none() && stop.expr.is_none() => {
                out.push_str("break");
            }
            Expr::Const(constant) => {
                out.push_str("const ");
                self.flat_block(&constant.block, out)?;
            }
            Expr::Call(call) => {
                self.flat(&call.func, out)?;
                self.flat_list("(", &call.args, ")", CALL_WIDTH, out)?;
            }
            Expr::Cast(cast) => {
                self.flat(&cast.expr, out)?;
                out.push_str(" as ");
                type_(&cast.ty, out);
            }
            Expr::Closure(closure) => self.flat_closure(closure, out)?,
            Expr::Continue(next) if next.label.is_none() => out.push_str("continue"),
            Expr::If(if_) => self.flat_if(if_, out)?,
            Expr::Index(index) => {
                self.flat(&index.expr, out)?;
                out.push('[');
                self.flat(&index.index, out)?;
                out.push(']');
            }
            Expr::Let(let_) => {
                out.push_str("let ");
                tokens::write(&let_.pat, out);
                out.push_str(" = ");
                self.flat(&let_.expr, out)?;
            }
            Expr::Lit(literal) => write!(out, "{}", literal.lit.to_token_stream()).ok()?,
            Expr::Macro(ExprMacro { mac, .. }) => self.flat_macro(mac, out)?,
            Expr::Paren(paren) => {
                out.push('(');
                self.flat(&paren.expr, out)?;
                out.push(')');
            }
            Expr::Path(expression) => path(expression.qself.as_ref(), &expression.path, out),
            Expr::Range(range) => {
                if let Some(start) = &range.start {
                    self.flat(start, out)?;
                }
                out.push_str(match range.limits {
                    RangeLimits::HalfOpen(_) => "..",
                    RangeLimits::Closed(_) => "..=",
                });
                if let Some(end) = &range.end {
                    self.flat(end, out)?;
                }
            }
            Expr::Reference(reference) => {
                out.push_str(if reference.mutability.is_some() {
                    "&mut "
                } else {
                    "&"
                });
                self.flat(&reference.expr, out)?;
            }
            Expr::Repeat(repeat) => {
                out.push('[');
                self.flat(&repeat.expr, out)?;
                out.push_str("; ");
                self.flat(&repeat.len, out)?;
                out.push(']');
            }
            Expr::Return(return_) => {
                out.push_str("return");
                if let Some(value) = &return_.expr {
                    out.push(' ');
                    self.flat(value, out)?;
                }
            }
            Expr::Struct(value) => {
                path(value.qself.as_ref(), &value.path, out);
                if value.fields.is_empty() && value.dot2_token.is_none() {
                    out.push_str(" {}");
                    return Some(());
                }
                out.push_str(" { ");
                let start = out.len();
                for (index, field) in value.fields.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    self.flat_field(field, out)?;
                }
                if value.dot2_token.is_some() {
                    out.push_str(if value.fields.is_empty() {
                        ".."
                    } else {
                        ", .."
                    });
                }
                if let Some(rest) = &value.rest {
                    self.flat(rest, out)?;
                }
                is_at_most(STRUCT_WIDTH, start, out)?;
                out.push_str(" }");
            }
            Expr::Tuple(tuple) => {
                let close = if tuple.elems.len() == 1 { ",)" } else { ")" };
                self.flat_list("(", &tuple.elems, close, CALL_WIDTH, out)?;
            }
            Expr::Unary(unary) => {
                out.push_str(operator(unary));
                self.flat(&unary.expr, out)?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Writes a list between brackets.
    fn flat_list(
        &self,
        open: &str,
        items: &Punctuated<Expr, Comma>,
        close: &str,
        limit: usize,
        out: &mut String,
    ) -> Option<()> {
        out.push_str(open);
        let start = out.len();
        for (index, item) in items.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { ", " });
            self.flat(item, out)?;
        }
        if items.len() > 1 || items.first().is_some_and(is_nested_call) {
            is_at_most(limit, start, out)?;
        }
        out.push_str(close);
        Some(())
    }

    fn flat_block(&self, block: &Block, out: &mut String) -> Option<()> {
        match block.stmts.as_slice() {
            [] => out.push_str("{}"),
            [Stmt::Expr(only, None)] => {
                out.push_str("{ ");
                self.flat(only, out)?;
                out.push_str(" }");
            }
            _ => return None,
        }
        Some(())
    }

    fn flat_chain(&self, expression: &Expr, out: &mut String) -> Option<()> {
        let chain = Chain::new(expression);
        let start = out.len();
        self.flat(chain.parent, out)?;
        push_tries(chain.tries, out);
        for link in &chain.links {
            match link.expression {
                Expr::MethodCall(call) => {
                    out.push_str(&link.name());
                    self.flat_list("(", &call.args, ")", CALL_WIDTH, out)?;
                }
                _ => out.push_str(&link.name()),
            }
            push_tries(link.tries, out);
        }
        if chain.links.len() > 1 {
            is_at_most(CHAIN_WIDTH, start, out)?;
        }
        Some(())
    }

    fn flat_closure(&self, closure: &ExprClosure, out: &mut String) -> Option<()> {
        out.push_str(&closure_head(closure));
        out.push(' ');
        let body = match (&closure.output, self.in_macro.get()) {
            (ReturnType::Default, false) => without_block(&closure.body),
            _ => &closure.body,
        };
        let was_block = matches!(*closure.body, Expr::Block(_));
        if matches!(body, Expr::Block(block) if !block.block.stmts.is_empty())
            || was_block && is_block_forced(body)
        {
            return None;
        }
        self.flat(body, out)
    }

    fn flat_if(&self, if_: &ExprIf, out: &mut String) -> Option<()> {
        let (_, otherwise) = if_.else_branch.as_ref()?;
        let Expr::Block(otherwise) = &**otherwise else {
            return None;
        };
        let start = out.len();
        out.push_str("if ");
        self.flat(&if_.cond, out)?;
        out.push_str(" { ");
        self.flat(only_expression(&if_.then_branch)?, out)?;
        out.push_str(" } else { ");
        self.flat(only_expression(&otherwise.block)?, out)?;
        out.push_str(" }");
        is_at_most(IF_ELSE_WIDTH, start, out)
    }

    fn flat_field(&self, field: &FieldValue, out: &mut String) -> Option<()> {
        if !field.attrs.is_empty() {
            return None;
        }
        member(&field.member, out);
        if field.colon_token.is_some() {
            out.push_str(": ");
            self.flat(&field.expr, out)?;
        }
        Some(())
    }

    fn flat_macro(&self, call: &Macro, out: &mut String) -> Option<()> {
        let (open, close, limit) = match call.delimiter {
            MacroDelimiter::Paren(_) => ("(", ")", CALL_WIDTH),
            MacroDelimiter::Bracket(_) => ("[", "]", ARRAY_WIDTH),
            MacroDelimiter::Brace(_) => return None,
        };
        let arguments = macro_arguments(call)?;
        path(None, &call.path, out);
        out.push('!');
        let was_in_macro = self.in_macro.replace(true);
        let written = self.flat_list(open, &arguments, close, limit, out);
        self.in_macro.set(was_in_macro);
        written
    }
}

/// Returns the arguments of a macro, if they are expressions.
pub(super) fn macro_arguments(call: &Macro) -> Option<Punctuated<Expr, Comma>> {
    call.parse_body_with(Punctuated::parse_terminated).ok()
}

/// Returns the only expression of a block.
pub(super) fn only_expression(block: &Block) -> Option<&Expr> {
    match block.stmts.as_slice() {
        [Stmt::Expr(only, None)] if attributes(only).is_empty() => Some(only),
        _ => None,
    }
}

/// All of a closure in front of its body.
pub(super) fn closure_head(closure: &ExprClosure) -> String {
    let mut head = String::new();
    if let Some(lifetimes) = &closure.lifetimes {
        tokens::write(lifetimes, &mut head);
        head.push(' ');
    }
    if closure.asyncness.is_some() {
        head.push_str("async ");
    }
    if closure.capture.is_some() {
        head.push_str("move ");
    }
    head.push('|');
    for (index, input) in closure.inputs.iter().enumerate() {
        head.push_str(if index == 0 { "" } else { ", " });
        tokens::write(input, &mut head);
    }
    head.push('|');
    if let ReturnType::Type(_, output) = &closure.output {
        head.push_str(" -> ");
        type_(output, &mut head);
    }
    head
}

/// The name or the number of a field.
pub(super) fn member(member: &Member, out: &mut String) {
    // Writing to a text can't fail.
    let _ = match member {
        Member::Named(name) => write!(out, "{name}"),
        Member::Unnamed(index) => write!(out, "{}", index.index),
    };
}

/// Returns a unary operator.
pub(super) fn operator(unary: &ExprUnary) -> &'static str {
    match unary.op {
        UnOp::Deref(_) => "*",
        UnOp::Not(_) => "!",
        _ => "-",
    }
}

pub(super) fn push_tries(tries: usize, out: &mut String) {
    out.extend(std::iter::repeat_n('?', tries));
}

fn is_at_most(limit: usize, start: usize, out: &str) -> Option<()> {
    let written = out.get(start..).unwrap_or_default();
    (width(written) <= limit).then_some(())
}

/// Returns the attributes of an expression that this module knows.
pub(super) fn attributes(expression: &Expr) -> &[syn::Attribute] {
    macro_rules! of {
        ($($kind:ident)*) => {
            match expression {
                $(Expr::$kind(expression) => &expression.attrs,)*
                _ => &[],
            }
        };
    }
    of!(Array Assign Await Binary Block Break Call Cast Closure Continue Field ForLoop If Index Let Lit Loop Macro
        Match MethodCall Paren Path Range Reference Repeat Return Struct Try Tuple Unary While)
}
