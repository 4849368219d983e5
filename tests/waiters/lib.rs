//! The clients of an API with waiters of every kind, and what they make of responses.

include!(concat!(env!("OUT_DIR"), "/waiters.rs"));
