//! What the files of the runtime promise each other.

mod auth;
mod aws_hosts;
mod aws_sigv4;
mod body;
mod call;
mod endpoint_member;
mod family;
mod gzip;
mod host_prefix;
mod hostile_json;
mod identity;
mod link_header;
mod map_token;
mod nesting;
mod no_proxy;
mod partition;
mod path;
mod quota;
mod redact;
mod retry;
mod retry_after;
mod retry_kind;
mod round_trip;
mod tree_hash;
mod unions;
mod uri_reference;
