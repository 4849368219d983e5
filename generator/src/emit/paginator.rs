//! Operations whose responses come in pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::{convention, paragraphs, wrapped},
    next_page::paginated_impl,
    output_path::owned,
    types::value_type,
};
use crate::model::{Operation, PageItems, PageSize, Pagination};

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
    let items = owned(&quote!(output), &items.path);
    quote! {
        impl runtime::PaginatedItems for #input {
            type Item = #item;

            fn items(output: Self::Output) -> ::std::vec::Vec<Self::Item> {
                #items #collected
            }
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
