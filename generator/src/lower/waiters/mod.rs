//! Waiters: the delays, and what the outcomes of calls mean.

mod acceptor;
mod constant;
mod finding;
mod path;
mod term;

use proc_macro2::Ident;
use quote::format_ident;

use super::{operation::Common, place::Place, streaming::is_stream_of_request};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{self, AcceptorState},
    model::{
        self, ErrorCondition, ErrorShape, InputMember, NamedType, OutputCondition, Waiter,
        WaiterRules, WaiterState,
    },
};

use acceptor::{Condition, condition};

/// The default delays, in seconds, as in AWS's SDKs.
const MIN_DELAY: u64 = 2;
const MAX_DELAY: u64 = 120;

/// The greatest delay, in seconds.
const DAY: u64 = 86_400;

/// What the waiters of an operation may name.
pub(super) struct Context<'a> {
    /// The operation as written.
    written: &'a format::Operation,
    lowered: &'a model::Operation,
    common_errors: &'a [ErrorShape],
    types: &'a [NamedType],
}

/// Lowers the waiters of an operation, each of which has one of these methods. The rest of the operation is lowered.
pub(super) fn waiters(
    methods: Vec<Ident>,
    operation: &format::Operation,
    lowered: &model::Operation,
    common: &Common<'_>,
    place: &Place<'_>,
) -> Checked<Vec<Waiter>> {
    let waiters = &operation.waiters;
    if waiters.is_empty() {
        return Ok(Vec::new());
    }
    no_stream(&lowered.input, place)?;
    let context = Context {
        written: operation,
        lowered,
        common_errors: &common.errors.common,
        types: common.types.ok_or_else(|| place.already_reported())?,
    };
    let place = place.at("waiters");
    all(waiters.iter().zip(methods).map(|((name, waiter), method)| {
        let place = place.at(name);
        let delays = delays(waiter, &place);
        let rules = rules(waiter, &context, &place);
        let ((min_delay, max_delay), (on_output, on_error)) = (delays?, rules?);
        let constant = method.to_string().to_ascii_uppercase();
        Ok(Waiter {
            name: name.clone(),
            constant: format_ident!("{constant}"),
            method_name: method,
            docs: common.shapes.rustdoc(waiter.docs.as_deref()),
            min_delay,
            max_delay,
            on_output,
            on_error,
        })
    }))
}

/// Reports the waiters of an operation with a stream, whose input can't be sent again.
fn no_stream(input: &[InputMember], place: &Place<'_>) -> Checked<()> {
    if !input
        .iter()
        .any(|member| is_stream_of_request(&member.binding))
    {
        return Ok(());
    }
    let message = "an operation that sends a stream can't have `waiters`: a waiter makes several calls, and a stream can be sent only once";
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.at("waiters").key(), message)
            .help("remove `waiters`, or `streaming` from the blob, or `part` from the member"),
    ))
}

/// Returns the minimum and the maximum delay.
fn delays(waiter: &format::Waiter, place: &Place<'_>) -> Checked<(u64, u64)> {
    for (key, delay) in [
        ("min_delay", waiter.min_delay),
        ("max_delay", waiter.max_delay),
    ] {
        if delay.is_some_and(|delay| !(1..=DAY).contains(&delay)) {
            let message = "a delay is at least a second and at most a day";
            let help = format!("write a number of seconds from 1 to {DAY}");
            let place = place.at(key);
            let diagnostic = Diagnostic::new(Code::InvalidValue, place.value(), message);
            return Err(place.report(diagnostic.help(help)));
        }
    }
    let greatest = waiter.max_delay.unwrap_or(MIN_DELAY);
    let min = waiter.min_delay.unwrap_or(MIN_DELAY.min(greatest));
    let max = waiter.max_delay.unwrap_or(MAX_DELAY.max(min));
    if min > max {
        let place = place.at("max_delay");
        let message = "the maximum delay is less than the minimum delay";
        let diagnostic = Diagnostic::new(Code::InvalidValue, place.value(), message);
        return Err(place.report(diagnostic.help("write `min_delay` or more")));
    }
    Ok((min, max))
}

type RulesOfBoth = (WaiterRules<OutputCondition>, WaiterRules<ErrorCondition>);

/// Returns what outputs and errors mean.
fn rules(
    waiter: &format::Waiter,
    context: &Context<'_>,
    place: &Place<'_>,
) -> Checked<RulesOfBoth> {
    let acceptors = place.at("acceptors");
    if !acceptors.is_whole() {
        return Err(place.already_reported());
    }
    let is_success = |acceptor: &format::Acceptor| acceptor.state == AcceptorState::Success;
    if !waiter.acceptors.iter().any(is_success) {
        let message = "the waiter never succeeds: no acceptor has `state: success`";
        let help = "add one, such as `{ state: success, status: success }`";
        let diagnostic = Diagnostic::new(Code::Waiter, place.key(), message);
        return Err(place.report(diagnostic.help(help)));
    }
    let conditions = all(waiter
        .acceptors
        .iter()
        .enumerate()
        .map(|(index, acceptor)| condition(acceptor, context, &acceptors.item(index))))?;
    let (mut on_output, mut on_error) = (WaiterRules::default(), WaiterRules::default());
    for (condition, acceptor) in conditions.into_iter().zip(&waiter.acceptors) {
        let state = state(acceptor.state);
        match condition {
            Condition::Output(condition) => on_output.add(Some(condition), state),
            Condition::AnyOutput => on_output.add(None, state),
            Condition::Error(condition) => on_error.add(Some(condition), state),
            Condition::AnyError => on_error.add(None, state),
        }
    }
    on_output.trim(Some(WaiterState::Retry));
    on_error.trim(None);
    Ok((on_output, on_error))
}

fn state(state: AcceptorState) -> WaiterState {
    match state {
        AcceptorState::Success => WaiterState::Success,
        AcceptorState::Failure => WaiterState::Failure,
        AcceptorState::Retry => WaiterState::Retry,
    }
}

impl<T> WaiterRules<T> {
    /// Adds what a condition means, or anything else. The first rule that holds decides, so what follows the latter has
    /// no effect.
    fn add(&mut self, condition: Option<T>, state: WaiterState) {
        match (self.otherwise, condition) {
            (Some(_), _) => {}
            (None, Some(condition)) => self.cases.push((condition, state)),
            (None, None) => self.otherwise = Some(state),
        }
    }

    /// Removes the last rules if they say what holds without them, by the spec or by default.
    fn trim(&mut self, default: Option<WaiterState>) {
        let otherwise = self.otherwise.or(default);
        while self
            .cases
            .last()
            .is_some_and(|(_, state)| Some(*state) == otherwise)
        {
            drop(self.cases.pop());
        }
    }
}
