//! The shapes of a spec, and the types that members refer to.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use proc_macro2::Ident;

use super::{
    binding::{Message, binding},
    docs::Docs,
    endless, endpoint_member, host_prefix, large, media_types, nullable,
    place::Place,
    preparation, recursive, secrecy,
    shape_keys::shape_name,
    streaming,
    unique::Unique,
    unknown_type, virtual_host, xml,
};
use crate::{
    diagnostic::{Checked, all},
    format::{BUILT_IN, MemberOrType, Named, Shape, Spec, Values},
    model::{Secrecy, Type},
    protocol::{Rules, TimestampFormat},
};

/// The type that a member's `type` refers to.
#[derive(Clone, Debug)]
pub(super) struct Resolved<'a> {
    pub(super) type_: Type,
    /// The documentation of the shape.
    pub(super) docs: Option<&'a str>,
    /// The format of timestamps, if the shape has one.
    pub(super) timestamp_format: Option<TimestampFormat>,
    /// The media type of a string or a blob, if the shape has one.
    pub(super) media_type: Option<String>,
}

/// The shapes of a spec. A shape that was reported can't be referred to.
pub(super) struct Shapes<'a> {
    place: Place<'a>,
    /// What the protocol of the service decides.
    protocol: &'static Rules,
    defined: &'a Named<Shape>,
    docs: Docs,
    /// The Rust name of each shape, except those that were reported.
    names: HashMap<&'a str, Checked<Ident>>,
    /// The members that have to be boxed: of recursive structures and unions, and the large ones of unions.
    boxed: HashSet<(&'a str, &'a str)>,
    /// The shapes of which sensitive ones consist.
    wiped: HashSet<&'a str>,
    /// The shapes that hold a sensitive one.
    holding: HashSet<&'a str>,
    /// The shapes that inputs contain.
    sent: HashSet<&'a str>,
    /// Whether a success that lacks a required member is an error.
    expects_required: bool,
    /// Whether the whole bodies of responses are JSON, whatever their type is.
    has_json_responses: bool,
}

impl<'a> Shapes<'a> {
    pub(super) fn lower(spec: &'a Spec, place: &Place<'a>) -> Self {
        let mut types = Unique::identifiers("type", &[]);
        let mut shapes = Self {
            place: *place,
            protocol: spec.service.protocol.rules(),
            defined: &spec.shapes,
            docs: Docs::default(),
            names: HashMap::new(),
            boxed: HashSet::new(),
            wiped: secrecy::wiped(&spec.shapes),
            holding: secrecy::holding(&spec.shapes),
            sent: nullable::sent(spec),
            // AWS's services leave out what is empty.
            expects_required: spec
                .service
                .required_in_responses
                .unwrap_or(spec.service.endpoint.aws.is_none()),
            has_json_responses: media_types::is_json_response(None, &spec.service),
        };
        for (name, shape) in &spec.shapes {
            let place = place.at(name);
            let ident = shape_name(name, shape, &mut types, &place);
            shapes.names.insert(name, ident);
        }
        for name in endless::lists_without_end(&spec.shapes, place) {
            shapes.names.insert(name, Err(place.already_reported()));
        }
        for (name, shape) in &spec.shapes {
            let place = place.at(name);
            let checked = xml::of_shape(shape, shapes.protocol, &place)
                .and_then(|()| shapes.targets(shape, &place));
            if checked.is_err() {
                shapes.names.insert(name, Err(place.already_reported()));
            }
        }
        endless::endless_shapes(&spec.shapes, place);
        shapes.boxed = recursive::recursive_members(&spec.shapes);
        let large = large::large_members(&spec.shapes, &shapes.boxed);
        shapes.boxed.extend(large);
        shapes
    }

    /// Returns the shapes, in the order of the spec.
    pub(super) fn defined(&self) -> impl Iterator<Item = (&'a str, &'a Shape)> {
        self.defined
            .iter()
            .map(|(name, shape)| (name.as_str(), shape))
    }

    /// Returns documentation, converted for rustdoc.
    pub(super) fn rustdoc(&self, markdown: Option<&str>) -> Option<Rc<str>> {
        self.docs.rustdoc(markdown)
    }

