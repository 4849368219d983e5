//! Paths of waiters, in JMESPath, as conditions on the members of an output.

use std::cell::RefCell;

use jmespath::{
    ErrorReason,
    ast::{Ast, Comparator},
};

use super::{
    constant::{Literal, constant, is_whole_number},
    finding::{Finding, unsupported},
    term::{Origin, Term, after, item, items, measured, no_map, values_of_map},
};
use crate::{
    model::{
        Condition, Constant, Field, NamedType, Null, Relation, Source, SourceKind, Type, ValueStep,
        Values, ValuesStep,
    },
    similar::similar,
};

/// The maximum length of a path. Those that AWS publishes have up to 200 characters, and a parser that calls itself must
/// not go too deep.
const MAX_LENGTH: usize = 500;

/// What paths may name.
pub(super) struct Paths<'a> {
    pub(super) output: Vec<&'a Field>,
    pub(super) types: &'a [NamedType],
    /// Warnings of values that enums don't have.
    pub(super) warnings: RefCell<Vec<Finding>>,
}

impl<'a> Paths<'a> {
    /// Returns the condition that the value at a path is this one, or true.
    pub(super) fn one(&self, path: &str, equals: Option<Literal>) -> Result<Condition, Finding> {
        match (self.term(&parse(path)?, Origin::Output)?, equals) {
            (Term::Values { .. }, _) => Err(Finding::new(
                format!("`{path}` names several values"),
                "write `all:` or `any:` in place of `path:`",
            )),
            (Term::Condition(condition), None) => Ok(condition),
            (Term::Value { type_, .. }, None) if *type_ != Type::Boolean => Err(Finding::new(
                format!("nothing says what `{path}` equals"),
                "add `equals:` with its value",
            )),
            (term, equals) => {
                let equals = equals.unwrap_or(Literal::Boolean(true));
                self.comparison(Relation::Equal, term, Term::Literal(equals))
            }
        }
    }

    /// Returns the values at a path, and the constant that they are compared with.
    pub(super) fn several(
        &self,
        path: &str,
        equals: Option<Literal>,
    ) -> Result<(Values, Constant), Finding> {
        let (values, type_) = match self.term(&parse(path)?, Origin::Output)? {
            Term::Values { values, type_ } => (values, type_),
            value @ Term::Value {
                type_: Type::List { .. },
                ..
            } => items(value, false)?,
            _ => {
                return Err(Finding::new(
                    format!("`{path}` names one value"),
                    "write `path:`, or name the items of a list, such as `volumes[].state`",
                ));
            }
        };
        let equals = equals.unwrap_or(Literal::Boolean(true));
        Ok((values, self.constant(&equals, type_)?))
    }

    fn constant(&self, literal: &Literal, type_: &Type) -> Result<Constant, Finding> {
        let (constant, warning) = constant(literal, type_, self.types)?;
        self.warnings.borrow_mut().extend(warning);
        Ok(constant)
    }

