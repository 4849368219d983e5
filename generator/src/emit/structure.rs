//! Structures: their fields, how one is made, and what they are called on the wire.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{
    default_docs::default_docs,
    docs::{convention, doc, paragraphs, plain, summary},
    initial::{initial_value, literal},
    secrecy::{debug, redacted_debug},
    types::{argument_type, argument_value, field_type},
    xml::properties,
};
use crate::{
    model::{Field, FieldDefault, Null, Structure, Xml},
    protocol::TimestampFormat,
};

/// How many arguments clippy takes before it complains.
const MANY_ARGUMENTS: usize = 7;

/// Returns all items of a structure.
pub(super) fn named_structure(structure: &Structure) -> Vec<TokenStream> {
    let Structure {
        name,
        docs,
        secrecy,
        fields,
    } = structure;
    let docs = doc(docs.as_deref(), &format!("The structure `{name}`."));
    let fields: Vec<_> = fields.iter().collect();
    let mut items = vec![
        definition(name, &docs, debug(*secrecy).as_ref(), &fields, None),
        constructor_and_setters(name, "structure", &fields, &[]),
    ];
    // What is empty at first needs no words.
    if structure.has_defaults() {
        items.extend([message_members(name, &fields), empty_impl(name, &fields)]);
    } else {
        items.push(structure_members(name, &fields));
    }
    items.extend(redacted_debug(name, *secrecy));
    items.extend(secrecy.is_wiped.then(|| wipe_impl(name, &fields)));
    items
}

/// Returns the structure itself, with a private field if there is one.
pub(super) fn definition(
    name: &Ident,
    docs: &TokenStream,
    debug: Option<&TokenStream>,
    fields: &[&Field],
    private: Option<&TokenStream>,
) -> TokenStream {
    let derives = derives(fields, debug);
    let fields = public_fields(fields);
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub struct #name {
            #fields
            #private
        }
    }
}

