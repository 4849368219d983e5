//! Pages that a token names.

use super::{super::place::Place, Members, output_path::output_path};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    model::{Field, Null, PageToken, Path, Type},
};

/// Lowers the token in the input and the path of the next one in the output.
pub(super) fn token(
    input: &str,
    output: &str,
    has_more: Checked<Option<Path>>,
    members: &Members<'_>,
    place: &Place<'_>,
) -> Checked<PageToken> {
    let field = field(input, members, &place.at("input_token"));
    let (path, next_type) = output_path(output, members, &place.at("output_token"))?;
    let (field, has_more) = (field?, has_more?);
    let is_hidden = field.type_ == Type::Secret && *next_type == Type::String;
    if field.type_ != *next_type && !is_hidden {
        let message = format!("`{input}` and `{output}` are of different types");
        return Err(place.report(
            Diagnostic::new(Code::Pagination, place.at("output_token").value(), message)
                .also(place.at("input_token").value(), "the other one")
                .help("give both the same type: the next input sends what the output returned"),
        ));
    }
    Ok(PageToken {
        field: field.ident.clone(),
        type_: field.type_.clone(),
        is_hidden,
        path,
        has_more,
    })
}

/// Returns the page token in the input, which must be optional and a comparable type.
fn field<'a>(name: &str, members: &Members<'a>, place: &Place<'_>) -> Checked<&'a Field> {
    let field = members.of_input(name, place)?;
    let (problem, help) = if field.required {
        (
            "is required, but the first page has no token",
            "make the member optional",
        )
    } else if field.null != Null::Never {
        (
            "is nullable, but the first page has no token",
            "remove `nullable`: the client leaves the token out of the first request",
        )
    } else if !is_token(&field.type_) {
        (
            "can't be a page token",
            "change the type to a string, a whole number, a UUID or a map",
        )
    } else {
        return Ok(field);
    };
    let message = format!("`{name}` {problem}");
    Err(place.report(Diagnostic::new(Code::Pagination, place.value(), message).help(help)))
}

fn is_token(type_: &Type) -> bool {
    matches!(
        type_,
        Type::String
            | Type::Secret
            | Type::Byte
            | Type::Short
            | Type::Integer
            | Type::Long
            | Type::UnsignedLong
            | Type::Uuid
            | Type::Map { .. }
    )
}
