//! Parameters as members of an input.

use heck::ToSnakeCase;
use http::HeaderName;
use serde_json::Value;

use super::{
    calls::Call,
    docs::docs,
    document::At,
    notes::Owner,
    schema::Parts,
    shapes::{Shapes, Target, Wish},
};
use crate::{
    format::{self, Member, Style},
    lower::{is_cookie_name, is_framing},
};

/// A parameter as a member: the name that it has in the document, where it is, and the member.
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) place: &'static str,
    pub(super) member: Member,
}

/// Why an operation can't be imported.
pub(super) struct LeftOut(pub(super) String);

/// The headers that OpenAPI says elsewhere, so that parameters of these names are ignored (OpenAPI 3.1, section 4.8.12), and
/// those of what the client does by itself.
const IGNORED: &[&str] = &[
    "accept",
    "content-type",
    "authorization",
    "accept-encoding",
    "expect",
];

/// Returns the parameters of an operation and its path: those of the operation take precedence.
pub(super) fn declared<'d>(call: &Call<'d>, shapes: &mut Shapes<'d>, owner: &Owner) -> Vec<At<'d>> {
    let mut declared: Vec<At<'d>> = Vec::new();
    for at in call
        .item
        .items("parameters")
        .into_iter()
        .chain(call.at.items("parameters"))
    {
        let at = match at.resolved() {
            Ok(at) => at,
            Err(broken) => {
                shapes.notes.add(
                    owner.clone(),
                    &at,
                    format!("{broken}; this parameter is left out"),
                );
                continue;
            }
        };
        let key = |at: &At<'d>| {
            let place = at.text("in");
            let name = at.text("name").unwrap_or_default();
            (
                place,
                if place == Some("header") {
                    name.to_ascii_lowercase()
                } else {
                    name.to_owned()
                },
            )
        };
        match declared.iter_mut().find(|known| key(known) == key(&at)) {
            Some(known) => *known = at,
            None => declared.push(at),
        }
    }
    declared
}

/// Returns a parameter as members. One that a spec can't express is left out with a note, or the whole operation is if the
/// parameter is required.
pub(super) fn members<'d>(
    at: &At<'d>,
    operation: &str,
    owner: &Owner,
    shapes: &mut Shapes<'d>,
) -> Result<Vec<Parameter>, LeftOut> {
    let (Some(name), Some(place)) = (at.text("name"), at.text("in")) else {
        let sentence = "this parameter is left out: it doesn't say its `name` and where it is `in`";
        shapes.notes.add(owner.clone(), at, sentence);
        return Ok(Vec::new());
    };
    let wish = Wish::member(owner, operation, name);
    let found = match place {
        _ if name.is_empty() => Err("it has no name".to_owned()),
        "path" => label(at, name, &wish, shapes).map(|parameter| vec![parameter]),
        "query" => query(at, name, &wish, shapes),
        "header" => {
            header(at, name, &wish, shapes).map(|parameter| parameter.into_iter().collect())
        }
        "cookie" => cookie(at, name, &wish, shapes).map(|parameter| vec![parameter]),
        _ => Err(format!("there are no parameters in `{place}`")),
    };
    found.or_else(|why| {
        if at.flag("required") || place == "path" {
            return Err(LeftOut(format!(
                "its parameter `{name}` can't be sent: {why}"
            )));
        }
        shapes.notes.add(
            owner.clone(),
            at,
            format!("the parameter `{name}` is left out: {why}"),
        );
        Ok(Vec::new())
    })
}

/// Returns the schema of a parameter, and whether it is written as JSON.
fn schema<'d>(at: &At<'d>) -> (Parts<'d>, bool) {
    if let Some(schema) = at.get("schema") {
        return (Parts::from(schema), false);
    }
    let content = at.entries("content").into_iter().next();
    let is_json = content
        .as_ref()
        .is_some_and(|(name, _)| name.contains("json"));
    let schema = content.and_then(|(_, media)| media.get("schema"));
    (
        schema.map_or_else(|| Parts(Vec::new()), Parts::from),
        is_json,
    )
}

