//! The names in a module: which stand bare, and the `use` items that bring them in.
//!
//! Templates write whole paths, which mean the same in every module: `::http::Request`, `runtime::Body`,
//! `types::AccountInfo`. Here they become what a person would write in that module.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    iter,
};

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// The names in the prelude of every edition, with the modules that they are from. No `use` item hides one of them:
/// that would take methods such as `into` out of scope too.
const PRELUDE: &[(&str, &[&str])] = &[
    ("borrow", &["ToOwned"]),
    ("boxed", &["Box"]),
    ("clone", &["Clone"]),
    ("cmp", &["Eq", "Ord", "PartialEq", "PartialOrd"]),
    (
        "convert",
        &["AsMut", "AsRef", "From", "Into", "TryFrom", "TryInto"],
    ),
    ("default", &["Default"]),
    ("future", &["Future", "IntoFuture"]),
    (
        "iter",
        &[
            "DoubleEndedIterator",
            "ExactSizeIterator",
            "Extend",
            "FromIterator",
            "IntoIterator",
            "Iterator",
        ],
    ),
    ("marker", &["Copy", "Send", "Sized", "Sync", "Unpin"]),
    ("mem", &["drop"]),
    ("ops", &["Drop", "Fn", "FnMut", "FnOnce"]),
    ("option", &["None", "Option", "Some"]),
    ("result", &["Err", "Ok", "Result"]),
    ("string", &["String", "ToString"]),
    ("vec", &["Vec"]),
];

/// Keywords that may stand in front of a path that begins with `::`.
const NOT_IN_PATHS: &[&str] = &[
    "as", "const", "dyn", "else", "for", "if", "impl", "in", "let", "match", "move", "mut", "ref",
    "return", "type", "where",
];

/// The first names of paths from the service's module, as templates write them.
const ROOTS: &[&str] = &["endpoint", "error", "runtime", "service", "types"];

/// Modules of the runtime that are there with a feature only: their names keep their paths.
const OPTIONAL: &[&str] = &["hyper", "reqwest", "ureq"];

/// The constant that each format of error bodies has in a module of its own.
const FORMAT: &str = "FORMAT";

/// The names of one module.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// How many modules are between this one and the service's.
    depth: usize,
    /// Whether this is the module of the service's types.
    holds_types: bool,
    /// The names of the items that the module defines.
    defined: BTreeSet<String>,
    /// What is brought in: for each name, the path of its module.
    imported: BTreeMap<String, Path>,
}

/// The path of a module, from a crate or from the service's module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Path {
    Standard(Vec<String>),
    Crate(Vec<String>),
    Service(Vec<String>),
}

