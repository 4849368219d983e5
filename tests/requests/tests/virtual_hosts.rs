//! Labels that go before the host name, and the endpoints of operations that aren't at that of the service.

#![cfg(test)]

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use http::Response;
use restsmith_requests::{
    runtime::{
        self, Body, BoxError, BuildError, Builder, Endpoint, HttpRequest, InputError, Operation,
        Sign, SignRequest, TransportError,
    },
    virtual_hosts::{
        Client, CreateInput, GetInput, ListInput, LocateInput, SearchInput, blocking, endpoint,
    },
};

fn west() -> Builder<Client> {
    Client::builder().region("eu-west-1")
}

/// Returns where a client with these settings sends an input.
fn uri(builder: Builder<Client>, mut input: impl Operation) -> Result<String, InputError> {
    let config = builder.config().unwrap();
    let request = input.request(config.endpoint())?;
    Ok(request.uri().to_string())
}

#[track_caller]
fn assert_uri(builder: Builder<Client>, input: impl Operation, expected: &str) {
    assert_eq!(uri(builder, input).as_deref(), Ok(expected));
}

fn get(bucket: &str, key: &str) -> GetInput {
    GetInput::new(bucket, key)
}

#[test]
fn a_label_that_can_be_one_of_a_host_goes_before_it() {
    assert_uri(
        west(),
        get("photos", "a b/c.jpg"),
        "https://photos.storage.eu-west-1.amazonaws.com/a%20b/c.jpg",
    );
    assert_uri(
        west(),
        ListInput::new("photos").prefix("a/"),
        "https://photos.storage.eu-west-1.amazonaws.com/?list&prefix=a%2F",
    );
    let longest = "0".repeat(63);
    for bucket in ["abc", "a-b", "1-2", "a--b", &longest] {
        let expected = format!("https://{bucket}.storage.eu-west-1.amazonaws.com/k");
        assert_uri(west(), get(bucket, "k"), &expected);
    }
    let dual_stack = west().use_dual_stack(true);
    let expected = "https://photos.storage.dualstack.eu-west-1.amazonaws.com/k";
    assert_uri(dual_stack, get("photos", "k"), expected);
    let fips = west().use_fips(true);
    let expected = "https://photos.storage-fips.eu-west-1.amazonaws.com/k";
    assert_uri(fips, get("photos", "k"), expected);
}

#[test]
fn any_other_label_stays_in_the_path() {
    let too_long = "a".repeat(64);
    for (bucket, in_path) in [
        ("ab", "ab"),
        ("a.b.c", "a.b.c"),
        ("Photos", "Photos"),
        ("-ab", "-ab"),
        ("ab-", "ab-"),
        ("a_b", "a_b"),
        ("a/b/c", "a%2Fb%2Fc"),
        ("abc@d", "abc%40d"),
        ("äbc", "%C3%A4bc"),
        (&too_long, &too_long),
    ] {
        let expected = format!("https://storage.eu-west-1.amazonaws.com/{in_path}/k");
        assert_uri(west(), get(bucket, "k"), &expected);
    }
    for bucket in [".", ".."] {
        let error = uri(west(), get(bucket, "k")).unwrap_err();
        assert_eq!(error, InputError::DotSegment { member: "Bucket" });
    }
    let arn = "arn:aws:s3:us-west-2:123456789012:accesspoint:photos";
    for builder in [
        west(),
        west().accelerate(true),
        Client::builder().endpoint_url("https://example.com"),
    ] {
        let error = uri(builder, get(arn, "k")).unwrap_err();
        assert_eq!(error, InputError::Arn { member: "Bucket" });
        assert_eq!(
            error.to_string(),
            "the member `Bucket` is an ARN, which clients can't send to its host: use the name of a bucket, or the alias of \
             an access point"
        );
    }
    let error = uri(west(), get("", "k")).unwrap_err();
    assert_eq!(error, InputError::Empty { member: "Bucket" });
    assert_uri(
        west(),
        LocateInput::new("photos"),
        "https://storage.eu-west-1.amazonaws.com/photos?location",
    );
}

