//! The way to a host on hyper: straight, or through a proxy.

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

/// A connector. All ways lead to one type of connection, so that HTTP and TLS are compiled once.
#[derive(Clone, Debug)]
pub(super) enum Route {
    Direct(HttpConnector),
    Proxied(Box<Detour>),
}

/// The way through a proxy, and the way to hosts that it isn't for.
#[derive(Clone, Debug)]
pub(super) struct Detour {
    pub(super) proxy: Arc<EnvProxy>,
    pub(super) tunnel: Tunnel<HttpsConnector<Route>>,
    pub(super) direct: HttpConnector,
}

/// What bytes are sent and received over.
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

impl Service<Uri> for Route {
    type Response = Box<dyn Socket>;
    type Error = BoxError;
    type Future = Connecting;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        match self {
            Self::Direct(tcp) => tcp.poll_ready(context).map_err(BoxError::from),
            Self::Proxied(detour) => detour.tunnel.poll_ready(context).map_err(BoxError::from),
        }
    }

    fn call(&mut self, host: Uri) -> Connecting {
        match self {
            Self::Direct(tcp) => connecting(tcp.call(host)),
            Self::Proxied(detour) if detour.proxy.is_for(&host) => {
                connecting(detour.tunnel.call(host))
            }
            Self::Proxied(detour) => connecting(detour.direct.call(host)),
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