    fn term(&self, ast: &Ast, from: Origin<'a>) -> Result<Term<'a>, Finding> {
        match ast {
            Ast::Field { name, .. } => {
                let (step, type_) = self.member(name, from)?;
                Ok(Term::Value {
                    of: vec![step],
                    type_,
                })
            }
            Ast::Index { idx, .. } => item(*idx, from),
            Ast::Identity { .. } => match from {
                Origin::Value(type_) => Ok(Term::Value {
                    of: Vec::new(),
                    type_,
                }),
                Origin::Output => Err(Finding::new(
                    "`@` can't be used here: it is the whole output",
                    MEMBERS_HELP,
                )),
            },
            Ast::Subexpr { lhs, rhs, .. } => match self.term(lhs, from)? {
                Term::Value { of, type_ } => after(of, self.term(rhs, Origin::Value(type_))?),
                _ => Err(unsupported("a path that goes on after an expression")),
            },
            Ast::Projection { lhs, rhs, .. } => self.projection(lhs, rhs, from),
            Ast::Flatten { node, .. } => {
                let (values, type_) = items(self.term(node, from)?, true)?;
                Ok(Term::Values { values, type_ })
            }
            Ast::Comparison {
                comparator,
                lhs,
                rhs,
                ..
            } => {
                let (left, right) = (self.term(lhs, from)?, self.term(rhs, from)?);
                let condition = self.comparison(relation(comparator), left, right)?;
                Ok(Term::Condition(condition))
            }
            Ast::And { lhs, rhs, .. } => {
                let (left, right) = (self.condition(lhs, from)?, self.condition(rhs, from)?);
                Ok(Term::Condition(Condition::And(left.into(), right.into())))
            }
            Ast::Or { lhs, rhs, .. } => {
                let (left, right) = (self.condition(lhs, from)?, self.condition(rhs, from)?);
                Ok(Term::Condition(Condition::Or(left.into(), right.into())))
            }
            Ast::Not { node, .. } => Ok(Term::Condition(self.condition(node, from)?.negated())),
            Ast::Literal { value, .. } => Literal::of_json(value).map(Term::Literal),
            Ast::Function { name, args, .. } => self.function(name, args, from),
            Ast::MultiList { .. } | Ast::MultiHash { .. } => Err(unsupported(
                "a selection of several members, `[a, b]` or `{a: b}`",
            )),
            Ast::ObjectValues { node, .. } => {
                let (values, type_) = values_of_map(self.term(node, from)?)?;
                Ok(Term::Values { values, type_ })
            }
            Ast::Slice { .. } => Err(unsupported("a slice of a list")),
            Ast::Condition { .. } | Ast::Expref { .. } => Err(unsupported("this form of JMESPath")),
        }
    }

    /// Returns a step to a member, and its type.
    fn member(&self, name: &str, from: Origin<'a>) -> Result<(ValueStep, &'a Type), Finding> {
        let fields = match from {
            Origin::Output => self.output.clone(),
            Origin::Value(Type::Map { of, is_sparse }) => {
                let step = ValueStep::Key {
                    key: name.to_owned(),
                    is_sparse: *is_sparse,
                };
                return Ok((step, of));
            }
            Origin::Value(Type::Structure { name, .. }) => self.fields(name),
            Origin::Value(Type::Sensitive(_)) => {
                return Err(Finding::new(
                    format!("`{name}` is within a sensitive value"),
                    "name another member: a waiter doesn't look into sensitive values",
                ));
            }
            Origin::Value(Type::Union { .. }) => {
                return Err(Finding::new(
                    format!("`{name}` is within a union"),
                    "name another member: a waiter doesn't look into unions",
                ));
            }
            Origin::Value(type_) => {
                let of_list = matches!(type_, Type::List { .. });
                let help = if of_list {
                    "write `[]` after the name of the list for all of its items"
                } else {
                    "name a member of the output or of a structure in it"
                };
                let message =
                    format!("`{name}` can't be reached: the value before it has no members");
                return Err(Finding::new(message, help));
            }
        };
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            let known = fields.iter().map(|field| field.name.as_str());
            let help = similar(name, known).first().map_or_else(
                || MEMBERS_HELP.to_owned(),
                |similar| format!("did you mean `{similar}`?"),
            );
            return Err(Finding::new(format!("there is no member `{name}`"), help));
        };
        if let Null::IfSet(_) = field.null {
            return Err(Finding::new(
                format!(
                    "`{name}` is nullable and its structure is also sent, so a waiter can't read it"
                ),
                "remove `nullable`, or give the output a shape of its own",
            ));
        }
        let step = ValueStep::Field {
            field: field.ident.clone(),
            required: field.is_value(),
        };
        Ok((step, &field.type_))
    }

