//! A module of what is generated, before it is text.

use proc_macro2::{Ident, TokenStream};

/// A module, its own contents and the modules in it.
#[derive(Clone, Debug)]
pub struct Module {
    /// Attributes and visibility of the `mod` item.
    pub declaration: TokenStream,
    /// Its name; the root's is never shown.
    pub name: Ident,
    /// What it holds beside other modules.
    pub content: Content,
    /// The modules in it.
    pub children: Vec<Module>,
}

/// What a module holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// Items that were put together for this service.
    Items {
        /// The module's documentation, as lines of Markdown.
        docs: Vec<String>,
        /// Groups of items, with a blank line between the groups.
        groups: Vec<TokenStream>,
    },
    /// A file of the runtime, as it is.
    Verbatim(&'static str),
}

impl Module {
    /// A module without modules in it.
    pub(super) fn leaf(
        declaration: TokenStream,
        name: Ident,
        docs: Vec<String>,
        groups: Vec<TokenStream>,
    ) -> Self {
        Self { declaration, name, content: Content::Items { docs, groups }, children: Vec::new() }
    }
}
