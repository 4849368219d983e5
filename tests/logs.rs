//! What the crates below the clients log holds no secret.

#![cfg(test)]

use std::sync::Mutex;

use log::{Level, LevelFilter, Metadata, Record};
use restsmith_tests::{Answer, Logout};

const SECRET: &str = "Zq7Xw9Kp2Rt5Yv8Bn3Md6Hs1Jf4Lg0AcTe8Uo";

struct Log(Mutex<Vec<(Level, String)>>);

static LOG: Log = Log(Mutex::new(Vec::new()));

impl log::Log for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let line = format!("{}: {}", record.target(), record.args());
        self.0.lock().unwrap().push((record.level(), line));
    }

    fn flush(&self) {}
}

#[test]
fn the_token_is_not_logged() {
    log::set_logger(&LOG).unwrap();
    log::set_max_level(LevelFilter::Trace);
    for answer in [
        Answer::ok(),
        Answer::response("401 Unauthorized", &[], ""),
        Answer::Close(Vec::new()),
    ] {
        drop(
            Logout {
                token: SECRET,
                ..Logout::default()
            }
            .answered(answer),
        );
    }
    let lines = LOG.0.lock().unwrap();
    for level in [Level::Debug, Level::Trace] {
        assert!(
            lines.iter().any(|(found, _)| *found == level),
            "nothing is logged on level {level}"
        );
    }
    // On the level trace this crate dumps whatever goes over the wire, as the transport's documentation says.
    let is_dump =
        |level, line: &str| level == Level::Trace && line.starts_with("ureq_proto::util: ");
    let told: Vec<_> = lines
        .iter()
        .filter(|(level, line)| !is_dump(*level, line))
        .collect();
    assert!(!told.is_empty(), "nothing but dumps is logged");
    for (level, line) in told {
        // A dump cuts the token into pieces.
        let mut pieces = SECRET
            .as_bytes()
            .windows(8)
            .map(|piece| str::from_utf8(piece).unwrap());
        assert!(
            !pieces.any(|piece| line.contains(piece)),
            "on level {level}: {line}"
        );
    }
}
