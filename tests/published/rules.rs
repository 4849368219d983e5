//! The hosts that an import finds are those of AWS's rules, in every region.

#![cfg(test)]

#[path = "../../generator/src/import/botocore/endpoint/hosts.rs"]
#[allow(dead_code, reason = "the generator uses all of it")]
mod hosts;
#[path = "../../generator/src/import/botocore/endpoint/partition.rs"]
mod partition;
#[path = "../../generator/src/import/botocore/endpoint/rules.rs"]
mod rules;

use std::{collections::HashMap, fs};

use restsmith_published::{
    api::runtime::aws_hosts::{self, Hosts},
    shared,
};
use serde_json::{Value, json};

use crate::{
    hosts::{Answers, Unusual, VARIANTS},
    partition::Partition,
    rules::{RuleSet, Scope},
};

/// What a client makes of what is not usual.
fn table(unusual: &Unusual) -> Vec<Hosts> {
    let text = |text: &Option<String>| text.as_ref().map(|text| &*text.clone().leak());
    let hosts = unusual.hosts.iter().map(|(whose, hosts)| {
        let [plain, fips, dual_stack, fips_dual_stack] = hosts.variants.each_ref().map(text);
        let signing_region = text(&hosts.signing_region);
        Hosts {
            whose: whose.clone().leak(),
            plain,
            fips,
            dual_stack,
            fips_dual_stack,
            signing_region,
        }
    });
    hosts.collect()
}

fn client_host(
    prefix: &str,
    unusual: &Unusual,
    region: &str,
    fips: bool,
    dual_stack: bool,
) -> String {
    let partition = Partition::of(region);
    let labels = match (fips, dual_stack) {
        (false, _) => prefix.to_owned(),
        (true, false) if unusual.fips.contains_key(partition.name) => {
            unusual.fips[partition.name].clone()
        }
        (true, _) => format!("{prefix}-fips"),
    };
    let suffix = if dual_stack {
        partition.dual_stack_suffix
    } else {
        partition.dns_suffix
    };
    let usual = format!("{labels}.{region}.{suffix}");
    aws_hosts::host(&table(unusual), region, fips, dual_stack).unwrap_or(usual)
}

/// Compares what a client does with what the rules say.
fn compare(rules: &RuleSet, params: &Scope, regions: &[&str]) {
    let answers = Answers::of(rules, params);
    let prefix = answers.prefix().unwrap_or_else(|| "usual".to_owned());
    let unusual = answers.unusual(&prefix);
    for region in regions {
        for (fips, dual_stack) in VARIANTS {
            let mut scope = params.clone();
            scope.insert("Region".to_owned(), json!(region));
            scope.insert("UseFIPS".to_owned(), json!(fips));
            scope.insert("UseDualStack".to_owned(), json!(dual_stack));
            let Some(target) = rules.target(&scope) else {
                continue;
            };
            let host = client_host(&prefix, &unusual, region, fips, dual_stack);
            assert_eq!(
                format!("https://{host}"),
                target.url,
                "{region} {fips} {dual_stack} {unusual:#?}"
            );
            let signed = aws_hosts::signing_region(&table(&unusual), region);
            assert_eq!(
                signed.unwrap_or(region),
                target.signing_region.as_deref().unwrap_or(region)
            );
        }
    }
}

#[test]
#[cfg_attr(not(shared), ignore = "skipped: needs ../shared")]
fn a_client_goes_where_the_rules_say_in_every_region_that_there_is() {
    let models = shared::path("models");
    let partitions = fs::read_to_string(models.join("partitions.json")).unwrap();
    let partitions: Value = serde_json::from_str(&partitions).unwrap();
    let partitions = partitions["partitions"].as_array().unwrap();
    let regions = partitions
        .iter()
        .flat_map(|partition| partition["regions"].as_object().unwrap().keys());
    let mut regions: Vec<&str> = regions.map(String::as_str).collect();
    regions.retain(|region| !region.ends_with("-global"));
    assert!(regions.len() > 40);
    let mut count = 0;
    for folder in fs::read_dir(models)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        let Ok(rules) = fs::read_to_string(folder.join("endpoint-rule-set-1.json")) else {
            continue;
        };
        let rules: RuleSet = serde_json::from_str(&rules).unwrap();
        compare(&rules, &HashMap::new(), &regions);
        for param in ["IsControlPlane", "IsOAuthEndpoint"] {
            compare(
                &rules,
                &HashMap::from([(param.to_owned(), json!(true))]),
                &regions,
            );
        }
        count += 1;
    }
    assert!(count > 10);
}
