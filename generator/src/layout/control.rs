//! `if`, `match` and loops.

use syn::{Arm, Expr, ExprIf, ExprMatch, Pat};

use super::{
    Layout,
    expression::is_better_below,
    flat::{attributes, only_expression},
    foreign,
    space::{INDENT, MAX_WIDTH, Space, first_width, is_extendable, last_width, width},
    tokens,
};

impl Layout {
    /// Returns an `if` or a loop, with its blocks on lines of their own.
    pub(super) fn control(&self, expression: &Expr, space: Space) -> Option<String> {
        let (head, body) = match expression {
            Expr::If(if_) => return self.if_(if_, space),
            Expr::ForLoop(for_) if for_.label.is_none() => {
                (self.condition(expression, space)?, &for_.body)
            }
            Expr::While(while_) if while_.label.is_none() => {
                (self.condition(expression, space)?, &while_.body)
            }
            Expr::Loop(loop_) if loop_.label.is_none() => ("loop".to_owned(), &loop_.body),
            _ => return Some(foreign::expression(expression, space.indent)),
        };
        Some(format!(
            "{}{}",
            before_block(head, space),
            self.block(body, space.indent)
        ))
    }

    fn if_(&self, if_: &ExprIf, space: Space) -> Option<String> {
        let head = self.if_condition(if_, space)?;
        let mut text = before_block(head, space) + &self.block(&if_.then_branch, space.indent);
        let mut otherwise = if_.else_branch.as_ref().map(|(_, otherwise)| &**otherwise);
        while let Some(expression) = otherwise {
            text += " else ";
            otherwise = None;
            match expression {
                Expr::If(next) => {
                    // ` else ` and the closing brace stand in front of it.
                    let head = self.if_condition(
                        next,
                        Space {
                            width: space.width,
                            ..space
                        }
                        .after(7)?,
                    )?;
                    text += &before_block(head, space);
                    text += &self.block(&next.then_branch, space.indent);
                    otherwise = next.else_branch.as_ref().map(|(_, otherwise)| &**otherwise);
                }
                Expr::Block(block) => text += &self.block(&block.block, space.indent),
                other => text += &self.expression(other, space)?,
            }
        }
        Some(text)
    }

    fn if_condition(&self, if_: &ExprIf, space: Space) -> Option<String> {
        Some(format!(
            "if {}",
            self.expression(&if_.cond, space.after(3)?.before(2)?)?
        ))
    }

    /// Returns the keyword and what stands between it and the block.
    fn condition(&self, expression: &Expr, space: Space) -> Option<String> {
        match expression {
            Expr::If(if_) => self.if_condition(if_, space),
            Expr::While(while_) => Some(format!(
                "while {}",
                self.expression(&while_.cond, space.after(6)?.before(2)?)?
            )),
            Expr::ForLoop(for_) => {
                let mut left = String::from("for ");
                tokens::write(&for_.pat, &mut left);
                left += " in";
                self.value(&left, &for_.expr, space.before(2)?)
            }
            Expr::Match(match_) => self.match_condition(match_, space),
            _ => None,
        }
    }

    fn match_condition(&self, match_: &ExprMatch, space: Space) -> Option<String> {
        // What follows the whole expression takes no room from its first line.
        let space = Space {
            width: MAX_WIDTH.saturating_sub(space.start()),
            ..space
        };
        let scrutinee = self.expression(&match_.expr, space.after(6)?)?;
        Some(format!("match {scrutinee}"))
    }

    /// Returns whether a condition has several lines.
    pub(super) fn has_broken_condition(&self, expression: &Expr, space: Space) -> bool {
        self.condition(expression, space)
            .is_some_and(|condition| condition.contains('\n'))
    }

    pub(super) fn match_(&self, match_: &ExprMatch, space: Space) -> Option<String> {
        let head = self.match_condition(match_, space)?;
        let head = before_block(head, space);
        if match_.arms.is_empty() {
            return Some(head + "{}");
        }
        let nested = space.nested();
        let mut text = head + "{";
        for arm in &match_.arms {
            text += &nested.new_line();
            text += &self.arm(arm, nested)?;
        }
        Some(text + &space.new_line() + "}")
    }

