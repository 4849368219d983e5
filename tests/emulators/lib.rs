//! Clients of services of AWS, and the programs that play these services on this machine.
//!
//! `.ci/emulators` installs the programs. A test whose program isn't there is skipped and says so.

#[cfg(shared)]
#[allow(clippy::doc_markdown, reason = "the documentation is AWS's")]
pub mod api {
    //! A module for each service.

    include!(concat!(env!("OUT_DIR"), "/clients.rs"));
}

mod emulator;
mod programs;

pub use emulator::Emulator;
