//! Pagination: the members of page tokens, items and the page size.

use proc_macro2::Ident;

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format,
    model::{
        Field, InputMember, NamedType, Null, OutputMember, PageItems, PageSize, Pagination, Step,
        Type,
    },
};

/// Checks that the members that pagination names exist, as far as the operation itself tells.
pub(super) fn members_exist(operation: &format::Operation, place: &Place<'_>) -> Checked<()> {
    let Some(pagination) = &operation.pagination else {
        return Ok(());
    };
    let place = place.at("pagination");
    let named = [
        (
            "input_token",
            Some(&pagination.input_token),
            &operation.input,
            "input",
        ),
        (
            "output_token",
            Some(&pagination.output_token),
            &operation.output,
            "output",
        ),
        (
            "items",
            pagination.items.as_ref(),
            &operation.output,
            "output",
        ),
        (
            "page_size",
            pagination.page_size.as_ref(),
            &operation.input,
            "input",
        ),
    ];
    let missing = named.into_iter().filter_map(|(key, name, members, whose)| {
        let name = name?;
        // What belongs to the output may stand deeper: `page.next`.
        let first = if whose == "output" {
            name.split('.').next().unwrap_or(name)
        } else {
            name
        };
        (!members.contains_key(first)).then_some((key, name, members, whose))
    });
    all(missing.map(|(key, name, members, whose)| {
        Err(place.report_error(|| {
            let message = format!("the {whose} has no member `{name}`");
            let known = members.keys().map(String::as_str);
            let help = format!("name a member of the {whose}");
            Diagnostic::new(Code::InvalidValue, place.at(key).value(), message)
                .help_or_similar(name, known, help)
        }))
    }))
    .map(|_: Vec<()>| ())
}

/// Lowers the pagination of an operation, whose method for pages is `method_name`.
pub(super) fn pagination(
    pagination: &format::Pagination,
    method_name: Ident,
    input: &[InputMember],
    output: &[OutputMember],
    types: &[NamedType],
    place: &Place<'_>,
) -> Checked<Pagination> {
    let output: Vec<&Field> = output.iter().map(|member| &member.field).collect();
    let token = token(pagination, input, &place.at("input_token"));
    let (next_token, next_type) = path(
        &pagination.output_token,
        &output,
        types,
        &place.at("output_token"),
    )?;
    let items = pagination
        .items
        .as_ref()
        .map(|name| items(name, &output, types, &place.at("items")))
        .transpose();
    let page_size = pagination.page_size.as_ref();
    let page_size = page_size
        .map(|name| page_size_of(name, input, &place.at("page_size")))
        .transpose();
    let (token, page_size) = (token?, page_size?);
    let is_hidden = token.type_ == Type::Secret && *next_type == Type::String;
    if token.type_ != *next_type && !is_hidden {
        let message = format!(
            "`{}` and `{}` are of different types",
            pagination.input_token, pagination.output_token
        );
        return Err(place.report(
            Diagnostic::new(Code::Pagination, place.at("output_token").value(), message)
                .also(place.at("input_token").value(), "the other one")
                .help("give both the same type: the next input sends what the output returned"),
        ));
    }
    Ok(Pagination {
        method_name,
        token: token.ident.clone(),
        token_type: token.type_.clone(),
        is_hidden,
        next_token,
        items: items?,
        page_size,
    })
}

/// Lowers the page token in the input, which must be optional and a comparable type.
fn token<'a>(
    pagination: &format::Pagination,
    input: &'a [InputMember],
    place: &Place<'_>,
) -> Checked<&'a Field> {
    let name = &pagination.input_token;
    let mut members = input.iter().map(|member| &member.field);
    let Some(field) = members.find(|field| field.name == *name) else {
        return Err(place.already_reported());
    };
    let problem = if field.required {
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
            "change the type to a string, a whole number or a map",
        )
    } else {
        return Ok(field);
    };
    let (problem, help) = problem;
    let message = format!("`{name}` {problem}");
    Err(place.report(Diagnostic::new(Code::Pagination, place.value(), message).help(help)))
}

/// Lowers the page size in the input. A required one is set by `new`, and can be changed.
fn page_size_of(name: &str, input: &[InputMember], place: &Place<'_>) -> Checked<PageSize> {
    let mut members = input.iter().map(|member| &member.field);
    let Some(field) = members.find(|field| field.name == name) else {
        return Err(place.already_reported());
    };
    let is_number = matches!(
        field.type_,
        Type::Byte | Type::Short | Type::Integer | Type::Long
    );
    if !is_number || field.null != Null::Never {
        let message = format!("`{name}` can't be the size of a page");
        let help = "name a member of type `byte`, `short`, `integer` or `long` that isn't nullable, or remove `page_size`";
        return Err(
            place.report(Diagnostic::new(Code::Pagination, place.value(), message).help(help))
        );
    }
    Ok(PageSize {
        field: field.ident.clone(),
        required: field.required,
        type_: field.type_.clone(),
    })
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
            | Type::Map { .. }
    )
}

fn items(
    name: &str,
    output: &[&Field],
    types: &[NamedType],
    place: &Place<'_>,
) -> Checked<PageItems> {
    let (path, container) = path(name, output, types, place)?;
    let (of, is_sparse, is_map) = match container {
        Type::List { of, is_sparse } => (of, *is_sparse, false),
        Type::Map { of, is_sparse } => (of, *is_sparse, true),
        _ => {
            let message = format!("`{name}` is neither a list nor a map");
            return Err(place.report(
                Diagnostic::new(Code::Pagination, place.value(), message).help(
                    "name the list or map that contains the items of a page, or remove `items`",
                ),
            ));
        }
    };
    Ok(PageItems {
        path,
        type_: (**of).clone(),
        is_sparse,
        is_map,
    })
}

/// Returns the path to a member of the output, such as `page.next`, and its type.
fn path<'a>(
    name: &str,
    output: &[&'a Field],
    types: &'a [NamedType],
    place: &Place<'_>,
) -> Checked<(Vec<Step>, &'a Type)> {
    let (mut path, mut fields, mut found) = (Vec::new(), output.to_vec(), None);
    for part in name.split('.') {
        let Some(field) = fields.iter().find(|field| field.name == part).copied() else {
            return Err(place.report_error(|| {
                let message =
                    format!("`{name}` can't be found in the output: there is no member `{part}`");
                let known = fields.iter().map(|field| field.name.as_str());
                Diagnostic::new(Code::InvalidValue, place.value(), message).help_or_similar(
                    part,
                    known,
                    "write a path of members, separated by dots, such as `page.next`",
                )
            }));
        };
        if let Null::IfSet(_) = field.null {
            let message =
                format!("the member `{part}` of `{name}` is nullable, and inputs contain it too");
            return Err(place.report(
                Diagnostic::new(Code::Pagination, place.value(), message)
                    .help("remove `nullable`, or give the output a shape of its own"),
            ));
        }
        path.push(Step {
            field: field.ident.clone(),
            required: field.is_value(),
        });
        found = Some(&field.type_);
        fields = members(&field.type_, types);
    }
    found
        .map(|type_| (path, type_))
        .ok_or_else(|| place.already_reported())
}

/// Returns the members of a structure.
fn members<'a>(of: &Type, types: &'a [NamedType]) -> Vec<&'a Field> {
    let Type::Structure { name, .. } = of else {
        return Vec::new();
    };
    let fields = types.iter().find_map(|type_| match type_ {
        NamedType::Structure(structure) if structure.name == *name => Some(&structure.fields),
        _ => None,
    });
    fields.into_iter().flatten().collect()
}