    fn arm(&self, arm: &Arm, space: Space) -> Option<String> {
        if !arm.attrs.is_empty() {
            return None;
        }
        let (pattern, guard) = match &arm.pat {
            Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
            pattern => (pattern, None),
        };
        // ` => {` follows.
        let mut head = self::pattern(pattern, space.before(5)?);
        if let Some(guard) = guard {
            let beside = space
                .after(last_width(&head) + 4)
                .and_then(|space| space.before(5));
            let beside = beside.and_then(|space| self.expression(guard, space));
            let beside =
                beside.filter(|guard| !guard.contains('\n') || last_width(&head) <= INDENT);
            if let Some(guard) = beside {
                head += &format!(" if {guard}");
            } else {
                let below = space.nested();
                let guard = self.expression(guard, below.after(3)?.before(5)?)?;
                head += &format!("{}if {guard}", below.new_line());
            }
        }
        self.arm_body(&arm.body, &head, space)
    }

    fn arm_body(&self, body: &Expr, head: &str, space: Space) -> Option<String> {
        let body = self.flattened(body);
        let is_block = matches!(body, Expr::Block(_));
        let comma = if is_block { "" } else { "," };
        let used = if head.contains('\n') {
            last_width(head) - space.indent
        } else {
            width(head)
        };
        let beside_space = space
            .after(used + 4)
            .and_then(|space| space.before(comma.len()));
        let beside = beside_space.and_then(|space| self.statement_expression(body, space));
        let budget = beside_space.map_or(0, |space| space.width);
        if let Some(text) = &beside
            && (is_block || !text.contains('\n') && width(text) <= budget)
        {
            return Some(format!("{head} => {text}{comma}"));
        }
        let below = if is_block { space } else { space.nested() };
        let next = self.statement_expression(body, below);
        let between_braces = |text: &str| {
            // A unit value ends with a semicolon there.
            let end = if is_jump(body) { ";" } else { "" };
            format!(
                "{head} => {{{}{text}{end}{}}}",
                below.new_line(),
                space.new_line()
            )
        };
        match (beside, next) {
            (Some(text), Some(next)) if is_better_below(&text, &next) => {
                Some(between_braces(&next))
            }
            (Some(text), _) if can_extend(body) && first_width(&text) <= budget => {
                Some(format!("{head} => {text}{comma}"))
            }
            (Some(text), Some(next)) if text.contains('\n') => Some(between_braces(&next)),
            (None, Some(next)) => Some(between_braces(&next)),
            (Some(text), _) => Some(format!("{head} => {text}{comma}")),
            (None, None) => None,
        }
    }

    /// Returns the body of an arm without a block that holds nothing but an expression.
    fn flattened<'a>(&self, body: &'a Expr) -> &'a Expr {
        let Expr::Block(block) = body else {
            return body;
        };
        match only_expression(&block.block) {
            Some(only)
                if block.label.is_none()
                    && !self.in_macro.get()
                    && !matches!(only, Expr::Macro(_))
                    && attributes(only).is_empty() =>
            {
                self.flattened(only)
            }
            _ => body,
        }
    }
}

/// Returns a pattern; alternatives that don't fit on one line stand on lines of their own.
fn pattern(pattern: &Pat, space: Space) -> String {
    let mut text = String::new();
    tokens::write(pattern, &mut text);
    match pattern {
        Pat::Or(or) if width(&text) > space.width => {
            let cases = or.cases.iter().map(|case| {
                let mut text = String::new();
                tokens::write(case, &mut text);
                text
            });
            let cases: Vec<_> = cases.collect();
            cases.join(&format!("{}| ", space.new_line()))
        }
        _ => text,
    }
}

/// Returns the head of a block, and what is between it and the brace.
fn before_block(head: String, space: Space) -> String {
    if head.contains('\n') && !is_extendable(&head) {
        head + &space.new_line()
    } else {
        head + " "
    }
}

fn is_jump(body: &Expr) -> bool {
    matches!(body, Expr::Return(_) | Expr::Break(_) | Expr::Continue(_))
}

/// Returns whether a body may begin beside `=>` and end lines below.
fn can_extend(body: &Expr) -> bool {
    match body {
        Expr::Loop(_)
        | Expr::Match(_)
        | Expr::Block(_)
        | Expr::Closure(_)
        | Expr::Array(_)
        | Expr::Call(_)
        | Expr::MethodCall(_)
        | Expr::Macro(_)
        | Expr::Struct(_)
        | Expr::Tuple(_) => true,
        Expr::Reference(reference) => can_extend(&reference.expr),
        Expr::Try(try_) => can_extend(&try_.expr),
        Expr::Unary(unary) => can_extend(&unary.expr),
        Expr::Index(index) => can_extend(&index.expr),
        Expr::Cast(cast) => can_extend(&cast.expr),
        _ => false,
    }
}
