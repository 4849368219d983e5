//! How an input becomes that of the next page.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{
    output_path::{Use, value},
    private::private_field,
};
use crate::model::{
    Count, EndOfItems, EndOfPages, Field, NextPage, Operation, PageLink, PageNumber, PageOffset,
    PageToken, Pagination, Path, Type,
};

/// Returns the private field of an input for the URI of a page, if a link names the next page.
pub(super) fn uri_field(operation: &Operation) -> Option<Ident> {
    link(operation)?;
    let fields: Vec<&Field> = operation.input.iter().map(|member| &member.field).collect();
    Some(private_field("next_uri", &fields))
}

/// Returns the private field of an output for the target of a link, if the link is in the header `Link`.
pub(super) fn link_field(operation: &Operation) -> Option<Ident> {
    link(operation).filter(|link| link.path.is_none())?;
    let fields: Vec<&Field> = operation
        .output
        .iter()
        .map(|member| &member.field)
        .collect();
    Some(private_field("next_link", &fields))
}

fn link(operation: &Operation) -> Option<&PageLink> {
    match &operation.pagination.as_ref()?.next {
        NextPage::Link(link) => Some(link),
        _ => None,
    }
}

/// Returns the impl that says what the page after another one is.
pub(super) fn paginated_impl(operation: &Operation, pagination: &Pagination) -> TokenStream {
    let input = &operation.input_name;
    let (uses_history, next_page) = match &pagination.next {
        NextPage::Token(token) => (true, by_token(token)),
        NextPage::Link(link) => (true, by_link(operation, link)),
        NextPage::Number(number) => (false, by_number(number)),
        NextPage::Offset(offset) => (false, by_offset(offset)),
    };
    let pages = if uses_history {
        quote!(pages)
    } else {
        quote!(_)
    };
    quote! {
        impl runtime::Paginated for #input {
            fn next_page(
                &mut self,
                output: &Self::Output,
                #pages: &mut runtime::PageHistory,
            ) -> ::core::result::Result<bool, runtime::PageError> {
                #next_page
            }
        }
    }
}

fn by_token(token: &PageToken) -> TokenStream {
    let used = match token.type_ {
        Type::String | Type::Secret | Type::Map { .. } => Use::Clone,
        _ => Use::Copy,
    };
    let next = match (value(&quote!(output), &token.path, used), token.is_hidden) {
        ((next, true), false) => next,
        ((next, true), true) => quote!(#next.map(::core::convert::Into::into)),
        ((next, false), false) => quote!(Some(#next)),
        ((next, false), true) => quote!(Some(#next.into())),
    };
    let (end, field) = (unless_more(token.has_more.as_ref()), &token.field);
    quote! {
        #end
        runtime::by_token(&mut self.#field, #next, pages)
    }
}

fn by_link(operation: &Operation, link: &PageLink) -> TokenStream {
    let target = match (&link.path, link_field(operation)) {
        (Some(path), _) => of_output(path, Use::Borrow),
        (None, field) => quote!(output.#field.as_ref()),
    };
    let (end, uri) = (unless_more(link.has_more.as_ref()), uri_field(operation));
    quote! {
        #end
        self.#uri = runtime::by_link(self, #target, pages)?;
        Ok(self.#uri.is_some())
    }
}

fn by_number(number: &PageNumber) -> TokenStream {
    let (method, last) = match &number.end {
        EndOfPages::Empty(items) => ("until_empty", count(items)),
        EndOfPages::NoMore(path) => ("while_more", of_output(path, Use::Copy)),
        EndOfPages::UpTo(path) => ("up_to", of_output(path, Use::Copy)),
    };
    let (method, field) = (format_ident!("{method}"), &number.field);
    let first = proc_macro2::Literal::i128_unsuffixed(number.first);
    quote!(runtime::by_page::#method(&mut self.#field, #first, #last))
}

fn by_offset(offset: &PageOffset) -> TokenStream {
    let (method, last) = match &offset.end {
        EndOfItems::Empty => ("until_empty", None),
        EndOfItems::NoMore(path) => ("while_more", Some(of_output(path, Use::Copy))),
        EndOfItems::UpTo(path) => ("up_to", Some(of_output(path, Use::Copy))),
    };
    let (method, field) = (format_ident!("{method}"), &offset.field);
    let first = proc_macro2::Literal::i128_unsuffixed(offset.first);
    let items = count(&offset.items);
    let last = last.into_iter();
    quote!(runtime::by_offset::#method(&mut self.#field, #first, #items #(, #last)*))
}

/// Returns the statement that ends the pages unless a boolean is true.
fn unless_more(has_more: Option<&Path>) -> Option<TokenStream> {
    let is_last = match value(&quote!(output), has_more?, Use::Copy) {
        (has_more, true) => quote!(#has_more != Some(true)),
        (has_more, false) => quote!(!#has_more),
    };
    Some(quote! {
        if #is_last {
            return Ok(false);
        }
    })
}

fn count(items: &Count) -> TokenStream {
    let used = if items.is_map {
        Use::CountMap
    } else {
        Use::CountList
    };
    of_output(&items.path, used)
}

/// Returns a value in the output, as an `Option`.
fn of_output(path: &Path, used: Use) -> TokenStream {
    match value(&quote!(output), path, used) {
        (value, true) => value,
        (value, false) => quote!(Some(#value)),
    }
}
