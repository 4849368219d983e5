//! Structures: their fields, how one is made, and what they are in JSON.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{
    docs::{convention, doc, plain},
    types::{argument_type, argument_value, field_type},
};
use crate::model::{Field, Structure};

/// How many arguments clippy takes before it complains.
const MANY_ARGUMENTS: usize = 7;

/// A named structure, whole.
pub(super) fn named_structure(structure: &Structure) -> Vec<TokenStream> {
    let Structure { name, docs, fields } = structure;
    let docs = doc(docs.as_deref(), &format!("`{name}`."));
    let fields: Vec<_> = fields.iter().collect();
    let module = TokenStream::new();
    let what = format!("A `{name}`");
    vec![
        definition(name, &docs, &fields, &module),
        constructor_and_setters(name, &what, &fields, &module),
        structure_impl(name, &fields),
        value_impl(name, &fields),
    ]
}

/// The fields.
pub(super) fn definition(
    name: &Ident,
    docs: &TokenStream,
    fields: &[&Field],
    module: &TokenStream,
) -> TokenStream {
    // Nothing is required, so nothing is what `Default` gives.
    let default = fields.iter().all(|field| !field.required).then(|| quote!(, ::core::default::Default));
    let fields = public_fields(fields, module);
    quote! {
        #docs
        #[derive(::core::clone::Clone, ::core::fmt::Debug #default)]
        #[non_exhaustive]
        pub struct #name {
            #fields
        }
    }
}

/// The fields, each with its documentation, to be put between braces.
pub(super) fn public_fields(fields: &[&Field], module: &TokenStream) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let docs = doc(field.docs.as_deref(), &format!("`{}`.", field.name));
        let (ident, type_) = (&field.ident, field_type(field, module));
        quote!(#docs pub #ident: #type_)
    });
    quote!(#(#fields,)*)
}

/// `new` with the required fields, and a setter for each of the others.
pub(super) fn constructor_and_setters(
    name: &Ident,
    what: &str,
    fields: &[&Field],
    module: &TokenStream,
) -> TokenStream {
    let (required, optional): (Vec<&Field>, Vec<&Field>) = fields.iter().partition(|field| field.required);
    let new_docs = plain(&if required.is_empty() {
        format!("{what} without any member.")
    } else {
        format!("{what} with the members that are required.")
    });
    let many_arguments = (required.len() > MANY_ARGUMENTS)
        .then(|| quote!(#[allow(clippy::too_many_arguments, reason = "the API requires so many members")]));
    let arguments = required.iter().map(|field| {
        let (ident, type_) = (&field.ident, argument_type(field, module));
        quote!(#ident: #type_)
    });
    let required = required.iter().map(|field| {
        let (ident, value) = (&field.ident, argument_value(field));
        if ident == &value.to_string() { quote!(#ident) } else { quote!(#ident: #value) }
    });
    let unset = optional.iter().map(|field| &field.ident);
    let setters = optional.iter().map(|field| setter(field, module));
    quote! {
        impl #name {
            #new_docs
            #[must_use]
            #many_arguments
            pub fn new(#(#arguments),*) -> Self {
                Self {
                    #(#required,)*
                    #(#unset: ::core::option::Option::None,)*
                }
            }

            #(#setters)*
        }
    }
}

fn setter(field: &Field, module: &TokenStream) -> TokenStream {
    let docs = doc(field.docs.as_deref(), &format!("Sets `{}`.", field.name));
    let (ident, type_, value) = (&field.ident, argument_type(field, module), argument_value(field));
    let convention = convention(ident);
    quote! {
        #docs
        #[must_use]
        #convention
        pub fn #ident(mut self, #ident: #type_) -> Self {
            self.#ident = ::core::option::Option::Some(#value);
            self
        }
    }
}

/// What a structure's JSON object consists of.
pub(super) fn structure_impl(name: &Ident, fields: &[&Field]) -> TokenStream {
    let names = fields.iter().map(|field| &field.json_name);
    let indices: Vec<_> = (0..fields.len()).map(Literal::usize_unsuffixed).collect();
    let idents: Vec<_> = fields.iter().map(|field| &field.ident).collect();
    quote! {
        impl runtime::Structure for #name {
            fn members(&self) -> &'static [&'static str] {
                &[#(#names),*]
            }

            fn get(&self, index: usize) -> ::core::option::Option<&dyn runtime::Value> {
                match index {
                    #(#indices => ::core::option::Option::Some(&self.#idents),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn get_mut(&mut self, index: usize) -> ::core::option::Option<&mut dyn runtime::Value> {
                match index {
                    #(#indices => ::core::option::Option::Some(&mut self.#idents),)*
                    _ => ::core::option::Option::None,
                }
            }
        }
    }
}

/// A structure as a value within another one.
fn value_impl(name: &Ident, fields: &[&Field]) -> TokenStream {
    let idents = fields.iter().map(|field| &field.ident);
    quote! {
        impl runtime::Value for #name {
            fn read(
                &mut self,
                reader: &mut runtime::Reader<'_>,
            ) -> ::core::result::Result<(), runtime::JsonError> {
                reader.structure(self)
            }

            fn write(&self, writer: &mut runtime::Writer) {
                writer.structure(self);
            }
        }

        impl runtime::Empty for #name {
            fn empty() -> Self {
                Self { #(#idents: runtime::Empty::empty(),)* }
            }
        }
    }
}
