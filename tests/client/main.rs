//! Generated clients at run time, against servers on loopback and scripts.

#![cfg(test)]

mod answers;
mod ca_bundles;
mod causes;
mod compressed_responses;
mod connect_timeouts;
mod display;
mod endpoints;
mod faults;
mod heads;
mod hostile;
mod identity_center;
mod input;
mod logs;
mod own_transport;
mod pages;
mod proxies;
mod request_headers;
mod retries;
mod secrets;
mod signatures;
mod storm;
mod success;
mod timeouts;
mod tls;
mod tracing_spans;
mod wire;
