//! What the crates below the clients log holds no secret. A logger belongs to its process: each call has its own.

use std::process::Command;

use restsmith_tests::{Answer, Server};

const SECRET: &str = "Zq7Xw9Kp2Rt5Yv8Bn3Md6Hs1Jf4Lg0AcTe8Uo";

/// Returns the lines that are logged during one call, each with its level in front.
fn logged(kind: &str, answer: Answer) -> Vec<String> {
    let server = Server::start([answer]);
    let output = Command::new(env!("CARGO_BIN_EXE_call-once"))
        .args([kind, &server.url(), "no-proxy", SECRET])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        server.requests().len(),
        1,
        "the call was sent: {}",
        String::from_utf8_lossy(&output.stdout)
    );
    let lines = String::from_utf8(output.stderr).unwrap();
    lines.lines().map(str::to_owned).collect()
}

#[test]
fn the_token_is_not_logged() {
    let answers = [
        Answer::ok(),
        Answer::response("401 Unauthorized", &[], ""),
        Answer::Close(Vec::new()),
    ];
    let calls =
        ["async", "blocking"].map(|kind| answers.clone().map(|answer| logged(kind, answer)));
    let lines = calls.concat().concat();
    for level in ["DEBUG ", "TRACE "] {
        assert!(
            lines.iter().any(|line| line.starts_with(level)),
            "nothing is logged on level {level}"
        );
    }
    // On the level trace this crate dumps whatever goes over the wire, as the transport's documentation says.
    let is_dump = |line: &str| line.starts_with("TRACE ureq_proto::util: ");
    let shown: Vec<_> = lines.iter().filter(|line| !is_dump(line)).collect();
    assert!(!shown.is_empty(), "nothing but dumps is logged");
    for line in shown {
        // A dump cuts the token into pieces.
        let mut pieces = SECRET
            .as_bytes()
            .windows(8)
            .map(|piece| str::from_utf8(piece).unwrap());
        assert!(!pieces.any(|piece| line.contains(piece)), "{line}");
    }
}
