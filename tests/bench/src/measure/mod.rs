//! What is measured, group by group.

mod all_services;
mod build_scripts;
mod caller_identity;
mod calls;
mod documents;
mod formats;
mod generation;
mod loopback;
mod programs;
mod services;
mod structures;
mod tools;

use crate::{Failure, bench::Bench, row::Row};

/// Rows that are measured together.
pub(crate) struct Group {
    pub(crate) name: &'static str,
    /// Measures them; what can't be measured says why.
    pub(crate) rows: fn(&Bench) -> Vec<Row>,
}

/// All groups, in the table's order.
pub(crate) const GROUPS: &[Group] = &[
    Group {
        name: "builds",
        rows: programs::builds,
    },
    Group {
        name: "build-scripts",
        rows: build_scripts::rows,
    },
    Group {
        name: "weights",
        rows: programs::weights,
    },
    Group {
        name: "calls",
        rows: calls::rows,
    },
    Group {
        name: "loopback",
        rows: loopback::rows,
    },
    Group {
        name: "generation",
        rows: generation::rows,
    },
    Group {
        name: "all-services",
        rows: all_services::rows,
    },
    Group {
        name: "caller-identity",
        rows: caller_identity::rows,
    },
    Group {
        name: "lambda",
        rows: services::lambda,
    },
    Group {
        name: "services",
        rows: services::services,
    },
    Group {
        name: "json",
        rows: formats::json,
    },
    Group {
        name: "xml",
        rows: formats::xml,
    },
    Group {
        name: "cbor",
        rows: formats::cbor,
    },
    Group {
        name: "ec2",
        rows: services::ec2,
    },
];

/// Why a quick run leaves something out.
fn only_in_full(bench: &Bench) -> Result<(), Failure> {
    if bench.is_quick() {
        Err("only without --quick".into())
    } else {
        Ok(())
    }
}

/// A failure for each of the rows that depend on what failed.
fn again(failure: &Failure) -> Failure {
    failure.to_string().into()
}
