//! The fields of structures, inputs, outputs and errors.

use proc_macro2::Ident;
use quote::format_ident;

use super::{
    binding::is_in_body,
    constant, default, multipart, nullable,
    place::Place,
    shapes::{Resolved, Shapes},
    streaming,
    unique::Unique,
    xml,
};
use crate::{
    diagnostic::{Checked, all},
    format::MemberOrType,
    model::{Field, FieldDefault, Null, Type, Xml},
    names::value_name,
    protocol::Rules,
};

/// What to do about two members of one name on the wire.
pub(super) const OWN_NAME: &str = "give one of the two its own `name`";

/// What fields belong to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner<'o> {
    Input,
    /// An output or an error.
    Response,
    /// The structure of this name.
    Structure(&'o str),
}

impl Owner<'_> {
    fn is_sent(self, shapes: &Shapes<'_>) -> bool {
        match self {
            Self::Input => true,
            Self::Response => false,
            Self::Structure(name) => shapes.is_sent(name),
        }
    }
}

/// Lowers the fields of a structure or a message. The last one is that of the additional members, if there are any.
pub(super) fn fields<'m>(
    owner: Owner<'_>,
    members: impl IntoIterator<Item = (&'m String, &'m MemberOrType)>,
    additional: Option<(&str, &Place<'_>)>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Vec<Field>> {
    let mut idents = Unique::identifiers("field", &["new"]);
    let protocol = shapes.protocol();
    let mut wire_names = xml::Names::new(wire_names(protocol));
    let is_sent = owner.is_sent(shapes);
    let mut fields: Vec<_> = all(members.into_iter().map(|(name, MemberOrType(member))| {
        let place = place.at(name);
        let ident =
            value_name(name).ok_or_else(|| place.report(super::invalid_name(name, place.key())))?;
        let Resolved {
            mut type_,
            docs,
            timestamp_format,
            ..
        } = shapes.resolve(&member.target, &place.type_())?;
        if matches!(owner, Owner::Structure(owner) if shapes.is_boxed(owner, name)) {
            box_(&mut type_);
        }
        // A file of another type is reported with its binding.
        if let Some(file) = multipart::file(member, &type_) {
            type_ = file;
        }
        let values = shapes.values(&member.target);
        let default = default::literal(
            member.default.as_ref(),
            &type_,
            values,
            &place.at("default"),
        )?;
        let constant = match owner {
            Owner::Response => constant::none(member, &place).map(|()| None),
            Owner::Input | Owner::Structure(_) => {
                constant::constant(member, &type_, values, &place)
            }
        };
        let constant = constant?.map(FieldDefault::Constant);
        let wire_name = member.name.clone().unwrap_or_else(|| name.clone());
        if is_in_body(member) {
            wire_names.take(member, &wire_name, &place)?;
        }
        Ok(Field {
            name: name.clone(),
            wire_name,
            null: nullable::null(member, &ident, is_sent),
            is_additional: false,
            ident: idents.identifier(ident, &place),
            docs: shapes.rustdoc(member.docs.as_deref().or(docs)),
            required: member.required && !member.idempotency_token,
            is_expected: member.required && default.is_none() && shapes.expects_required(),
            timestamp_format: shapes.timestamps_of_body(&type_, timestamp_format),
            xml: xml::of_member(name, member, &type_, shapes, &place)?,
            type_,
            default: constant.or(default.map(FieldDefault::FilledIn)),
        })
    }))?;
    for field in &mut fields {
        if let Null::IfSet(setter) = &mut field.null {
            *setter = idents.identifier(setter.clone(), &place.at(&field.name));
        }
    }
    if let Some((target, place)) = additional {
        let ident = idents.identifier(format_ident!("additional"), place);
        fields.push(additional_field(ident, target, shapes, place)?);
    }
    Ok(fields)
}

/// Lowers the field of the members without a field of their own.
fn additional_field(
    ident: Ident,
    target: &str,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Field> {
    let of = shapes.resolve(target, place)?;
    streaming::none(&of.type_, place)?;
    Ok(Field {
        name: ident.to_string(),
        wire_name: String::new(),
        ident,
        docs: Some("The members of all other names.".into()),
        required: false,
        null: Null::Never,
        is_additional: true,
        is_expected: false,
        timestamp_format: shapes.timestamps_of_body(&of.type_, of.timestamp_format),
        type_: Type::Map {
            of: Box::new(of.type_),
            is_sparse: false,
        },
        xml: Xml::default(),
        default: None,
    })
}

/// Creates the set of the members' names in a body.
pub(super) fn wire_names(protocol: &Rules) -> Unique {
    Unique::wire(format!("{} name", protocol.body.format), OWN_NAME)
}

/// Boxes a structure or a union.
pub(super) fn box_(type_: &mut Type) {
    match type_ {
        Type::Structure { is_boxed, .. } | Type::Union { is_boxed, .. } => *is_boxed = true,
        Type::Sensitive(type_) => box_(type_),
        _ => {}
    }
}
