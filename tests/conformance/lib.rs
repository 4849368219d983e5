//! The clients of all suites. `build/main.rs` generates them, and the tests that call them.
//!
//! A suite is a piece of JSON in the format of AWS's own protocol tests: shapes, and cases that say what becomes
//! of an input on its way to the service, or of a response on its way back. There are two sets of them:
//!
//! - the project's own in `own/`, whose tests are called `own_input::…` and `own_output::…`,
//! - `input.json` and `output.json` in the folder that `RESTSMITH_CONFORMANCE_DIR` names, whose tests are called
//!   `input::…` and `output::…`. A relative folder is looked for below the root of the workspace; the default is
//!   `../shared/conformance/rest-json`. One of the two files is enough. Without both there is one test instead,
//!   which says so.

#[allow(clippy::disallowed_names, reason = "it is how AWS's cases call members")]
pub mod api {
    //! A module for each operation that a suite gives.

    include!(concat!(env!("OUT_DIR"), "/clients.rs"));
}
