use identity_center::{
    oidc::blocking::Client,
    runtime::{Credentials, aws_sigv4::AwsSigv4},
};

fn main() {
    let source = || async { Ok(Credentials::new("id", "key")) };
    let _ = Client::builder().signer_with_async_credentials(AwsSigv4::without_keys(), source);
}
