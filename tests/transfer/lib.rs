//! Clients of a service that moves bodies, over each bundled transport, and what is at the other end.

mod clients;
mod recorder;
mod server;

include!(concat!(env!("OUT_DIR"), "/transfer.rs"));

/// Clients that ask for responses in gzip and decode them.
pub mod decoding {
    include!(concat!(env!("OUT_DIR"), "/decoding.rs"));
}

pub use clients::{Clients, Pieces, TRANSPORTS, Transport};
pub use recorder::Recorder;
pub use server::{Connection, Listening, listen};
