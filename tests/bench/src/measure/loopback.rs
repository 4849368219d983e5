//! How many calls a second a client makes to a server on the same machine.

use super::calls::{Callers, Peer, with};
use crate::{
    Failure,
    bench::Bench,
    number::Unit,
    row::{Goal, Row, measure},
    server,
};

pub(super) fn rows(bench: &Bench) -> Vec<Row> {
    let url = server::start();
    let callers = Callers::new(bench);
    let milliseconds = if bench.is_quick() { "400" } else { "800" };
    let mut rows = Vec::new();
    for callers_at_once in ["1", "64"] {
        let word = if callers_at_once == "1" {
            "caller"
        } else {
            "callers"
        };
        for (side, peer, goal) in [
            ("async", Peer::Sdk, 1.0),
            ("async", Peer::Hand, 0.95),
            ("blocking", Peer::Hand, 0.95),
        ] {
            let name = format!("calls on loopback, {side}, {callers_at_once} {word}");
            let rate = measure(name, peer.name(), Unit::PerSecond, Goal::AtLeast(goal));
            rows.push(rate.row(with(&callers, |callers| {
                let url = url
                    .as_ref()
                    .map_err(|failure| Failure::from(failure.to_string()))?;
                let arguments = ["loopback", side, url, callers_at_once, milliseconds];
                callers.pair(bench.runs(), peer, "calls", &arguments)
            })));
        }
    }
    rows
}
