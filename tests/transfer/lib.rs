//! Clients of a service that moves bodies.

include!(concat!(env!("OUT_DIR"), "/transfer.rs"));
