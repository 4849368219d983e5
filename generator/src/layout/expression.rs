//! Expressions: on one line if they fit, and otherwise on several.

use quote::ToTokens;
use syn::{BinOp, Expr, ExprBinary, ExprStruct, Lit, Macro, MacroDelimiter};

use super::{
    Layout,
    argument::Argument,
    flat::{ARRAY_WIDTH, CALL_WIDTH, STRUCT_WIDTH, attributes, macro_arguments, member, operator},
    foreign,
    space::{INDENT, Space, first_width, last_width, new_line, width},
    tokens,
    types::{flat_type, path},
};

impl Layout {
    /// Returns the text of an expression, or `None` if there is no room for it.
    pub(super) fn expression(&self, expression: &Expr, space: Space) -> Option<String> {
        let mut text = String::new();
        if self.flat(expression, &mut text).is_some() && width(&text) <= space.width {
            return Some(text);
        }
        self.broken(expression, space)
    }

    /// Returns an expression that doesn't stand on one line. What it is made of is tried in several places, so what is known
    /// is kept.
    pub(super) fn broken(&self, expression: &Expr, space: Space) -> Option<String> {
        let key = (
            std::ptr::from_ref(expression),
            space,
            self.one_line_chains.get(),
            self.in_macro.get(),
        );
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let text = self.anew(expression, space);
        // The expressions in a macro are gone when it is written, and others may take their places.
        if !self.in_macro.get() {
            self.known.borrow_mut().insert(key, text.clone());
        }
        text
    }

    fn anew(&self, expression: &Expr, space: Space) -> Option<String> {
        if !attributes(expression).is_empty() {
            return Some(foreign::expression(expression, space.indent));
        }
        match expression {
            Expr::Array(array) => {
                let elements: Vec<_> = array.elems.iter().map(Argument::Expression).collect();
                let has_comma = !self.in_macro.get();
                self.list("", ("[", "]"), &elements, ARRAY_WIDTH, has_comma, space)
            }
            Expr::Assign(assign) => {
                let left = self.expression(&assign.left, space)? + " =";
                self.value(&left, &assign.right, space)
            }
            Expr::Await(_) | Expr::Field(_) | Expr::MethodCall(_) | Expr::Try(_) => {
                self.chain(expression, space)
            }
            Expr::Binary(binary) => self.pair(binary, space),
            Expr::Block(block) if block.label.is_none() => {
                Some(self.block(&block.block, space.indent))
            }
            Expr::Const(constant) => Some(format!(
                "const {}",
                self.block(&constant.block, space.indent)
            )),
            Expr::Call(call) => {
                let callee = self.expression(&call.func, space)?;
                self.call(&callee, &call.args, space)
            }
            Expr::Cast(cast) => {
                let type_ = format!(" as {}", flat_type(&cast.ty));
                Some(self.expression(&cast.expr, space.before(type_.len())?)? + &type_)
            }
            Expr::Closure(closure) => self.closure(closure, space),
            Expr::ForLoop(_) | Expr::If(_) | Expr::Loop(_) | Expr::While(_) => {
                self.control(expression, space)
            }
            Expr::Let(let_) => {
                let mut left = String::from("let ");
                tokens::write(&let_.pat, &mut left);
                left += " =";
                self.value(&left, &let_.expr, space)
            }
            Expr::Lit(literal) => {
                let text = literal.lit.to_token_stream().to_string();
                // A text has the width that it has.
                let fits = matches!(literal.lit, Lit::Str(_)) || width(&text) <= space.width;
                fits.then_some(text)
            }
            Expr::Macro(call) => self.macro_call(&call.mac, space),
            Expr::Match(match_) => self.match_(match_, space),
            Expr::Paren(paren) => {
                let inner = self.expression(&paren.expr, space.after(1)?.before(1)?)?;
                Some(format!("({inner})"))
            }
            Expr::Path(expression) => {
                let mut text = String::new();
                path(expression.qself.as_ref(), &expression.path, &mut text);
                Some(text)
            }
            Expr::Reference(reference) => {
                let prefix = if reference.mutability.is_some() {
                    "&mut "
                } else {
                    "&"
                };
                self.prefixed(prefix, &reference.expr, space)
            }
            Expr::Return(return_) => match &return_.expr {
                Some(value) => self.prefixed("return ", value, space),
                None => Some("return".to_owned()),
            },
            Expr::Struct(value) => self.structure(value, space),
            Expr::Tuple(tuple) => {
                let elements: Vec<_> = tuple.elems.iter().map(Argument::Expression).collect();
                let has_comma = !self.in_macro.get();
                self.list("", ("(", ")"), &elements, CALL_WIDTH, has_comma, space)
            }
            Expr::Unary(unary) => self.prefixed(operator(unary), &unary.expr, space),
            Expr::Index(_) | Expr::Range(_) | Expr::Repeat(_) => {
                let mut text = String::new();
                self.flat(expression, &mut text).map(|()| text)
            }
            _ => Some(foreign::expression(expression, space.indent)),
        }
    }

