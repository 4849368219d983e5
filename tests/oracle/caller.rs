//! The program that makes the calls, with a client that is generated for it.

mod source;

use std::{
    collections::VecDeque,
    fs,
    num::NonZero,
    path::PathBuf,
    process::Command,
    sync::{Mutex, PoisonError},
    thread,
};

use restsmith_tests::FreshCrate;
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    Failure,
    case::{Case, Drawn},
    compare::{Comparison, Tally, add_up},
    fault::Fault,
    server::{Oracle, Understood},
};

/// What the program is made of besides the calls.
const FILES: [(&str, &str); 3] = [
    ("src/outcome.rs", include_str!("caller/outcome.rs")),
    ("src/same.rs", include_str!("../conformance/cases/same.rs")),
    (
        "src/value.rs",
        include_str!("../conformance/cases/value.rs"),
    ),
];

/// The crates that those files need, and a client may not.
const DEPENDENCIES: &str = "serde_json = \"1\"\n";

/// A program that calls the operations of one service.
#[derive(Debug)]
pub struct Caller {
    program: PathBuf,
    answers: TempDir,
}

/// What became of the calls of a service.
#[derive(Debug, Default)]
pub struct Outcome {
    pub operations: usize,
    /// How many inputs were understood, and outputs and errors were read, as they were meant.
    pub agreed: [usize; 3],
    pub left_out: usize,
    pub excluded: Tally,
    pub avoided: Tally,
    pub excused: Tally,
    pub differences: Vec<String>,
}

/// What is answered.
#[derive(Clone, Copy, Debug)]
enum Answer {
    Output,
    Error,
}

impl Caller {
    /// Generates the client and the calls, and compiles them.
    pub fn build(crate_: &FreshCrate, drawn: &Drawn) -> Result<Self, Failure> {
        crate_.write_caller(&drawn.imported.yaml, DEPENDENCIES, &FILES)?;
        crate_.write("src/main.rs", &source::main(drawn)?)?;
        crate_.cargo(&["build", "--quiet"])?;
        let answers = TempDir::new()?;
        // The next service's program has the same name.
        let program = answers.path().join("caller");
        fs::copy(crate_.program(), &program)?;
        Ok(Self { program, answers })
    }

    /// Makes all calls, some of them at the same time.
    pub fn run(&self, oracle: &Oracle, drawn: &Drawn) -> Outcome {
        let calls = drawn.cases.iter().enumerate();
        let calls = calls.flat_map(|(index, case)| {
            [Answer::Output, Answer::Error].map(|answer| (index, case, answer))
        });
        let calls = Mutex::new(calls.collect::<VecDeque<_>>());
        let next = || {
            calls
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .pop_front()
        };
        let outcome = Mutex::new(Outcome {
            operations: drawn.cases.len(),
            left_out: drawn.left_out,
            excluded: drawn.excluded.clone(),
            avoided: drawn.avoided.clone(),
            ..Outcome::default()
        });
        thread::scope(|scope| {
            for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
                scope.spawn(|| {
                    while let Some((index, case, answer)) = next() {
                        let call = self.call(oracle, drawn, index, case, answer);
                        let mut outcome = outcome.lock().unwrap_or_else(PoisonError::into_inner);
                        outcome.add(case, answer, call.map_err(|failure| failure.to_string()));
                    }
                });
            }
        });
        outcome.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a call.
    fn call(
        &self,
        oracle: &Oracle,
        drawn: &Drawn,
        index: usize,
        case: &Case,
        answer: Answer,
    ) -> Result<Call, Failure> {
        let [output, error] = case.answers();
        let (kind, given) = match answer {
            Answer::Output => ("output", output),
            Answer::Error => ("error", error),
        };
        let name = format!("{kind}_{index}");
        let file = self.answers.path().join(&name);
        fs::write(&file, given.to_string())?;
        let server = oracle.start(&drawn.service, drawn.protocol, &file)?;
        let program = Command::new(&self.program)
            .args([server.url(), name.as_str()])
            .env("RUST_BACKTRACE", "0")
            .output()?;
        let mut understood = server.stop()?.into_iter();
        let mut comparison = Comparison::new(&drawn.model, drawn.protocol);
        let request = match understood.next() {
            None => Err("no request arrived".to_owned()),
            Some(Understood::Refused { refused }) => {
                Err(format!("the server refused the request: {refused}"))
            }
            Some(Understood::Request { operation, .. }) if operation != case.operation => {
                Err(format!("the server took it for {operation}"))
            }
            Some(Understood::Request { params, .. }) => {
                let operation = drawn.model.operations.get(&case.operation);
                let input = operation.and_then(|operation| operation.input.as_ref());
                let compared = comparison.input(input, &case.input, &params);
                compared.map_err(|difference| format!("{difference}\nunderstood: {params}"))
            }
        };
        let request = request.map_err(|difference| {
            format!("{difference}\nmeant: {}", Value::Object(case.input.clone()))
        });
        let response = match understood.next() {
            Some(Understood::Refused { refused }) => {
                Err(format!("the server can't give the answer: {refused}"))
            }
            _ if program.status.success() => Ok(()),
            _ => Err(String::from_utf8_lossy(&program.stderr).into_owned()),
        };
        let response = response.map_err(|difference| format!("{difference}\nanswered: {given}"));
        let excused = match answer {
            Answer::Output => comparison.excused,
            // The input is the same in both calls, and its faults are counted once.
            Answer::Error if case.error.keeps_code => Tally::new(),
            Answer::Error => Tally::from([(Fault::QueryCode, 1)]),
        };
        Ok(Call {
            request,
            response,
            excused,
        })
    }
}

/// What became of a call.
struct Call {
    request: Result<(), String>,
    response: Result<(), String>,
    excused: Tally,
}

impl Outcome {
    fn add(&mut self, case: &Case, answer: Answer, call: Result<Call, String>) {
        let Case { operation, .. } = case;
        let Call {
            request,
            response,
            excused,
        } = match call {
            Ok(call) => call,
            Err(failure) => return self.differences.push(format!("{operation}: {failure}")),
        };
        let [inputs, outputs, errors] = &mut self.agreed;
        let (what, responses) = match answer {
            Answer::Output => ("output", outputs),
            Answer::Error => ("error", errors),
        };
        match response {
            Ok(()) => *responses += 1,
            // It says the same as what is said of the request.
            Err(_) if request.is_err() => {}
            Err(difference) => self
                .differences
                .push(format!("{operation}, {what}: {difference}")),
        }
        // The input is the same in both calls.
        if let Answer::Output = answer {
            match request {
                Ok(()) => *inputs += 1,
                Err(difference) => self
                    .differences
                    .push(format!("{operation}, input: {difference}")),
            }
        }
        add_up(&mut self.excused, &excused);
    }
}
