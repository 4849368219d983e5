//! The module that holds all services and their runtime.

use proc_macro2::TokenStream;
use quote::format_ident;

use super::{Module, example::example, module::Content, runtime, scope::Scope};
use crate::{model::Service, needs::Needs};

/// A service as the module above names it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name of its module.
    pub module: String,
    /// The name for people, ready for rustdoc.
    title: String,
    /// How it is called, as lines of Markdown.
    example: Vec<String>,
}

impl Entry {
    /// Returns how a service is named and called.
    #[must_use]
    pub fn new(service: &Service, needs: &Needs) -> Self {
        Self {
            module: service.module.to_string(),
            title: service.title.clone(),
            example: example(service, needs),
        }
    }

    fn module(&self) -> Module<'static> {
        Module {
            attributes: TokenStream::new(),
            visibility: "pub",
            name: format_ident!("{}", self.module),
            content: Content::Elsewhere,
            children: Vec::new(),
        }
    }

    fn docs(&self) -> String {
        format!("- {}: [`{}`]", self.title.replace('\n', " "), self.module)
    }
}

/// Returns the module that holds these services and what they share.
#[must_use]
pub fn root<'a>(
    services: impl Iterator<Item = &'a Entry> + Clone,
    needs: &Needs,
) -> Module<'static> {
    let mut docs = vec!["Clients of:".to_owned(), String::new()];
    docs.extend(services.clone().map(Entry::docs));
    if let Some(first) = services
        .clone()
        .next()
        .filter(|first| !first.example.is_empty())
    {
        docs.push(String::new());
        docs.extend(first.example.iter().cloned());
    }
    let mut children: Vec<_> = services.map(Entry::module).collect();
    children.push(runtime::module(needs));
    Module {
        attributes: TokenStream::new(),
        visibility: "",
        name: format_ident!("root"),
        content: Content::items(docs, Scope::default(), []),
        children,
    }
}
