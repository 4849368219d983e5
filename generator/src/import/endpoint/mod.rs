//! Where a service is reached, by its rules for endpoints.

mod hosts;
mod partition;
mod rules;

use std::collections::HashMap;

use super::{
    botocore::{Metadata, Operation},
    select::Selected,
    yaml::{Map, Node},
};
use crate::Error;
use hosts::{Answers, Named};
use rules::RuleSet;

/// Where a service is reached, and what its signatures say.
pub(super) struct Endpoint {
    /// The key `endpoint`.
    pub(super) node: Node,
    /// The name in signatures, if it doesn't follow from the endpoint.
    pub(super) signing_name: Option<String>,
}

/// The endpoint that the rules give. Operations that are reached elsewhere than most are taken out, with a warning.
pub(super) fn endpoint(
    rules: Option<&str>,
    metadata: &Metadata,
    name: &str,
    operations: &mut Vec<Selected<'_>>,
    warnings: &mut Vec<String>,
) -> Result<Endpoint, Error> {
    let usual = metadata.endpoint_prefix.clone().unwrap_or_else(|| name.replace('_', "-"));
    let Some(rules) = rules else { return Ok(written(&usual, metadata, None)) };
    let rules: RuleSet = serde_json::from_str(rules)
        .map_err(|error| Error::request(format!("this is no rule set of botocore's: {error}")))?;
    let answers = most_common(&rules, operations, warnings);
    Ok(written(&answers.prefix().unwrap_or(usual), metadata, Some(&answers)))
}

/// What the rules say to most of the operations.
fn most_common(rules: &RuleSet, operations: &mut Vec<Selected<'_>>, warnings: &mut Vec<String>) -> Answers {
    let answers: Vec<_> = operations.iter().map(|(_, operation)| answers(rules, operation)).collect();
    let count = |wanted: &Answers| answers.iter().filter(|answers| *answers == wanted).count();
    // Of several the first one.
    let most = answers.iter().rev().max_by_key(|answers| count(answers));
    let Some(most) = most.cloned() else { return Answers::of(rules, &HashMap::new()) };
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

fn answers(rules: &RuleSet, operation: &Operation) -> Answers {
    let params = operation.static_context_params.iter();
    Answers::of(rules, &params.map(|(name, param)| (name.clone(), param.value.clone())).collect())
}

fn written(prefix: &str, metadata: &Metadata, answers: Option<&Answers>) -> Endpoint {
    let unusual = answers.map(|answers| answers.unusual(prefix)).unwrap_or_default();
    let mut endpoint: Map = vec![("aws".to_owned(), Node::text(prefix))];
    endpoint.extend(metadata.service_id.as_ref().map(|id| ("sdk_id".to_owned(), Node::text(id))));
    if !unusual.fips.is_empty() {
        endpoint.push(("fips".to_owned(), texts(unusual.fips)));
    }
    if !unusual.hosts.is_empty() {
        let hosts = unusual.hosts.into_iter().map(|(whose, hosts)| (whose, texts(hosts)));
        endpoint.push(("hosts".to_owned(), Node::Section(hosts.collect())));
    }
    let by_rules = answers.and_then(Answers::signing_name).map(str::to_owned);
    let signing_name = by_rules.or_else(|| metadata.signing_name.clone());
    let signing_name = signing_name.filter(|name| prefix.split('.').next() != Some(name));
    Endpoint { node: Node::Map(endpoint), signing_name }
}

fn texts(texts: Named) -> Node {
    Node::Map(texts.into_iter().map(|(key, text)| (key, Node::Text(text))).collect())
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, fs, path::Path};

    use serde_json::{Value, json};

    use super::{
        hosts::{Answers, Unusual, VARIANTS},
        partition::Partition,
        rules::{RuleSet, Scope},
    };
    use crate::runtime::aws_hosts::{self, Hosts};

    /// What a client makes of what is not usual.
    fn table(unusual: &Unusual) -> Vec<Hosts> {
        let text = |text: Option<&String>| text.map(|text| &*text.clone().leak());
        let hosts = unusual.hosts.iter().map(|(whose, hosts)| Hosts {
            whose: whose.clone().leak(),
            plain: text(hosts.get("plain")),
            fips: text(hosts.get("fips")),
            dual_stack: text(hosts.get("dual_stack")),
            fips_dual_stack: text(hosts.get("fips_dual_stack")),
            signing_region: text(hosts.get("signing_region")),
        });
        hosts.collect()
    }

    fn client_host(prefix: &str, unusual: &Unusual, region: &str, fips: bool, dual_stack: bool) -> String {
        let partition = Partition::of(region);
        let labels = match (fips, dual_stack) {
            (false, _) => prefix.to_owned(),
            (true, false) if unusual.fips.contains_key(partition.name) => {
                unusual.fips[partition.name].clone()
            }
            (true, _) => format!("{prefix}-fips"),
        };
        let suffix = if dual_stack { partition.dual_stack_suffix } else { partition.dns_suffix };
        let usual = format!("{labels}.{region}.{suffix}");
        aws_hosts::host(&table(unusual), region, fips, dual_stack).unwrap_or(usual)
    }

    /// Compares what a client does with what the rules say.
    fn compare(rules: &RuleSet, params: &Scope, regions: &[&str]) {
        let answers = Answers::of(rules, params);
        let prefix = answers.prefix().unwrap_or_else(|| "usual".to_owned());
        let unusual = answers.unusual(&prefix);
        for region in regions {
            for (_, fips, dual_stack) in VARIANTS {
                let mut scope = params.clone();
                scope.insert("Region".to_owned(), json!(region));
                scope.insert("UseFIPS".to_owned(), json!(fips));
                scope.insert("UseDualStack".to_owned(), json!(dual_stack));
                let Some(target) = rules.target(&scope) else { continue };
                let host = client_host(&prefix, &unusual, region, fips, dual_stack);
                assert_eq!(
                    format!("https://{host}"),
                    target.url,
                    "{region} {fips} {dual_stack} {unusual:#?}"
                );
                let signed = aws_hosts::signing_region(&table(&unusual), region);
                assert_eq!(signed.unwrap_or(region), target.signing_region.as_deref().unwrap_or(region));
            }
        }
    }

    #[test]
    fn a_client_goes_where_the_rules_say_in_every_region_that_there_is() {
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models");
        let Ok(partitions) = fs::read_to_string(shared.join("partitions.json")) else {
            println!("skipped: there is no ../shared/models");
            return;
        };
        let partitions: Value = serde_json::from_str(&partitions).unwrap();
        let partitions = partitions["partitions"].as_array().unwrap();
        let regions =
            partitions.iter().flat_map(|partition| partition["regions"].as_object().unwrap().keys());
        let mut regions: Vec<&str> = regions.map(String::as_str).collect();
        regions.retain(|region| !region.ends_with("-global"));
        assert!(regions.len() > 40);
        let mut models = 0;
        for folder in fs::read_dir(shared).unwrap().map(|entry| entry.unwrap().path()) {
            let Ok(rules) = fs::read_to_string(folder.join("endpoint-rule-set-1.json")) else { continue };
            let rules: RuleSet = serde_json::from_str(&rules).unwrap();
            compare(&rules, &HashMap::new(), &regions);
            for param in ["IsControlPlane", "IsOAuthEndpoint"] {
                compare(&rules, &HashMap::from([(param.to_owned(), json!(true))]), &regions);
            }
            models += 1;
        }
        assert!(models > 10);
    }
}
