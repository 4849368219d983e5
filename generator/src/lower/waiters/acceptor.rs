//! The condition of one acceptor.

use std::cell::RefCell;

use http::StatusCode;

use super::{Context, constant::Literal, finding::Finding, path::Paths};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Span},
    format::{Acceptor, AcceptorStatus},
    lower::place::Place,
    model,
    model::{ErrorCondition, OutputCondition},
    similar::similar,
};

/// Which outcomes an acceptor is about.
pub(super) enum Condition {
    Output(OutputCondition),
    AnyOutput,
    Error(ErrorCondition),
    AnyError,
}

/// The keys that say which outcomes an acceptor is about.
const KEYS: [&str; 5] = ["status", "error", "path", "all", "any"];

/// Lowers the condition of an acceptor.
pub(super) fn condition(
    acceptor: &Acceptor,
    context: &Context<'_>,
    place: &Place<'_>,
) -> Checked<Condition> {
    one_key(place)?;
    match acceptor {
        Acceptor {
            status: Some(status),
            ..
        } => no_equals(place).and_then(|()| of_status(*status, context, &place.at("status"))),
        Acceptor {
            error: Some(name), ..
        } => no_equals(place).map(|()| of_error(name, context, &place.at("error"))),
        Acceptor {
            path: Some(path), ..
        } => of_path("path", acceptor, context, place, |paths, equals| {
            paths.one(path, equals)
        }),
        Acceptor {
            all: Some(path), ..
        } => of_path("all", acceptor, context, place, |paths, equals| {
            let (values, constant) = paths.several(path, equals)?;
            Ok(model::Condition::All(values, constant))
        }),
        Acceptor {
            any: Some(path), ..
        } => of_path("any", acceptor, context, place, |paths, equals| {
            let (values, constant) = paths.several(path, equals)?;
            Ok(model::Condition::Any(values, constant))
        }),
        _ => Err(place.already_reported()),
    }
}

/// Reports an acceptor that isn't about one kind of outcome.
fn one_key(place: &Place<'_>) -> Checked<()> {
    let keys: Vec<_> = KEYS.into_iter().filter(|key| place.has(key)).collect();
    let help = "write one of `status`, `error`, `path`, `all` and `any`, and several acceptors for several of them";
    let (span, message) = match keys.as_slice() {
        [_] => return Ok(()),
        [] => (place.key(), "the acceptor has no condition".to_owned()),
        [first, second, ..] => (
            place.at(second).key(),
            format!("`{first}` and `{second}` can't be in one acceptor"),
        ),
    };
    Err(place.report(Diagnostic::new(Code::Waiter, span, message).help(help)))
}

fn no_equals(place: &Place<'_>) -> Checked<()> {
    if !place.has("equals") {
        return Ok(());
    }
    let message = "`equals` has no effect: there is no path";
    let diagnostic = Diagnostic::new(Code::Waiter, place.at("equals").key(), message);
    Err(place.report(diagnostic.help("remove it, or write `path`, `all` or `any`")))
}

fn of_status(
    status: AcceptorStatus,
    context: &Context<'_>,
    place: &Place<'_>,
) -> Checked<Condition> {
    let number = match status {
        AcceptorStatus::Success => return Ok(Condition::AnyOutput),
        AcceptorStatus::Error => return Ok(Condition::AnyError),
        AcceptorStatus::Exact(number) => number,
    };
    let refuse = |message: String, help: &str| {
        let diagnostic = Diagnostic::new(Code::InvalidStatus, place.value(), message);
        Err(place.report(diagnostic.help(help)))
    };
    let is_same = |output: &&model::OutputCase| output.status.as_u16() == number;
    if let Some(output) = context.lowered.outputs.iter().find(is_same) {
        let variant = output.variant.clone();
        return Ok(Condition::Output(OutputCondition::Is(variant)));
    }
    match StatusCode::from_u16(number) {
        Ok(status) if status.is_success() => refuse(
            format!("any 2xx is a success, so a waiter can't tell {number} from others"),
            "write `status: success`, or give the operation several `outputs`",
        ),
        Ok(status) if (300..600).contains(&number) => {
            Ok(Condition::Error(ErrorCondition::Status(status)))
        }
        _ => refuse(
            format!("{number} isn't the status code of a response"),
            "write a status code from 300 to 599, `success` or `error`",
        ),
    }
}

/// Returns the condition for an error of this name or code. The error need not be in the spec: AWS doesn't name all.
fn of_error(name: &str, context: &Context<'_>, place: &Place<'_>) -> Condition {
    let listed = context.written.errors.iter().zip(&context.lowered.errors);
    let mut listed = listed.map(|(of_spec, case)| (of_spec.as_str(), &case.shape));
    let is_named = |of_spec: &str, code: &str| of_spec == name || code == name;
    if let Some((_, shape)) = listed.clone().find(|(it, shape)| is_named(it, &shape.code)) {
        return Condition::Error(ErrorCondition::Listed(shape.name.clone()));
    }
    let mut common = context.common_errors.iter();
    if let Some(shape) = common
        .clone()
        .find(|shape| shape.name == name || shape.code == name)
    {
        return Condition::Error(ErrorCondition::Common(shape.name.clone()));
    }
    let known: Vec<_> = listed
        .by_ref()
        .flat_map(|(of_spec, shape)| [of_spec, shape.code.as_str()])
        .chain(common.by_ref().map(|shape| shape.code.as_str()))
        .collect();
    if let Some(similar) = similar(name, known.into_iter()).first() {
        let message = format!("the operation lists no error `{name}`");
        let help = format!("did you mean `{similar}`?");
        place.report(Diagnostic::new(Code::WaiterValue, place.value(), message).help(help));
    }
    Condition::Error(ErrorCondition::Code(name.to_owned()))
}

fn of_path(
    key: &str,
    acceptor: &Acceptor,
    context: &Context<'_>,
    place: &Place<'_>,
    lower: impl FnOnce(&Paths<'_>, Option<Literal>) -> Result<model::Condition, Finding>,
) -> Checked<Condition> {
    let span = place.at(key).value();
    let report = |code, span: Span, finding: Finding| {
        let diagnostic = Diagnostic::new(code, span, finding.message);
        place.report(diagnostic.help(finding.help))
    };
    if !context.lowered.outputs.is_empty() {
        let finding = Finding::new(
            "paths can't be used in an operation with `outputs`",
            "write `status` with the status code of one of the `outputs`",
        );
        return Err(report(Code::Waiter, span, finding));
    }
    let equals = acceptor.equals.as_ref().map(Literal::of_yaml).transpose();
    let equals =
        equals.map_err(|finding| report(Code::Waiter, place.at("equals").value(), finding))?;
    let paths = Paths {
        output: context
            .lowered
            .output
            .iter()
            .map(|member| &member.field)
            .collect(),
        types: context.types,
        warnings: RefCell::default(),
    };
    let condition = lower(&paths, equals).map_err(|finding| report(Code::Waiter, span, finding))?;
    let value = if place.has("equals") {
        place.at("equals").value()
    } else {
        span
    };
    for finding in paths.warnings.into_inner() {
        report(Code::WaiterValue, value, finding);
    }
    Ok(Condition::Output(OutputCondition::Has(condition)))
}
