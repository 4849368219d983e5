//! Pagination: what names the next page, the items and the page size.

mod items;
mod keys;
mod link;
mod number;
mod offset;
mod output_path;
mod page_size;
mod token;

use proc_macro2::Ident;

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format,
    model::{
        Field, InputMember, NamedType, NextPage, Null, OutputMember, Pagination, Path,
        ResponseBinding, Type,
    },
};

pub(super) use keys::{Way, way};

/// What the keys of pagination may name.
pub(super) struct Members<'a> {
    pub(super) input: &'a [InputMember],
    pub(super) output: &'a [OutputMember],
    pub(super) types: &'a [NamedType],
}

impl<'a> Members<'a> {
    /// Returns a member of the input. Its absence was reported.
    fn of_input(&self, name: &str, place: &Place<'_>) -> Checked<&'a Field> {
        let mut fields = self.input.iter().map(|member| &member.field);
        fields
            .find(|field| field.name == name)
            .ok_or_else(|| place.already_reported())
    }

    /// Returns a member of the input that is a whole number.
    fn number_of_input(&self, name: &str, what: &str, place: &Place<'_>) -> Checked<&'a Field> {
        let field = self.of_input(name, place)?;
        if is_whole_number(&field.type_) && field.null == Null::Never {
            return Ok(field);
        }
        let message = format!("`{name}` can't be {what}");
        let help = "name a member of type `byte`, `short`, `integer`, `long` or `unsigned_long` that isn't nullable";
        Err(place.report(Diagnostic::new(Code::Pagination, place.value(), message).help(help)))
    }

    /// Returns the path to a boolean in the output.
    fn boolean(&self, path: &str, place: &Place<'_>) -> Checked<Path> {
        self.value(path, place, |type_| *type_ == Type::Boolean, "boolean")
    }

    /// Returns the path to a whole number in the output.
    fn number(&self, path: &str, place: &Place<'_>) -> Checked<Path> {
        let wanted = "`byte`, `short`, `integer`, `long` or `unsigned_long`";
        self.value(path, place, is_whole_number, wanted)
    }

    /// Returns the path to a value in the output of one of the wanted types.
    fn value(
        &self,
        path: &str,
        place: &Place<'_>,
        is_wanted: impl Fn(&Type) -> bool,
        wanted: &str,
    ) -> Checked<Path> {
        let (steps, type_) = output_path::output_path(path, self, place)?;
        if is_wanted(type_) {
            return Ok(steps);
        }
        let message = format!("`{path}` is of the wrong type");
        let help = format!("name a member of type {wanted}");
        Err(place.report(Diagnostic::new(Code::Pagination, place.value(), message).help(help)))
    }

    /// Returns whether a member of the output with this name is something else than the header `Link`.
    fn has_other_link(&self, name: &str) -> bool {
        self.output.iter().any(|member| {
            let is_header = matches!(&member.binding, ResponseBinding::Header { name, .. } if *name == http::header::LINK);
            member.field.name == name && !is_header
        })
    }
}

fn is_whole_number(type_: &Type) -> bool {
    matches!(
        type_,
        Type::Byte | Type::Short | Type::Integer | Type::Long | Type::UnsignedLong
    )
}

/// Checks that the members that pagination names exist, as far as the operation itself tells.
pub(super) fn members_exist(operation: &format::Operation, place: &Place<'_>) -> Checked<()> {
    let Some(pagination) = &operation.pagination else {
        return Ok(());
    };
    let place = place.at("pagination");
    let next = pagination
        .next
        .as_ref()
        .filter(|next| *next != link::HEADER);
    let input = [
        ("input_token", pagination.input_token.as_ref()),
        ("page", pagination.page.as_ref()),
        ("offset", pagination.offset.as_ref()),
        ("page_size", pagination.page_size.as_ref()),
    ];
    let output = [
        ("output_token", pagination.output_token.as_ref()),
        ("next", next),
        ("has_more", pagination.has_more.as_ref()),
        ("pages", pagination.pages.as_ref()),
        ("total", pagination.total.as_ref()),
        ("items", pagination.items.as_ref()),
    ];
    let input = input.into_iter().map(|(key, name)| {
        (
            key,
            name.map(String::as_str),
            operation.input_members(),
            "input",
        )
    });
    let output = output.into_iter().map(|(key, path)| {
        let first = path.map(|path| output_path::first_member(path));
        (key, first, &operation.output, "output")
    });
    let missing = input
        .chain(output)
        .filter_map(|(key, name, members, whose)| {
            let name = name.filter(|name| !members.contains_key(*name))?;
            Some((key, name, members, whose))
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
    way: Way<'_>,
    method_name: Ident,
    members: &Members<'_>,
    place: &Place<'_>,
) -> Checked<Pagination> {
    let has_more = || {
        let path = pagination.has_more.as_ref();
        path.map(|path| members.boolean(path, &place.at("has_more")))
            .transpose()
    };
    let items = pagination.items.as_ref();
    let items = items
        .map(|path| items::items(path, members, &place.at("items")))
        .transpose();
    let next = match way {
        Way::Token { input, output } => {
            token::token(input, output, has_more(), members, place).map(NextPage::Token)
        }
        Way::Link(next) => {
            link::link(next, has_more(), members, &place.at("next")).map(NextPage::Link)
        }
        Way::Number { page, last } => {
            let last = number::end(last, &items, members, place);
            number::number(page, pagination.first_page, last, members, place).map(NextPage::Number)
        }
        Way::Offset { offset, last } => {
            offset::offset(offset, &items, last, members, place).map(NextPage::Offset)
        }
    };
    let page_size = pagination.page_size.as_ref();
    let page_size = page_size
        .map(|name| page_size::page_size(name, members, &place.at("page_size")))
        .transpose();
    Ok(Pagination {
        method_name,
        next: next?,
        items: items?,
        page_size: page_size?,
    })
}