    /// Returns the members of a structure.
    fn fields(&self, name: &proc_macro2::Ident) -> Vec<&'a Field> {
        let fields = self.types.iter().find_map(|type_| match type_ {
            NamedType::Structure(structure) if structure.name == *name => Some(&structure.fields),
            _ => None,
        });
        fields.into_iter().flatten().collect()
    }

    /// Returns what is selected of each item of a list, or of each value of a map.
    fn projection(&self, lhs: &Ast, rhs: &Ast, from: Origin<'a>) -> Result<Term<'a>, Finding> {
        let (mut values, type_) = match lhs {
            Ast::Flatten { node, .. } => items(self.term(node, from)?, true)?,
            Ast::ObjectValues { node, .. } => values_of_map(self.term(node, from)?)?,
            other => items(self.term(other, from)?, false)?,
        };
        let rest = match rhs {
            Ast::Condition {
                predicate, then, ..
            } => {
                let condition = self.condition(predicate, Origin::Value(type_))?;
                values.steps.push(ValuesStep::Filter(condition));
                then
            }
            rest => rest,
        };
        match self.term(rest, Origin::Value(type_))? {
            Term::Value { of, type_ } => {
                if !of.is_empty() {
                    values.steps.push(ValuesStep::Reach(of));
                }
                Ok(Term::Values { values, type_ })
            }
            Term::Values { .. } => Err(Finding::new(
                "a list of lists can't be compared",
                "write `[]` after each list, such as `reservations[].instances[].state`",
            )),
            _ => Err(unsupported("an expression for each item")),
        }
    }

    fn function(&self, name: &str, args: &[Ast], from: Origin<'a>) -> Result<Term<'a>, Finding> {
        match (name, args) {
            ("length", [Ast::Or { lhs, rhs, .. }]) if is_empty(rhs) => Ok(Term::Length {
                of: measured(self.term(lhs, from)?)?,
                is_zero_if_absent: true,
            }),
            ("length", [of]) => Ok(Term::Length {
                of: measured(self.term(of, from)?)?,
                is_zero_if_absent: false,
            }),
            ("contains", [of, part]) => {
                self.contains(self.term(of, from)?, &self.term(part, from)?)
            }
            ("values", [of]) => {
                let (values, type_) = values_of_map(self.term(of, from)?)?;
                Ok(Term::Values { values, type_ })
            }
            ("keys", [of]) => match self.term(of, from)? {
                Term::Value {
                    of,
                    type_: Type::Map { .. },
                } => Ok(Term::Values {
                    values: Values {
                        source: Source {
                            of,
                            kind: SourceKind::Keys,
                        },
                        steps: Vec::new(),
                    },
                    type_: &Type::String,
                }),
                _ => Err(no_map()),
            },
            ("length" | "contains" | "keys" | "values", _) => Err(Finding::new(
                format!("`{name}` has a wrong number of arguments"),
                "write `length(x)`, `contains(x, 'y')`, `keys(x)` or `values(x)`",
            )),
            _ => Err(Finding::new(
                format!("the function `{name}` isn't supported"),
                "the functions of waiters are `length`, `contains`, `keys` and `values`",
            )),
        }
    }

    fn contains(&self, of: Term<'a>, part: &Term<'a>) -> Result<Term<'a>, Finding> {
        let Term::Literal(part) = part else {
            return Err(unsupported(
                "`contains` with something else than a constant",
            ));
        };
        let (values, type_) = match (of, part) {
            (
                Term::Value {
                    of,
                    type_: Type::String,
                },
                Literal::Text(part),
            ) => {
                let part = part.clone();
                return Ok(Term::Condition(Condition::Contains { of, part }));
            }
            (Term::Values { values, type_ }, _) => (values, type_),
            (of, _) => items(of, false)?,
        };
        let constant = self.constant(part, type_)?;
        Ok(Term::Condition(Condition::Any(values, constant)))
    }

    fn condition(&self, ast: &Ast, from: Origin<'a>) -> Result<Condition, Finding> {
        match self.term(ast, from)? {
            Term::Condition(condition) => Ok(condition),
            value @ Term::Value {
                type_: Type::Boolean,
                ..
            } => {
                let truth = Term::Literal(Literal::Boolean(true));
                self.comparison(Relation::Equal, value, truth)
            }
            _ => Err(Finding::new(
                "something that is neither true nor false is used as a condition",
                "compare it, such as `status == 'ACTIVE'` or ``length(items) > `0` ``",
            )),
        }
    }

    fn comparison(
        &self,
        is: Relation,
        left: Term<'a>,
        right: Term<'a>,
    ) -> Result<Condition, Finding> {
        match (left, right) {
            (left @ Term::Literal(_), right) if !matches!(right, Term::Literal(_)) => {
                self.comparison(is.mirrored(), right, left)
            }
            (Term::Value { of, type_ }, Term::Literal(literal)) => {
                if of.is_empty() {
                    return Err(unsupported("a comparison with `@`"));
                }
                if !is.is_equality() && !is_whole_number(type_) {
                    return Err(Finding::new(
                        "only numbers can be less or greater",
                        "write `==` or `!=`",
                    ));
                }
                Ok(Condition::Value {
                    of,
                    is,
                    constant: self.constant(&literal, type_)?,
                    if_absent: is == Relation::NotEqual,
                })
            }
            (
                Term::Value { of, type_ },
                Term::Value {
                    of: other,
                    type_: type_of_other,
                },
            ) => equal(is, (of, type_), (other, type_of_other)),
            (
                Term::Length {
                    of,
                    is_zero_if_absent,
                },
                Term::Literal(Literal::Number(number)),
            ) => {
                let number = u64::try_from(number)
                    .map_err(|_| Finding::new("a length is never negative", "write 0 or more"))?;
                Ok(Condition::Length {
                    of,
                    is,
                    number,
                    is_zero_if_absent,
                })
            }
            (
                Term::Length {
                    of: left,
                    is_zero_if_absent: false,
                },
                Term::Length {
                    of: right,
                    is_zero_if_absent: false,
                },
            ) => Ok(Condition::Lengths { left, is, right }),
            (Term::Condition(condition), Term::Literal(Literal::Boolean(value)))
                if is.is_equality() =>
            {
                if value == (is == Relation::Equal) {
                    Ok(condition)
                } else {
                    Ok(condition.negated())
                }
            }
            (Term::Length { .. }, Term::Literal(_)) => Err(Finding::new(
                "a length is compared with something else than a number",
                "write a number in backquotes, such as `0`",
            )),
            _ => Err(Finding::new(
                "these two can't be compared",
                "compare a member or a length with a constant, or two members of one type",
            )),
        }
    }
}

