//! Whose fault it is that a call didn't go well.

use serde_json::Value;

use crate::{
    caller::{Exchange, Made},
    case::Case,
    document::{At, Document},
    fault::Fault,
};

/// What became of a call.
#[derive(Debug)]
pub enum Verdict {
    /// The request is valid, and the response was read.
    Good,
    /// The request is valid, and the server has no response that fits the document.
    NoResponse(Fault),
    /// The server finds the request invalid, by a fault of its own.
    Excused(Fault),
    /// The server finds the request invalid.
    Invalid(String),
    /// The client didn't send the request.
    Refused(String),
    /// The body isn't what was meant.
    Altered(String),
    /// The client can't read the response, though it fits the document.
    Unreadable(String),
}

/// Decides about a call.
pub fn verdict(made: &Made, case: &Case<'_>, document: &Document) -> Verdict {
    let error = made.error.as_deref().unwrap_or_default();
    let Some(exchange) = &made.exchange else {
        return Verdict::Refused(error.to_owned());
    };
    let shown = || {
        format!(
            "{}\nsent as {}: {}\nstatus {}: {}",
            exchange.line,
            exchange.media_type.as_deref().unwrap_or("nothing"),
            start(&exchange.sent),
            exchange.status.unwrap_or_default(),
            start(&exchange.received)
        )
    };
    let violations = violations(exchange);
    if !violations.is_empty() {
        let faults: Option<Vec<_>> = violations
            .iter()
            .map(|violation| Fault::of_violation(violation, case))
            .collect();
        let fault = faults.and_then(|faults| faults.first().copied());
        return fault.map_or_else(
            || Verdict::Invalid(format!("{}\n{}", violations.join("\n"), shown())),
            Verdict::Excused,
        );
    }
    if let Some(meant) = &case.json {
        let sent: Result<Value, _> = serde_json::from_str(&exchange.sent);
        if !sent.as_ref().is_ok_and(|sent| same(meant, sent)) {
            return Verdict::Altered(format!("meant: {meant}\n{}", shown()));
        }
    }
    let failed = made.failed.as_deref();
    match failed {
        None => Verdict::Good,
        Some("service") if own_problem(exchange).is_none() => Verdict::Good,
        Some("transport") if error.contains("took longer than") => {
            Verdict::NoResponse(Fault::TooSlow)
        }
        Some(_) => match response_fault(exchange, case, document) {
            Some(fault) => Verdict::NoResponse(fault),
            None => Verdict::Unreadable(format!("{error}\n{}", shown())),
        },
    }
}

/// Returns what the server says is wrong with a request: in the header `sl-violations`, or in a problem of its own.
fn violations(exchange: &Exchange) -> Vec<String> {
    let listed = exchange.violations.as_deref().unwrap_or_default();
    if let Ok(Value::Array(listed)) = serde_json::from_str(listed) {
        let of_request = listed.iter().filter(|violation| {
            let location = violation.pointer("/location/0").and_then(Value::as_str);
            location == Some("request") && violation.get("severity") == Some(&Value::from("Error"))
        });
        let texts: Vec<_> = of_request.map(sentence).collect();
        if !texts.is_empty() {
            return texts;
        }
    } else if listed.contains(r#""location":["request""#) {
        // There are too many for a header.
        return vec![start(listed).to_owned()];
    }
    let Some(problem) = own_problem(exchange) else {
        return Vec::new();
    };
    if let Some(listed) = problem.get("validation").and_then(Value::as_array) {
        return listed.iter().map(sentence).collect();
    }
    let is_of_request = exchange
        .status
        .is_some_and(|status| (400..500).contains(&status));
    let kind = problem
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let has_no_response = ["NOT_FOUND", "NOT_ACCEPTABLE", "NO_RESPONSE", "NO_SUCCESS"]
        .iter()
        .any(|word| kind.contains(word));
    if is_of_request && !has_no_response {
        vec![problem.to_string()]
    } else {
        Vec::new()
    }
}

fn sentence(violation: &Value) -> String {
    let location = violation.get("location").and_then(Value::as_array);
    let words: Vec<_> = location
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|word| *word != "request")
        .collect();
    let message = violation.get("message").and_then(Value::as_str);
    format!("{}: {}", words.join("."), message.unwrap_or_default())
}

/// Returns the problem that the server responds with by itself.
fn own_problem(exchange: &Exchange) -> Option<Value> {
    let problem: Value = serde_json::from_str(&exchange.received).ok()?;
    let kind = problem.get("type")?.as_str()?;
    kind.starts_with("https://stoplight.io/prism/errors")
        .then_some(problem)
}

/// Returns what is wrong with a response, if something is.
fn response_fault(exchange: &Exchange, case: &Case<'_>, document: &Document) -> Option<Fault> {
    if own_problem(exchange).is_some() {
        return Some(Fault::NoResponse);
    }
    let schema = response_schema(exchange, case, document)?;
    let body: Value = match serde_json::from_str(&exchange.received) {
        Ok(body) => body,
        Err(_) => return Some(Fault::ResponseIsNoJson),
    };
    document
        .check(&schema, &body)
        .is_err()
        .then_some(Fault::ResponseDoesNotFit)
}

fn response_schema<'d>(
    exchange: &Exchange,
    case: &Case<'d>,
    document: &'d Document,
) -> Option<At<'d>> {
    let responses = case.described.at.get("responses")?;
    let status = exchange.status?.to_string();
    let range = format!("{}XX", status.chars().next()?);
    let response = responses
        .get(&status)
        .or_else(|| responses.get(&range))
        .or_else(|| responses.get("default"))?;
    let content = document.resolved(response).ok()?.get("content")?;
    let media_type = exchange.response_type.as_deref().unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default();
    let entries = content.entries();
    let (_, media) = entries.iter().find(|(name, _)| name.starts_with(essence))?;
    media.get("schema")
}

/// Returns whether two values are the same but for how numbers and times are written.
fn same(meant: &Value, sent: &Value) -> bool {
    match (meant, sent) {
        (Value::Number(meant), Value::Number(sent)) => meant.as_f64() == sent.as_f64(),
        (Value::Array(meant), Value::Array(sent)) => {
            meant.len() == sent.len()
                && meant
                    .iter()
                    .zip(sent)
                    .all(|(meant, sent)| same(meant, sent))
        }
        (Value::Object(meant), Value::Object(sent)) => {
            meant.len() == sent.len()
                && meant
                    .iter()
                    .all(|(name, meant)| sent.get(name).is_some_and(|sent| same(meant, sent)))
        }
        _ => meant == sent,
    }
}

/// Returns the start of a text that may be long.
fn start(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(1500)
        .map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}
