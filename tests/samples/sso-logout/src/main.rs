//! The command `sso-logout`.

use std::{
    env,
    io::{self, IsTerminal, Write},
    ops::ControlFlow,
    process::ExitCode,
    sync::Once,
};

use clap::{CommandFactory, Parser, error::ErrorKind};
use jiff::Timestamp;
use sso_logout::{
    Step,
    arguments::Arguments,
    command::{self, World},
    report::Look,
};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let world = World {
        // What is no Unicode must not count as unset.
        variable: &|name| Some(env::var_os(name)?.to_string_lossy().into_owned()),
        now: Timestamp::now(),
        look: Look::of_terminal(),
        observer: &say_that_it_takes_a_moment,
    };
    match command::run(&arguments, &world) {
        Ok(Some(finished)) => {
            // Whoever closed the pipe doesn't want to read it; what is done is done.
            let _ = anstream::stdout().write_all(finished.output.as_bytes());
            if finished.is_complete {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        // Only an observer that breaks off gets here.
        Ok(None) => ExitCode::FAILURE,
        Err(error) => Arguments::command()
            .error(ErrorKind::ValueValidation, error)
            .exit(),
    }
}

fn say_that_it_takes_a_moment(step: Step, _: &str) -> ControlFlow<()> {
    static ONCE: Once = Once::new();
    if step == Step::Call && io::stderr().is_terminal() {
        ONCE.call_once(|| drop(writeln!(io::stderr(), "Signing out ...")));
    }
    ControlFlow::Continue(())
}