const MEMBERS_HELP: &str =
    "write names of members as in the spec, separated by dots, and `[]` for the items of a list";

fn parse(path: &str) -> Result<Ast, Finding> {
    let help = "write a path such as `table.status`, `volumes[].state` or ``length(items) > `0` ``";
    if path.chars().count() > MAX_LENGTH {
        let message = format!("the path has more than {MAX_LENGTH} characters");
        return Err(Finding::new(message, "write a shorter one"));
    }
    jmespath::parse(path).map_err(|error| {
        // The offset is in bytes.
        let before = path
            .char_indices()
            .take_while(|(index, _)| *index < error.offset);
        let character = before.count().saturating_add(1);
        let reason = match error.reason {
            ErrorReason::Parse(reason) => reason,
            reason @ ErrorReason::Runtime(_) => reason.to_string(),
        };
        Finding::new(
            format!("`{path}` isn't valid JMESPath at character {character}: {reason}"),
            help,
        )
    })
}

/// Returns whether an expression is the empty text or the empty list.
fn is_empty(ast: &Ast) -> bool {
    let Ast::Literal { value, .. } = ast else {
        return false;
    };
    value.as_string().is_some_and(String::is_empty) || value.as_array().is_some_and(Vec::is_empty)
}

fn equal(
    is: Relation,
    (left, type_): (Vec<ValueStep>, &Type),
    (right, type_of_right): (Vec<ValueStep>, &Type),
) -> Result<Condition, Finding> {
    let is_comparable = matches!(
        type_,
        Type::Boolean | Type::String | Type::Enum(_) | Type::IntEnum(_)
    ) || is_whole_number(type_);
    if type_ != type_of_right || !is_comparable || left.is_empty() || right.is_empty() {
        return Err(Finding::new(
            "these two members can't be compared",
            "compare strings, booleans, whole numbers or enums of one type",
        ));
    }
    let equal = Condition::Equal(left, right);
    match is {
        Relation::Equal => Ok(equal),
        Relation::NotEqual => Ok(equal.negated()),
        _ => Err(unsupported("`<` or `>` between two members")),
    }
}

fn relation(comparator: &Comparator) -> Relation {
    match comparator {
        Comparator::Equal => Relation::Equal,
        Comparator::NotEqual => Relation::NotEqual,
        Comparator::LessThan => Relation::Less,
        Comparator::LessThanEqual => Relation::LessOrEqual,
        Comparator::GreaterThan => Relation::Greater,
        Comparator::GreaterThanEqual => Relation::GreaterOrEqual,
    }
}
