//! What can be waited for.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    docs::{paragraphs, plain, wrapped},
    waiter_condition::condition,
};
use crate::{
    model::{ErrorCondition, Operation, OutputCondition, Waiter, WaiterRules, WaiterState},
    rustdoc::rustdoc,
};

/// Returns the rules of the waiters of an operation.
pub(super) fn items(operation: &Operation) -> Vec<TokenStream> {
    if operation.waiters.is_empty() {
        return Vec::new();
    }
    let input = &operation.input_name;
    let constants = operation.waiters.iter().map(|waiter| {
        let Waiter {
            name,
            method_name,
            constant,
            min_delay,
            max_delay,
            ..
        } = waiter;
        let docs = plain(&rustdoc(&format!("The rules of the waiter `{name}`.")));
        let min_delay = Literal::u64_unsuffixed(*min_delay);
        let max_delay = Literal::u64_unsuffixed(*max_delay);
        quote! {
            #docs
            pub const #constant: runtime::Waiter<Self> =
                runtime::Waiter::new(#name, #min_delay, #max_delay, #method_name);
        }
    });
    let constants = quote! {
        impl #input {
            #(#constants)*
        }
    };
    let functions = operation.waiters.iter();
    [constants]
        .into_iter()
        .chain(functions.map(|waiter| state_fn(operation, waiter)))
        .collect()
}

/// Returns the function that says what the outcome of a call means.
fn state_fn(operation: &Operation, waiter: &Waiter) -> TokenStream {
    let (output_name, error_name) = (&operation.output_name, &operation.error_name);
    let name = &waiter.method_name;
    let docs = format!(
        "Returns what the outcome of a call means to `{}`.",
        waiter.name
    );
    let docs = plain(&rustdoc(&docs));
    let on_output = arm(
        &quote!(Ok),
        &quote!(output),
        &waiter.on_output,
        WaiterState::Retry.tokens(),
        |condition| of_output(operation, condition),
    );
    let on_error = arm(
        &quote!(Err),
        &quote!(error),
        &waiter.on_error,
        quote!(runtime::WaiterState::Unexpected),
        |condition| of_error(operation, condition),
    );
    quote! {
        #docs
        fn #name(
            outcome: ::core::result::Result<&#output_name, &#error_name>,
        ) -> runtime::WaiterState {
            match outcome {
                #on_output
                #on_error
            }
        }
    }
}

/// Returns the arm for outputs or for errors. The conditions of the same state that follow each other are alternatives.
fn arm<T>(
    pattern: &TokenStream,
    variable: &TokenStream,
    rules: &WaiterRules<T>,
    default: TokenStream,
    condition: impl Fn(&T) -> TokenStream,
) -> TokenStream {
    let otherwise = rules.otherwise.map_or(default, WaiterState::tokens);
    let groups = rules.cases.chunk_by(|(_, state), (_, next)| state == next);
    let cases = groups.map(|group| {
        let conditions = group.iter().map(|(it, _)| condition(it));
        let state = group.first().map(|(_, state)| state.tokens());
        quote!(if #(#conditions)||* { #state })
    });
    let cases: Vec<_> = cases.collect();
    if cases.is_empty() {
        return quote!(#pattern(_) => #otherwise,);
    }
    quote! {
        #pattern(#variable) => {
            #(#cases)else* else {
                #otherwise
            }
        }
    }
}

impl WaiterState {
    fn tokens(self) -> TokenStream {
        match self {
            Self::Success => quote!(runtime::WaiterState::Success),
            Self::Failure => quote!(runtime::WaiterState::Failure),
            Self::Retry => quote!(runtime::WaiterState::Retry),
        }
    }
}

fn of_output(operation: &Operation, of: &OutputCondition) -> TokenStream {
    match of {
        OutputCondition::Is(variant) => {
            let name = &operation.output_name;
            quote!(matches!(output, #name::#variant(_)))
        }
        OutputCondition::Has(of) => condition(&quote!(output), of),
    }
}

fn of_error(operation: &Operation, of: &ErrorCondition) -> TokenStream {
    let name = &operation.error_name;
    match of {
        ErrorCondition::Status(status) => {
            let status = Literal::u16_unsuffixed(status.as_u16());
            quote!(runtime::ServiceError::meta(error).status() == #status)
        }
        ErrorCondition::Listed(variant) => quote!(matches!(error, #name::#variant(_))),
        ErrorCondition::Common(variant) => {
            quote!(matches!(error, #name::Common(error::CommonError::#variant(_))))
        }
        ErrorCondition::Code(code) => {
            quote!(runtime::ServiceError::meta(error).code() == Some(#code))
        }
    }
}

/// Returns the client's methods that wait with the function in `waits`.
pub(super) fn methods(
    operation: &Operation,
    signature: &TokenStream,
    waits: &TokenStream,
    wait: &TokenStream,
) -> Vec<TokenStream> {
    let (input, output, error) = (
        &operation.input_name,
        &operation.output_name,
        &operation.error_name,
    );
    let methods = operation.waiters.iter().map(|waiter| {
        let (method, constant) = (&waiter.method_name, &waiter.constant);
        let calls = rustdoc(&format!(
            "Calls `{}` until the waiter `{}` succeeds. No call begins later than `max_wait`. The input is the same in \
             each call.",
            operation.name, waiter.name
        ));
        let calls = wrapped(&calls);
        let docs = match &waiter.docs {
            Some(docs) => paragraphs(docs, Some(&calls)),
            None => plain(&calls),
        };
        let errors = plain(&wrapped(
            "Fails if the waiter fails, a call returns an error that the waiter doesn't name, or too little time is left \
             for another call.",
        ));
        quote! {
            #docs
            ///
            /// # Errors
            ///
            #errors
            #signature fn #method(
                &self,
                input: &service::#input,
                max_wait: ::core::time::Duration,
            ) -> ::core::result::Result<
                runtime::WaitOutcome<service::#output, service::#error>,
                runtime::WaitError<service::#output, service::#error>,
            > {
                #waits::wait(&self.caller, input, max_wait, &service::#input::#constant)#wait
            }
        }
    });
    methods.collect()
}
