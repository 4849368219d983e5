//! Errors by their status, with their bodies.

use std::collections::HashMap;

use http::StatusCode;
use indexmap::IndexMap;

use super::{
    docs::docs,
    document::{At, Location},
    media,
    names::{Taken, member_of, type_words},
    notes::Owner,
    responses,
    schema::{Kind, Parts, Schema},
    shapes::{Shapes, Wish},
};
use crate::format::{self, ErrorStatus, MemberOrType, Named};

/// What an error response says, without its documentation.
#[derive(Debug, PartialEq)]
struct Kindred {
    status: ErrorStatus,
    body: Option<String>,
    members: Named<MemberOrType>,
}

/// The errors of all operations. Operations whose errors say the same share them.
#[derive(Default)]
pub(super) struct Errors<'d> {
    known: Vec<Known>,
    /// The bodies that stand where they are used: equal ones have one type.
    bodies: HashMap<String, At<'d>>,
    by_location: HashMap<(Location, ErrorStatus), usize>,
}

struct Known {
    error: Kindred,
    /// What the document says, if it says the same wherever the error is used.
    docs: Option<String>,
    has_same_docs: bool,
    uses: usize,
}

impl<'d> Errors<'d> {
    /// Adds an error of an operation, and returns its number.
    pub(super) fn add(
        &mut self,
        status: ErrorStatus,
        at: &At<'d>,
        operation: &str,
        owner: &Owner,
        shapes: &mut Shapes<'d>,
    ) -> usize {
        let key = (at.location(), status);
        let index = self.by_location.get(&key).copied().unwrap_or_else(|| {
            let index = self.made(status, at, operation, owner, shapes);
            self.by_location.insert(key, index);
            index
        });
        if let Some(known) = self.known.get_mut(index) {
            known.uses += 1;
        }
        index
    }

    fn made(
        &mut self,
        status: ErrorStatus,
        at: &At<'d>,
        operation: &str,
        owner: &Owner,
        shapes: &mut Shapes<'d>,
    ) -> usize {
        let wish = format!("{operation}{}", name_of(status));
        let body = self.body(at, &wish, owner, shapes);
        let mut taken = Taken::default();
        taken.member_among(["body"]);
        let headers = responses::headers(at, &wish, owner, shapes);
        let members = headers.into_iter().map(|(name, member)| {
            let second = super::parameters::second_name("header", &name);
            let wishes = [member_of(&name), second];
            (
                taken.member_among(wishes.iter().map(String::as_str)),
                MemberOrType(member),
            )
        });
        let error = Kindred {
            status,
            body,
            members: members.collect(),
        };
        let docs = docs([at.text("description")]);
        let same = self.known.iter().position(|known| known.error == error);
        if let Some(known) = same.and_then(|index| self.known.get_mut(index)) {
            known.has_same_docs &= known.docs == docs;
        }
        same.unwrap_or_else(|| {
            self.known.push(Known {
                error,
                docs,
                has_same_docs: true,
                uses: 0,
            });
            self.known.len() - 1
        })
    }

    /// Returns the type of a JSON body: its shape, `string`, or else `document`.
    fn body(
        &mut self,
        at: &At<'d>,
        wish: &str,
        owner: &Owner,
        shapes: &mut Shapes<'d>,
    ) -> Option<String> {
        let (mut body, _) = media::chosen(at)?;
        if !body.media.is_json() {
            return None;
        }
        let document = || Some("document".to_owned());
        let Some(schema) = body.at.get("schema") else {
            return document();
        };
        let parts = Parts::from(schema.clone());
        let peeled = parts.peeled();
        let said = Schema::of(&peeled.parts);
        let is_number_or_boolean = matches!(
            said.kinds.first(),
            Some(Kind::Boolean | Kind::Integer | Kind::Number)
        );
        if said.kinds.len() == 1 && is_number_or_boolean {
            return document();
        }
        // Many documents write the same body out at each operation.
        let is_own = peeled.parts.len() == 1
            && peeled
                .parts
                .iter()
                .all(|part| part.at.location() == schema.location());
        if is_own {
            let text = plain(schema.value).to_string();
            match self.bodies.get(&text) {
                Some(known) => body.at = known.clone(),
                None => {
                    self.bodies.insert(text, body.at.clone());
                }
            }
        }
        let wish = Wish {
            type_: format!("{wish}Body"),
            member: String::new(),
            owner: owner.clone(),
        };
        let parts = Parts::from(body.at.get("schema")?);
        let target = shapes.target(&parts, &wish);
        shapes.finish();
        let is_shape = shapes.made.contains_key(&target.name);
        match shapes.kind(&target.name) {
            "structure" | "union" | "list" | "map" | "enum" if is_shape => Some(target.name),
            "string" => Some(target.name),
            _ => document(),
        }
    }

