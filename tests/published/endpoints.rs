//! Where clients go, held against AWS's own cases of endpoints. A case that a client has no way to say is skipped.

#![cfg(test)]
#![cfg_attr(
    not(shared),
    allow(dead_code, unused_macros, reason = "there is no case")
)]

/// What a client is given.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own"
)]
struct Given {
    region: Option<&'static str>,
    url: Option<&'static str>,
    use_fips: bool,
    use_dual_stack: bool,
    /// The name of the operation's endpoint, if it isn't that of the service.
    endpoint: Option<&'static str>,
    bucket: Option<&'static str>,
    force_path_style: bool,
    accelerate: bool,
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
            Ok(config.endpoint().of(given.endpoint).to_string())
        }
    };
}

/// Defines the same function for a client of S3. With a bucket, it gives the URI of a request to it.
macro_rules! virtual_hosts_resolver {
    ($($api:ident)::+, $($module:ident)::+) => {
        fn resolve(given: &Given) -> Result<String, String> {
            let builder = $($api)::+::runtime::Builder::<$($module)::+::blocking::Client>::new();
            let mut builder = builder
                .use_fips(given.use_fips)
                .use_dual_stack(given.use_dual_stack)
                .force_path_style(given.force_path_style)
                .accelerate(given.accelerate);
            if let Some(region) = given.region {
                builder = builder.region(region);
            }
            if let Some(url) = given.url {
                builder = builder.endpoint_url(url);
            }
            let config = builder.config().map_err(|error| error.to_string())?;
            let endpoint = config.endpoint().of(given.endpoint);
            let Some(bucket) = given.bucket else {
                return Ok(endpoint.to_string());
            };
            let mut request = $($api)::+::runtime::RequestBuilder::new(http::Method::GET, "/");
            let endpoint = request.virtual_host("Bucket", &bucket.to_owned(), endpoint);
            let endpoint = endpoint.map_err(|error| error.to_string())?;
            let request = request.without_body(&endpoint).map_err(|error| error.to_string())?;
            Ok(request.uri().to_string().trim_end_matches('/').to_owned())
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
