//! Bodies of requests and responses as members.

use std::collections::HashSet;

use super::{
    components,
    document::At,
    media::{Body, Media},
    notes::Owner,
    parameters::Text,
    schema::{Additional, Kind, Parts, Schema},
    shapes::{Shapes, Target, Wish, any_value},
};
use crate::format::{self, Member, Style};

/// What a body becomes.
pub(super) enum Members<'d> {
    /// A member that is the whole body.
    Whole(Box<Member>),
    /// A member for each property, with its name in the document, and the type of all others.
    Each(Vec<(&'d str, Member)>, Option<String>),
}

/// Which side sends a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
}

/// Returns the schema of a body.
fn schema<'d>(body: &Body<'d>) -> Parts<'d> {
    body.at
        .get("schema")
        .map_or_else(|| Parts(Vec::new()), Parts::from)
}

/// Returns what the body of an operation becomes. `is_always_sent` is whether it is never absent.
pub(super) fn members<'d>(
    body: &Body<'d>,
    side: Side,
    is_always_sent: bool,
    wish: &Wish,
    shapes: &mut Shapes<'d>,
) -> Members<'d> {
    match body.media {
        Media::Json | Media::OtherJson | Media::Form | Media::Multipart => {
            let parts = schema(body);
            match flattened(&parts, body.media, side, is_always_sent) {
                Some(schema) => {
                    let has_others = body.media.is_json();
                    let additional = has_others
                        .then(|| shapes.additional(&schema, wish))
                        .flatten();
                    Members::Each(each(&schema, body, side, wish, shapes), additional)
                }
                None => Members::Whole(Box::new(whole_json(&parts, is_always_sent, wish, shapes))),
            }
        }
        Media::Text => {
            let is_secret = Schema::of(&schema(body).peeled().parts).format == Some("password");
            let target = if is_secret {
                shapes.secret()
            } else {
                "string".to_owned()
            };
            Members::Whole(Box::new(raw(&target, is_always_sent)))
        }
        Media::Bytes | Media::Xml => {
            let stream = shapes.shared("stream", "Stream", || stream(None));
            Members::Whole(Box::new(raw(&stream, is_always_sent)))
        }
    }
}

/// Returns the schema of an object whose properties become members: one that the document doesn't name, so that nobody
/// would miss its type, and any form.
fn flattened<'d>(
    parts: &Parts<'d>,
    media: Media,
    side: Side,
    is_always_sent: bool,
) -> Option<Schema<'d>> {
    let peeled = parts.peeled();
    let schema = Schema::of(&peeled.parts);
    let is_form = matches!(media, Media::Form | Media::Multipart);
    let is_object = schema.kinds.iter().eq([&Kind::Object]) && schema.alternatives.is_empty();
    if is_form {
        return Some(with_alternatives(schema));
    }
    let has_name = peeled.parts.len() == 1
        && peeled
            .parts
            .iter()
            .all(|part| components::is_schema(&part.at));
    let is_named = has_name
        || peeled
            .identity()
            .first()
            .is_some_and(|((_, pointer), _)| components::name_of_place(pointer).is_some());
    // A body that may be absent can have members that it requires if it is there.
    let is_whole = !is_always_sent && !schema.required.is_empty();
    // Only a structure of its own has members of all other names in a response.
    let has_others = side == Side::Response
        && matches!(schema.additional, Additional::Of(_) | Additional::Anything);
    let is_nullable = schema.is_nullable || peeled.is_nullable;
    let is_plain = is_object && !schema.properties.is_empty() && !is_nullable;
    let is_plain = is_plain && !is_named && !is_whole && !has_others;
    is_plain.then_some(schema)
}

