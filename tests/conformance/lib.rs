//! The clients of all suites. `build/main.rs` generates them, and the tests that call them.
//!
//! A suite is a piece of JSON in the format of AWS's own protocol tests: shapes, and cases that say what becomes
//! of an input on its way to the service, or of a response on its way back. A folder has them in `input` and `output`,
//! as JSON or YAML, and one of the two is enough:
//!
//! - the project's own are in `own/`; their tests are called `own::input::…` and `own::output::…`,
//! - others are in the folder that `RESTSMITH_CONFORMANCE_DIR` names, in a folder for each protocol or in folders of such;
//!   their tests are called after these: `rest_json::input::…`, `extras::rest_json::input::…`. A relative folder is looked for below the root of the workspace; the
//!   default is `../shared/conformance`.
//!
//! Cases of a protocol that isn't spoken are tests too, which are skipped and say why. So is a case that is wrong in itself:
//! it names what its own model doesn't have. Without any folder there is one such test.

#[allow(
    clippy::disallowed_names,
    reason = "it is how AWS's cases call members"
)]
pub mod api {
    //! A module for each operation that a suite gives.

    include!(concat!(env!("OUT_DIR"), "/clients.rs"));
}
