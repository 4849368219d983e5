//! The client of `Logout` that somebody would write by hand: the same request on the wire as the generated clients
//! send, the errors of the operation, one attempt, and a timeout.

#[cfg(feature = "ureq")]
pub mod blocking;
mod error;
#[cfg(feature = "hyper")]
pub mod hyper;
mod protocol;

pub use error::Error;
pub use protocol::{Protocol, outcome};
