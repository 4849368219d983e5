//! Values of JSON as it is on the wire, where members and variants have the names of bodies.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value};

use crate::{
    identifiers,
    plain::{plain, string, text},
    spec::{MemberOrType, Members, Shape},
    value::Values,
};

/// What the files of multipart bodies are called.
const FILE_NAME: &str = "a file.txt";

impl Values<'_> {
    /// Writes what `new` and the setters make of an input's members, whose values stand by their names in the spec.
    /// `additional` are the values of members of other names.
    ///
    /// # Errors
    ///
    /// When a value doesn't suit its member.
    pub fn input_of_wire(
        &self,
        path: &TokenStream,
        members: &Members,
        values: &Map<String, Value>,
        additional: Option<(&str, Map<String, Value>)>,
    ) -> Result<TokenStream, String> {
        self.structure_of_wire(path, members, &|name, _| values.get(name), additional)
    }

    /// Writes a value of the type that a member's `type` names.
    ///
    /// # Errors
    ///
    /// When the value isn't one of that type.
    pub fn of_wire(&self, target: &str, value: &Value) -> Result<TokenStream, String> {
        let Some(shape) = self.spec.shapes.get(target) else {
            return plain_of_wire(target, value);
        };
        let written = match shape.kind.as_str() {
            "string" if shape.sensitive => {
                let text = text(value);
                return Ok(quote!(::secrecy::SecretString::from(#text)));
            }
            "structure" => self.named_structure_of_wire(target, shape, value)?,
            "union" => self.union_of_wire(target, shape, value)?,
            "list" => {
                let items = value
                    .as_array()
                    .ok_or_else(|| format!("`{value}` isn't a list, and `{target}` is one"))?;
                let items = items.iter().map(|item| self.item_of_wire(shape, item));
                let items = items.collect::<Result<Vec<_>, _>>()?;
                quote!(::std::vec::Vec::from([#(#items),*]))
            }
            "map" => {
                let entries = object(target, value)?.iter().map(|(key, item)| {
                    let (key, item) = (string(key), self.item_of_wire(shape, item)?);
                    Ok(quote!((#key, #item)))
                });
                let entries = entries.collect::<Result<Vec<_>, String>>()?;
                quote!(::std::collections::BTreeMap::from([#(#entries),*]))
            }
            "enum" => {
                let (type_, text) = (self.type_named(target)?, text(value));
                quote!(#type_::from(#text))
            }
            "int_enum" => {
                let (type_, number) = (self.type_named(target)?, plain("integer", value)?);
                quote!(#type_::from(#number))
            }
            "blob" if shape.streaming => {
                let text = text(value);
                return Ok(quote!(crate::api::runtime::Body::from(#text)));
            }
            kind => plain_of_wire(kind, value)?,
        };
        Ok(if shape.sensitive {
            quote!(crate::api::runtime::Sensitive::from(#written))
        } else {
            written
        })
    }

    fn named_structure_of_wire(
        &self,
        target: &str,
        shape: &Shape,
        value: &Value,
    ) -> Result<TokenStream, String> {
        let values = object(target, value)?;
        let name_of = |name: &str, member: &MemberOrType| {
            member.json_name(name).unwrap_or_default().to_owned()
        };
        let known: Vec<_> = shape
            .members
            .iter()
            .map(|(name, member)| name_of(name, member))
            .collect();
        let mut others = values.clone();
        others.retain(|name, _| !known.contains(name));
        let additional = shape.additional.as_deref().map(|of| (of, others));
        let find = |name: &str, member: &MemberOrType| values.get(&name_of(name, member));
        self.structure_of_wire(&self.type_named(target)?, &shape.members, &find, additional)
    }

    fn structure_of_wire<'v>(
        &self,
        path: &TokenStream,
        members: &Members,
        find: &dyn Fn(&str, &MemberOrType) -> Option<&'v Value>,
        additional: Option<(&str, Map<String, Value>)>,
    ) -> Result<TokenStream, String> {
        let fields = identifiers::fields(members)?;
        let (mut required, mut optional) = (Vec::new(), Vec::new());
        let settable = members.iter().zip(fields);
        for ((name, member), field) in settable.filter(|((_, member), _)| !member.is_constant()) {
            let nullable = member.details().is_some_and(|details| details.nullable);
            match (find(name, member), member.is_required()) {
                (Some(Value::Null), true) if nullable => required.push(quote!(None)),
                (Some(Value::Null), false) if nullable => {
                    let setter = null_setter(&field);
                    optional.push(quote!(.#setter()));
                }
                (Some(Value::Null) | None, false) => {}
                (None, true) => return Err(format!("`{name}` is required and has no value")),
                (Some(value), is_required) => {
                    let value = self
                        .member_of_wire(member, value)
                        .map_err(|why| format!("`{name}`: {why}"))?;
                    match is_required {
                        true if nullable => {
                            let value = self.maybe_boxed(member.target(), &value);
                            required.push(quote!(Some(#value)));
                        }
                        true => required.push(value),
                        false => optional.push(quote!(.#field(#value))),
                    }
                }
            }
        }
        if let Some((of, others)) = additional.filter(|(_, others)| !others.is_empty()) {
            let entries = others.iter().map(|(key, item)| {
                let (key, item) = (string(key), self.of_wire(of, item)?);
                Ok(quote!((#key, #item)))
            });
            let entries = entries.collect::<Result<Vec<_>, String>>()?;
            optional.push(quote!(.additional(::std::collections::BTreeMap::from([#(#entries),*]))));
        }
        Ok(quote!(#path::new(#(#required),*)#(#optional)*))
    }

    fn member_of_wire(&self, member: &MemberOrType, value: &Value) -> Result<TokenStream, String> {
        if !member.details().is_some_and(|details| details.part) {
            return self.of_wire(member.target(), value);
        }
        let part = |value: &Value| {
            let text = text(value);
            quote!(crate::api::runtime::Part::new(#text).file_name(#FILE_NAME))
        };
        Ok(match value.as_array() {
            None => part(value),
            Some(files) => {
                let files = files.iter().map(part);
                quote!(::std::vec::Vec::from([#(#files),*]))
            }
        })
    }

    /// Writes an item of a list or a map.
    fn item_of_wire(&self, shape: &Shape, item: &Value) -> Result<TokenStream, String> {
        let of = shape.of.as_deref().unwrap_or_default();
        if shape.sparse && item.is_null() {
            return Ok(quote!(None));
        }
        let item = self.of_wire(of, item)?;
        Ok(if shape.sparse {
            quote!(Some(#item))
        } else {
            item
        })
    }

    fn union_of_wire(
        &self,
        target: &str,
        shape: &Shape,
        value: &Value,
    ) -> Result<TokenStream, String> {
        let type_ = self.type_named(target)?;
        let variants = identifiers::variants(&shape.members)?;
        let tag = shape.tag.as_ref().and_then(|tag| value.get(tag));
        let is_it = |name: &str, member: &MemberOrType| match shape.by.as_deref() {
            Some("kind") => self.kind_of_json(member.target()) == kind(value),
            Some(_) => self
                .spec
                .shapes
                .get(member.target())
                .is_some_and(|structure| requires(structure, value)),
            None => tag.and_then(Value::as_str) == member.json_name(name),
        };
        let mut members = shape.members.iter().zip(variants);
        let ((_, member), variant) = members
            .find(|((name, member), _)| is_it(name, member))
            .ok_or_else(|| format!("no member of the union `{target}` is `{value}`"))?;
        let value = self.of_wire(member.target(), value)?;
        let value = self.maybe_boxed(member.target(), &value);
        Ok(quote!(#type_::#variant(#value)))
    }

    /// Converts a value into a box, if the generator may have put one around it.
    pub(crate) fn maybe_boxed(&self, target: &str, value: &TokenStream) -> TokenStream {
        if matches!(self.kind(target), "structure" | "union") {
            quote!(#value.into())
        } else {
            quote!(#value)
        }
    }

    /// Returns the kind of JSON that values of a type are.
    fn kind_of_json(&self, target: &str) -> &'static str {
        match self.kind(target) {
            "boolean" => "boolean",
            "list" => "list",
            "map" | "structure" | "union" => "object",
            "byte" | "short" | "integer" | "long" | "unsigned_long" | "float" | "double"
            | "big_integer" | "big_decimal" | "int_enum" => "number",
            _ => "text",
        }
    }
}

/// Returns the setter that sets a field to null.
fn null_setter(field: &Ident) -> Ident {
    let field = field.to_string();
    format_ident!("{}_null", field.trim_start_matches("r#"))
}

/// Returns whether all members are there that a structure requires.
fn requires(structure: &Shape, value: &Value) -> bool {
    let mut required = structure
        .members
        .iter()
        .filter(|(_, member)| member.is_required());
    required.all(|(name, member)| {
        let name = member.json_name(name);
        name.is_some_and(|name| value.get(name).is_some())
    })
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// Writes a value of a built-in type, of which a blob is in Base64.
fn plain_of_wire(kind: &str, value: &Value) -> Result<TokenStream, String> {
    let fits = match kind {
        "boolean" => value.is_boolean(),
        "date" => value.is_string(),
        _ => !value.is_null() || kind == "document",
    };
    if !fits {
        return Err(format!("`{value}` isn't of the type `{kind}`"));
    }
    if kind == "blob" {
        return plain(kind, &serde_json::json!({ "base64": value }));
    }
    plain(kind, value)
}

fn object<'v>(target: &str, value: &'v Value) -> Result<&'v Map<String, Value>, String> {
    value
        .as_object()
        .ok_or_else(|| format!("`{value}` isn't an object, and `{target}` is one"))
}
