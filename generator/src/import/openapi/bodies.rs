//! Bodies of requests and responses as members.

use super::{
    components,
    document::At,
    media::{Body, Media},
    notes::Owner,
    parameters::Text,
    schema::{Kind, Parts, Schema},
    shapes::{Shapes, Target, Wish, default_sentence},
};
use crate::format::{self, Member, Style};

/// What a body becomes.
pub(super) enum Members<'d> {
    /// A member that is the whole body.
    Whole(Box<Member>),
    /// A member for each property: its name in the document, its type, and the member.
    Each(Vec<(&'d str, Target<'d>, Member)>),
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
            match flattened(&parts, body.media, is_always_sent) {
                Some(schema) => Members::Each(each(&schema, body, side, wish, shapes)),
                None => Members::Whole(Box::new(whole_json(&parts, is_always_sent, wish, shapes))),
            }
        }
        Media::Text => Members::Whole(Box::new(text(body, is_always_sent, shapes))),
        Media::Bytes | Media::Xml => Members::Whole(Box::new(stream(body, is_always_sent, shapes))),
    }
}

/// Returns the schema of an object whose properties become members: one that the document doesn't name, so that nobody
/// would miss its type, and any form.
fn flattened<'d>(parts: &Parts<'d>, media: Media, is_always_sent: bool) -> Option<Schema<'d>> {
    let peeled = parts.peeled();
    let schema = Schema::of(&peeled.parts);
    let is_form = matches!(media, Media::Form | Media::Multipart);
    let is_object = schema.kinds.iter().eq([&Kind::Object]) && schema.alternatives.is_empty();
    if is_form {
        return Some(schema);
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
    let is_plain = is_object
        && !schema.properties.is_empty()
        && !is_named
        && !is_whole
        && !schema.is_nullable
        && !peeled.is_nullable;
    is_plain.then_some(schema)
}

fn each<'d>(
    schema: &Schema<'d>,
    body: &Body<'d>,
    side: Side,
    wish: &Wish,
    shapes: &mut Shapes<'d>,
) -> Vec<(&'d str, Target<'d>, Member)> {
    let mut members = Vec::new();
    for (property, parts) in &schema.properties {
        let inner = Wish::member(&wish.owner, &wish.type_, property);
        let target = shapes.target(parts, &inner);
        shapes.finish();
        let is_of_other_side = match side {
            Side::Request => target.is_read_only,
            Side::Response => target.is_write_only,
        };
        if is_of_other_side {
            continue;
        }
        let style = (body.media == Media::Form)
            .then(|| form_style(property, body, &target, shapes))
            .flatten();
        let default = (side == Side::Request)
            .then(|| shapes.default(&target))
            .flatten();
        let sentence = target
            .default
            .filter(|_| default.is_none())
            .and_then(default_sentence);
        let member = Member {
            target: target.name.clone(),
            required: schema.required.contains(property)
                && !target.is_nullable
                && default.is_none(),
            style,
            docs: super::docs::docs([target.docs.as_deref(), sentence.as_deref()]),
            default,
            ..Member::default()
        };
        members.push((*property, target, member));
    }
    members
}

/// Returns the style of a member of a form, if it isn't in brackets: a list repeats its key unless its encoding says else.
fn form_style(
    property: &str,
    body: &Body<'_>,
    target: &Target<'_>,
    shapes: &Shapes<'_>,
) -> Option<Style> {
    let encoding = body
        .at
        .get("encoding")
        .and_then(|encoding| encoding.get(property));
    let style = encoding
        .as_ref()
        .and_then(|encoding| encoding.text("style"));
    let is_repeated = shapes.text(&target.name) == Text::List && style != Some("deepObject");
    is_repeated.then_some(Style::Repeat)
}

fn whole_json<'d>(
    parts: &Parts<'d>,
    is_always_sent: bool,
    wish: &Wish,
    shapes: &mut Shapes<'d>,
) -> Member {
    let target = shapes.target(parts, wish);
    shapes.finish();
    // A text, a number or a boolean alone is JSON too, which only a document says.
    let type_ = match shapes.kind(&target.name) {
        "structure" | "union" | "list" | "map" => target.name.clone(),
        _ => "document".to_owned(),
    };
    Member {
        target: type_,
        required: is_always_sent && !target.is_nullable,
        payload: true,
        docs: target.docs,
        ..Member::default()
    }
}

fn text(body: &Body<'_>, is_always_sent: bool, shapes: &mut Shapes<'_>) -> Member {
    let target = if body.media_type == "text/plain" {
        "string".to_owned()
    } else {
        typed("string", &body.media_type, shapes)
    };
    Member {
        target,
        required: is_always_sent,
        payload: true,
        ..Member::default()
    }
}

fn stream(body: &Body<'_>, is_always_sent: bool, shapes: &mut Shapes<'_>) -> Member {
    Member {
        target: typed("blob", &body.media_type, shapes),
        required: is_always_sent,
        payload: true,
        ..Member::default()
    }
}

/// Returns the name of a string or a stream of this media type. One with a wildcard is of any type.
fn typed(kind: &str, media_type: &str, shapes: &mut Shapes<'_>) -> String {
    let media_type = Some(media_type).filter(|name| !name.contains('*') && name.contains('/'));
    let words = media_type.map(super::names::type_words).unwrap_or_default();
    let wish = format!("{words}{}", if kind == "blob" { "Stream" } else { "Text" });
    let made_of = format!("{kind} {}", media_type.unwrap_or_default());
    shapes.shared(&made_of, &wish, || format::Shape {
        streaming: kind == "blob",
        media_type: media_type.map(str::to_owned),
        ..format::Shape::of_type(kind)
    })
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
