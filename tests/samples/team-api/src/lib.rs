//! The clients of a team's own API: bearer tokens, answers in pages, and a host for each team.

include!(concat!(env!("OUT_DIR"), "/tickets.rs"));
