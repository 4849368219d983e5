//! A file `endpoint-rule-set-1.json`, and what it says for given parameters.
//!
//! The rules are AWS's language for endpoints, as the Smithy specification describes it: the first rule whose
//! conditions all hold decides, or hands over to the rules below it. Only the functions are known that hosts depend on
//! before a call, with a sample of S3's bucket; a condition with another one doesn't hold.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::partition;

/// How deep rules may be nested.
const MAX_DEPTH: usize = 50;

/// The rules of a service.
#[derive(Debug, Deserialize)]
pub(super) struct RuleSet {
    #[serde(default)]
    pub(super) parameters: HashMap<String, Parameter>,
    #[serde(default)]
    pub(super) rules: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Parameter {
    default: Option<Value>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Rule {
    #[serde(default)]
    pub(super) conditions: Vec<Condition>,
    endpoint: Option<Endpoint>,
    error: Option<Value>,
    #[serde(default)]
    pub(super) rules: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Condition {
    #[serde(rename = "fn")]
    pub(super) function: String,
    #[serde(default)]
    pub(super) argv: Vec<Value>,
    assign: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Endpoint {
    url: Value,
    #[serde(default)]
    properties: Value,
}

/// Where a request goes, and how it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) url: String,
    pub(super) signing_name: Option<String>,
    pub(super) signing_region: Option<String>,
}

/// The values of parameters and of what conditions assign.
pub(super) type Scope = HashMap<String, Value>;

impl RuleSet {
    /// Returns where a request goes with these parameters, unless the rules refuse them.
    pub(super) fn target(&self, given: &Scope) -> Option<Target> {
        let defaults = self.parameters.iter();
        let mut scope: Scope = defaults
            .filter_map(|(name, parameter)| Some((name.clone(), parameter.default.clone()?)))
            .collect();
        scope.extend(given.clone());
        match first(&self.rules, &scope, MAX_DEPTH)? {
            Decision::Endpoint(target) => Some(target),
            Decision::Refusal => None,
        }
    }
}

/// What a rule decides.
enum Decision {
    Endpoint(Target),
    /// The parameters can't be, or the endpoint is none that is understood here.
    Refusal,
}

/// Returns what the first rule that holds decides.
fn first(rules: &[Rule], scope: &Scope, depth: usize) -> Option<Decision> {
    let depth = depth.checked_sub(1)?;
    rules.iter().find_map(|rule| {
        let mut scope = scope.clone();
        for condition in &rule.conditions {
            let value = call(&condition.function, &condition.argv, &scope, depth);
            let value = value.filter(|value| !matches!(value, Value::Bool(false) | Value::Null))?;
            if let Some(name) = &condition.assign {
                scope.insert(name.clone(), value);
            }
        }
        match (&rule.endpoint, &rule.error) {
            (Some(endpoint), _) => Some(
                endpoint
                    .target(&scope, depth)
                    .map_or(Decision::Refusal, Decision::Endpoint),
            ),
            (None, Some(_)) => Some(Decision::Refusal),
            (None, None) => first(&rule.rules, &scope, depth),
        }
    })
}

impl Endpoint {
    fn target(&self, scope: &Scope, depth: usize) -> Option<Target> {
        let url = evaluate(&self.url, scope, depth)?.as_str()?.to_owned();
        let schemes = self.properties.get("authSchemes").and_then(Value::as_array);
        let sigv4 = schemes
            .into_iter()
            .flatten()
            .find(|scheme| scheme.get("name") == Some(&json!("sigv4")));
        let text = |key: &str| {
            Some(
                evaluate(sigv4?.get(key)?, scope, depth)?
                    .as_str()?
                    .to_owned(),
            )
        };
        Some(Target {
            url,
            signing_name: text("signingName"),
            signing_region: text("signingRegion"),
        })
    }
}

fn evaluate(value: &Value, scope: &Scope, depth: usize) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(template) => fill(template, scope).map(Value::String),
        Value::Object(map) => match (map.get("ref"), map.get("fn"), map.get("argv")) {
            (Some(name), ..) => scope.get(name.as_str()?).cloned(),
            (None, Some(function), Some(argv)) => {
                call(function.as_str()?, argv.as_array()?, scope, depth)
            }
            _ => None,
        },
        other => Some(other.clone()),
    }
}

/// Fills in `{name}` and `{name#attribute}`.
fn fill(template: &str, scope: &Scope) -> Option<String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        let (name, attribute) = name
            .split_once('#')
            .map_or((name, None), |(name, path)| (name, Some(path)));
        let value = scope.get(name)?;
        let value = attribute.map_or(Some(value.clone()), |path| attribute_of(value, path))?;
        filled.push_str(before);
        filled.push_str(value.as_str()?);
        rest = after;
    }
    Some(filled + rest)
}