fn label<'d>(
    at: &At<'d>,
    name: &str,
    wish: &Wish,
    shapes: &mut Shapes<'d>,
) -> Result<Parameter, String> {
    let (parts, is_json) = schema(at);
    let target = shapes.target(&parts, wish);
    shapes.finish();
    let target = shapes.with_text_items(target, is_json);
    let text = match shapes.text(&target.name) {
        Text::List | Text::Nested if is_json => Text::Other,
        text => text,
    };
    if text == Text::Nested && !shapes.is_flat(&target.name) {
        return Err("lists and objects with others inside can't be in a path".to_owned());
    }
    let is_single = matches!(text, Text::Single | Text::Other);
    let is_exploded = at.flag("explode") && !is_single;
    let style = match (at.text("style").unwrap_or("simple"), is_exploded) {
        ("simple", _) if is_single => None,
        ("simple", true) if text == Text::Nested => Some(Style::SimpleExplode),
        ("simple", _) => Some(Style::Simple),
        ("label", false) => Some(Style::Label),
        ("label", true) => Some(Style::LabelExplode),
        ("matrix", _) if label_name(name) != name => {
            return Err("its name can't be that of a label".to_owned());
        }
        ("matrix", false) => Some(Style::Matrix),
        ("matrix", true) => Some(Style::MatrixExplode),
        (style, _) => return Err(format!("there is no style `{style}` in a path")),
    };
    let type_ = match text {
        Text::Other => "string".to_owned(),
        _ => target.name.clone(),
    };
    let member = Member {
        label: Some(label_name(name)),
        style,
        ..described(at, &target, type_, true, shapes)
    };
    Ok(Parameter {
        name: name.to_owned(),
        place: "path",
        member,
    })
}

/// Returns the name of a label in a spec, which braces end.
pub(super) fn label_name(name: &str) -> String {
    super::names::member_of(name)
}

fn query<'d>(
    at: &At<'d>,
    name: &str,
    wish: &Wish,
    shapes: &mut Shapes<'d>,
) -> Result<Vec<Parameter>, String> {
    let (parts, is_json) = schema(at);
    let target = shapes.target(&parts, wish);
    shapes.finish();
    let style = at.text("style").unwrap_or("form");
    let explode = at
        .get("explode")
        .map_or(style == "form", |_| at.flag("explode"));
    let target = shapes.with_text_items(target, is_json);
    let text = shapes.text(&target.name);
    let (type_, style) = match (text, style) {
        _ if is_json => (target.name.clone(), Some(Style::Json)),
        (Text::Single, _) => (target.name.clone(), None),
        (Text::List, "form" | "spaceDelimited" | "pipeDelimited") if explode => {
            (target.name.clone(), None)
        }
        (Text::List, "form") => (target.name.clone(), Some(Style::Comma)),
        (Text::List, "spaceDelimited") => (target.name.clone(), Some(Style::Space)),
        (Text::List, "pipeDelimited") => (target.name.clone(), Some(Style::Pipe)),
        (Text::List, "deepObject") => (target.name.clone(), Some(Style::Brackets)),
        (Text::Nested, "deepObject") => {
            let style = if shapes.is_flat(&target.name) {
                Style::DeepObject
            } else {
                Style::Brackets
            };
            (target.name.clone(), Some(style))
        }
        (Text::Nested, "form") if explode && shapes.kind(&target.name) == "structure" => {
            return Ok(exploded(at, &parts, wish, shapes));
        }
        (Text::Nested, "form") if explode && shapes.is_query_map(&target.name) => {
            let member = Member {
                target: target.name.clone(),
                query_map: true,
                docs: parameter_docs(at, &target, [None, None]),
                ..Member::default()
            };
            return Ok(vec![Parameter {
                name: name.to_owned(),
                place: "query",
                member,
            }]);
        }
        // OpenAPI leaves open how these are written.
        (Text::Nested, "form") if explode => (target.name.clone(), Some(Style::Json)),
        (Text::Nested, style) => {
            return Err(format!("objects in the style `{style}` aren't supported"));
        }
        (Text::Other, _) => ("string".to_owned(), None),
        (_, style) => return Err(format!("the style `{style}` isn't supported")),
    };
    let member = Member {
        query: Some(name.to_owned()),
        style,
        ..described(at, &target, type_, at.flag("required"), shapes)
    };
    Ok(vec![Parameter {
        name: name.to_owned(),
        place: "query",
        member,
    }])
}

/// Returns the properties of an object as parameters of their own.
fn exploded<'d>(
    at: &At<'d>,
    parts: &Parts<'d>,
    wish: &Wish,
    shapes: &mut Shapes<'d>,
) -> Vec<Parameter> {
    let schema = super::schema::Schema::of(&parts.peeled().parts);
    let mut parameters = Vec::new();
    for (name, property) in &schema.properties {
        let inner = Wish::member(&wish.owner, &wish.type_, name);
        let target = shapes.target(property, &inner);
        shapes.finish();
        let (type_, style) = match shapes.text(&target.name) {
            Text::Single | Text::List => (target.name.clone(), None),
            Text::Nested => (target.name.clone(), Some(Style::Brackets)),
            Text::Other => ("string".to_owned(), None),
        };
        let member = Member {
            target: type_,
            required: at.flag("required") && schema.required.contains(name) && !target.is_nullable,
            query: Some((*name).to_owned()),
            style,
            docs: target.docs.clone(),
            ..Member::default()
        };
        parameters.push(Parameter {
            name: (*name).to_owned(),
            place: "query",
            member,
        });
    }
    parameters
}

