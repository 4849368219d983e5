//! The official SDK, to be called again and again.

use aws_sdk_sso::{
    config::{BehaviorVersion, Config, Region},
    operation::logout::LogoutError,
};
use aws_smithy_runtime_api::{
    client::{
        http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn},
        orchestrator::{HttpRequest, HttpResponse},
    },
    http::StatusCode,
};
use aws_smithy_types::body::SdkBody;
use calling_harness::{Answer, AsyncClient, Failure, TOKEN, Target};

/// A connector that always gives the same response.
#[derive(Debug)]
struct Canned(Answer);

impl HttpConnector for Canned {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = StatusCode::try_from(self.0.status());
        HttpConnectorFuture::ready(match status {
            Ok(status) => {
                let mut response = HttpResponse::new(status, SdkBody::from(self.0.body()));
                for (name, value) in self.0.headers() {
                    response.headers_mut().insert(*name, *value);
                }
                Ok(response)
            }
            Err(error) => Err(
                aws_smithy_runtime_api::client::result::ConnectorError::other(error.into(), None),
            ),
        })
    }
}

/// The client.
#[derive(Clone, Debug)]
pub struct Client(aws_sdk_sso::Client);

impl AsyncClient for Client {
    fn new(target: &Target) -> Result<Self, Failure> {
        let builder = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-1"));
        let config = match target {
            Target::Canned(answer) => {
                let connector = SharedHttpConnector::new(Canned(*answer));
                builder
                    .http_client(http_client_fn(move |_, _| connector.clone()))
                    .build()
            }
            Target::Url(url) => builder.endpoint_url(url).build(),
        };
        Ok(Self(aws_sdk_sso::Client::from_conf(config)))
    }

    async fn call(&self) -> Result<Answer, Failure> {
        match self.0.logout().access_token(TOKEN).send().await {
            Ok(_) => Ok(Answer::Success),
            Err(error) => match error.as_service_error() {
                Some(LogoutError::UnauthorizedException(_)) => Ok(Answer::Unauthorized),
                _ => Err(error.into()),
            },
        }
    }
}