#[test]
fn below_a_virtual_host_dot_segments_are_kept_and_in_a_path_they_are_refused() {
    for (key, path) in [("../k", "/../k"), ("a/../k", "/a/../k"), (".", "/.")] {
        let expected = format!("https://photos.storage.eu-west-1.amazonaws.com{path}");
        assert_uri(west(), get("photos", key), &expected);
        let error = uri(west().force_path_style(true), get("photos", key)).unwrap_err();
        assert_eq!(error, InputError::DotSegment { member: "Key" });
    }
    assert_uri(
        west(),
        get("photos", "/k"),
        "https://photos.storage.eu-west-1.amazonaws.com//k",
    );
    // They could lead out of a base path.
    let own = Client::builder().endpoint_url("https://example.com/base");
    let error = uri(own.force_path_style(false), get("photos", "../k")).unwrap_err();
    assert_eq!(error, InputError::DotSegment { member: "Key" });
    let error = uri(west(), get("photos", "")).unwrap_err();
    assert_eq!(error, InputError::Empty { member: "Key" });
}

#[test]
fn the_caller_chooses_the_path_or_the_host() {
    let in_path = "https://storage.eu-west-1.amazonaws.com/photos/k";
    assert_uri(west().force_path_style(true), get("photos", "k"), in_path);
    assert_uri(
        west().force_path_style(true),
        ListInput::new("photos"),
        "https://storage.eu-west-1.amazonaws.com/photos?list",
    );
    let own = || Client::builder().endpoint_url("https://example.com:9000/base/");
    let in_path = "https://example.com:9000/base/photos/k";
    assert_uri(own(), get("photos", "k"), in_path);
    let in_host = "https://photos.example.com:9000/base/k";
    assert_uri(own().force_path_style(false), get("photos", "k"), in_host);
    let long = format!("https://{}.example.com", vec!["a".repeat(62); 3].join("."));
    let own = Client::builder().endpoint_url(long).force_path_style(false);
    let error = uri(own, get(&"b".repeat(63), "k")).unwrap_err();
    assert_eq!(error, InputError::Host);
    // Below an address there are no hosts.
    let address = Client::builder().endpoint_url("http://127.0.0.1:9000");
    let in_path = "http://127.0.0.1:9000/photos/k";
    assert_uri(address.force_path_style(false), get("photos", "k"), in_path);
}

#[test]
fn acceleration_is_for_requests_with_the_label_in_the_host() {
    let fast = || west().accelerate(true);
    assert_uri(
        fast(),
        get("photos", "k"),
        "https://photos.storage-fast.amazonaws.com/k",
    );
    assert_uri(
        fast().use_dual_stack(true),
        ListInput::new("photos"),
        "https://photos.storage-fast.dualstack.amazonaws.com/?list",
    );
    let error = uri(fast(), get("a.b.c", "k")).unwrap_err();
    assert_eq!(error, InputError::Accelerate { member: "Bucket" });
    assert_eq!(
        error.to_string(),
        "the member `Bucket` can't be a label of an accelerated host: use 3 to 63 lower-case letters, digits and `-`, and \
         no `-` at the beginning or end, or remove `accelerate` from the client's builder"
    );
    assert_uri(
        fast(),
        LocateInput::new("photos"),
        "https://storage.eu-west-1.amazonaws.com/photos?location",
    );
}

#[test]
fn acceleration_is_refused_where_there_is_no_such_host() {
    let url = Client::builder().endpoint_url("https://example.com");
    for builder in [
        west().force_path_style(true),
        west().use_fips(true),
        Client::builder().region("cn-north-1"),
        url.clone(),
        url.clone().region("eu-west-1"),
        url.region("eu-west-1").force_path_style(false),
    ] {
        let error = builder.accelerate(true).config().unwrap_err();
        assert!(matches!(error, BuildError::Accelerate), "{error:?}");
    }
    assert_eq!(
        BuildError::Accelerate.to_string(),
        "there is no accelerated endpoint: not every region has one, and it can't be combined with `endpoint_url`, `use_fips` \
         or `force_path_style`; remove `accelerate`, or these settings and their environment variables"
    );
}

