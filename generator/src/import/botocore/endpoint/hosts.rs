//! The hosts of each region: what the rules resolve to, as far as it is unusual.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::{
    partition::{Partition, SAMPLES},
    rules::{Rule, RuleSet, Scope, Target},
};

/// The four ways to ask for a host: whether it is one for FIPS, and whether it is dual-stack.
pub(super) const VARIANTS: [(bool, bool); 4] =
    [(false, false), (true, false), (false, true), (true, true)];

/// What the rules say of all regions that there can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answers {
    /// By sample region or region that the rules know by name, a target for each variant.
    by_region: IndexMap<String, [Option<Target>; 4]>,
}

impl Answers {
    /// Asks the rules, with what an operation says to them.
    pub(super) fn of(rules: &RuleSet, params: &Scope) -> Self {
        let mut named = BTreeSet::new();
        named_regions(&rules.rules, &mut named);
        let samples = SAMPLES.iter().map(|(sample, _)| (*sample).to_owned());
        let by_region = samples.chain(named).map(|region| {
            let targets = VARIANTS.map(|(fips, dual_stack)| {
                let mut scope: Scope = params.clone();
                scope.insert("Region".to_owned(), json!(region));
                scope.insert("UseFIPS".to_owned(), json!(fips));
                scope.insert("UseDualStack".to_owned(), json!(dual_stack));
                rules.target(&scope)
            });
            (region, targets)
        });
        Self {
            by_region: by_region.collect(),
        }
    }

    /// Returns the answers without this label before their hosts.
    pub(super) fn without_label(mut self, label: &str) -> Self {
        let targets = self.by_region.values_mut().flatten().flatten();
        for target in targets {
            let below = target.url.strip_prefix("https://").and_then(|host| {
                let rest = host.strip_prefix(label)?.strip_prefix('.')?;
                Some(format!("https://{rest}"))
            });
            target.url = below.unwrap_or_else(|| target.url.clone());
        }
        self
    }

    /// Returns whether the rules say nothing.
    pub(super) fn are_empty(&self) -> bool {
        self.by_region.values().flatten().all(Option::is_none)
    }

    /// Returns the host of a variant in a region.
    fn host(&self, region: &str, variant: usize) -> Option<&str> {
        let target = self.by_region.get(region)?.get(variant)?.as_ref()?;
        target
            .url
            .strip_prefix("https://")
            .map(|host| host.trim_end_matches('/'))
    }

    /// Returns the labels before the region, if a service has such hosts in the first partition.
    pub(super) fn prefix(&self) -> Option<String> {
        let (sample, _) = SAMPLES.first()?;
        let template = |variant| {
            self.host(sample, variant)
                .map(|host| template(host, sample))
        };
        let plain = template(0)?
            .strip_suffix(".{region}.{dns_suffix}")
            .map(str::to_owned);
        plain.or_else(|| {
            template(2)?
                .strip_suffix(".{region}.{dual_stack_suffix}")
                .map(str::to_owned)
        })
    }

    /// Returns the first label of the hosts in the first partition that isn't their region.
    pub(super) fn first_label(&self) -> Option<&str> {
        let (sample, _) = SAMPLES.first()?;
        let mut hosts = (0..VARIANTS.len()).filter_map(|variant| self.host(sample, variant));
        hosts.next()?.split('.').find(|label| label != sample)
    }

    /// Returns all hosts by partition, as they are in any region of it, and by region where rules know it by name.
    pub(super) fn all(&self) -> IndexMap<String, Hosts> {
        let mut all = Unusual::default();
        for region in self.by_region.keys() {
            let of_partition = all.hosts.get(Partition::of(region).name);
            let of_partition =
                of_partition.map_or([const { None }; 4], |hosts| hosts.variants.clone());
            let whose = if is_sample(region) {
                Partition::of(region).name
            } else {
                region
            };
            for (variant, usual) in of_partition.iter().enumerate() {
                let Some(host) = self.host(region, variant) else {
                    continue;
                };
                let usual = usual.as_deref().map(|usual| fill(usual, region));
                if usual.as_deref() != Some(host) {
                    all.put(whose, variant, template(host, region));
                }
            }
        }
        all.hosts
    }

    /// Returns the name in signatures, if the rules say one.
    pub(super) fn signing_name(&self) -> Option<&str> {
        let mut targets = self.by_region.values().flatten().flatten();
        targets.find_map(|target| target.signing_name.as_deref())
    }

    /// Returns what is not usual for a service whose hosts begin with these labels.
    pub(super) fn unusual(&self, prefix: &str) -> Unusual {
        let mut unusual = Unusual::default();
        for (variant, (fips, dual_stack)) in VARIANTS.into_iter().enumerate() {
            let standard = standard(prefix, fips, dual_stack);
            let usual = self.most_common(&standard, variant);
            if usual != standard {
                unusual.put("default", variant, usual.clone());
            }
            for (sample, _) in SAMPLES {
                let partition = Partition::of(sample).name;
                let Some(host) = self
                    .host(sample, variant)
                    .filter(|host| fill(&usual, sample) != *host)
                else {
                    continue;
                };
                let template = template(host, sample);
                match template.strip_suffix(".{region}.{dns_suffix}") {
                    Some(prefix) if fips && !dual_stack && usual == standard => {
                        unusual.fips.insert(partition.to_owned(), prefix.to_owned());
                    }
                    _ => unusual.put(partition, variant, template),
                }
            }
            for region in self.by_region.keys().filter(|region| !is_sample(region)) {
                let of_region = Partition::of(region);
                let Some((sample, _)) = SAMPLES
                    .iter()
                    .find(|(sample, _)| Partition::of(sample) == of_region)
                else {
                    continue;
                };
                let of_partition = self
                    .host(sample, variant)
                    .map(|host| fill(&template(host, sample), region));
                let host = self.host(region, variant);
                if let Some(host) = host.filter(|host| of_partition.as_deref() != Some(*host)) {
                    unusual.put(region, variant, template(host, region));
                }
            }
        }
        self.signing_regions(&mut unusual);
        unusual
    }