impl Scope {
    /// Creates the scope of a module that is this deep in the service's, and that defines items of these names.
    pub(super) fn new<'a>(depth: usize, defined: impl IntoIterator<Item = &'a Ident>) -> Self {
        Self {
            depth,
            defined: defined.into_iter().map(ToString::to_string).collect(),
            ..Self::default()
        }
    }

    /// Creates the scope of the module of the service's types.
    pub(super) fn of_types<'a>(defined: impl IntoIterator<Item = &'a Ident>) -> Self {
        Self {
            holds_types: true,
            ..Self::new(1, defined)
        }
    }

    /// Returns items with the names that stand in this module, and keeps in mind what has to be brought in.
    pub fn resolve(&mut self, items: TokenStream) -> TokenStream {
        let tokens: Vec<TokenTree> = items.into_iter().collect();
        let mut rest = tokens.as_slice();
        let mut resolved = TokenStream::new();
        while let Some((first, after_first)) = rest.split_first() {
            if let Some((path, after_path)) = path(rest) {
                let is_macro = is_punct(after_path.first(), '!');
                resolved.extend(self.path(path, is_macro));
                rest = after_path;
                continue;
            }
            resolved.extend([match first {
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.resolve(group.stream()));
                    inner.set_span(group.span());
                    TokenTree::Group(inner)
                }
                other => other.clone(),
            }]);
            rest = after_first;
        }
        resolved
    }

    /// Returns the `use` items for all that was resolved: those of the standard library, of crates and of the service.
    pub fn imports(&self) -> [TokenStream; 3] {
        let mut by_module: BTreeMap<&Path, Vec<&str>> = BTreeMap::new();
        for (name, path) in &self.imported {
            by_module.entry(path).or_default().push(name);
        }
        // `runtime` itself stands in the list of what is in it. Other modules stand apart from types: the editions of
        // Rust sort a list of both differently.
        let service = Path::Service(Vec::new());
        let (mut types, mut modules) = (Vec::new(), Vec::new());
        for name in by_module.remove(&service).unwrap_or_default() {
            match by_module.get_mut(&Path::Service(vec![name.to_owned()])) {
                Some(names) => names.insert(0, "self"),
                None if is_type(name) => types.push(name),
                None => modules.push(name),
            }
        }
        let mut items = [TokenStream::new(), TokenStream::new(), TokenStream::new()];
        let [standard, crates, own] = &mut items;
        let of_service = [(&service, modules), (&service, types)];
        for (path, names) in of_service
            .into_iter()
            .chain(by_module)
            .filter(|(_, names)| !names.is_empty())
        {
            let names = names.into_iter().map(|name| format_ident!("{name}"));
            let (group, segments) = match path {
                Path::Standard(segments) => (&mut *standard, segments),
                Path::Crate(segments) => (&mut *crates, segments),
                Path::Service(segments) => (&mut *own, segments),
            };
            let parents = matches!(path, Path::Service(_))
                .then(|| self.depth)
                .unwrap_or_default();
            let segments =
                iter::repeat_n("super", parents).chain(segments.iter().map(String::as_str));
            let segments = segments.map(|segment| format_ident!("{segment}"));
            group.extend(quote!(use #(#segments::)*{#(#names),*};));
        }
        items
    }

    /// Returns what stands for a path in this module.
    fn path(&mut self, tokens: &[TokenTree], is_macro: bool) -> TokenStream {
        let is_absolute = is_punct(tokens.first(), ':');
        let as_it_is = || tokens.iter().cloned().collect();
        let names: Vec<&Ident> = tokens.iter().filter_map(identifier).collect();
        let is_root = |name: &&Ident| ROOTS.iter().any(|root| *name == root);
        if !is_absolute && !names.first().is_some_and(is_root) {
            return as_it_is();
        }
        let texts: Vec<String> = names.iter().map(ToString::to_string).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        // The first type in the path is what is brought in; what follows it is in that type.
        let index = texts.iter().position(|text| is_type(text));
        let from = |index: usize| {
            let rest = names.get(index..).unwrap_or_default();
            quote!(#(#rest)::*)
        };
        match (is_absolute, texts.as_slice()) {
            (true, ["core" | "std", module, name, ..]) if is_in_prelude(module, name) => {
                if self.defined.contains(*name) {
                    as_it_is()
                } else {
                    from(2)
                }
            }
            (true, ["core" | "std", module @ ("fmt" | "mem"), _, ..]) => {
                let path = Path::Standard(vec!["std".to_owned()]);
                if self.import(module, path) {
                    from(1)
                } else {
                    as_it_is()
                }
            }
            (true, [library, modules @ ..]) => {
                let Some(index) = index.filter(|index| *index > 0) else {
                    return as_it_is();
                };
                let modules = modules.iter().take(index - 1).copied();
                let path = if matches!(*library, "core" | "std") {
                    Path::Standard(
                        iter::once("std")
                            .chain(modules)
                            .map(str::to_owned)
                            .collect(),
                    )
                } else {
                    Path::Crate(
                        iter::once(*library)
                            .chain(modules)
                            .map(str::to_owned)
                            .collect(),
                    )
                };
                let name = texts.get(index).copied().unwrap_or_default();
                if self.import(name, path) {
                    from(index)
                } else {
                    as_it_is()
                }
            }
            (false, ["types", name]) if self.holds_types => {
                let name = format_ident!("{name}");
                quote!(#name)
            }
            (false, ["service", name, ..]) => {
                if self.import(name, Path::Service(Vec::new())) {
                    return from(1);
                }
                let (parents, name) = (self.parents(), from(1));
                quote!(#parents #name)
            }
            (
                false,
                [
                    root @ ("runtime" | "types" | "error" | "endpoint"),
                    rest @ ..,
                ],
            ) if !rest.is_empty() => {
                let is_optional = rest.first().is_some_and(|module| OPTIONAL.contains(module));
                let is_importable =
                    matches!(*root, "runtime" | "types" | "endpoint") && !is_macro && !is_optional;
                if let Some(index) = index.filter(|_| is_importable) {
                    let modules = texts.iter().take(index).map(|&text| text.to_owned());
                    let name = texts.get(index).copied().unwrap_or_default();
                    if self.import(name, Path::Service(modules.collect())) {
                        return from(index);
                    }
                }
                self.import(root, Path::Service(Vec::new()));
                as_it_is()
            }
            _ => as_it_is(),
        }
    }

    /// Brings a name in, and returns whether it can stand bare.
    fn import(&mut self, name: &str, path: Path) -> bool {
        let is_taken =
            PRELUDE.iter().any(|(_, names)| names.contains(&name)) || self.defined.contains(name);
        if is_taken {
            return false;
        }
        match self.imported.entry(name.to_owned()) {
            Entry::Vacant(entry) => {
                entry.insert(path);
                true
            }
            Entry::Occupied(entry) => *entry.get() == path,
        }
    }

    /// Returns the way from this module to the service's.
    fn parents(&self) -> TokenStream {
        let parents = iter::repeat_n(quote!(super::), self.depth);
        quote!(#(#parents)*)
    }
}

/// Splits a path off, with the `::` that it begins with.
fn path(tokens: &[TokenTree]) -> Option<(&[TokenTree], &[TokenTree])> {
    let is_separator =
        |at: usize| is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':');
    let is_name = |at: usize| {
        let name = tokens.get(at).and_then(identifier);
        name.is_some_and(|name| !NOT_IN_PATHS.iter().any(|word| name == word))
    };
    let first = if is_separator(0) { 2 } else { 0 };
    if !is_name(first) {
        return None;
    }
    let mut end = first + 1;
    while is_separator(end) && is_name(end + 2) {
        end += 3;
    }
    tokens.split_at_checked(end)
}

fn identifier(token: &TokenTree) -> Option<&Ident> {
    match token {
        TokenTree::Ident(ident) => Some(ident),
        _ => None,
    }
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

fn is_type(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase()) && name != FORMAT
}

fn is_in_prelude(module: &str, name: &str) -> bool {
    PRELUDE
        .iter()
        .any(|(of, names)| *of == module && names.contains(&name))
}

#[cfg(test)]
mod tests {
    use quote::{format_ident, quote};

    use super::{Scope, TokenStream};

    /// Returns what stands in a module, and the `use` items of its three groups.
    fn resolved(mut scope: Scope, items: TokenStream) -> [String; 4] {
        let items = scope.resolve(items).to_string();
        let [standard, crates, own] = scope.imports().map(|imports| imports.to_string());
        [items, standard, crates, own]
    }

    fn text(tokens: &TokenStream) -> String {
        tokens.to_string()
    }

    #[test]
    fn a_name_of_the_prelude_stands_bare_unless_the_module_defines_it() {
        let items = quote! {
            fn f(a: impl ::core::convert::Into<::std::string::String>) -> ::core::option::Option<u8> {
                ::core::mem::take(&mut a);
                "::core::option::Option"
            }
        };
        let bare = quote! {
            fn f(a: impl Into<String>) -> Option<u8> {
                mem::take(&mut a);
                "::core::option::Option"
            }
        };
        let [found, standard, ..] = resolved(Scope::default(), items.clone());
        assert_eq!(
            (found, standard),
            (
                text(&bare),
                text(&quote!(
                    use std::{mem};
                ))
            )
        );
        let defined = [format_ident!("Option"), format_ident!("String")];
        let partly = quote! {
            fn f(a: impl Into<::std::string::String>) -> ::core::option::Option<u8> {
                mem::take(&mut a);
                "::core::option::Option"
            }
        };
        let [found, ..] = resolved(Scope::new(1, &defined), items);
        assert_eq!(found, text(&partly));
    }

    #[test]
    fn types_are_brought_in_from_the_standard_library_from_crates_and_from_the_service() {
        let items = quote! {
            impl runtime::Operation for A {
                fn f(m: ::std::collections::BTreeMap<u8, runtime::client::Caller>) -> ::http::Request<types::B> {
                    ::http::Method::GET;
                    ::core::fmt::Formatter::x();
                    runtime::json::read(service::C);
                    error::D::new()
                }
            }
        };
        let found = resolved(Scope::new(2, []), items);
        let bare = quote! {
            impl Operation for A {
                fn f(m: BTreeMap<u8, Caller>) -> Request<B> {
                    Method::GET;
                    fmt::Formatter::x();
                    runtime::json::read(C);
                    error::D::new()
                }
            }
        };
        let standard = quote!(
            use std::{fmt};
            use std::collections::{BTreeMap};
        );
        let crates = quote!(
            use http::{Method, Request};
        );
        let own = quote! {
            use super::super::{error};
            use super::super::{C};
            use super::super::runtime::{self, Operation};
            use super::super::runtime::client::{Caller};
            use super::super::types::{B};
        };
        assert_eq!(
            found,
            [text(&bare), text(&standard), text(&crates), text(&own)]
        );
    }

    #[test]
    fn a_name_that_is_taken_keeps_its_path() {
        let items = quote!(
            runtime::Body,
            types::Body,
            types::Into,
            types::Own,
            service::Error,
            runtime::Error
        );
        let [found, _, _, own] = resolved(Scope::new(1, &[format_ident!("Own")]), items);
        assert_eq!(
            found,
            text(&quote!(
                Body,
                types::Body,
                types::Into,
                types::Own,
                Error,
                runtime::Error
            ))
        );
        assert_eq!(
            own,
            text(
                &quote! { use super::{types}; use super::{Error}; use super::runtime::{self, Body}; }
            )
        );
    }

    #[test]
    fn what_is_there_with_a_feature_only_is_not_brought_in() {
        let [found, _, _, own] = resolved(Scope::new(1, []), quote!(runtime::hyper::Hyper::new()));
        assert_eq!(found, text(&quote!(runtime::hyper::Hyper::new())));
        assert_eq!(
            own,
            text(&quote!(
                use super::{runtime};
            ))
        );
    }

    #[test]
    fn the_module_of_the_types_names_them_without_a_path() {
        let own = [format_ident!("Into")];
        let [found, _, _, imports] =
            resolved(Scope::of_types(&own), quote!(types::Into, types::Other));
        assert_eq!(
            (found, imports),
            (text(&quote!(Into, Other)), String::new())
        );
    }
}
