//! What can be waited for: `waiters-2.json`, as far as the format has it.

use std::collections::HashMap;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::{
    super::{tree::Node, yaml},
    docs::markdown,
};
use crate::{
    Error,
    diagnostic::{Diagnostic, Diagnostics, Source, Span},
    format::{self, Acceptor, AcceptorState, AcceptorStatus, Named, Spec},
    lower::lower,
};

/// The minimum delay that a waiter of the format has if it says none.
const DEFAULT_DELAY: u64 = 2;

/// A file `waiters-2.json`.
#[derive(Debug, Deserialize)]
struct File {
    #[serde(default)]
    waiters: IndexMap<String, Waiter>,
}

/// The waiters, with their names, by their operations.
#[derive(Debug, Default)]
pub(super) struct Waiters(HashMap<String, Vec<(String, Waiter)>>);

/// A waiter. The number of its attempts is left to the caller, who says how long to wait.
#[derive(Debug, Deserialize)]
struct Waiter {
    operation: String,
    delay: u64,
    /// What models of Smithy add.
    #[serde(rename = "maxDelay")]
    max_delay: Option<u64>,
    description: Option<String>,
    #[serde(default)]
    acceptors: Vec<ModelAcceptor>,
}

#[derive(Debug, Deserialize)]
struct ModelAcceptor {
    state: String,
    matcher: String,
    argument: Option<String>,
    expected: Value,
}

impl Waiters {
    pub(super) fn read(text: Option<&str>) -> Result<Self, Error> {
        let Some(text) = text else {
            return Ok(Self::default());
        };
        let file: File = serde_json::from_str(text).map_err(|error| {
            Error::request(format!("this isn't a botocore waiters file: {error}"))
        })?;
        let mut by_operation = HashMap::<_, Vec<_>>::new();
        for (name, waiter) in file.waiters {
            let own = by_operation.entry(waiter.operation.clone());
            own.or_default().push((name, waiter));
        }
        Ok(Self(by_operation))
    }

    /// Returns the waiters of an operation. One that the format doesn't have is left out with a warning.
    pub(super) fn of(&self, operation: &str, warnings: &mut Vec<String>) -> Named<format::Waiter> {
        let mut waiters = Named::new();
        for (name, waiter) in self.0.get(operation).into_iter().flatten() {
            match waiter.of_format() {
                Ok(waiter) => drop(waiters.insert(name.clone(), waiter)),
                Err(why) => warnings.push(left_out(name, &why)),
            }
        }
        waiters
    }
}

impl Waiter {
    fn of_format(&self) -> Result<format::Waiter, String> {
        let acceptors = self.acceptors.iter().map(ModelAcceptor::of_format);
        let min_delay = self.delay.max(1);
        Ok(format::Waiter {
            min_delay: Some(min_delay).filter(|delay| *delay != DEFAULT_DELAY),
            max_delay: self.max_delay,
            docs: markdown(self.description.as_deref()),
            acceptors: acceptors.collect::<Result<_, _>>()?,
        })
    }
}

impl ModelAcceptor {
    fn of_format(&self) -> Result<Acceptor, String> {
        let state = match self.state.as_str() {
            "success" => AcceptorState::Success,
            "failure" => AcceptorState::Failure,
            "retry" => AcceptorState::Retry,
            other => return Err(format!("the state `{other}` is unknown")),
        };
        let acceptor = Acceptor {
            state,
            status: None,
            error: None,
            path: None,
            all: None,
            any: None,
            equals: self.equals(),
        };
        let of_error = |acceptor| Acceptor {
            equals: None,
            ..acceptor
        };
        let argument = self.argument.clone();
        match (self.matcher.as_str(), &self.expected) {
            ("path", _) => Ok(Acceptor {
                path: argument,
                ..acceptor
            }),
            ("pathAll", _) => Ok(Acceptor {
                all: argument,
                ..acceptor
            }),
            ("pathAny", _) => Ok(Acceptor {
                any: argument,
                ..acceptor
            }),
            ("error", Value::String(code)) => Ok(Acceptor {
                error: Some(code.clone()),
                ..of_error(acceptor)
            }),
            ("error", Value::Bool(is_error)) => Ok(Acceptor {
                status: Some(if *is_error {
                    AcceptorStatus::Error
                } else {
                    AcceptorStatus::Success
                }),
                ..of_error(acceptor)
            }),
            ("status", expected) => match expected.as_u64().map(u16::try_from) {
                // A client takes any 2xx for a success.
                Some(Ok(200..=299)) => Ok(Acceptor {
                    status: Some(AcceptorStatus::Success),
                    ..of_error(acceptor)
                }),
                Some(Ok(status)) => Ok(Acceptor {
                    status: Some(AcceptorStatus::Exact(status)),
                    ..of_error(acceptor)
                }),
                _ => Err(format!("`{expected}` isn't a status code")),
            },
            (other, expected) => Err(format!(
                "the matcher `{other}` with the value {expected} is unknown"
            )),
        }
    }

    /// Returns the value at the path, unless it is true, which is the default.
    fn equals(&self) -> Option<serde_yaml::Value> {
        serde_yaml::to_value(&self.expected)
            .ok()
            .filter(|value| *value != serde_yaml::Value::Bool(true))
    }
}

fn left_out(waiter: &str, why: &str) -> String {
    format!("the waiter `{waiter}` is left out: {why}")
}

/// Leaves out the waiters that can't be used, with a warning each: the rules for paths are those of any spec.
pub(super) fn leave_out_invalid(spec: &mut Spec, warnings: &mut Vec<String>) -> Result<(), Error> {
    if spec
        .operations
        .values()
        .all(|operation| operation.waiters.is_empty())
    {
        return Ok(());
    }
    let source = Source {
        name: String::new(),
        text: yaml::document(&Node::of(spec)?),
        not_utf8: None,
    };
    let mut diagnostics = Diagnostics::default();
    let Ok((Some(read), positions)) = format::read(&source, &mut diagnostics) else {
        return Ok(());
    };
    // What else is wrong is shown when a client is generated.
    let _ = lower(&read, &positions, &mut diagnostics);
    let errors = diagnostics.into_sorted();
    let errors: Vec<_> = errors.iter().filter(|found| found.is_error()).collect();
    let operations = positions.root.value("operations");
    for (name, operation) in &mut spec.operations {
        let waiters = operations.and_then(|all| all.value(name)?.value("waiters"));
        operation.waiters.retain(|name, _| {
            let place = waiters.and_then(|waiters| waiters.entry(name));
            let problem = place.and_then(|(key, node)| {
                let whole = Span {
                    start: key.start,
                    end: node.span.end,
                };
                first_within(whole, &errors)
            });
            warnings.extend(problem.map(|error| left_out(name, &error.message)));
            problem.is_none()
        });
    }
    Ok(())
}

/// Returns the first of the diagnostics within a part of the source. They are in the order of the source.
fn first_within<'d>(whole: Span, diagnostics: &[&'d Diagnostic]) -> Option<&'d Diagnostic> {
    let before = diagnostics.partition_point(|found| found.primary.span.start < whole.start);
    let after = diagnostics.iter().skip(before).copied();
    after
        .take_while(|found| found.primary.span.start <= whole.end)
        .find(|found| found.primary.span.end <= whole.end)
}