#[test]
fn an_operation_may_be_at_another_endpoint() {
    let create = "https://control.us-east-1.amazonaws.com/buckets";
    assert_uri(west(), CreateInput::new(), create);
    let china = Client::builder().region("cn-north-1");
    let create = "https://storage-control.cn-north-1.amazonaws.com.cn/buckets";
    assert_uri(china, CreateInput::new(), create);
    let search = "https://one.storage-search.eu-west-1.amazonaws.com/buckets";
    assert_uri(west(), SearchInput::new("one"), search);
    let fips = west().use_fips(true);
    let search = "https://one.storage-search-fips.eu-west-1.amazonaws.com/buckets";
    assert_uri(fips, SearchInput::new("one"), search);
    let fips = Client::builder().region("us-gov-west-1").use_fips(true);
    let search = "https://one.storage-search.us-gov-west-1.amazonaws.com/buckets";
    assert_uri(fips, SearchInput::new("one"), search);
}

#[test]
fn a_url_of_the_caller_is_that_of_all_operations() {
    let own = || Client::builder().endpoint_url("https://example.com");
    assert_uri(own(), CreateInput::new(), "https://example.com/buckets");
    let search = "https://one.example.com/buckets";
    assert_uri(own(), SearchInput::new("one"), search);
}

#[test]
fn requests_are_made_without_a_client_too() {
    let parsed = Endpoint::parse("https://example.com").unwrap();
    let request = get("photos", "k").request(&parsed).unwrap();
    assert_eq!(request.uri(), "https://example.com/photos/k");
    let params = endpoint::EndpointParams::default();
    assert!(matches!(
        endpoint::resolve(None, &params),
        Err(BuildError::NoEndpoint)
    ));
    let endpoint = endpoint::resolve(Some("https://example.com"), &params).unwrap();
    assert_eq!(endpoint, parsed);
}

/// Keeps what is to be signed, and sends nothing.
#[derive(Clone, Debug, Default)]
struct Keep(Arc<Mutex<Vec<String>>>);

impl Sign for Keep {
    fn sign(&self, request: &mut SignRequest<'_>) -> Result<(), BoxError> {
        let SignRequest {
            uri,
            signing_name,
            region,
            ..
        } = request;
        let host = uri.host().unwrap_or_default();
        let signed = format!("{host} {signing_name} {region}");
        self.0.lock().unwrap().push(signed);
        Ok(())
    }
}

impl runtime::blocking::HttpClient for Keep {
    fn send(&self, _: HttpRequest) -> Result<Response<Body>, TransportError> {
        Ok(Response::new(Body::empty()))
    }

    fn sleep(&self, _: Duration) {}
}

/// Returns what a client signs in the calls of both operations.
fn signed(builder: Builder<blocking::Client>) -> Vec<String> {
    let kept = Keep::default();
    let client = builder
        .signer(kept.clone())
        .build_with(kept.clone())
        .unwrap();
    client.create(CreateInput::new()).unwrap();
    client.search(SearchInput::new("one")).unwrap();
    client.get(get("photos", "k")).unwrap();
    kept.0.lock().unwrap().clone()
}

#[test]
fn an_endpoint_has_a_name_and_a_region_in_signatures() {
    let builder = blocking::Client::builder().region("eu-west-1");
    assert_eq!(
        signed(builder.clone()),
        [
            "control.us-east-1.amazonaws.com control us-east-1",
            "one.storage-search.eu-west-1.amazonaws.com storage eu-west-1",
            "photos.storage.eu-west-1.amazonaws.com storage eu-west-1",
        ]
    );
    // The region that requests to the service are signed for isn't that of its other endpoints.
    assert_eq!(
        signed(blocking::Client::builder().region("cn-northwest-1")),
        [
            "storage-control.cn-northwest-1.amazonaws.com.cn control cn-northwest-1",
            "one.storage-search.cn-northwest-1.amazonaws.com.cn storage cn-northwest-1",
            "photos.storage.cn-northwest-1.amazonaws.com.cn storage cn-north-1",
        ]
    );
    // What the caller sets takes precedence.
    assert_eq!(
        signed(builder.clone().signing_region("eu-north-1")),
        [
            "control.us-east-1.amazonaws.com control eu-north-1",
            "one.storage-search.eu-west-1.amazonaws.com storage eu-north-1",
            "photos.storage.eu-west-1.amazonaws.com storage eu-north-1",
        ]
    );
    assert_eq!(
        signed(builder.endpoint_url("https://example.com")),
        [
            "example.com control eu-west-1",
            "one.example.com storage eu-west-1",
            "example.com storage eu-west-1",
        ]
    );
}
