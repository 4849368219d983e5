//! The errors of an operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    docs::{doc, plain},
    error_format,
};
use crate::{
    model::{ErrorShape, ErrorStatus, Operation, OutputMember, RetryKind, Service, Type},
    protocol::ErrorsBy,
};

/// Returns the enum with a variant for each error that the operation lists, and the table of their codes.
pub(super) fn error_enum(service: &Service, operation: &Operation, call: &str) -> Vec<TokenStream> {
    vec![
        definition(service, operation, call),
        cases(service, operation),
    ]
}

fn definition(service: &Service, operation: &Operation, call: &str) -> TokenStream {
    let name = &operation.error_name;
    let docs = plain(&format!("An error that the service returns for {call}."));
    let variants = operation.errors.iter().map(|case| {
        let shape = &case.shape;
        let docs = doc(
            shape.docs.as_deref(),
            &format!("The error `{}`.", shape.code),
        );
        let variant = &shape.name;
        quote!(#docs #variant(error::#variant))
    });
    let common = (!service.common_errors.is_empty()).then(|| {
        quote! {
            /// An error that any operation of the service can return.
            Common(error::CommonError),
        }
    });
    let listed = operation.errors.iter().map(|case| case.shape.as_ref());
    let large = large(listed.chain(&service.common_errors));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #large
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #common
            /// An error that this client doesn't know.
            Unknown(runtime::ErrorMeta),
        }
    }
}

/// Returns the attribute of an enum of errors of which clippy may find one too large.
pub(super) fn large<'a>(shapes: impl IntoIterator<Item = &'a ErrorShape>) -> Option<TokenStream> {
    shapes.into_iter().any(is_large).then(|| {
        quote!(#[allow(clippy::large_enum_variant, reason = "`runtime::Error` holds it in a box")])
    })
}

/// Returns whether clippy may find an error too large beside those without members.
fn is_large(shape: &ErrorShape) -> bool {
    /// With more members of the largest built-in type, an error has more than 200 bytes.
    const MANY_MEMBERS: usize = 6;
    let is_structure = |member: &OutputMember| {
        matches!(
            member.field.type_.exposed(),
            Type::Structure { .. } | Type::Union { .. }
        )
    };
    shape.members.len() > MANY_MEMBERS || shape.members.iter().any(is_structure)
}

/// Returns the table of the errors' codes and status codes.
fn cases(service: &Service, operation: &Operation) -> TokenStream {
    let name = &operation.error_name;
    let by = match service.errors_by {
        ErrorsBy::Code => quote!(Code),
        ErrorsBy::Status => quote!(Status),
        ErrorsBy::CodeOrStatus => quote!(CodeOrStatus),
    };
    let format = error_format::path(service);
    let cases = operation.errors.iter().map(|error| case(&error.shape));
    let common = (!service.common_errors.is_empty()).then(|| quote!(..error::CommonError));
    quote!(runtime::service_error!(#format, #by, #name { #(#cases,)* #common });)
}

/// Returns the row of an error: its code, its status code and its marks.
pub(super) fn case(shape: &ErrorShape) -> TokenStream {
    let ErrorShape {
        name,
        code,
        status,
        retry,
        ..
    } = shape;
    let status = match status {
        ErrorStatus::Exact(status) => {
            let status = Literal::u16_unsuffixed(status.as_u16());
            quote!(#status)
        }
        ErrorStatus::Range(digit) => {
            let first = Literal::u16_unsuffixed(u16::from(*digit) * 100);
            quote!(#first, range)
        }
        ErrorStatus::Default => quote!(300, default),
    };
    let retry = retry.map(|retry| match retry {
        RetryKind::Transient => quote!(, transient),
        RetryKind::Throttling => quote!(, throttling),
    });
    let secret = shape.holds_secret.then(|| quote!(, secret));
    let secret_message = shape.has_secret_message.then(|| quote!(, secret_message));
    let secret_code = shape.has_secret_code.then(|| quote!(, secret_code));
    quote!(#name: (#code, #status #retry #secret #secret_code #secret_message))
}
