//! The members of multipart bodies, and the files in them.

use super::{
    place::Place,
    shapes::{Resolved, Shapes},
    style::{is_nested, unfit},
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::{Member, Style},
    model::{PartFormat, PartStyle, Type},
};

/// The media type of a file whose blob has none.
const BYTES: &str = "application/octet-stream";

/// Returns the type of a member that is a file or a list of files, and `None` if the member can't be one.
pub(super) fn file(member: &Member, type_: &Type) -> Option<Type> {
    let is_file = |type_: &Type| matches!(type_.exposed(), Type::Blob | Type::Stream | Type::Part);
    match type_.exposed() {
        _ if !member.part => None,
        type_ if is_file(type_) => Some(Type::Part),
        Type::List {
            of,
            is_sparse: false,
        } if is_file(of) => Some(Type::List {
            of: Box::new(Type::Part),
            is_sparse: false,
        }),
        _ => None,
    }
}

/// Lowers how a member of a multipart body is written.
pub(super) fn part(
    member: &Member,
    resolved: &Resolved<'_>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<PartFormat> {
    let type_ = resolved.type_.exposed();
    if member.part {
        return file_format(member, resolved, shapes, place);
    }
    if type_ == &Type::Stream {
        let message = "a streaming blob in a multipart body must be a file";
        return Err(place.report(
            Diagnostic::new(Code::BindingType, place.type_().value(), message)
                .help("add `part: true`"),
        ));
    }
    let by_default = match type_ {
        Type::List { of, .. } if is_single(of) => PartFormat::Text(PartStyle::Repeat),
        Type::List { .. } => PartFormat::JsonItems,
        type_ if is_nested(type_) => PartFormat::Json,
        _ => PartFormat::Text(PartStyle::Repeat),
    };
    let Some(style) = member.style else {
        return Ok(by_default);
    };
    let is_list = matches!(type_, Type::List { .. });
    let help = match style {
        _ if !is_nested(type_) => "remove it: a single value has no style",
        Style::Json => return Ok(PartFormat::Json),
        Style::Brackets => return Ok(PartFormat::Text(PartStyle::Brackets)),
        Style::Index => return Ok(PartFormat::Text(PartStyle::Index)),
        Style::Repeat if is_list => return Ok(by_default),
        Style::Repeat => {
            "write `style: json`, which is the default, `style: brackets` or `style: index`"
        }
        _ => {
            let help = "a multipart body has the styles `repeat`, `json`, `brackets` and `index`";
            return Err(unfit(style, "in a multipart body", help, place));
        }
    };
    Err(unfit(style, "with this type", help, place))
}

/// Reports a file that isn't a member of a multipart body.
pub(super) fn no_file(member: &Member, place: &Place<'_>) -> Checked<()> {
    if !member.part {
        return Ok(());
    }
    let message = "`part` is only for members of a multipart body";
    Err(place.report(
        Diagnostic::new(Code::MisplacedBinding, place.at("part").key(), message)
            .help("remove it; a body is multipart with `request: multipart`"),
    ))
}

fn file_format(
    member: &Member,
    resolved: &Resolved<'_>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<PartFormat> {
    if file(member, &resolved.type_).is_none() {
        let message = "only a blob or a list of blobs can be a file";
        return Err(place.report(
            Diagnostic::new(Code::BindingType, place.type_().value(), message)
                .help("change the type to `blob`, or remove `part`"),
        ));
    }
    if let Some(style) = member.style {
        let help = "remove it: each file is a part";
        return Err(unfit(style, "with a file", help, place));
    }
    let item = || {
        let list = shapes.get(&member.target)?;
        shapes.get(list.of.as_deref()?)?.media_type.clone()
    };
    let media_type = resolved.media_type.clone().or_else(item);
    Ok(PartFormat::File {
        media_type: media_type.unwrap_or_else(|| BYTES.to_owned()),
    })
}

/// Returns whether a value is written as text.
fn is_single(type_: &Type) -> bool {
    type_.is_text() || type_.exposed() == &Type::Blob
}
