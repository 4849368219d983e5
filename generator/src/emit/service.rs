//! The module of one service.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    Content, Module, client, common_error, endpoint, enumeration, error_format, error_shape,
    example::example, operation, scope::Scope, structure, union,
};
use crate::{
    model::{NamedType, Service},
    needs::Needs,
    rustdoc::rustdoc,
};

/// Returns the module that a user of the service names.
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
    let has_errors = !service.errors.is_empty() || !service.common_errors.is_empty();
    if has_errors || !service.error_places.are_usual() {
        children.push(errors(service));
    }
    let client = match (needs.has_async_client(), needs.has_blocking_client()) {
        (true, _) => Some("Client"),
        (false, true) => Some("blocking::Client"),
        (false, false) => None,
    };
    children.push(operations(service, client));
    if !service.types.is_empty() {
        children.push(types(service));
    }
    let imports = [imports(service, needs)];
    Module {
        attributes: TokenStream::new(),
        visibility: "pub",
        name: service.module.clone(),
        content: Content::items(module_docs(service, needs), Scope::default(), imports),
        children,
    }
}

fn module_docs(service: &Service, needs: &Needs) -> Vec<String> {
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
    let mut docs: Vec<_> = paragraphs.join("\n\n").lines().map(str::to_owned).collect();
    let clients = match (needs.has_async_client(), needs.has_blocking_client()) {
        (true, true) => {
            Some("[`Client`] is asynchronous, and [`blocking::Client`] blocks the thread.")
        }
        (true, false) => Some("[`Client`] calls it."),
        (false, true) => Some("[`blocking::Client`] calls it."),
        (false, false) => None,
    };
    for paragraph in [
        clients.map(|clients| vec![clients.to_owned()]),
        Some(example(service, needs)),
    ] {
        let paragraph = paragraph.unwrap_or_default();
        docs.extend((!paragraph.is_empty()).then(String::new));
        docs.extend(paragraph);
    }
    docs
}

fn imports(service: &Service, needs: &Needs) -> TokenStream {
    let client = needs.has_async_client().then(|| {
        quote!(
            pub use self::client::Client;
        )
    });
    let common = (!service.common_errors.is_empty()).then(|| {
        quote! {
            #[doc(inline)]
            pub use self::error::CommonError;
        }
    });
    let operations = service.operations.iter().map(|operation| {
        let module = &operation.module_name;
        let (input, output, error) = (
            &operation.input_name,
            &operation.output_name,
            &operation.error_name,
        );
        let outputs = operation.outputs.iter().map(|output| &output.name);
        quote! {
            #[doc(hidden)]
            pub use self::operation::#module::{#error, #input, #output #(, #outputs)*};
        }
    });
    quote! {
        use super::runtime;

        #client
        #common
        #(#operations)*
        #[doc(inline)]
        pub use super::runtime::{BuildError, Builder, Error, ErrorKind};
    }
}

fn errors(service: &Service) -> Module<'_> {
    let common =
        (!service.common_errors.is_empty()).then(|| common_error::common_error_enum(service));
    let structures = || service.error_structures();
    let shapes = structures().flat_map(|shape| error_shape::error_struct(service.protocol, shape));
    let groups = error_format::constant(service)
        .into_iter()
        .chain(shapes)
        .chain(common.into_iter().flatten());
    let docs = vec!["The errors of the service.".to_owned()];
    let common = format_ident!("CommonError");
    let defined = structures().map(|shape| &shape.name).chain([&common]);
    let scope = Scope::new(1, defined);
    Module::leaf("pub", format_ident!("error"), docs, scope, groups)
}

fn operations<'a>(service: &'a Service, client: Option<&'static str>) -> Module<'a> {
    let children = service
        .operations
        .iter()
        .map(|operation| operation::module(service, operation, client))
        .collect();
    let docs = vec!["The operations: the input, the output and the errors of each.".to_owned()];
    Module {
        attributes: TokenStream::new(),
        visibility: "pub",
        name: format_ident!("operation"),
        content: Content::items(docs, Scope::default(), []),
        children,
    }
}

fn types(service: &Service) -> Module<'_> {
    let groups = service.types.iter().flat_map(|type_| match type_ {
        NamedType::Structure(structure) => structure::named_structure(structure),
        NamedType::Union(union) => union::named_union(union),
        NamedType::Enum(enum_) => enumeration::named_enum(enum_),
        NamedType::IntEnum(enum_) => enumeration::named_int_enum(enum_),
    });
    let docs = vec!["The structures, unions and enums of the service.".to_owned()];
    let scope = Scope::of_types(service.types.iter().map(NamedType::name));
    Module::leaf("pub", format_ident!("types"), docs, scope, groups)
}