fn header<'d>(
    at: &At<'d>,
    name: &str,
    wish: &Wish,
    shapes: &mut Shapes<'d>,
) -> Result<Option<Parameter>, String> {
    let lower = name.to_ascii_lowercase();
    let Ok(header) = lower.parse::<HeaderName>() else {
        return Err("that isn't the name of a header".to_owned());
    };
    if IGNORED.contains(&lower.as_str()) || is_framing(&header) {
        return Ok(None);
    }
    let (parts, _) = schema(at);
    let target = shapes.target(&parts, wish);
    shapes.finish();
    let type_ = match shapes.text(&target.name) {
        Text::Single | Text::List => target.name.clone(),
        Text::Nested | Text::Other => "string".to_owned(),
    };
    let is_token = lower == "idempotency-key" && type_ == "string";
    let is_required = at.flag("required") && !is_token;
    let described = described(at, &target, type_, is_required, shapes);
    let member = Member {
        header: Some(name.to_owned()),
        idempotency_token: is_token,
        default: described.default.clone().filter(|_| !is_token),
        ..described
    };
    Ok(Some(Parameter {
        name: name.to_owned(),
        place: "header",
        member,
    }))
}

fn cookie<'d>(
    at: &At<'d>,
    name: &str,
    wish: &Wish,
    shapes: &mut Shapes<'d>,
) -> Result<Parameter, String> {
    if !is_cookie_name(name) {
        return Err("that isn't the name of a cookie".to_owned());
    }
    let (parts, is_json) = schema(at);
    let target = shapes.target(&parts, wish);
    shapes.finish();
    let explode = at.get("explode").is_none() || at.flag("explode");
    let (type_, style) = match shapes.text(&target.name) {
        _ if is_json => ("string".to_owned(), None),
        Text::Single => (target.name.clone(), None),
        Text::List => (target.name.clone(), (!explode).then_some(Style::Comma)),
        Text::Nested => {
            return Err("only single values and lists of these can be in a cookie".to_owned());
        }
        Text::Other => ("string".to_owned(), None),
    };
    let member = Member {
        cookie: Some(name.to_owned()),
        style,
        ..described(at, &target, type_, at.flag("required"), shapes)
    };
    Ok(Parameter {
        name: name.to_owned(),
        place: "cookie",
        member,
    })
}

/// Returns what is the same of a parameter wherever it is sent. The document's own values suit only its own type.
fn described(
    at: &At<'_>,
    target: &Target<'_>,
    type_: String,
    is_required: bool,
    shapes: &Shapes<'_>,
) -> Member {
    let has_values = type_ == target.name;
    let default = (has_values && !is_required)
        .then(|| shapes.default(target))
        .flatten();
    let constant = has_values
        .then(|| shapes.constant(target, is_required))
        .flatten();
    let sentence = shapes
        .default_sentence(target)
        .filter(|_| default.is_none());
    Member {
        required: is_required,
        docs: parameter_docs(
            at,
            target,
            [shapes.as_text(target, &type_), sentence.as_deref()],
        ),
        target: type_,
        default,
        constant,
        ..Member::default()
    }
}

fn parameter_docs(
    at: &At<'_>,
    target: &Target<'_>,
    [as_text, default]: [Option<&str>; 2],
) -> Option<String> {
    let description = at.text("description").or(target.docs.as_deref());
    let deprecated = at.flag("deprecated").then_some("Deprecated.");
    docs([description, deprecated, as_text, default])
}

/// What can be said of a type in a header, a query or a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// It is a single value.
    Single,
    /// It is a list of single values.
    List,
    /// It is a list, a map or a structure of others.
    Nested,
    /// It has no form there.
    Other,
}

