//! A module of what is generated, before it is text.

use proc_macro2::{Ident, TokenStream};

use super::scope::Scope;

/// A module, its own contents and the modules in it.
pub struct Module<'a> {
    /// Attributes and visibility of the `mod` item.
    pub declaration: TokenStream,
    /// Its name; the root's is never shown.
    pub name: Ident,
    /// What it holds beside other modules.
    pub content: Content<'a>,
    /// The modules in it.
    pub children: Vec<Module<'a>>,
}

/// What a module holds.
pub enum Content<'a> {
    /// Items that were put together for this service.
    Items {
        /// The module's documentation, as lines of Markdown.
        docs: Vec<String>,
        /// The names that stand bare in it.
        scope: Scope,
        /// Groups of items. Each is made when its text is, so that the tokens of a large service are never there all
        /// at once.
        groups: Box<dyn Iterator<Item = TokenStream> + 'a>,
    },
    /// Nothing here: its text is made on its own.
    Elsewhere,
    /// A file of the runtime, as it is.
    Verbatim(&'static str),
}

impl<'a> Module<'a> {
    /// A module without modules in it.
    pub(super) fn leaf(
        declaration: TokenStream,
        name: Ident,
        docs: Vec<String>,
        scope: Scope,
        groups: impl IntoIterator<Item = TokenStream, IntoIter: 'a>,
    ) -> Self {
        Self {
            declaration,
            name,
            content: Content::items(docs, scope, groups),
            children: Vec::new(),
        }
    }
}

impl<'a> Content<'a> {
    /// Items that were put together for this service.
    pub(super) fn items(
        docs: Vec<String>,
        scope: Scope,
        groups: impl IntoIterator<Item = TokenStream, IntoIter: 'a>,
    ) -> Self {
        Self::Items {
            docs,
            scope,
            groups: Box::new(groups.into_iter()),
        }
    }
}