/// Returns the attribute that derives `Clone`, unless there is a stream, which is read once; `Debug`, if it is given; and
/// `Default`, unless a member is required.
pub(super) fn derives(fields: &[&Field], debug: Option<&TokenStream>) -> Option<TokenStream> {
    let has_stream = fields.iter().any(|field| field.type_.has_stream());
    let clone = (!has_stream).then(|| quote!(Clone));
    let default = (!has_required(fields)).then(|| quote!(Default));
    let traits: Vec<_> = [clone.as_ref(), debug, default.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    (!traits.is_empty()).then(|| quote!(#[derive(#(#traits),*)]))
}

/// Returns whether a value of the fields can't be made of nothing.
pub(super) fn has_required(fields: &[&Field]) -> bool {
    fields.iter().any(|field| field.required)
}

/// Returns the fields, each with its documentation, to be put between braces.
pub(super) fn public_fields(fields: &[&Field]) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let otherwise = format!("The member `{}`.", field.wire_name);
        let docs = paragraphs(
            field.docs.as_deref().unwrap_or(&otherwise),
            default_docs(field).as_deref(),
        );
        let (ident, type_) = (&field.ident, field_type(field));
        quote!(#docs pub #ident: #type_)
    });
    quote!(#(#fields,)*)
}

/// Returns `new` with the required fields, and a setter for each of the others.
pub(super) fn constructor_and_setters(
    name: &Ident,
    what: &str,
    fields: &[&Field],
    private: &[&Ident],
) -> TokenStream {
    let has_arguments = fields.iter().any(|field| field.is_argument());
    let docs = if has_arguments {
        format!("Creates the {what} with its required members.")
    } else if has_required(fields) {
        format!("Creates the {what} with its constant members.")
    } else {
        format!("Creates an empty {what}.")
    };
    let new = constructor(&docs, fields, private);
    let optional = fields.iter().filter(|field| !field.required);
    let setters = optional.map(|field| setter(field));
    // Without a constant, it is derived.
    let default = (has_required(fields) && !has_arguments).then(|| {
        quote! {
            impl ::core::default::Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        impl #name {
            #new

            #(#setters)*
        }

        #default
    }
}

/// Returns `new` with the required fields. Those with one value have it. The others, and private ones, are empty.
pub(super) fn constructor(docs: &str, fields: &[&Field], private: &[&Ident]) -> TokenStream {
    let (required, others): (Vec<&Field>, Vec<&Field>) =
        fields.iter().partition(|field| field.is_argument());
    let docs = plain(docs);
    let many_arguments = (required.len() > MANY_ARGUMENTS)
        .then(|| quote!(#[allow(clippy::too_many_arguments, reason = "the API requires so many members")]));
    let arguments = required.iter().map(|field| {
        let (ident, type_) = (&field.ident, argument_type(field));
        quote!(#ident: #type_)
    });
    let required = required.iter().map(|field| {
        let ident = &field.ident;
        let value = argument_value(field, &quote!(#ident));
        if ident == &value.to_string() {
            quote!(#ident)
        } else {
            quote!(#ident: #value)
        }
    });
    let unset = others.iter().map(|field| (&field.ident, unset(field)));
    let unset = unset.chain(private.iter().map(|private| (*private, quote!(None))));
    let unset = unset.map(|(ident, value)| quote!(#ident: #value));
    let value = if has_required(fields) {
        quote!(Self { #(#required,)* #(#unset,)* })
    } else {
        quote!(<Self as ::core::default::Default>::default())
    };
    quote! {
        #docs
        #[must_use]
        #many_arguments
        pub fn new(#(#arguments),*) -> Self {
            #value
        }
    }
}

/// Returns the only value of a field, or that of an optional one that isn't set.
fn unset(field: &Field) -> TokenStream {
    if let Some(FieldDefault::Constant(value)) = &field.default {
        return literal(value, &field.type_);
    }
    match field.null {
        _ if field.is_additional => quote!(::std::collections::BTreeMap::new()),
        Null::IfSet(_) => quote!(runtime::Nullable::Absent),
        Null::Never | Null::IfNone => quote!(None),
    }
}

fn setter(field: &Field) -> TokenStream {
    let docs = paragraphs(&setter_docs(field), default_docs(field).as_deref());
    let (ident, type_) = (&field.ident, argument_type(field));
    let value = argument_value(field, &quote!(value));
    let (value, null_setter) = match &field.null {
        _ if field.is_additional => (value, None),
        Null::IfSet(setter) => (
            quote!(runtime::Nullable::Value(#value)),
            Some(null_setter(field, setter)),
        ),
        Null::Never | Null::IfNone => (quote!(Some(#value)), None),
    };
    let convention = convention(ident);
    quote! {
        #docs
        #[must_use]
        #convention
        pub fn #ident(mut self, value: #type_) -> Self {
            self.#ident = #value;
            self
        }

        #null_setter
    }
}

fn null_setter(field: &Field, setter: &Ident) -> TokenStream {
    let docs = plain(&format!("Sets the member `{}` to null.", field.wire_name));
    let (ident, convention) = (&field.ident, convention(setter));
    quote! {
        #docs
        #[must_use]
        #convention
        pub fn #setter(mut self) -> Self {
            self.#ident = runtime::Nullable::Null;
            self
        }
    }
}

/// Returns the first paragraph of a field's documentation. One that begins with an article becomes the sentence of a
/// method; any other follows such a sentence.
fn setter_docs(field: &Field) -> String {
    let member = format!("The member `{}`.", field.wire_name);
    let text = summary(field.docs.as_deref(), &member);
    let rest = |article| Some((article, text.strip_prefix(article)?));
    match ["The ", "A ", "An "].into_iter().find_map(rest) {
        Some((article, rest)) => format!("Sets {}{rest}", article.to_lowercase()),
        None => format!("Sets the member `{}`.\n\n{text}", field.wire_name),
    }
}

/// Returns the table of the members that are in a message's body.
pub(super) fn message_members(name: &Ident, fields: &[&Field]) -> TokenStream {
    let members = members(fields);
    quote!(runtime::members!(#name { #members });)
}

/// Returns the table of a structure's members.
fn structure_members(name: &Ident, fields: &[&Field]) -> TokenStream {
    let members = members(fields);
    quote!(runtime::structure!(#name { #members });)
}

/// Returns the rows of a table: for each field its member's name on the wire. The additional members come last.
pub(super) fn members(fields: &[&Field]) -> TokenStream {
    let members = fields.iter().map(|field| {
        if field.is_additional {
            let ident = &field.ident;
            return marked(&quote!(..#ident), field.timestamp_format);
        }
        let (ident, member) = (
            &field.ident,
            member(&field.wire_name, &field.xml, field.timestamp_format),
        );
        let required = field.is_expected.then(|| quote!(as required));
        let nullable = field.takes_null().then(|| quote!(as nullable));
        quote!(#ident: #member #required #nullable,)
    });
    quote!(#(#members)*)
}

/// Returns a member's name on the wire, what it has in XML, and the format of its timestamps unless they are in seconds.
pub(super) fn member(wire_name: &str, xml: &Xml, format: TimestampFormat) -> TokenStream {
    let properties = properties(xml);
    marked(&quote!(#wire_name #properties), format)
}

/// Returns what a row of a table begins with, and the format of timestamps unless they are in seconds.
pub(super) fn marked(row: &TokenStream, format: TimestampFormat) -> TokenStream {
    match format {
        TimestampFormat::EpochSeconds => row.clone(),
        TimestampFormat::DateTime => quote!(#row as date_time),
        TimestampFormat::HttpDate => quote!(#row as http_date),
    }
}

/// Returns the impl that creates a structure with its defaults.
fn empty_impl(name: &Ident, fields: &[&Field]) -> TokenStream {
    let idents = fields.iter().map(|field| &field.ident);
    let values = fields.iter().map(|field| initial_value(field));
    quote! {
        impl runtime::Empty for #name {
            fn empty() -> Self {
                Self { #(#idents: #values,)* }
            }
        }
    }
}

fn wipe_impl(name: &Ident, fields: &[&Field]) -> TokenStream {
    let idents = fields.iter().map(|field| &field.ident);
    quote! {
        impl runtime::Wipe for #name {
            fn wipe(&mut self) {
                #(runtime::Wipe::wipe(&mut self.#idents);)*
            }
        }
    }
}