impl Shapes<'_> {
    /// Returns the type of a built-in type or a shape.
    pub(super) fn kind<'n>(&'n self, name: &'n str) -> &'n str {
        self.made
            .get(name)
            .map_or(name, |shape| shape.kind.as_str())
    }

    pub(super) fn text(&self, name: &str) -> Text {
        match self.kind(name) {
            "list" => {
                let shape = self.made.get(name);
                let of = shape
                    .and_then(|shape| shape.of.as_deref())
                    .unwrap_or_default();
                if shape.is_some_and(|shape| shape.sparse) {
                    return Text::Nested;
                }
                match self.text(of) {
                    Text::Single => Text::List,
                    _ => Text::Nested,
                }
            }
            "map" | "structure" => Text::Nested,
            "union" | "document" | "blob" => Text::Other,
            _ => Text::Single,
        }
    }

    /// Returns what the caller has to know of a value that is text, whatever its type in the document is.
    fn as_text(&self, target: &Target<'_>, type_: &str) -> Option<&'static str> {
        if type_ == target.name {
            return None;
        }
        match self.kind(&target.name) {
            "union" => Some("A value of any of its types is written as text."),
            "blob" => None,
            "list" | "map" | "structure" => Some("The value is written as text."),
            _ => Some("A value of any type is written as text."),
        }
    }

    /// Returns the type of a list with texts for items of which the document says nothing, or several things: whatever they
    /// are, they have a text.
    fn with_text_items<'d>(&mut self, mut target: Target<'d>, is_json: bool) -> Target<'d> {
        let list = self
            .made
            .get(&target.name)
            .filter(|shape| shape.kind == "list" && !is_json);
        let Some(of) = list.and_then(|list| list.of.clone()) else {
            return target;
        };
        let is_text = match self.text(&of) {
            Text::Single => list.is_some_and(|list| list.sparse),
            Text::Other => true,
            Text::List | Text::Nested => false,
        };
        if !is_text {
            return target;
        }
        let sentence = if list.is_some_and(|list| list.sparse) {
            "The items are written as text, and null can't be sent."
        } else {
            "The items are written as text, whatever their types are."
        };
        let name = self.unnamed_collection("list", "string", false);
        target.docs = docs([target.docs.as_deref(), Some(sentence)]);
        Target { name, ..target }
    }

    /// Returns whether a structure or a map holds single values only.
    fn is_flat(&self, name: &str) -> bool {
        let Some(shape) = self.made.get(name) else {
            return false;
        };
        let is_single = |name: &str| self.text(name) == Text::Single;
        matches!(shape.kind.as_str(), "structure" | "map")
            && !shape.sparse
            && shape.additional.is_none()
            && shape.of.as_deref().is_none_or(is_single)
            && shape
                .members
                .values()
                .all(|format::MemberOrType(member)| is_single(&member.target))
    }

    fn is_query_map(&self, name: &str) -> bool {
        let of = self
            .made
            .get(name)
            .filter(|shape| shape.kind == "map")
            .and_then(|shape| shape.of.as_deref());
        of == Some("string")
    }

    /// Returns the value that the service takes for a member of an input, if a spec can say it.
    pub(super) fn default(&self, target: &Target<'_>) -> Option<serde_yaml::Value> {
        self.literal(&target.name, target.default?)
    }

    /// Returns the only value of a required member of a request, if a spec can say it.
    pub(super) fn constant(
        &self,
        target: &Target<'_>,
        is_required: bool,
    ) -> Option<serde_yaml::Value> {
        let only = target.only.filter(|_| is_required && !target.is_nullable)?;
        self.literal(&target.name, only)
    }

    /// Returns a value of a type, if a spec can say it.
    fn literal(&self, type_: &str, value: &Value) -> Option<serde_yaml::Value> {
        let is_of_enum = |value: &format::Value| {
            let shape = self.made.get(type_);
            let values = shape.and_then(|shape| shape.values.as_ref());
            values.is_some_and(|format::Values(values)| {
                values.iter().any(|(_, known)| known == value)
            })
        };
        let fits = match (self.kind(type_), value) {
            ("string", Value::String(_)) => {
                self.made.get(type_).is_none_or(|shape| !shape.sensitive)
            }
            ("boolean", Value::Bool(_)) => true,
            ("long", Value::Number(number)) => number.is_i64(),
            ("unsigned_long", Value::Number(number)) => number.is_u64(),
            ("integer", Value::Number(number)) => number
                .as_i64()
                .is_some_and(|number| i32::try_from(number).is_ok()),
            ("double", Value::Number(number)) => number.as_f64().is_some_and(f64::is_finite),
            ("int_enum", Value::Number(number)) => number
                .as_i64()
                .is_some_and(|number| is_of_enum(&format::Value::Number(number))),
            ("enum", Value::String(text)) => is_of_enum(&format::Value::Text(text.clone())),
            _ => false,
        };
        fits.then(|| serde_yaml::to_value(value).ok()).flatten()
    }
}

/// Returns the name of a member that has no name of its own left.
pub(super) fn second_name(place: &str, name: &str) -> String {
    format!("{place}_{}", super::names::member_of(name).to_snake_case())
}
