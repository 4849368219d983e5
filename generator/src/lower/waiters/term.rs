//! What an expression in a path stands for.

use super::{
    constant::Literal,
    finding::{Finding, unsupported},
};
use crate::model::{Condition, Measured, Source, SourceKind, Type, ValueStep, Values, ValuesStep};

/// What a path begins at.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    Output,
    Value(&'a Type),
}

/// What an expression stands for.
pub(super) enum Term<'a> {
    Value {
        of: Vec<ValueStep>,
        type_: &'a Type,
    },
    Values {
        values: Values,
        type_: &'a Type,
    },
    Length {
        of: Measured,
        /// Whether what is absent has the length 0.
        is_zero_if_absent: bool,
    },
    Condition(Condition),
    Literal(Literal),
}

/// Returns a term that begins at the end of these steps.
pub(super) fn after(mut of: Vec<ValueStep>, term: Term<'_>) -> Result<Term<'_>, Finding> {
    match term {
        Term::Value { of: rest, type_ } => {
            of.extend(rest);
            Ok(Term::Value { of, type_ })
        }
        Term::Values { mut values, type_ } => {
            of.append(&mut values.source.of);
            values.source.of = of;
            Ok(Term::Values { values, type_ })
        }
        _ => Err(unsupported("an expression after a dot")),
    }
}

/// Returns an item of a list.
pub(super) fn item(index: i32, from: Origin<'_>) -> Result<Term<'_>, Finding> {
    let Origin::Value(Type::List { of, is_sparse }) = from else {
        return Err(no_list());
    };
    let is_sparse = *is_sparse;
    let step = match (index, usize::try_from(index)) {
        (_, Ok(index)) => ValueStep::Index { index, is_sparse },
        (-1, _) => ValueStep::Last { is_sparse },
        _ => return Err(unsupported("an index below -1")),
    };
    Ok(Term::Value {
        of: vec![step],
        type_: of,
    })
}

/// Returns the items of a list, or of several lists. Flattened, those that are lists give way to their own items.
pub(super) fn items(term: Term<'_>, is_flat: bool) -> Result<(Values, &Type), Finding> {
    let (mut values, type_) = match term {
        Term::Value {
            of,
            type_: Type::List {
                of: type_,
                is_sparse,
            },
        } => {
            let kind = SourceKind::Items {
                is_sparse: *is_sparse,
            };
            let values = Values {
                source: Source { of, kind },
                steps: Vec::new(),
            };
            (values, type_.as_ref())
        }
        Term::Values { values, type_ } => (values, type_),
        _ => return Err(no_list()),
    };
    match type_ {
        Type::List { of, is_sparse } if is_flat => {
            let last = match values.steps.pop() {
                Some(ValuesStep::Reach(last)) => last,
                other => {
                    values.steps.extend(other);
                    Vec::new()
                }
            };
            values.steps.push(ValuesStep::Items {
                of: last,
                is_sparse: *is_sparse,
            });
            Ok((values, of))
        }
        type_ => Ok((values, type_)),
    }
}

/// Returns the values of a map.
pub(super) fn values_of_map(term: Term<'_>) -> Result<(Values, &Type), Finding> {
    let Term::Value {
        of,
        type_: Type::Map {
            of: type_,
            is_sparse,
        },
    } = term
    else {
        return Err(no_map());
    };
    let kind = SourceKind::Values {
        is_sparse: *is_sparse,
    };
    let values = Values {
        source: Source { of, kind },
        steps: Vec::new(),
    };
    Ok((values, type_))
}

/// Returns what has a length.
pub(super) fn measured(term: Term<'_>) -> Result<Measured, Finding> {
    match term {
        Term::Value {
            of,
            type_: Type::List { .. },
        } => Ok(Measured::List(of)),
        Term::Value {
            of,
            type_: Type::Map { .. },
        } => Ok(Measured::Map(of)),
        Term::Value {
            of,
            type_: type_ @ (Type::String | Type::Secret),
        } => Ok(Measured::Text {
            of,
            is_secret: *type_ == Type::Secret,
        }),
        Term::Values { values, .. } if values.steps.is_empty() => {
            let Source { of, kind } = values.source;
            Ok(match kind {
                SourceKind::Items { .. } => Measured::List(of),
                SourceKind::Values { .. } | SourceKind::Keys => Measured::Map(of),
            })
        }
        Term::Values { values, .. } => Ok(Measured::Values(values)),
        _ => Err(Finding::new(
            "only lists, maps and strings have a length",
            "name one of these in `length(…)`",
        )),
    }
}

fn no_list() -> Finding {
    Finding::new(
        "only a list has items",
        "remove the brackets, or write them after the name of a list",
    )
}

pub(super) fn no_map() -> Finding {
    Finding::new(
        "only a map has keys and values",
        "name a map, or a member of the structure",
    )
}