/// Returns the schema of a form, in which the properties of all alternatives are optional: a form has no other way to say
/// one of them.
fn with_alternatives(mut schema: Schema<'_>) -> Schema<'_> {
    let mut open = std::mem::take(&mut schema.alternatives);
    open.reverse();
    let mut met = HashSet::new();
    while let Some(alternative) = open.pop() {
        let peeled = alternative.peeled();
        if !met.insert(peeled.identity()) {
            continue;
        }
        let alternative = Schema::of(&peeled.parts);
        open.extend(alternative.alternatives.into_iter().rev());
        for (name, property) in alternative.properties {
            schema.properties.entry(name).or_insert(property);
        }
    }
    schema
}

fn each<'d>(
    schema: &Schema<'d>,
    body: &Body<'d>,
    side: Side,
    wish: &Wish,
    shapes: &mut Shapes<'d>,
) -> Vec<(&'d str, Member)> {
    let mut members = Vec::new();
    for (property, parts) in &schema.properties {
        let inner = Wish::member(&wish.owner, &wish.type_, property);
        if let Some(file) = file(property, parts, body, shapes) {
            let required = schema.required.contains(property);
            members.push((*property, Member { required, ..file }));
            continue;
        }
        let target = shapes.target(parts, &inner);
        shapes.finish();
        let is_of_other_side = match side {
            Side::Request => target.is_read_only,
            Side::Response => target.is_write_only,
        };
        if is_of_other_side {
            continue;
        }
        let can_be_null = target.is_nullable && body.media != Media::Multipart;
        let is_required = schema.required.contains(property);
        let default = (side == Side::Request && !is_required)
            .then(|| shapes.default(&target))
            .flatten();
        let sentence = shapes
            .default_sentence(&target)
            .filter(|_| default.is_none());
        let constant = (side == Side::Request)
            .then(|| shapes.constant(&target, is_required))
            .flatten();
        let member = Member {
            constant,
            target: target.name.clone(),
            required: is_required && (can_be_null || !target.is_nullable),
            nullable: can_be_null,
            style: form_style(property, body, &target, &inner.owner, shapes),
            docs: super::docs::docs([target.docs.as_deref(), sentence.as_deref()]),
            default,
            ..Member::default()
        };
        members.push((*property, member));
    }
    if body.media.is_json() {
        let undescribed = schema.undescribed();
        members.extend(undescribed.map(|property| (property, any_value())));
    } else {
        let undescribed = schema.undescribed();
        members.extend(undescribed.map(|property| (property, any_text())));
    }
    members
}

/// Returns the part of a multipart body that is a file, or a list of files.
fn file<'d>(
    property: &str,
    parts: &Parts<'d>,
    body: &Body<'d>,
    shapes: &mut Shapes<'d>,
) -> Option<Member> {
    if body.media != Media::Multipart {
        return None;
    }
    let peeled = parts.peeled();
    let schema = Schema::of(&peeled.parts);
    let item = schema
        .items
        .as_ref()
        .map(|items| Schema::of(&items.peeled().parts));
    let encoding = body
        .at
        .get("encoding")
        .and_then(|encoding| encoding.get(property));
    let media_type = encoding
        .as_ref()
        .and_then(|encoding| encoding.text("contentType"));
    let target = if schema.is_binary() {
        let media_type = media_type.or(schema.media_type).map(super::media::essence);
        let media_type = media_type.filter(|name| name.contains('/') && !name.contains(['*', ',']));
        let words = media_type
            .as_deref()
            .map(super::names::type_words)
            .unwrap_or_default();
        let made_of = format!("file {words}");
        shapes.shared(&made_of, &format!("{words}File"), || stream(media_type))
    } else if item.is_some_and(|item| item.is_binary()) {
        shapes.shared("files", "FileList", || format::Shape {
            of: Some("blob".to_owned()),
            ..format::Shape::of_type("list")
        })
    } else {
        return None;
    };
    Some(Member {
        target,
        part: true,
        docs: super::docs::docs([peeled.description.or(peeled.type_description)]),
        ..Member::default()
    })
}

/// Returns a blob that is read and written piece by piece.
fn stream(media_type: Option<String>) -> format::Shape {
    format::Shape {
        streaming: true,
        media_type,
        ..format::Shape::of_type("blob")
    }
}

