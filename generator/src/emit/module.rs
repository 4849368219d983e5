//! A module of what is generated, before it is text.

use proc_macro2::{Ident, TokenStream};

use super::scope::Scope;

/// A module, its own contents and the modules in it.
pub struct Module<'a> {
    /// The attributes of the `mod` item.
    pub attributes: TokenStream,
    /// The visibility of the `mod` item; empty if it is private.
    pub visibility: &'static str,
    /// Its name; the root's is never shown.
    pub name: Ident,
    /// What it holds beside other modules.
    pub content: Content<'a>,
    /// The modules in it.
    pub children: Vec<Module<'a>>,
}

/// What a module holds.
pub enum Content<'a> {
    /// Items that are emitted for this service.
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
    /// Text that is there already: the runtime's.
    Text {
        /// The lines of the module's documentation.
        docs: &'static str,
        /// The items: the attributes of each, and its text.
        items: Vec<(TokenStream, &'static str)>,
    },
}

impl<'a> Module<'a> {
    /// Creates a module without modules in it.
    pub(super) fn leaf(
        visibility: &'static str,
        name: Ident,
        docs: Vec<String>,
        scope: Scope,
        groups: impl IntoIterator<Item = TokenStream, IntoIter: 'a>,
    ) -> Self {
        Self {
            attributes: TokenStream::new(),
            visibility,
            name,
            content: Content::items(docs, scope, groups),
            children: Vec::new(),
        }
    }
}

impl<'a> Content<'a> {
    /// Items that are emitted for this service.
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
