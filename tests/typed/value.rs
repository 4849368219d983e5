//! Typed values of the types that a spec defines, as Rust.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value};

use crate::{
    identifiers,
    plain::{plain, string, text},
    spec::{MemberOrType, Members, Shape, Spec},
};

/// What botocore reads a union as whose member it doesn't know: an object with its `name`.
pub const UNKNOWN_MEMBER: &str = "SDK_UNKNOWN_MEMBER";

/// Writes the values of a service's types.
#[derive(Debug)]
pub struct Values<'a> {
    pub(crate) spec: &'a Spec,
    types: HashMap<String, Ident>,
    /// The path of the service's module.
    pub service: TokenStream,
}

impl<'a> Values<'a> {
    /// Returns what writes values of the types of a spec whose service is called so.
    ///
    /// # Errors
    ///
    /// When a shape has no Rust name.
    pub fn new(spec: &'a Spec, service: &str) -> Result<Self, String> {
        let service = format_ident!("{service}");
        Ok(Self {
            spec,
            types: identifiers::types(&spec.shapes)?,
            service: quote!(crate::api::#service),
        })
    }

    /// Writes what `new` and the setters make of an input's members. The input is at `path`.
    ///
    /// # Errors
    ///
    /// When a value doesn't suit its member.
    pub fn input(
        &self,
        path: &TokenStream,
        members: &Members,
        values: &Map<String, Value>,
    ) -> Result<TokenStream, String> {
        self.structure(path, None, members, values)
    }

    /// Writes the same for a structure, of which `owner` is the shape if it has one.
    fn structure(
        &self,
        path: &TokenStream,
        owner: Option<&str>,
        members: &Members,
        values: &Map<String, Value>,
    ) -> Result<TokenStream, String> {
        known(members, values)?;
        let fields = identifiers::fields(members)?;
        let (mut required, mut optional) = (Vec::new(), Vec::new());
        let settable = members.iter().zip(fields);
        for ((name, member), field) in settable.filter(|((_, member), _)| !member.is_constant()) {
            let value = values.get(name).filter(|value| !value.is_null());
            let target = member.target();
            let is_boxed = owner.is_some_and(|owner| self.is_boxed(owner, target));
            match value {
                Some(value) => {
                    let value = self.boxed_value(target, is_boxed, value)?;
                    if member.is_required() {
                        required.push(value);
                    } else {
                        optional.push(quote!(.#field(#value)));
                    }
                }
                None if member.is_required() => required.push(self.empty(target)?),
                None => {}
            }
        }
        Ok(quote!(#path::new(#(#required),*)#(#optional)*))
    }

    /// Writes a value of the type that a member's `type` names.
    ///
    /// # Errors
    ///
    /// When the value isn't one of that type.
    pub fn value(&self, target: &str, value: &Value) -> Result<TokenStream, String> {
        self.boxed_value(target, false, value)
    }

    /// Writes the same in a box, if it is a structure or a union that holds what it is in.
    fn boxed_value(
        &self,
        target: &str,
        is_boxed: bool,
        value: &Value,
    ) -> Result<TokenStream, String> {
        let Some(shape) = self.spec.shapes.get(target) else {
            return plain(target, value);
        };
        let written = match shape.kind.as_str() {
            "string" if shape.sensitive => {
                let text = text(value);
                return Ok(quote!(::secrecy::SecretString::from(#text)));
            }
            "structure" => {
                let path = self.type_named(target)?;
                self.structure(&path, Some(target), &shape.members, object(value)?)?
            }
            "union" => self.union(target, shape, object(value)?)?,
            "list" => self.list(shape, value)?,
            "map" => self.map(shape, value)?,
            "enum" => {
                let (type_, text) = (self.type_named(target)?, text(value));
                quote!(#type_::from(#text))
            }
            "int_enum" => {
                let (type_, number) = (self.type_named(target)?, plain("integer", value)?);
                quote!(#type_::from(#number))
            }
            "blob" if shape.streaming => {
                let bytes = plain("blob", value)?;
                return Ok(quote!(crate::api::runtime::Body::from(#bytes)));
            }
            kind => plain(kind, value)?,
        };
        let written = if is_boxed {
            quote!(::std::boxed::Box::new(#written))
        } else {
            written
        };
        Ok(if shape.sensitive {
            quote!(crate::api::runtime::Sensitive::from(#written))
        } else {
            written
        })
    }

    /// Writes a value for a required member of which a case says nothing.
    ///
    /// # Errors
    ///
    /// When there is no such type.
    pub fn empty(&self, target: &str) -> Result<TokenStream, String> {
        if self.is_stream(target) {
            return Ok(quote!(crate::api::runtime::Body::empty()));
        }
        let type_ = self.type_(target)?;
        Ok(quote!(<#type_ as crate::api::runtime::Empty>::empty()))
    }

    fn list(&self, shape: &Shape, value: &Value) -> Result<TokenStream, String> {
        let items = value
            .as_array()
            .ok_or_else(|| format!("`{value}` is no list"))?;
        let items = items
            .iter()
            .filter_map(|item| self.item(shape, item).transpose());
        let items = items.collect::<Result<Vec<_>, _>>()?;
        Ok(quote!(::std::vec::Vec::from([#(#items),*])))
    }

    fn map(&self, shape: &Shape, value: &Value) -> Result<TokenStream, String> {
        let entries = object(value)?.iter().filter_map(|(key, item)| {
            let item = self.item(shape, item).transpose()?;
            let key = string(key);
            Some(item.map(|item| quote!((#key, #item))))
        });
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        Ok(quote!(::std::collections::BTreeMap::from([#(#entries),*])))
    }

    /// Writes an item of a list or a map. Where there are no nulls, a null is none.
    fn item(&self, shape: &Shape, item: &Value) -> Result<Option<TokenStream>, String> {
        let of = shape.of.as_deref().unwrap_or_default();
        if item.is_null() && self.kind(of) != "document" {
            return Ok(shape.sparse.then(|| quote!(None)));
        }
        let item = self.value(of, item)?;
        Ok(Some(if shape.sparse {
            quote!(Some(#item))
        } else {
            item
        }))
    }

    fn union(
        &self,
        target: &str,
        shape: &Shape,
        value: &Map<String, Value>,
    ) -> Result<TokenStream, String> {
        let type_ = self.type_named(target)?;
        let mut set = value
            .iter()
            .filter(|(name, value)| !value.is_null() && *name != "__type");
        let (Some((name, value)), None) = (set.next(), set.next()) else {
            return Err(format!("a `{target}` has one member"));
        };
        if name == UNKNOWN_MEMBER {
            let name = value
                .get("name")
                .and_then(Value::as_str)
                .unwrap_or_default();
            return Ok(quote!(#type_::Unknown(crate::value::unknown_member(#name))));
        }
        let variants = identifiers::variants(&shape.members)?;
        let mut members = shape.members.iter().zip(variants);
        let ((_, member), variant) = members
            .find(|((known, _), _)| *known == name)
            .ok_or_else(|| format!("`{target}` has no member `{name}`"))?;
        let is_boxed = self.is_boxed(target, member.target());
        let value = self.boxed_value(member.target(), is_boxed, value)?;
        let value = if is_boxed {
            value
        } else {
            self.maybe_boxed(member.target(), &value)
        };
        Ok(quote!(#type_::#variant(#value)))
    }

    /// Returns whether a value is read and written piece by piece.
    #[must_use]
    pub fn is_stream(&self, target: &str) -> bool {
        self.spec
            .shapes
            .get(target)
            .is_some_and(|shape| shape.kind == "blob" && shape.streaming)
    }

    /// Returns whether a structure or a union that is a member of another one holds that again, so that a box has to stand
    /// in between.
    fn is_boxed(&self, owner: &str, target: &str) -> bool {
        let (mut seen, mut open) = (HashSet::new(), vec![target]);
        while let Some(name) = open.pop() {
            let shape = self.spec.shapes.get(name);
            let Some(shape) =
                shape.filter(|shape| shape.kind == "structure" || shape.kind == "union")
            else {
                continue;
            };
            if name == owner {
                return true;
            }
            if seen.insert(name) {
                open.extend(shape.members.values().map(MemberOrType::target));
            }
        }
        false
    }

    pub(crate) fn kind<'t>(&'t self, target: &'t str) -> &'t str {
        self.spec
            .shapes
            .get(target)
            .map_or(target, |shape| &shape.kind)
    }

    /// Returns the Rust type that a member's `type` names.
    ///
    /// # Errors
    ///
    /// When there is no such type.
    pub fn type_(&self, target: &str) -> Result<TokenStream, String> {
        let shape = self.spec.shapes.get(target);
        let of = || -> Result<TokenStream, String> {
            let shape = shape.ok_or_else(|| format!("there is no shape `{target}`"))?;
            let of = self.type_(shape.of.as_deref().unwrap_or_default())?;
            Ok(if shape.sparse {
                quote!(Option<#of>)
            } else {
                of
            })
        };
        let is_sensitive = shape.is_some_and(|shape| shape.sensitive);
        let type_ = match self.kind(target) {
            "string" if is_sensitive => return Ok(quote!(::secrecy::SecretString)),
            "string" => quote!(String),
            "boolean" => quote!(bool),
            "byte" => quote!(i8),
            "short" => quote!(i16),
            "integer" => quote!(i32),
            "long" => quote!(i64),
            "unsigned_long" => quote!(u64),
            "float" => quote!(f32),
            "double" => quote!(f64),
            "big_integer" | "big_decimal" => quote!(crate::api::runtime::Number),
            "blob" if shape.is_some_and(|shape| shape.streaming) => {
                quote!(crate::api::runtime::Body)
            }
            "blob" => quote!(::bytes::Bytes),
            "timestamp" => quote!(::jiff::Timestamp),
            "uuid" => quote!(::uuid::Uuid),
            "date" => quote!(::jiff::civil::Date),
            "document" => quote!(crate::api::runtime::Document),
            "list" => {
                let of = of()?;
                quote!(Vec<#of>)
            }
            "map" => {
                let of = of()?;
                quote!(::std::collections::BTreeMap<String, #of>)
            }
            _ => self.type_named(target)?,
        };
        Ok(if is_sensitive {
            quote!(crate::api::runtime::Sensitive<#type_>)
        } else {
            type_
        })
    }

    /// Writes what tests have to know of the named types, so that they can compare them.
    ///
    /// # Errors
    ///
    /// When a member has no Rust name.
    pub fn comparisons(&self) -> Result<Vec<TokenStream>, String> {
        self.spec
            .shapes
            .iter()
            .filter_map(|(name, shape)| self.comparison(name, shape).transpose())
            .collect()
    }

    /// Writes what compares each member of `output`, also those that ought not to be there.
    ///
    /// # Errors
    ///
    /// When a value doesn't suit its member.
    pub fn checks(
        &self,
        members: &Members,
        expected: &Map<String, Value>,
    ) -> Result<Vec<TokenStream>, String> {
        known(members, expected)?;
        let fields = identifiers::fields(members)?;
        let checks = members.iter().zip(fields).map(|((name, member), field)| {
            let value = expected.get(name).filter(|value| !value.is_null());
            // Nobody can tell an empty map of headers from none.
            let is_empty = value.and_then(Value::as_object).is_none_or(Map::is_empty);
            if member.is_prefix_headers() && !member.is_required() && is_empty {
                return Ok(
                    quote!(assert!(output.#field.iter().all(::std::collections::BTreeMap::is_empty));),
                );
            }
            // A stream is always there: it may be empty.
            let is_there = member.is_required() || self.is_stream(member.target());
            let value = match value {
                Some(value) => self.value(member.target(), value)?,
                None if is_there => self.empty(member.target())?,
                None => return Ok(quote!(assert!(output.#field.is_none(), "{output:?}");)),
            };
            let value = if is_there { value } else { quote!(Some(#value)) };
            Ok(quote!(crate::same::same(&output.#field, &#value, #name);))
        });
        checks.collect()
    }

    fn comparison(&self, name: &str, shape: &Shape) -> Result<Option<TokenStream>, String> {
        Ok(Some(match shape.kind.as_str() {
            "structure" => {
                let (path, fields) = (self.type_named(name)?, identifiers::fields(&shape.members)?);
                quote!(same_structure!(#path { #(#fields),* });)
            }
            "union" => {
                let (path, variants) = (
                    self.type_named(name)?,
                    identifiers::variants(&shape.members)?,
                );
                quote!(same_union!(#path { #(#variants),* });)
            }
            "enum" | "int_enum" => {
                let path = self.type_named(name)?;
                quote!(same_enum!(#path);)
            }
            _ => return Ok(None),
        }))
    }

    /// Returns the type of a shape, without what a sensitive one is wrapped in.
    pub(crate) fn type_named(&self, name: &str) -> Result<TokenStream, String> {
        let type_ = self
            .types
            .get(name)
            .ok_or_else(|| format!("there is no type `{name}`"))?;
        let service = &self.service;
        Ok(quote!(#service::types::#type_))
    }
}

/// Refuses values of members that there are not.
fn known(members: &Members, values: &Map<String, Value>) -> Result<(), String> {
    match values
        .iter()
        .find(|(name, value)| !value.is_null() && !members.contains_key(*name))
    {
        Some((name, _)) => Err(format!("there is no member `{name}`")),
        None => Ok(()),
    }
}

fn object(value: &Value) -> Result<&Map<String, Value>, String> {
    value
        .as_object()
        .ok_or_else(|| format!("`{value}` is no object"))
}
