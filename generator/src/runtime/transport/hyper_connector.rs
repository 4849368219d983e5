//! The connections of hyper: direct ones, and those through a proxy.

use std::{
    fmt,
    future::Future,
    sync::Arc,
    task::{Context, Poll},
};

use http::Uri;
use hyper::rt::{Read, Write};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector, proxy::Tunnel};
use tower_service::Service;

use super::super::BoxError;
use super::{http_client::BoxFuture, proxy::EnvProxy};

/// A connector. All connections have one type, so that HTTP and TLS are compiled once.
#[derive(Clone, Debug)]
pub(super) enum Connector {
    Direct(HttpConnector),
    Proxy(Box<ProxyConnector>),
}

/// A tunnel through a proxy, and a direct connector for the hosts that the proxy isn't for.
#[derive(Clone, Debug)]
pub(super) struct ProxyConnector {
    pub(super) proxy: Arc<EnvProxy>,
    pub(super) tunnel: Tunnel<HttpsConnector<Connector>>,
    pub(super) direct: HttpConnector,
}

/// A connection, for bytes in both directions.
pub(super) trait Socket: Read + Write + Connection + Unpin + Send {}

impl<T: Read + Write + Connection + Unpin + Send> Socket for T {}

impl Connection for Box<dyn Socket> {
    fn connected(&self) -> Connected {
        self.as_ref().connected()
    }
}

impl fmt::Debug for dyn Socket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Socket")
    }
}

type Connecting = BoxFuture<'static, Result<Box<dyn Socket>, BoxError>>;

impl Service<Uri> for Connector {
    type Response = Box<dyn Socket>;
    type Error = BoxError;
    type Future = Connecting;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        match self {
            Self::Direct(tcp) => tcp.poll_ready(context).map_err(BoxError::from),
            Self::Proxy(proxy) => proxy.tunnel.poll_ready(context).map_err(BoxError::from),
        }
    }

    fn call(&mut self, host: Uri) -> Connecting {
        match self {
            Self::Direct(tcp) => connecting(tcp.call(host)),
            Self::Proxy(connector) if connector.proxy.is_for(&host) => {
                connecting(connector.tunnel.call(host))
            }
            Self::Proxy(connector) => connecting(connector.direct.call(host)),
        }
    }
}

fn connecting<S: Socket + 'static, E: Into<BoxError>>(
    socket: impl Future<Output = Result<S, E>> + Send + 'static,
) -> Connecting {
    Box::pin(async {
        let socket: Box<dyn Socket> = Box::new(socket.await.map_err(E::into)?);
        Ok(socket)
    })
}
