//! The module of one service.

use std::iter;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    Content, Module, client, common_error, endpoint, enumeration, error_shape, operation, prelude,
    structure, union,
};
use crate::{
    model::{NamedType, Service},
    needs::Needs,
    rustdoc::rustdoc,
};

/// The module that a user of the service names.
#[must_use]
pub fn module<'a>(service: &'a Service, needs: &Needs) -> Module<'a> {
    let mut children = Vec::new();
    if needs.has_blocking_client() {
        children.push(client::blocking_module(
            service,
            needs.blocking_transport().as_ref(),
        ));
    }
    if needs.has_async_client() {
        children.push(client::async_module(
            service,
            needs.async_transport().as_ref(),
        ));
    }
    children.push(endpoint::module(&service.endpoint));
    if !service.errors.is_empty() || !service.common_errors.is_empty() {
        children.push(errors(service));
    }
    children.push(operations(service));
    if !service.types.is_empty() {
        children.push(types(service));
    }
    let module = Module {
        declaration: quote!(pub),
        name: service.module.clone(),
        content: Content::items(module_docs(service), [imports(service, needs)]),
        children,
    };
    prelude::shortened(service, module)
}

fn module_docs(service: &Service) -> Vec<String> {
    let end = if service.title.ends_with('.') {
        ""
    } else {
        "."
    };
    let title = format!("{}{end}", service.title);
    let version = service
        .version
        .as_ref()
        .map(|version| rustdoc(&format!("Version of the API: {version}.")));
    let paragraphs = [
        Some(title.as_str()),
        service.docs.as_deref(),
        version.as_deref(),
    ];
    let paragraphs: Vec<_> = paragraphs.into_iter().flatten().collect();
    paragraphs.join("\n\n").lines().map(str::to_owned).collect()
}

fn imports(service: &Service, needs: &Needs) -> TokenStream {
    let client = needs.has_async_client().then(|| {
        quote!(
            pub use self::client::Client;
        )
    });
    let common = (!service.common_errors.is_empty()).then(|| {
        quote!(
            pub use self::error::CommonError;
        )
    });
    let operations = service.operations.iter().map(|operation| {
        let module = &operation.module_name;
        let (input, output, error) = (
            &operation.input_name,
            &operation.output_name,
            &operation.error_name,
        );
        quote!(pub use self::operation::#module::{#error, #input, #output};)
    });
    quote! {
        use super::runtime;

        #client
        #common
        #(#operations)*
        pub use super::runtime::{BuildError, Builder, Error, ErrorKind};
    }
}

fn errors(service: &Service) -> Module<'_> {
    let common =
        (!service.common_errors.is_empty()).then(|| common_error::common_error_enum(service));
    let uses_types = service.errors.iter().any(|shape| {
        shape
            .members
            .iter()
            .any(|member| member.field.type_.is_named())
    });
    let types = uses_types.then(|| quote!(, types));
    let shapes = service
        .errors
        .iter()
        .flat_map(|shape| error_shape::error_struct(service.protocol, shape));
    let imports = quote! { use super::{runtime #types}; };
    let groups = iter::once(imports)
        .chain(shapes)
        .chain(common.into_iter().flatten());
    let docs = vec!["What the service answers with instead of a success.".to_owned()];
    Module::leaf(quote!(pub), format_ident!("error"), docs, groups)
}

fn operations(service: &Service) -> Module<'_> {
    let children = service
        .operations
        .iter()
        .map(|operation| operation::module(service, operation))
        .collect();
    let docs =
        vec!["The operations: for each one its input, its output and its errors.".to_owned()];
    Module {
        declaration: quote!(pub),
        name: format_ident!("operation"),
        content: Content::items(docs, []),
        children,
    }
}

fn types(service: &Service) -> Module<'_> {
    let types = service.types.iter().flat_map(|type_| match type_ {
        NamedType::Structure(structure) => structure::named_structure(structure),
        NamedType::Union(union) => union::named_union(union),
        NamedType::Enum(enum_) => enumeration::named_enum(enum_),
        NamedType::IntEnum(enum_) => enumeration::named_int_enum(enum_),
    });
    let groups = iter::once(quote! { use super::runtime; }).chain(types);
    let docs = vec!["The types that inputs and outputs consist of.".to_owned()];
    Module::leaf(quote!(pub), format_ident!("types"), docs, groups)
}
