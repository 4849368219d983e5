//! Where a service is reached, by its rules for endpoints.

mod hosts;
mod partition;
mod rules;

use std::collections::HashMap;

use super::{
    customs,
    model::{Metadata, Operation},
    select::Selected,
};
use crate::{Error, format};
use hosts::{Answers, Hosts, Unusual};
use rules::RuleSet;

/// Where a service is reached, and what its signatures say.
pub(super) struct Endpoint {
    /// Where it is reached.
    pub(super) reached: format::Endpoint,
    /// The name in signatures, if it doesn't follow from the endpoint.
    pub(super) signing_name: Option<String>,
}

/// Returns the endpoint that the rules give. Operations that are reached elsewhere than most are taken out, with a
/// warning.
pub(super) fn endpoint(
    rules: Option<&str>,
    metadata: &Metadata,
    name: &str,
    operations: &mut Vec<Selected<'_>>,
    warnings: &mut Vec<String>,
) -> Result<Endpoint, Error> {
    let usual = metadata
        .endpoint_prefix
        .clone()
        .unwrap_or_else(|| name.replace('_', "-"));
    let Some(rules) = rules else {
        return Ok(written(&usual, metadata, None));
    };
    let rules: RuleSet = serde_json::from_str(rules).map_err(|error| {
        Error::request(format!("this isn't a botocore endpoint rule set: {error}"))
    })?;
    let answers = if customs::has_labels_in_hosts(metadata) {
        Answers::of(&rules, &HashMap::new())
    } else {
        most_common(&rules, operations, warnings)
    };
    Ok(written(
        &answers.prefix().unwrap_or(usual),
        metadata,
        Some(&answers),
    ))
}

/// Returns what the rules say to most of the operations.
fn most_common(
    rules: &RuleSet,
    operations: &mut Vec<Selected<'_>>,
    warnings: &mut Vec<String>,
) -> Answers {
    let answers: Vec<_> = operations
        .iter()
        .map(|(_, operation)| answers(rules, operation))
        .collect();
    let count = |wanted: &Answers| answers.iter().filter(|answers| *answers == wanted).count();
    // Of several the first one.
    let most = answers.iter().rev().max_by_key(|answers| count(answers));
    let Some(most) = most.cloned() else {
        return Answers::of(rules, &HashMap::new());
    };
    let mut answers = answers.into_iter();
    operations.retain(|(name, _)| {
        let is_there = answers.next().is_some_and(|answers| answers == most);
        if !is_there {
            warnings.push(format!(
                "the operation `{name}` is left out: it is reached at another host than most; import it by itself"
            ));
        }
        is_there
    });
    most
}

/// Returns what the rules say to an operation. Where they want more of it than is known before a call, it is what they say
/// to any: what is known later is in the prefix of the host.
fn answers(rules: &RuleSet, operation: &Operation) -> Answers {
    let params = operation.static_context_params.iter();
    let params = params.map(|(name, param)| (name.clone(), param.value.clone()));
    let answers = Answers::of(rules, &params.collect());
    if answers.are_empty() {
        return Answers::of(rules, &HashMap::new());
    }
    answers
}

fn written(prefix: &str, metadata: &Metadata, answers: Option<&Answers>) -> Endpoint {
    let Unusual { fips, hosts } = answers
        .map(|answers| answers.unusual(prefix))
        .unwrap_or_default();
    let by_rules = answers.and_then(Answers::signing_name).map(str::to_owned);
    let signing_name = by_rules.or_else(|| metadata.signing_name.clone());
    let signing_name = signing_name.filter(|name| prefix.split('.').next() != Some(name));
    let reached = format::Endpoint {
        aws: Some(prefix.to_owned()),
        sdk_id: metadata.service_id.clone(),
        fips,
        hosts: hosts
            .into_iter()
            .map(|(whose, hosts)| (whose, written_hosts(hosts)))
            .collect(),
        ..format::Endpoint::default()
    };
    Endpoint {
        reached,
        signing_name,
    }
}

fn written_hosts(hosts: Hosts) -> format::Hosts {
    let [plain, fips, dual_stack, fips_dual_stack] = hosts.variants;
    format::Hosts {
        plain,
        fips,
        dual_stack,
        fips_dual_stack,
        signing_region: hosts.signing_region,
    }
}