    fn prefixed(&self, prefix: &str, expression: &Expr, space: Space) -> Option<String> {
        let text = self.expression(expression, space.after(prefix.len())?)?;
        Some(prefix.to_owned() + &text)
    }

    /// Returns what stands to the right of a `=`, after it or on the next line.
    pub(super) fn value(&self, left: &str, value: &Expr, space: Space) -> Option<String> {
        right(left, space, |space| self.expression(value, space))
    }

    fn structure(&self, value: &ExprStruct, space: Space) -> Option<String> {
        let mut name = String::new();
        path(value.qself.as_ref(), &value.path, &mut name);
        let nested = space.nested();
        let mut fields = Vec::new();
        for field in &value.fields {
            if !field.attrs.is_empty() {
                return Some(foreign::expression(value, space.indent));
            }
            let mut text = String::new();
            member(&field.member, &mut text);
            if field.colon_token.is_some() {
                text += ":";
                let after = nested.before(1)?.after(width(&text) + 1);
                let beside = after.and_then(|space| self.expression(&field.expr, space));
                text = if let Some(value) = beside {
                    format!("{text} {value}")
                } else {
                    let below = nested.nested();
                    let value = self.expression(&field.expr, below)?;
                    format!("{text}{}{value}", below.new_line())
                };
            }
            fields.push(text);
        }
        let mut ends_with_comma = true;
        if value.dot2_token.is_some() {
            ends_with_comma = false;
            let rest = value
                .rest
                .as_ref()
                .map(|rest| self.expression(rest, nested.after(2)?));
            fields.push(format!(
                "..{}",
                rest.unwrap_or_default().unwrap_or_default()
            ));
        }
        let total = fields
            .iter()
            .map(|field| width(field) + 2)
            .sum::<usize>()
            .saturating_sub(2);
        let room = space
            .width
            .checked_sub(width(&name) + 5)
            .map_or(0, |room| room.min(STRUCT_WIDTH));
        if total <= room && !fields.iter().any(|field| field.contains('\n')) {
            return Some(format!("{name} {{ {} }}", fields.join(", ")));
        }
        let comma = if ends_with_comma { "," } else { "" };
        let new_line = nested.new_line();
        let fields = fields.join(&format!(",{new_line}"));
        Some(format!(
            "{name} {{{new_line}{fields}{comma}{}}}",
            space.new_line()
        ))
    }

    /// Returns a call of a macro; what can't be read as expressions stays as it is.
    pub(super) fn macro_call(&self, call: &Macro, space: Space) -> Option<String> {
        let (brackets, limit) = match call.delimiter {
            MacroDelimiter::Paren(_) => (("(", ")"), CALL_WIDTH),
            MacroDelimiter::Bracket(_) => (("[", "]"), ARRAY_WIDTH),
            MacroDelimiter::Brace(_) => return Some(foreign::macro_call(call, space.indent)),
        };
        let Some(arguments) = macro_arguments(call) else {
            return Some(foreign::macro_call(call, space.indent));
        };
        let mut name = String::new();
        path(None, &call.path, &mut name);
        name += "!";
        let was_in_macro = self.in_macro.replace(true);
        let arguments: Vec<_> = arguments.iter().map(Argument::Expression).collect();
        let text = self.list(&name, brackets, &arguments, limit, false, space);
        self.in_macro.set(was_in_macro);
        text
    }