/// Returns the style of a member of a form or a multipart body, or `None` for the default. A list repeats its key unless its
/// encoding says otherwise.
fn form_style(
    property: &str,
    body: &Body<'_>,
    target: &Target<'_>,
    owner: &Owner,
    shapes: &mut Shapes<'_>,
) -> Option<Style> {
    if !matches!(body.media, Media::Form | Media::Multipart) {
        return None;
    }
    let is_multipart = body.media == Media::Multipart;
    let encoding = body
        .at
        .get("encoding")
        .and_then(|encoding| encoding.get(property));
    let text = shapes.text(&target.name);
    let is_nested = match shapes.kind(&target.name) {
        "union" | "document" => true,
        _ => matches!(text, Text::List | Text::Nested),
    };
    let Some(encoding) = encoding else {
        return (!is_multipart && text == Text::List).then_some(Style::Repeat);
    };
    if let Some(headers) = encoding.get("headers").filter(|_| is_multipart) {
        let sentence = format!("the headers of the part `{property}` are left out");
        shapes.notes.add(owner.clone(), &headers, sentence);
    }
    let content_type = encoding.text("contentType");
    let is_json = |name: &str| !name.contains('*') && Media::of(name).is_json();
    let wants_json = content_type.is_some_and(is_json);
    if wants_json && is_nested {
        return Some(Style::Json);
    }
    if !is_multipart && text == Text::List && content_type.is_none() {
        return list_style(&encoding);
    }
    let has_own_keys = encoding.text("style").map_or_else(
        || encoding.get("explode").is_some(),
        |style| style != "deepObject",
    );
    let is_left_out = if is_nested {
        has_own_keys || content_type.is_some()
    } else {
        wants_json
    };
    if is_left_out {
        let written = match (is_nested, is_multipart) {
            (false, _) => "as text, not as JSON",
            (true, true) if text == Text::List => "as a part for each item",
            (true, true) => "as JSON",
            (true, false) if text == Text::List => "as a field for each item",
            (true, false) => "with its keys in brackets",
        };
        let sentence = format!("the encoding of `{property}` is left out: it is sent {written}");
        shapes.notes.add(owner.clone(), &encoding, sentence);
    }
    (!is_multipart && text == Text::List).then_some(Style::Repeat)
}

/// Returns the style of a list of single values in a form.
fn list_style(encoding: &At<'_>) -> Option<Style> {
    let style = encoding.text("style").unwrap_or("form");
    let explode = encoding
        .get("explode")
        .map_or(style == "form", |_| encoding.flag("explode"));
    match style {
        "deepObject" => None,
        _ if explode => Some(Style::Repeat),
        "spaceDelimited" => Some(Style::Space),
        "pipeDelimited" => Some(Style::Pipe),
        _ => Some(Style::Comma),
    }
}

fn whole_json<'d>(
    parts: &Parts<'d>,
    is_always_sent: bool,
    wish: &Wish,
    shapes: &mut Shapes<'d>,
) -> Member {
    let target = shapes.target(parts, wish);
    shapes.finish();
    // A blob that is the whole body isn't base64.
    let type_ = match shapes.kind(&target.name) {
        "blob" => "document".to_owned(),
        _ => target.name.clone(),
    };
    Member {
        target: type_,
        required: is_always_sent && !target.is_nullable,
        payload: true,
        docs: target.docs,
        ..Member::default()
    }
}

/// Returns an optional member that is any text.
fn any_text() -> Member {
    Member {
        target: "string".to_owned(),
        ..Member::default()
    }
}

/// Returns a member that is a body as it is.
fn raw(target: &str, is_always_sent: bool) -> Member {
    Member {
        target: target.to_owned(),
        required: is_always_sent,
        payload: true,
        ..Member::default()
    }
}

/// Notes that other media types are left out, if they say something else than the chosen one.
pub(super) fn note_others(
    at: &At<'_>,
    body: &Body<'_>,
    others: &[Body<'_>],
    owner: &Owner,
    shapes: &mut Shapes<'_>,
) {
    let identity = |body: &Body<'_>| schema(body).peeled().identity();
    let own = identity(body);
    let says_other = |other: &&Body<'_>| {
        other.media_type != body.media_type
            && identity(other) != own
            && other.at.value != body.at.value
    };
    let others: Vec<_> = others
        .iter()
        .filter(says_other)
        .map(|other| format!("`{}`", other.media_type))
        .collect();
    if !others.is_empty() {
        let sentence = format!(
            "of the media types `{}` is taken, and {} left out",
            body.media_type,
            others.join(", ")
        );
        shapes.notes.add(owner.clone(), at, sentence);
    }
}
