//! AWS's cases of endpoints: what a client is given, and where it goes.

use std::{error::Error, fs};

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{models::Operation, shared, tests::Tests};

/// The service whose rules put a member of inputs before the host name.
const S3: &str = "s3";

/// The parameters of S3's rules that make no difference, or that clients have settings for.
const OF_S3: [&str; 6] = [
    "Accelerate",
    "Bucket",
    "CopySource",
    "ForcePathStyle",
    "Key",
    "Prefix",
];

/// A file `endpoint-tests-1.json`.
#[derive(Debug, Deserialize)]
struct File {
    #[serde(rename = "testCases")]
    cases: Vec<Case>,
}

#[derive(Debug, Deserialize)]
struct Case {
    #[serde(default)]
    documentation: String,
    #[serde(default)]
    params: Map<String, Value>,
    expect: Expected,
}

#[derive(Debug, Deserialize)]
struct Expected {
    endpoint: Option<Endpoint>,
    error: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Endpoint {
    url: String,
}

/// Adds a module with the tests of a service's cases: `client` are the arguments of the macro that makes the
/// function which resolves them.
pub fn add(
    service: &str,
    module: &str,
    client: &str,
    operations: &[Operation],
    tests: &mut Tests,
) -> Result<(), Box<dyn Error>> {
    let path = shared::path("conformance/endpoints")
        .join(service)
        .join("endpoint-tests-1.json");
    tests.write(&format!("mod {module} {{"));
    if path.is_file() {
        let file: File = serde_json::from_str(&fs::read_to_string(path)?)?;
        let resolver = if service == S3 {
            "virtual_hosts_resolver"
        } else {
            "resolver"
        };
        tests.write(&format!(
            "use super::{{Given, check}};\n\n{resolver}!({client});"
        ));
        for (index, case) in file.cases.iter().enumerate() {
            let name = format!("case_{}", index + 1);
            match case.given(service == S3, operations) {
                Ok(given) => tests.add(&name, None, &case.body(&given)),
                Err(mismatch) => tests.add(&name, Some(&mismatch), &case.body("Given::default()")),
            }
        }
    } else {
        let absent = format!("skipped: there are no cases of {service}");
        tests.add("cases", Some(&absent), &format!("panic!({absent:?});"));
    }
    tests.write("}");
    Ok(())
}

impl Case {
    fn text(&self, name: &str) -> Option<&str> {
        self.params.get(name).and_then(Value::as_str)
    }

    fn is_set(&self, name: &str) -> bool {
        self.params
            .get(name)
            .and_then(Value::as_bool)
            .unwrap_or_default()
    }

    /// Returns what a client is given, or why it can't be held against the case.
    fn given(&self, has_buckets: bool, operations: &[Operation]) -> Result<String, String> {
        const KNOWN: [&str; 4] = ["Region", "Endpoint", "UseFIPS", "UseDualStack"];
        let is_own = |name: &str| operations.iter().any(|operation| operation.said.has(name));
        let is_known = |name: &str| {
            KNOWN.contains(&name) || has_buckets && OF_S3.contains(&name) || is_own(name)
        };
        // What is false is the default.
        let mut others = self
            .params
            .iter()
            .filter(|(_, value)| **value != Value::Bool(false));
        if let Some((other, _)) = others.find(|(name, _)| !is_known(name)) {
            return Err(format!("skipped: clients have no setting `{other}`"));
        }
        self.mismatch().map_or(Ok(()), Err)?;
        let has_params = self.params.keys().any(|name| is_own(name)) || has_buckets;
        let mut operations = operations.iter();
        let operation = operations.find(|operation| operation.said.is_of(&self.params, is_own));
        let endpoint = match operation {
            Some(operation) => operation.endpoint.as_deref(),
            None if has_params => {
                return Err("skipped: no operation says this to the rules".to_owned());
            }
            None => None,
        };
        Ok(format!(
            "Given {{ region: {:?}, url: {:?}, use_fips: {}, use_dual_stack: {}, endpoint: {endpoint:?}, bucket: {:?}, \
             force_path_style: {}, accelerate: {} }}",
            self.text("Region"),
            self.text("Endpoint"),
            self.is_set("UseFIPS"),
            self.is_set("UseDualStack"),
            self.text("Bucket"),
            self.is_set("ForcePathStyle"),
            self.is_set("Accelerate"),
        ))
    }

    /// Says why a client can't be held against the case, if it can't.
    fn mismatch(&self) -> Option<String> {
        if let Some(bucket) = self
            .text("Bucket")
            .filter(|bucket| is_other_resource(bucket))
        {
            return Some(format!(
                "skipped: clients take {bucket} for the name of a bucket"
            ));
        }
        if let Some(region) = self.text("Region").filter(|region| region.contains('.')) {
            return Some(format!("skipped: clients take {region} for no region"));
        }
        let url = self
            .expect
            .endpoint
            .as_ref()
            .map(|endpoint| endpoint.url.as_str());
        let is_loopback = |host: &str| host.starts_with("localhost") || host.starts_with("127.");
        let is_plain = |url: &&str| {
            let host = url.strip_prefix("http://");
            host.is_some_and(|host| self.text("Endpoint").is_none() || !is_loopback(host))
        };
        if let Some(plain) = url.filter(is_plain) {
            return Some(format!(
                "skipped: clients send nothing to {plain} unless they are told to"
            ));
        }
        let is_unusual = self.is_set("UseFIPS") || self.is_set("UseDualStack");
        if let (Some(given), Some(_)) = (self.text("Endpoint"), url)
            && is_unusual
        {
            return Some(format!(
                "skipped: clients refuse FIPS or dual-stack together with {given}"
            ));
        }
        if let (Some(error), Some(_)) = (&self.expect.error, self.text("Endpoint")) {
            // One of AWS's hosts is an endpoint as good as any other.
            if !is_unusual && !self.is_set("Accelerate") {
                return Some(format!(
                    "skipped: clients use the endpoint that they are given: {error}"
                ));
            }
        }
        // Hosts follow from the region's name; nothing says which of them there are, but the accelerated ones.
        let is_accelerated = self.is_set("Accelerate") && self.text("Bucket").is_some();
        let is_of_host =
            self.text("Region").is_some() && self.text("Endpoint").is_none() && !is_accelerated;
        let error = self.expect.error.as_ref().filter(|_| is_of_host);
        error
            .map(|error| format!("skipped: clients don't know that there is no such host: {error}"))
    }

    fn body(&self, given: &str) -> String {
        let Self {
            documentation,
            expect,
            ..
        } = self;
        let expected = expect
            .endpoint
            .as_ref()
            .map(|endpoint| endpoint.url.as_str());
        format!("check(&resolve, &{given}, {expected:?}, {documentation:?});")
    }
}

/// Returns whether the name of a bucket is that of an access point, of an outpost or of a directory bucket.
fn is_other_resource(bucket: &str) -> bool {
    let suffixes = ["--x-s3", "--xa-s3", "--op-s3"];
    bucket.starts_with("arn:") || suffixes.iter().any(|suffix| bucket.ends_with(suffix))
}