    /// Operands of the same operator: all on one line, or each on its own.
    fn pair(&self, binary: &ExprBinary, space: Space) -> Option<String> {
        let sign = binary.op.to_token_stream().to_string();
        if is_assignment(&binary.op) {
            let left = self.expression(&binary.left, space)?;
            return self.value(&format!("{left} {sign}"), &binary.right, space);
        }
        let mut operands = vec![&*binary.right];
        let mut left = &*binary.left;
        while let Expr::Binary(inner) = left
            && inner.op.to_token_stream().to_string() == sign
        {
            operands.push(&inner.right);
            left = &inner.left;
        }
        operands.push(left);
        operands.reverse();
        self.pairs_on_one_line(&operands, &sign, space).or_else(|| {
            let nested = space.nested().before(space.taken())?;
            let (first, rest) = operands.split_first()?;
            let mut text = self.expression(first, space)?;
            for operand in rest {
                let offset = if text.contains('\n') {
                    0
                } else {
                    space.start()
                };
                if last_width(&text) + offset <= nested.start()
                    && let Some(beside) = space.after(sign.len() + 2 + last_width(&text))
                    && let Some(operand) = self.expression(operand, beside)
                {
                    text += &format!(" {sign} {operand}");
                    continue;
                }
                let operand = self.expression(operand, nested.after(sign.len() + 1)?)?;
                text += &format!("{}{sign} {operand}", nested.new_line());
            }
            Some(text)
        })
    }

    fn pairs_on_one_line(&self, operands: &[&Expr], sign: &str, space: Space) -> Option<String> {
        let (last, others) = operands.split_last()?;
        let mut text = String::new();
        for operand in others {
            let operand = self
                .expression(operand, space)
                .filter(|operand| !operand.contains('\n'))?;
            text += &format!("{operand} {sign} ");
        }
        let prefix = width(&text);
        let last = self.expression(last, space.after(prefix)?)?;
        text += &last;
        if first_width(&text) > space.width
            || text.contains('\n')
                && !last.starts_with('{')
                && (last.starts_with('(') || prefix > INDENT)
        {
            return None;
        }
        space.fits(&text).then_some(text)
    }
}

/// Returns what stands to the right of something that ends with `=` or `:`.
pub(super) fn right(
    left: &str,
    space: Space,
    rewrite: impl Fn(Space) -> Option<String>,
) -> Option<String> {
    let used = last_width(left)
        - if left.contains('\n') {
            space.indent.min(last_width(left))
        } else {
            0
        };
    let beside = space.after(used + 1).unwrap_or(Space {
        width: 0,
        offset: space.offset + used + 1,
        ..space
    });
    let text = rewrite(beside);
    if let Some(text) = &text
        && !text.contains('\n')
        && width(text) <= beside.width
    {
        return Some(format!("{left} {text}"));
    }
    let below = space.nested().before(beside.taken())?;
    let next = rewrite(below);
    match (text, next) {
        (Some(text), Some(next)) if !below.fits(&next) || !is_better_below(&text, &next) => {
            Some(format!("{left} {text}"))
        }
        (_, Some(next)) => Some(format!("{left}{}{next}", below.new_line())),
        (Some(text), None) => Some(format!("{left} {text}")),
        (None, None) => None,
    }
}

/// Returns whether a text looks better on the next line than beside what is in front of it.
pub(super) fn is_better_below(beside: &str, below: &str) -> bool {
    let lines = |text: &str| text.matches('\n').count();
    let opens = |bracket| {
        let ends = |text: &str| {
            text.split('\n')
                .next()
                .is_some_and(|line| line.ends_with(bracket))
        };
        ends(beside) && !ends(below)
    };
    !below.contains('\n')
        || lines(beside) > lines(below) + 1
        || opens('(')
        || opens('{')
        || opens('[')
}

fn is_assignment(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}

/// Returns the lines of a text, indented.
pub(super) fn indented(text: &str, indent: usize) -> String {
    text.trim_end().replace('\n', &new_line(indent))
}