    /// Returns the host that most partitions have, the usual one if there are several.
    fn most_common(&self, usual: &str, variant: usize) -> String {
        let hosts: Vec<_> = SAMPLES
            .iter()
            .filter_map(|(sample, _)| Some((*sample, self.host(sample, variant)?)))
            .collect();
        let candidates = hosts
            .iter()
            .flat_map(|(sample, host)| [template(host, sample), host.replace(sample, "{region}")]);
        let count = |candidate: &str| {
            hosts
                .iter()
                .filter(|(sample, host)| fill(candidate, sample) == **host)
                .count()
        };
        let mut most = (usual.to_owned(), count(usual).max(1));
        for candidate in candidates {
            let count = count(&candidate);
            if count > most.1 {
                most = (candidate, count);
            }
        }
        most.0
    }

    /// The regions that requests are signed for, where it is not the one that the caller names.
    fn signing_regions(&self, unusual: &mut Unusual) {
        let signed = |region: &str| {
            let targets = self.by_region.get(region).into_iter().flatten().flatten();
            targets
                .filter_map(|target| target.signing_region.clone())
                .find(|signed| signed != region)
        };
        let of_samples: Vec<_> = SAMPLES
            .iter()
            .map(|(sample, _)| (*sample, signed(sample)))
            .collect();
        let first = of_samples.first().and_then(|(_, signed)| signed.clone());
        if let Some(first) = first.filter(|first| {
            of_samples
                .iter()
                .all(|(_, other)| other.as_ref() == Some(first))
        }) {
            unusual.of("default").signing_region = Some(first);
            return;
        }
        for (sample, signed) in of_samples {
            if let Some(signed) = signed {
                unusual.of(Partition::of(sample).name).signing_region = Some(signed);
            }
        }
        for (region, hosts) in &mut unusual.hosts {
            if self.by_region.contains_key(region) {
                hosts.signing_region = signed(region);
            }
        }
    }
}

/// The hosts of a region or a partition that are not usual.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hosts {
    /// The host of each variant.
    pub(super) variants: [Option<String>; 4],
    /// The region to sign for.
    pub(super) signing_region: Option<String>,
}

/// What is not usual about the hosts of a service.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unusual {
    /// By partition, the labels of its FIPS hosts.
    pub(super) fips: IndexMap<String, String>,
    /// By region, partition or `default`.
    pub(super) hosts: IndexMap<String, Hosts>,
}

impl Unusual {
    fn of(&mut self, whose: &str) -> &mut Hosts {
        self.hosts.entry(whose.to_owned()).or_default()
    }

    fn put(&mut self, whose: &str, variant: usize, host: String) {
        if let Some(place) = self.of(whose).variants.get_mut(variant) {
            *place = Some(host);
        }
    }
}

fn standard(prefix: &str, fips: bool, dual_stack: bool) -> String {
    let fips = if fips { "-fips" } else { "" };
    let suffix = if dual_stack {
        "{dual_stack_suffix}"
    } else {
        "{dns_suffix}"
    };
    format!("{prefix}{fips}.{{region}}.{suffix}")
}

fn is_sample(region: &str) -> bool {
    SAMPLES.iter().any(|(sample, _)| *sample == region)
}

/// Returns a host, with what follows from the region in braces.
fn template(host: &str, region: &str) -> String {
    let partition = Partition::of(region);
    let host = host.replace(region, "{region}");
    let suffixes = [
        ("{dns_suffix}", partition.dns_suffix),
        ("{dual_stack_suffix}", partition.dual_stack_suffix),
    ];
    let filled = suffixes.iter().find_map(|(name, suffix)| {
        let before = host.strip_suffix(suffix)?.strip_suffix('.')?;
        Some(format!("{before}.{name}"))
    });
    filled.unwrap_or(host)
}

/// The other way round.
fn fill(template: &str, region: &str) -> String {
    let partition = Partition::of(region);
    template
        .replace("{region}", region)
        .replace("{dns_suffix}", partition.dns_suffix)
        .replace("{dual_stack_suffix}", partition.dual_stack_suffix)
}

/// The regions that rules know by name.
fn named_regions(rules: &[Rule], found: &mut BTreeSet<String>) {
    for rule in rules {
        for condition in rule
            .conditions
            .iter()
            .filter(|condition| condition.function == "stringEquals")
        {
            let is_region = condition
                .argv
                .iter()
                .any(|argument| *argument == json!({ "ref": "Region" }));
            let literal = condition.argv.iter().find_map(Value::as_str);
            found.extend(literal.filter(|_| is_region).map(str::to_owned));
        }
        named_regions(&rule.rules, found);
    }
}
