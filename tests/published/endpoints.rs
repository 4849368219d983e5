//! Where clients go, held against AWS's own cases of endpoints. A case that a client has no way to say is skipped.

#![cfg(test)]
#![cfg_attr(
    not(shared),
    allow(dead_code, unused_macros, reason = "there is no case")
)]

/// What a client is given.
#[derive(Debug)]
struct Given {
    region: Option<&'static str>,
    url: Option<&'static str>,
    use_fips: bool,
    use_dual_stack: bool,
}

/// Defines the function that gives the endpoint of a client, or the text of the error.
macro_rules! resolver {
    ($($api:ident)::+, $($module:ident)::+) => {
        fn resolve(given: &Given) -> Result<String, String> {
            let builder = $($api)::+::runtime::Builder::<$($module)::+::blocking::Client>::new();
            let mut builder = builder.use_fips(given.use_fips).use_dual_stack(given.use_dual_stack);
            if let Some(region) = given.region {
                builder = builder.region(region);
            }
            if let Some(url) = given.url {
                builder = builder.endpoint_url(url);
            }
            let config = builder.config().map_err(|error| error.to_string())?;
            Ok(config.endpoint().to_string())
        }
    };
}

/// Compares an endpoint with the one of a case, or with an error where the case has none.
fn check(
    resolve: &dyn Fn(&Given) -> Result<String, String>,
    given: &Given,
    expected: Option<&str>,
    case: &str,
) {
    let found = resolve(given);
    match expected {
        Some(url) => assert_eq!(
            found.as_deref(),
            Ok(url.trim_end_matches('/')),
            "{case}: {given:?}"
        ),
        None => assert!(found.is_err(), "{case}: {given:?}: {found:?}"),
    }
}

include!(concat!(env!("OUT_DIR"), "/endpoints.rs"));
