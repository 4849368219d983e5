//! Warnings of timestamps in requests that don't say how they are written.

use std::collections::HashSet;

use super::{binding::is_in_body, place::Place, style};
use crate::{
    diagnostic::{Code, Diagnostic},
    format::{MemberOrType, Named, Shape, Spec},
};

/// Warns of timestamps without a format in the bodies of requests, or written as there. AWS's services expect seconds; most others don't.
/// Responses are read in every format.
pub(super) fn timestamp_format(spec: &Spec, root: &Place<'_>) {
    let protocol = spec.service.protocol.rules();
    if spec.service.endpoint.url.is_none() || protocol.body.has_timestamps {
        return;
    }
    let mut uses = Uses {
        shapes: &spec.shapes,
        place: root.at("shapes"),
        seen: HashSet::new(),
        waiting: Vec::new(),
    };
    for (name, operation) in &spec.operations {
        let place = root.at("operations").at(name);
        uses.members(operation.input_members(), &place.at("input"));
        if let Some(additional) = &operation.additional_input {
            uses.target(additional, &place.at("additional_input"));
        }
    }
    while let Some(shape) = uses.waiting.pop() {
        uses.shape(shape);
    }
}

/// The types that bodies of requests use.
struct Uses<'a> {
    shapes: &'a Named<Shape>,
    place: Place<'a>,
    seen: HashSet<&'a str>,
    waiting: Vec<&'a str>,
}

impl<'a> Uses<'a> {
    fn members(&mut self, members: &'a Named<MemberOrType>, place: &Place<'_>) {
        for (name, MemberOrType(member)) in members {
            let is_structure = || {
                let shape = self.shapes.get(&member.target);
                shape.is_some_and(|shape| shape.kind == "structure")
            };
            // The members of a structure in a path have the formats of a body.
            let is_in_path = member.label.is_some() && is_structure();
            if is_in_body(member) || member.payload || style::is_as_in_body(member) || is_in_path {
                self.target(&member.target, &place.at(name).type_());
            }
        }
    }

    fn target(&mut self, target: &'a str, place: &Place<'_>) {
        if target == "timestamp" {
            report(place);
        } else if self.seen.insert(target) {
            self.waiting.push(target);
        }
    }

    fn shape(&mut self, name: &'a str) {
        let Some(shape) = self.shapes.get(name) else {
            return;
        };
        let place = self.place.at(name);
        if shape.kind == "timestamp" && shape.format.is_none() {
            report(&place.at("type"));
        }
        for (key, target) in [("of", &shape.of), ("additional", &shape.additional)] {
            if let Some(target) = target {
                self.target(target, &place.at(key));
            }
        }
        self.members(&shape.members, &place.at("members"));
    }
}

fn report(place: &Place<'_>) {
    place.report(
        Diagnostic::new(
            Code::TimestampFormat,
            place.value(),
            "this timestamp is sent as seconds since 1970",
        )
        .help(
            "name a shape of type `timestamp` with `format: date_time` for RFC 3339, or with `format: epoch_seconds` if seconds are meant",
        ),
    );
}