    /// Gives the types of bodies and headers their final names.
    pub(super) fn rename(&mut self, renamed: &HashMap<String, String>) {
        for known in &mut self.known {
            let members = known.error.members.values_mut();
            let targets = members.map(|MemberOrType(member)| &mut member.target);
            for name in targets.chain(&mut known.error.body) {
                if let Some(new) = renamed.get(name.as_str()) {
                    name.clone_from(new);
                }
            }
        }
    }

    /// Returns the errors by their names in the spec, and the name of each number.
    pub(super) fn named(self) -> (Named<format::Error>, Vec<String>) {
        let mut taken = Taken::default();
        let mut order: Vec<_> = self.known.iter().enumerate().collect();
        // The most used error of a status has its plain name.
        order.sort_by_key(|(index, known)| (std::cmp::Reverse(known.uses), *index));
        let mut names: IndexMap<usize, String> = IndexMap::new();
        for (index, known) in order {
            let base = name_of(known.error.status);
            let with_body = match &known.error.body {
                Some(body) => format!("{base}{}", type_words(body)),
                None => format!("{base}WithoutBody"),
            };
            let name = taken.type_among([base.as_str(), with_body.as_str()]);
            names.insert(index, name);
        }
        let mut errors = Named::new();
        let mut by_number = Vec::new();
        for (index, known) in self.known.into_iter().enumerate() {
            let name = names.get(&index).cloned().unwrap_or_default();
            by_number.push(name.clone());
            let error = format::Error {
                status: Some(known.error.status),
                code: None,
                retry: None,
                docs: known.docs.filter(|_| known.has_same_docs),
                body: known.error.body,
                members: known.error.members,
            };
            errors.insert(name, error);
        }
        errors.sort_by(|one, first, two, second| {
            order_of(first)
                .cmp(&order_of(second))
                .then_with(|| one.cmp(two))
        });
        (errors, by_number)
    }
}

fn order_of(error: &format::Error) -> (u16, u8) {
    match error.status {
        Some(ErrorStatus::Exact(status)) => (status, 0),
        Some(ErrorStatus::Range(digit)) => (u16::from(digit) * 100 + 99, 1),
        Some(ErrorStatus::Default) | None => (u16::MAX, 2),
    }
}

/// Returns a schema without what says nothing about its values.
fn plain(schema: &serde_json::Value) -> serde_json::Value {
    match schema {
        serde_json::Value::Object(map) => {
            let says = |key: &&String| {
                !matches!(
                    key.as_str(),
                    "description" | "example" | "examples" | "title"
                )
            };
            let kept = map.iter().filter(|(key, _)| says(key));
            kept.map(|(key, value)| (key.clone(), plain(value)))
                .collect()
        }
        serde_json::Value::Array(items) => items.iter().map(plain).collect(),
        other => other.clone(),
    }
}

/// Returns the name of a response of this status: the words that HTTP has for it.
pub(super) fn name_of(status: ErrorStatus) -> String {
    match status {
        ErrorStatus::Exact(number) => {
            let words = StatusCode::from_u16(number)
                .ok()
                .and_then(|status| status.canonical_reason());
            words.map_or_else(|| format!("Status{number}"), type_words)
        }
        ErrorStatus::Range(3) => "Redirection".to_owned(),
        ErrorStatus::Range(4) => "ClientError".to_owned(),
        ErrorStatus::Range(_) => "ServerError".to_owned(),
        ErrorStatus::Default => "Other".to_owned(),
    }
}
