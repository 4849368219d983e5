//! The names of Rust's prelude, which stand without a path where a service has no type of that name.
//!
//! Templates write whole paths, which mean the same everywhere.

use std::{collections::BTreeSet, rc::Rc};

use proc_macro2::{Group, TokenStream, TokenTree};

use super::{Content, Module};
use crate::model::{NamedType, Service};

/// Modules of the standard library, with what of them is in the prelude of every edition.
const PRELUDE: &[(&str, &[&str])] = &[
    ("boxed", &["Box"]),
    ("clone", &["Clone"]),
    ("convert", &["Into"]),
    ("default", &["Default"]),
    ("mem", &["drop"]),
    ("ops", &["Drop", "Fn", "FnMut", "FnOnce"]),
    ("option", &["Option"]),
    ("result", &["Result"]),
    ("string", &["String"]),
    ("vec", &["Vec"]),
];

/// How many tokens `::core::option::Option` has.
const LENGTH: usize = 9;

/// Shortens the paths in the module of a service and in all modules in it.
pub(super) fn shortened<'a>(service: &Service, module: Module<'a>) -> Module<'a> {
    in_module(module, &Rc::new(names(service)))
}

/// Returns the names that the service gives to types of its own.
fn names(service: &Service) -> BTreeSet<String> {
    let operations = service.operations.iter();
    let of_operations = operations.flat_map(|operation| {
        [
            &operation.input_name,
            &operation.output_name,
            &operation.error_name,
        ]
    });
    let errors = service.errors.iter().map(|error| &error.name);
    let types = service.types.iter().map(NamedType::name);
    of_operations
        .chain(errors)
        .chain(types)
        .map(ToString::to_string)
        .collect()
}

fn in_module<'a>(module: Module<'a>, taken: &Rc<BTreeSet<String>>) -> Module<'a> {
    let Module {
        declaration,
        name,
        content,
        children,
    } = module;
    let content = match content {
        Content::Items { docs, groups } => {
            let taken = Rc::clone(taken);
            Content::items(docs, groups.map(move |tokens| in_tokens(tokens, &taken)))
        }
        content @ (Content::Elsewhere | Content::Verbatim(_)) => content,
    };
    let children = children
        .into_iter()
        .map(|child| in_module(child, taken))
        .collect();
    Module {
        declaration,
        name,
        content,
        children,
    }
}

fn in_tokens(tokens: TokenStream, taken: &BTreeSet<String>) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut rest = tokens.as_slice();
    let mut shortened = TokenStream::new();
    while let Some((first, after_first)) = rest.split_first() {
        let path = rest
            .get(..LENGTH)
            .and_then(of_prelude)
            .filter(|name| !taken.contains(&name.to_string()));
        if let Some(name) = path {
            shortened.extend([name.clone()]);
            rest = rest.get(LENGTH..).unwrap_or_default();
            continue;
        }
        shortened.extend([match first {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), in_tokens(group.stream(), taken));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            other => other.clone(),
        }]);
        rest = after_first;
    }
    shortened
}

/// Returns the last name of a path, if that is in the prelude.
fn of_prelude(path: &[TokenTree]) -> Option<&TokenTree> {
    let is_colon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    let is_part = |part: &[TokenTree]| matches!(part, [first, second, TokenTree::Ident(_)] if is_colon(first) && is_colon(second));
    let [_, _, TokenTree::Ident(library), _, _, module, _, _, name] = path else {
        return None;
    };
    if !(library == "core" || library == "std") || !path.chunks(3).all(is_part) {
        return None;
    }
    let (module, text) = (module.to_string(), name.to_string());
    let (_, names) = PRELUDE.iter().find(|(known, _)| *known == module)?;
    names.contains(&text.as_str()).then_some(name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use quote::quote;

    use super::in_tokens;

    #[test]
    fn what_is_in_the_prelude_loses_its_path_unless_a_type_has_its_name() {
        let tokens = quote! {
            fn f(a: impl ::core::convert::Into<::std::string::String>) -> ::core::option::Option<u8> {
                ::std::collections::BTreeMap::<u8, ::core::fmt::Error>::new();
                ::core::mem::take(&mut a);
                "::core::option::Option"
            }
        };
        let bare = quote! {
            fn f(a: impl Into<String>) -> Option<u8> {
                ::std::collections::BTreeMap::<u8, ::core::fmt::Error>::new();
                ::core::mem::take(&mut a);
                "::core::option::Option"
            }
        };
        assert_eq!(
            in_tokens(tokens.clone(), &BTreeSet::new()).to_string(),
            bare.to_string()
        );
        let taken = BTreeSet::from(["Option".to_owned(), "String".to_owned()]);
        let partly = quote! {
            fn f(a: impl Into<::std::string::String>) -> ::core::option::Option<u8> {
                ::std::collections::BTreeMap::<u8, ::core::fmt::Error>::new();
                ::core::mem::take(&mut a);
                "::core::option::Option"
            }
        };
        assert_eq!(in_tokens(tokens, &taken).to_string(), partly.to_string());
    }
}
