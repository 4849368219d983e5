use crate::runtime::{Endpoint, EndpointError, InputError, endpoint_member::chosen};

/// Where a request goes for a member of this value, with a client that has this endpoint.
fn outcome(member: Option<&str>, own: &str) -> Result<String, InputError> {
    let member = member.map(str::to_owned);
    let endpoint = chosen("where", member.as_ref(), &Endpoint::parse(own).unwrap());
    endpoint.map(|endpoint| endpoint.to_string())
}

fn refused(error: EndpointError) -> Result<String, InputError> {
    Err(InputError::Endpoint {
        member: "where",
        error,
    })
}

#[test]
fn a_member_names_the_whole_endpoint_and_none_leaves_the_clients_own() {
    let own = "https://example.com/v1";
    assert_eq!(
        outcome(Some("https://other.example:8443/v2/"), own).as_deref(),
        Ok("https://other.example:8443/v2")
    );
    assert_eq!(outcome(None, own).as_deref(), Ok(own));
}

#[test]
fn plain_http_is_for_this_machine_or_where_the_client_speaks_it_to_another_one() {
    let other = Some("http://other.example");
    assert_eq!(
        outcome(other, "https://example.com"),
        refused(EndpointError::ClearText)
    );
    assert_eq!(
        outcome(other, "http://localhost:1"),
        refused(EndpointError::ClearText)
    );
    assert_eq!(
        outcome(other, "http://example.com").as_deref(),
        Ok("http://other.example")
    );
    assert_eq!(
        outcome(Some("http://127.0.0.1:1"), "https://example.com").as_deref(),
        Ok("http://127.0.0.1:1")
    );
}

#[test]
fn a_refusal_names_the_member_and_says_what_to_do() {
    let message = |member| {
        outcome(Some(member), "https://example.com")
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        message("other.example"),
        "the member `where` is not a valid endpoint: the endpoint URL has no scheme: begin it with `https://`"
    );
    assert_eq!(
        message("http://other.example"),
        "the member `where` is a plain http URL of another machine, to which secrets would travel unencrypted: use \
         https"
    );
    assert_eq!(
        outcome(Some("https://user:hunter2@h"), "https://example.com"),
        refused(EndpointError::UserInfo)
    );
    assert_eq!(
        outcome(Some(""), "https://example.com"),
        refused(EndpointError::Empty)
    );
}
