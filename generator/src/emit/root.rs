//! The module that holds all services and their runtime.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Module, module::Content, runtime, service};
use crate::{model::Service, support::Support};

/// Everything that is generated for these services.
///
/// Programs seldom call all of a client, and a module that isn't public outside its crate would be full of
/// warnings.
#[must_use]
pub fn root(services: &[Service], support: &Support) -> Module {
    let allow =
        quote!(#[allow(dead_code, unused_imports, reason = "a program seldom calls all of a client")]);
    let mut children: Vec<_> =
        services.iter().map(|service| service::module(service, support, &allow)).collect();
    children.push(runtime::module(support, &allow));
    Module {
        declaration: TokenStream::new(),
        name: format_ident!("root"),
        content: Content::Items { docs: root_docs(services), groups: Vec::new() },
        children,
    }
}

fn root_docs(services: &[Service]) -> Vec<String> {
    let mut docs = vec!["Clients of:".to_owned(), String::new()];
    docs.extend(services.iter().map(|service| {
        let title = super::docs::lines(Some(&service.title), "").join(" ");
        format!("- {title}: [`{module}`]", module = service.module)
    }));
    docs
}