fn call(function: &str, argv: &[Value], scope: &Scope, depth: usize) -> Option<Value> {
    let argument = |index: usize| evaluate(argv.get(index)?, scope, depth);
    match function {
        "isSet" => Some(json!(argument(0).is_some_and(|value| !value.is_null()))),
        "not" => Some(json!(
            !argument(0).is_some_and(|value| value == json!(true))
        )),
        "booleanEquals" | "stringEquals" => Some(json!(argument(0)? == argument(1)?)),
        "getAttr" => attribute_of(&argument(0)?, argument(1)?.as_str()?),
        "isValidHostLabel" => {
            let (host, may_have_dots) = (argument(0)?, argument(1)? == json!(true));
            Some(json!(is_host_label(host.as_str()?, may_have_dots)))
        }
        "aws.isVirtualHostableS3Bucket" => {
            let (bucket, may_have_dots) = (argument(0)?, argument(1)? == json!(true));
            let bucket = bucket.as_str()?;
            let is_lower_case = !bucket.bytes().any(|byte| byte.is_ascii_uppercase());
            let is_label = bucket.len() >= 3 && is_host_label(bucket, may_have_dots);
            Some(json!(is_lower_case && is_label))
        }
        "substring" => {
            let (text, is_reverse) = (argument(0)?, argument(3)? == json!(true));
            let index = |at| usize::try_from(argument(at)?.as_u64()?).ok();
            substring(text.as_str()?, index(1)?, index(2)?, is_reverse).map(Value::from)
        }
        "aws.partition" => Some(partition::attributes(argument(0)?.as_str()?)),
        _ => None,
    }
}

/// Returns whether a text is a label of a host, or several with dots between them.
fn is_host_label(host: &str, may_have_dots: bool) -> bool {
    const MAX_LENGTH: usize = 63;
    let is_label = |label: &str| {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        label.len() <= MAX_LENGTH
            && label.bytes().all(is_part)
            && label.starts_with(|first: char| first.is_ascii_alphanumeric())
    };
    if may_have_dots {
        host.split('.').all(is_label)
    } else {
        is_label(host)
    }
}

/// Returns the characters from `start` up to `stop`, counted from the end if it is reverse. Only texts of ASCII have any.
fn substring(text: &str, start: usize, stop: usize, is_reverse: bool) -> Option<&str> {
    if !text.is_ascii() || start >= stop {
        return None;
    }
    let (start, stop) = if is_reverse {
        (
            text.len().checked_sub(stop)?,
            text.len().checked_sub(start)?,
        )
    } else {
        (start, stop)
    };
    text.get(start..stop)
}

/// `name` or `name[0]`, and so on after dots.
fn attribute_of(value: &Value, path: &str) -> Option<Value> {
    let step = |value: Value, part: &str| {
        let (name, index) = part
            .split_once('[')
            .map_or((part, None), |(name, index)| (name, Some(index)));
        let value = if name.is_empty() {
            value
        } else {
            value.get(name)?.clone()
        };
        match index {
            None => Some(value),
            Some(index) => value
                .get(index.strip_suffix(']')?.parse::<usize>().ok()?)
                .cloned(),
        }
    };
    path.split('.').try_fold(value.clone(), step)
}
