//! The exact bytes that the clients send.

use identity_center::portal::{self, LogoutInput};
use restsmith_tests::{Answer, Server};

#[test]
fn the_blocking_client_sends_logout() {
    let server = Server::start([Answer::ok()]);
    let client = portal::blocking::Client::builder().endpoint_url(server.url()).build().unwrap();
    client.logout(LogoutInput::new("token")).unwrap();
    let expected = format!(
        "POST /logout HTTP/1.1\r\n\
         host: {}\r\n\
         x-amz-sso_bearer_token: token\r\n\
         content-length: 0\r\n\
         user-agent: identity-center/{}\r\n\
         \r\n",
        server.address(),
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(server.requests(), [expected]);
}
