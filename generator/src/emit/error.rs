//! The errors of an operation.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs::{doc, plain};
use crate::{
    model::{ErrorShape, Operation, OutputMember, RetryKind, Service, Type},
    protocol::ErrorsBy,
};

/// The enum with a variant for each error that the operation lists, and what they stand for.
pub(super) fn error_enum(service: &Service, operation: &Operation, call: &str) -> Vec<TokenStream> {
    let has_common_errors = !service.common_errors.is_empty();
    vec![
        definition(operation, call, has_common_errors),
        cases(service, operation),
    ]
}

fn definition(operation: &Operation, call: &str, has_common_errors: bool) -> TokenStream {
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
    let common = has_common_errors.then(|| {
        quote! {
            /// An error that any operation of the service can return.
            Common(error::CommonError),
        }
    });
    let has_large = operation.errors.iter().any(|case| is_large(&case.shape));
    let large = has_large
        .then(|| quote!(#[allow(clippy::large_enum_variant, reason = "`runtime::Error` holds it in a box")]));
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

/// Whether clippy may find an error too large beside those without members.
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

/// What its variants stand for on the wire.
fn cases(service: &Service, operation: &Operation) -> TokenStream {
    let name = &operation.error_name;
    let by = match service.errors_by {
        ErrorsBy::Code => quote!(Code),
        ErrorsBy::Status => quote!(Status),
        ErrorsBy::CodeOrStatus => quote!(CodeOrStatus),
    };
    let format = format_ident!("{}", service.protocol.runtime.error);
    let cases = operation.errors.iter().map(|error| case(&error.shape));
    let common = (!service.common_errors.is_empty()).then(|| quote!(..error::CommonError));
    quote!(runtime::service_error!(#format, #by, #name { #(#cases,)* #common });)
}

/// What an error stands for on the wire: a code and a status, and its marks.
pub(super) fn case(shape: &ErrorShape) -> TokenStream {
    let ErrorShape {
        name,
        code,
        status,
        retry,
        ..
    } = shape;
    let status = Literal::u16_unsuffixed(status.as_u16());
    let retry = retry.map(|retry| match retry {
        RetryKind::Transient => quote!(, transient),
        RetryKind::Throttling => quote!(, throttling),
    });
    let secret = shape.holds_secret.then(|| quote!(, secret));
    let secret_message = shape.has_secret_message.then(|| quote!(, secret_message));
    let secret_code = shape.has_secret_code.then(|| quote!(, secret_code));
    quote!(#name: (#code, #status #retry #secret #secret_code #secret_message))
}
