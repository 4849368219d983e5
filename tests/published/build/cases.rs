//! AWS's cases of endpoints: what a client is given, and where it goes.

use std::{error::Error, fs};

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{shared, tests::Tests};

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

/// Adds a module with the tests of a service's cases: `resolver` are the arguments of the macro that makes the
/// function which resolves them.
pub fn add(
    service: &str,
    module: &str,
    resolver: &str,
    tests: &mut Tests,
) -> Result<(), Box<dyn Error>> {
    let path = shared::path("conformance/endpoints")
        .join(service)
        .join("endpoint-tests-1.json");
    tests.write(&format!("mod {module} {{"));
    if path.is_file() {
        let file: File = serde_json::from_str(&fs::read_to_string(path)?)?;
        tests.write(&format!(
            "use super::{{Given, check}};\n\nresolver!({resolver});"
        ));
        for (index, case) in file.cases.iter().enumerate() {
            tests.add(
                &format!("case_{}", index + 1),
                case.mismatch().as_deref(),
                &case.body(),
            );
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

    /// Says why a client can't be held against the case, if it can't.
    fn mismatch(&self) -> Option<String> {
        const KNOWN: [&str; 4] = ["Region", "Endpoint", "UseFIPS", "UseDualStack"];
        if let Some(other) = self
            .params
            .keys()
            .find(|name| !KNOWN.contains(&name.as_str()))
        {
            return Some(format!("skipped: clients have no setting `{other}`"));
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
            if !self.is_set("UseFIPS") && !self.is_set("UseDualStack") {
                return Some(format!(
                    "skipped: clients use the endpoint that they are given: {error}"
                ));
            }
        }
        // Hosts follow from the region's name; nothing says which of them there are.
        let is_of_host = self.text("Region").is_some() && self.text("Endpoint").is_none();
        let error = self.expect.error.as_ref().filter(|_| is_of_host);
        error
            .map(|error| format!("skipped: clients don't know that there is no such host: {error}"))
    }

    fn body(&self) -> String {
        let Self {
            documentation,
            expect,
            ..
        } = self;
        format!(
            "check(&resolve, &Given {{ region: {:?}, url: {:?}, use_fips: {}, use_dual_stack: {} }}, {:?}, {documentation:?});",
            self.text("Region"),
            self.text("Endpoint"),
            self.is_set("UseFIPS"),
            self.is_set("UseDualStack"),
            expect
                .endpoint
                .as_ref()
                .map(|endpoint| endpoint.url.as_str()),
        )
    }
}
