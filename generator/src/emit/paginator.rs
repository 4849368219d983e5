//! Operations whose responses come in pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::{convention, paragraphs, wrapped},
    types::value_type,
};
use crate::model::{Operation, PageItems, PageSize, Pagination, Step, Type};

/// Returns the impls that say what the pages of an input and their items are.
pub(super) fn impls(operation: &Operation) -> Vec<TokenStream> {
    let Some(pagination) = &operation.pagination else {
        return Vec::new();
    };
    let mut impls = vec![paginated_impl(operation, pagination)];
    impls.extend(
        pagination
            .page_size
            .as_ref()
            .map(|size| page_size_impl(operation, size)),
    );
    impls.extend(
        pagination
            .items
            .as_ref()
            .map(|items| items_impl(operation, items)),
    );
    impls
}

fn paginated_impl(operation: &Operation, pagination: &Pagination) -> TokenStream {
    let (input, token) = (&operation.input_name, &pagination.token);
    let type_ = value_type(&pagination.token_type);
    let (token_of_output, is_optional) = next_token(
        &quote!(output),
        &pagination.next_token,
        &pagination.token_type,
    );
    let next_token = match (pagination.is_hidden, is_optional) {
        (false, true) => token_of_output,
        (false, false) => quote!(Some(#token_of_output)),
        (true, true) => quote!(#token_of_output.map(::core::convert::Into::into)),
        (true, false) => quote!(Some(#token_of_output.into())),
    };
    quote! {
        impl runtime::Paginated for #input {
            type Token = #type_;

            fn page_token(&self) -> ::core::option::Option<&Self::Token> {
                self.#token.as_ref()
            }

            fn set_page_token(&mut self, token: Self::Token) {
                self.#token = Some(token);
            }

            fn next_page_token(output: &Self::Output) -> ::core::option::Option<Self::Token> {
                #next_token
            }
        }
    }
}

fn page_size_impl(operation: &Operation, size: &PageSize) -> TokenStream {
    let input = &operation.input_name;
    let PageSize {
        field,
        required,
        type_,
    } = size;
    let type_ = value_type(type_);
    let value = if *required {
        quote!(size)
    } else {
        quote!(Some(size))
    };
    quote! {
        impl runtime::PageSize for #input {
            type Size = #type_;

            fn set_page_size(&mut self, size: Self::Size) {
                self.#field = #value;
            }
        }
    }
}

fn items_impl(operation: &Operation, items: &PageItems) -> TokenStream {
    let input = &operation.input_name;
    let item = value_type(&items.type_);
    let item = if items.is_sparse {
        quote!(::core::option::Option<#item>)
    } else {
        item
    };
    let item = if items.is_map {
        quote!((::std::string::String, #item))
    } else {
        item
    };
    let collected = items.is_map.then(|| quote!(.into_iter().collect()));
    let items = all_items(&quote!(output), &items.path);
    quote! {
        impl runtime::PaginatedItems for #input {
            type Item = #item;

            fn items(output: Self::Output) -> ::std::vec::Vec<Self::Item> {
                #items #collected
            }
        }
    }
}

/// Returns the page token at the end of a path through borrowed values, and whether it is optional.
fn next_token(from: &TokenStream, path: &[Step], type_: &Type) -> (TokenStream, bool) {
    let clone =
        matches!(type_, Type::String | Type::Secret | Type::Map { .. }).then(|| quote!(.clone()));
    match path {
        [] => (quote!(#from #clone), false),
        [
            Step {
                field,
                required: false,
            },
        ] => (quote!(#from.#field #clone), true),
        [
            Step {
                field,
                required: true,
            },
            rest @ ..,
        ] => next_token(&quote!(#from.#field), rest, type_),
        [
            Step {
                field,
                required: false,
            },
            rest @ ..,
        ] => {
            let (rest, is_optional) = next_token(&quote!(part), rest, type_);
            let method = if is_optional {
                quote!(and_then)
            } else {
                quote!(map)
            };
            (quote!(#from.#field.as_ref().#method(|part| #rest)), true)
        }
    }
}

/// Returns the list or map at the end of a path through owned values.
fn all_items(from: &TokenStream, path: &[Step]) -> TokenStream {
    match path {
        [] => from.clone(),
        [
            Step {
                field,
                required: false,
            },
        ] => quote!(#from.#field.unwrap_or_default()),
        [
            Step {
                field,
                required: true,
            },
            rest @ ..,
        ] => all_items(&quote!(#from.#field), rest),
        [
            Step {
                field,
                required: false,
            },
            rest @ ..,
        ] => {
            let rest = all_items(&quote!(part), rest);
            quote!(#from.#field.map(|part| #rest).unwrap_or_default())
        }
    }
}

/// Returns the client's method for the pages, which are those of the module at `pages`.
pub(super) fn method(operation: &Operation, pages: &TokenStream) -> Option<TokenStream> {
    let Pagination {
        method_name,
        items,
        page_size,
        ..
    } = operation.pagination.as_ref()?;
    let input = &operation.input_name;
    let docs = format!(
        "Returns the pages of `{}`, beginning with the page that the input requests.",
        operation.name
    );
    let more = match (items, page_size) {
        (Some(_), Some(_)) => {
            "`items()` returns the items of all pages, and `page_size()` sets the maximum number of items on a page."
        }
        (Some(_), None) => "`items()` returns the items of all pages.",
        (None, Some(_)) => "`page_size()` sets the maximum number of items on a page.",
        (None, None) => "",
    };
    let more = (!more.is_empty()).then(|| wrapped(more));
    let docs = paragraphs(&wrapped(&docs), more.as_deref());
    let convention = convention(method_name);
    Some(quote! {
        #docs
        #convention
        pub fn #method_name(&self, input: service::#input) -> #pages::Pages<service::#input> {
            #pages::Pages::new(&self.caller, input)
        }
    })
}
