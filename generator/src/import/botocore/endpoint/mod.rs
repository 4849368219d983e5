//! Where a service is reached, by its rules for endpoints.

mod hosts;
mod partition;
mod rules;

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{
    customs,
    model::{Metadata, Model, Operation},
    select::Selected,
};
use crate::{
    Error,
    format::{self, MemberOrType, Named},
};
use hosts::{Answers, Hosts, Unusual};
use rules::{RuleSet, Scope};

/// A value of the label that rules put before host names.
const SAMPLE_LABEL: &str = "sample";

/// Where a service is reached, and what its signatures say.
pub(super) struct Endpoint {
    /// Where it is reached.
    pub(super) reached: format::Endpoint,
    /// The name in signatures, if it doesn't follow from the endpoint.
    pub(super) signing_name: Option<String>,
    /// The endpoints of operations that are reached elsewhere, each by the operation.
    pub(super) of_operations: HashMap<String, String>,
    /// The label of paths that goes before the host name.
    virtual_host: Option<&'static str>,
}

/// Returns the endpoint that the rules give without parameters of an operation, with those of the other operations. If no
/// operation is there, it is that of most.
pub(super) fn endpoint(
    rules: Option<&str>,
    model: &Model,
    name: &str,
    operations: &[Selected<'_>],
    warnings: &mut Vec<String>,
) -> Result<Endpoint, Error> {
    let metadata = &model.metadata;
    let usual = metadata
        .endpoint_prefix
        .clone()
        .unwrap_or_else(|| name.replace('_', "-"));
    let Some(rules) = rules else {
        return Ok(Endpoint::of_service(&usual, metadata, None));
    };
    let rules: RuleSet = serde_json::from_str(rules).map_err(|error| {
        Error::request(format!("this isn't a botocore endpoint rule set: {error}"))
    })?;
    let mut groups = groups(&rules, model, operations);
    let default = Answers::of(&rules, &Scope::new());
    // Of several the first one.
    let most = || {
        let numbered = groups.iter().enumerate().rev();
        let most = numbered.max_by_key(|(_, (_, operations))| operations.len());
        most.map(|(index, _)| index)
    };
    let own = groups.iter().position(|(answers, _)| *answers == default);
    let answers = match own.or_else(most) {
        Some(own) => groups.remove(own).0,
        None => default,
    };
    if answers.are_empty() {
        warnings.push(
            "the rules of endpoints name no host before a call: set the host as `endpoint_url` on the client's builder".to_owned(),
        );
    }
    let prefix = answers.prefix().unwrap_or(usual);
    let mut endpoint = Endpoint::of_service(&prefix, metadata, Some(&answers));
    let signed =
        |answers: &Answers| signing_name(answers, metadata).unwrap_or_else(|| first_label(&prefix));
    let of_service = signed(&answers);
    for (answers, operations) in groups {
        let name = endpoint.unused_name(&answers, &prefix);
        let signing_name = Some(signed(&answers)).filter(|name| *name != of_service);
        let other = other(&name, &answers, signing_name);
        let named = operations
            .into_iter()
            .map(|operation| (operation.to_owned(), name.clone()));
        endpoint.of_operations.extend(named);
        let _ = endpoint.reached.others.insert(name, other);
    }
    endpoint.reached.accelerated = accelerated(&rules, metadata);
    endpoint.virtual_host = customs::label_in_hosts(metadata);
    Ok(endpoint)
}

/// Returns what the rules say, each with the operations of which they say it.
fn groups<'m>(
    rules: &RuleSet,
    model: &Model,
    operations: &[Selected<'m>],
) -> Vec<(Answers, Vec<&'m str>)> {
    let mut by_params: Vec<(Scope, Vec<&str>)> = Vec::new();
    for (name, operation) in operations {
        let params = params(model, operation);
        match by_params.iter_mut().find(|(other, _)| *other == params) {
            Some((_, names)) => names.push(name),
            None => by_params.push((params, vec![name])),
        }
    }
    let mut groups: Vec<(Answers, Vec<&str>)> = Vec::new();
    for (params, names) in by_params {
        let answers = answers(rules, &params);
        match groups.iter_mut().find(|(other, _)| *other == answers) {
            Some((_, others)) => others.extend(names),
            None => groups.push((answers, names)),
        }
    }
    groups
}

/// Returns what an operation says to the rules: its own parameters, and a sample of the label that they put before host names.
fn params(model: &Model, operation: &Operation) -> Scope {
    let own = operation.static_context_params.iter();
    let own = own.map(|(name, param)| (name.clone(), param.value.clone()));
    let input = operation.input.as_ref();
    let input = input.and_then(|input| model.shapes.get(&input.shape));
    let label = customs::label_in_hosts(&model.metadata)
        .filter(|label| input.is_some_and(|input| input.members.contains_key(*label)));
    own.chain(label.map(sample)).collect()
}

fn sample(label: &str) -> (String, Value) {
    (label.to_owned(), json!(SAMPLE_LABEL))
}

/// Returns what the rules say to parameters. Where they want more than is known before a call, it is what they say without
/// any: what is known later is in the prefix of the host.
fn answers(rules: &RuleSet, params: &Scope) -> Answers {
    let answers = Answers::of(rules, params);
    if answers.are_empty() {
        return Answers::of(rules, &Scope::new());
    }
    answers.without_label(SAMPLE_LABEL)
}

/// Returns the hosts that rules give to a caller who asks for acceleration, by partition.
fn accelerated(rules: &RuleSet, metadata: &Metadata) -> Named<format::Hosts> {
    let Some(label) = customs::label_in_hosts(metadata) else {
        return Named::new();
    };
    let params = [sample(label), ("Accelerate".to_owned(), json!(true))];
    let answers = Answers::of(rules, &params.into()).without_label(SAMPLE_LABEL);
    written_hosts(answers.all())
}

/// Returns the name in signatures that rules say, or else the model.
fn signing_name(answers: &Answers, metadata: &Metadata) -> Option<String> {
    let by_rules = answers.signing_name().map(str::to_owned);
    by_rules.or_else(|| metadata.signing_name.clone())
}

fn first_label(prefix: &str) -> String {
    prefix.split('.').next().unwrap_or_default().to_owned()
}

/// Returns another endpoint than that of the service.
fn other(name: &str, answers: &Answers, signing_name: Option<String>) -> format::OtherEndpoint {
    // Where no host begins so, all of them are unusual.
    let prefix = answers.prefix().unwrap_or_else(|| name.to_owned());
    let Unusual { fips, hosts } = answers.unusual(&prefix);
    format::OtherEndpoint {
        aws: prefix,
        signing_name,
        fips,
        hosts: written_hosts(hosts),
    }
}

impl Endpoint {
    fn of_service(prefix: &str, metadata: &Metadata, answers: Option<&Answers>) -> Self {
        let Unusual { fips, hosts } = answers
            .map(|answers| answers.unusual(prefix))
            .unwrap_or_default();
        let signing_name = answers.map_or_else(
            || metadata.signing_name.clone(),
            |answers| signing_name(answers, metadata),
        );
        let signing_name = signing_name.filter(|name| *name != first_label(prefix));
        let reached = format::Endpoint {
            aws: Some(prefix.to_owned()),
            sdk_id: metadata.service_id.clone(),
            fips,
            hosts: written_hosts(hosts),
            ..format::Endpoint::default()
        };
        Self {
            reached,
            signing_name,
            of_operations: HashMap::new(),
            virtual_host: None,
        }
    }

    /// Marks the labels that rules put before host names. Where there are none, nothing is accelerated.
    pub(super) fn mark_virtual_hosts(&mut self, operations: &mut Named<format::Operation>) {
        let Some(label) = self.virtual_host else {
            return;
        };
        let begins_with_label = |http: &str| {
            let path = http.split_once(' ').map_or(http, |(_, path)| path);
            let segment = path.split(['/', '?', '#']).nth(1);
            segment == Some(format!("{{{label}}}").as_str())
        };
        let mut is_marked = false;
        for (name, operation) in operations {
            let is_at_service = operation.host.is_none() && operation.endpoint.is_none();
            let has_label = operation.http.as_deref().is_some_and(begins_with_label);
            if !is_at_service || !has_label || customs::stays_in_path(name) {
                continue;
            }
            for MemberOrType(member) in operation.input.iter_mut().flat_map(Named::values_mut) {
                member.virtual_host = member.label.as_deref() == Some(label);
                is_marked |= member.virtual_host;
            }
        }
        if !is_marked {
            self.reached.accelerated = Named::new();
        }
    }

    /// Returns a name for another endpoint: what its hosts begin with.
    fn unused_name(&self, answers: &Answers, prefix: &str) -> String {
        let labels = answers.prefix().map(|prefix| prefix.replace('.', "-"));
        let name = labels.or_else(|| answers.first_label().map(str::to_owned));
        let name = name.unwrap_or_else(|| prefix.replace('.', "-"));
        let others = &self.reached.others;
        let numbered = (2_usize..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        names
            .find(|name| !others.contains_key(name))
            .unwrap_or(name)
    }
}

fn written_hosts(hosts: Named<Hosts>) -> Named<format::Hosts> {
    let written = hosts.into_iter().map(|(whose, hosts)| {
        let [plain, fips, dual_stack, fips_dual_stack] = hosts.variants;
        let hosts = format::Hosts {
            plain,
            fips,
            dual_stack,
            fips_dual_stack,
            signing_region: hosts.signing_region,
        };
        (whose, hosts)
    });
    written.collect()
}
