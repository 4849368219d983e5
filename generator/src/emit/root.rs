//! The module that holds all services and their runtime.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Module, module::Content, runtime};
use crate::{model::Service, needs::Needs};

/// A service as the module above names it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name of its module.
    pub module: String,
    /// The name for people, ready for rustdoc.
    title: String,
}

impl Entry {
    /// How this service is named.
    #[must_use]
    pub fn new(service: &Service) -> Self {
        Self {
            module: service.module.to_string(),
            title: service.title.clone(),
        }
    }

    fn module(&self) -> Module<'static> {
        Module {
            declaration: quote!(pub),
            name: format_ident!("{}", self.module),
            content: Content::Elsewhere,
            children: Vec::new(),
        }
    }

    fn docs(&self) -> String {
        format!("- {}: [`{}`]", self.title.replace('\n', " "), self.module)
    }
}

/// The module that holds these services and what they share.
#[must_use]
pub fn root<'a>(
    services: impl Iterator<Item = &'a Entry> + Clone,
    needs: &Needs,
) -> Module<'static> {
    let mut docs = vec!["Clients of:".to_owned(), String::new()];
    docs.extend(services.clone().map(Entry::docs));
    let mut children: Vec<_> = services.map(Entry::module).collect();
    children.push(runtime::module(needs));
    Module {
        declaration: TokenStream::new(),
        name: format_ident!("root"),
        content: Content::items(docs, []),
        children,
    }
}