    /// Returns the place of a shape.
    pub(super) fn place(&self, name: &str) -> Place<'a> {
        self.place.at(name)
    }

    /// Returns the type that a member's `type` refers to.
    pub(super) fn resolve(&self, target: &str, place: &Place<'_>) -> Checked<Resolved<'a>> {
        if let Some(shape) = self.defined.get(target) {
            let name = self.name(target, place)?;
            return self.shape_type(shape, name, place);
        }
        if let Some(type_) = built_in(target, false) {
            return Ok(Resolved {
                type_,
                docs: None,
                timestamp_format: None,
                media_type: None,
            });
        }
        // A shape that stands in the file, but whose own text didn't fit, was reported there.
        if self.place.may_have(target) {
            return Err(place.already_reported());
        }
        Err(place.report_error(|| {
            unknown_type::of_member(target, place.value(), self.names.keys().copied())
        }))
    }

    /// Returns the type that a name refers to, and reports nothing if it is invalid.
    pub(super) fn try_resolve(&self, target: &str, place: &Place<'_>) -> Option<Resolved<'a>> {
        let is_known = match self.defined.get(target) {
            Some(_) => self.names.get(target).is_some_and(Result::is_ok),
            None => BUILT_IN.contains(&target),
        };
        if is_known {
            self.resolve(target, place).ok()
        } else {
            None
        }
    }

    /// Returns the format of the timestamps in a body: their own, or that of the protocol. Without timestamps it is that
    /// of a schema that doesn't say any.
    pub(super) fn timestamps_of_body(
        &self,
        type_: &Type,
        own: Option<TimestampFormat>,
    ) -> TimestampFormat {
        match own {
            Some(own) => own,
            None if type_.is_made_of_timestamps() => self.protocol.timestamps.body,
            None => TimestampFormat::EpochSeconds,
        }
    }

    /// Returns what the protocol of the service decides.
    pub(super) fn protocol(&self) -> &'static Rules {
        self.protocol
    }

    /// Returns whether a success that lacks a required member is an error.
    pub(super) fn expects_required(&self) -> bool {
        self.expects_required
    }

    /// Returns whether the whole bodies of responses are JSON, whatever their type is, unless an operation says otherwise.
    pub(super) fn has_json_responses(&self) -> bool {
        self.has_json_responses
    }

    /// Returns the shape of this name.
    pub(super) fn get(&self, target: &str) -> Option<&'a Shape> {
        self.defined.get(target)
    }

    /// Returns the values of an enum, if the name is that of one.
    pub(super) fn values(&self, target: &str) -> Option<&'a Values> {
        self.get(target).and_then(|shape| shape.values.as_ref())
    }

    /// Returns the members of a structure, if the name is that of one.
    pub(super) fn structure(&self, target: &str) -> Option<&'a Named<MemberOrType>> {
        let shape = self.defined.get(target)?;
        (shape.kind == "structure").then_some(&shape.members)
    }

    /// Returns whether a name is that of a sensitive shape.
    pub(super) fn is_sensitive(&self, target: &str) -> bool {
        self.get(target).is_some_and(|shape| shape.sensitive)
    }

    /// Returns whether a name is that of a shape that is sensitive, or contains a sensitive one.
    pub(super) fn holds_secret(&self, target: &str) -> bool {
        self.holding.contains(target)
    }

    /// Returns whether an input contains a shape of this name.
    pub(super) fn is_sent(&self, target: &str) -> bool {
        self.sent.contains(target)
    }

    /// Returns the members of a structure and of the structures in it.
    pub(super) fn all_members(&self, target: &str) -> Vec<(&'a String, &'a MemberOrType)> {
        let reached = secrecy::reachable(self.defined, target);
        let shapes = reached
            .into_iter()
            .filter_map(|name| self.defined.get(name));
        shapes.flat_map(|shape| &shape.members).collect()
    }

    /// Returns the secrecy of a shape.
    pub(super) fn secrecy(&self, name: &str) -> Secrecy {
        Secrecy {
            is_sensitive: self.is_sensitive(name),
            is_wiped: self.wiped.contains(name),
        }
    }

    /// Returns whether a member's type has to be boxed.
    pub(super) fn is_boxed(&self, owner: &str, member: &str) -> bool {
        self.boxed.contains(&(owner, member))
    }

    /// Returns the Rust name of a shape.
    pub(super) fn name(&self, shape: &str, place: &Place<'_>) -> Checked<Ident> {
        self.names
            .get(shape)
            .cloned()
            .unwrap_or_else(|| Err(place.already_reported()))
    }

    /// Reports lists and maps that contain themselves without a structure in between: they have no Rust type of their
    /// own.
    fn shape_type(
        &self,
        shape: &'a Shape,
        name: Ident,
        place: &Place<'_>,
    ) -> Checked<Resolved<'a>> {
        let of = || {
            let of = shape
                .of
                .as_deref()
                .ok_or_else(|| place.already_reported())?;
            self.resolve(of, place)
        };
        let mut timestamp_format = shape.format;
        let mut collection = |kind: fn(Box<Type>, bool) -> Type| {
            let of = of()?;
            timestamp_format = of.timestamp_format;
            Ok(kind(Box::new(of.type_), shape.sparse))
        };
        let type_ = match shape.kind.as_str() {
            "structure" => Type::Structure {
                name,
                is_boxed: false,
            },
            "union" => Type::Union {
                name,
                is_boxed: false,
            },
            "enum" => Type::Enum(name),
            "int_enum" => Type::IntEnum(name),
            "list" => collection(|of, is_sparse| Type::List { of, is_sparse })?,
            "map" => collection(|of, is_sparse| Type::Map { of, is_sparse })?,
            "blob" if shape.streaming => Type::Stream,
            kind => built_in(kind, shape.sensitive).ok_or_else(|| place.already_reported())?,
        };
        // A body never shows what it says.
        let is_wrapped = shape.sensitive && !matches!(type_, Type::Secret | Type::Stream);
        Ok(Resolved {
            type_: if is_wrapped {
                Type::Sensitive(Box::new(type_))
            } else {
                type_
            },
            docs: shape.docs.as_deref(),
            timestamp_format,
            media_type: shape.media_type.clone(),
        })
    }

    /// Checks what a shape refers to.
    fn targets(&self, shape: &Shape, place: &Place<'_>) -> Checked<()> {
        let of = shape.of.as_ref().map(|of| {
            let place = place.at("of");
            self.resolve(of, &place)
                .and_then(|of| streaming::none(&of.type_, &place))
        });
        let members = self.members(&shape.members, &place.at("members"));
        let additional = shape.additional.as_ref().map(|additional| {
            let place = place.at("additional");
            self.resolve(additional, &place)
                .and_then(|of| streaming::none(&of.type_, &place))
        });
        of.transpose()?;
        additional.transpose()?;
        members
    }

    fn members(&self, members: &Named<MemberOrType>, place: &Place<'_>) -> Checked<()> {
        all(members.iter().map(|(name, MemberOrType(member))| {
            let place = place.at(name);
            if crate::names::value_name(name).is_none() {
                return Err(place.report(super::invalid_name(name, place.key())));
            }
            preparation::none(member, &place)?;
            host_prefix::none(member, &place)?;
            endpoint_member::none(member, &place)?;
            virtual_host::none(member, &place)?;
            let binding = binding(member, Message::Structure, self.protocol, &place);
            let resolved = self.resolve(&member.target, &place.type_())?;
            streaming::none(&resolved.type_, &place.type_())?;
            binding.map(|_| ())
        }))
        .map(|_: Vec<()>| ())
    }
}

fn built_in(kind: &str, is_sensitive: bool) -> Option<Type> {
    Some(match kind {
        "string" if is_sensitive => Type::Secret,
        "string" => Type::String,
        "boolean" => Type::Boolean,
        "byte" => Type::Byte,
        "short" => Type::Short,
        "integer" => Type::Integer,
        "long" => Type::Long,
        "unsigned_long" => Type::UnsignedLong,
        "float" => Type::Float,
        "double" => Type::Double,
        "big_integer" | "big_decimal" => Type::Number,
        "blob" => Type::Blob,
        "timestamp" => Type::Timestamp,
        "date" => Type::Date,
        "uuid" => Type::Uuid,
        "document" => Type::Document,
        _ => return None,
    })
}
