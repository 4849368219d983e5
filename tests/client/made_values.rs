//! Outputs and errors can be made, so that code that takes them can be tested.

use http::StatusCode;
use identity_center::{
    portal::{
        Error, ErrorKind, ListAccountsOutput, LogoutError, LogoutOutput,
        error::UnauthorizedException, types::AccountInfo,
    },
    runtime::ErrorMeta,
};

#[test]
fn an_output_is_made_with_members_and_a_request_id() {
    let mut output = ListAccountsOutput::default().with_request_id("1b2c");
    output.account_list = Some(vec![AccountInfo::new().account_id("123456789012")]);
    assert_eq!(output.request_id(), Some("1b2c"));
    assert_eq!(
        format!("{output:?}"),
        "ListAccountsOutput { account_list: Some([AccountInfo { account_id: Some(\"123456789012\"), \
         account_name: None, email_address: None }]), next_token: None, request_id: Some(\"1b2c\") }"
    );
    assert_eq!(LogoutOutput::default().request_id(), None);
}

#[test]
fn an_error_is_made_as_a_response_gives_it() {
    let meta = ErrorMeta::new(StatusCode::UNAUTHORIZED)
        .with_code("UnauthorizedException")
        .with_message("the session has ended")
        .with_request_id("1b2c");
    let error = LogoutError::UnauthorizedException(UnauthorizedException::new(meta));
    let error = Error::new("Logout", ErrorKind::Service(error));
    assert_eq!(
        error.to_string(),
        "Logout failed: UnauthorizedException (HTTP 401): the session has ended (request id 1b2c)"
    );
    assert!(matches!(
        error.service(),
        Some(LogoutError::UnauthorizedException(error)) if error.message() == Some("the session has ended")
    ));
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(error.code(), Some("UnauthorizedException"));
    assert!(!error.is_retryable());
}

#[test]
fn an_error_of_a_busy_service_is_made_retryable() {
    let meta = ErrorMeta::new(StatusCode::TOO_MANY_REQUESTS);
    let error = Error::new("Logout", ErrorKind::Service(LogoutError::Unknown(meta)));
    assert_eq!(
        error.to_string(),
        "Logout failed: HTTP 429 Too Many Requests"
    );
    assert!(error.is_retryable());
}
