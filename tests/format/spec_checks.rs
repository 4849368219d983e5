//! What has to hold for any file that is given to restsmith.

use std::{fs, path::PathBuf};

use restsmith::{Builder, ClientKind, MessageFormat};
use serde_json::Value;
use tempfile::TempDir;

/// A folder in which specs are tried.
pub struct Workshop {
    folder: TempDir,
}

impl Workshop {
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    fn spec(&self) -> PathBuf {
        self.folder.path().join("spec.yaml")
    }

    /// What is said about a file in this form, and whether it gives a client all the same.
    fn said(&self, format: MessageFormat) -> (String, bool) {
        let builder = Builder::new()
            .message_format(format)
            .clients([ClientKind::Blocking]);
        match builder.plan(self.folder.path().join("out"), &[self.spec()]) {
            Ok(change) => (change.warnings().concat(), true),
            Err(error) => {
                assert!(error.is_spec(), "{error}");
                (error.to_string(), false)
            }
        }
    }

    /// The codes of what is said about a file with this content. Each stands at a place inside the file, in every
    /// form, in the order of the text and only once; without an error there is a client.
    pub fn codes(&self, content: &[u8]) -> Vec<String> {
        fs::write(self.spec(), content).unwrap();
        let (short, has_client) = self.said(MessageFormat::Short);
        let text = String::from_utf8_lossy(content);
        let lines: Vec<_> = text
            .strip_prefix('\u{feff}')
            .unwrap_or(&text)
            .split('\n')
            .collect();
        let is_inside = |line: usize, column: usize| {
            let length = lines.get(line - 1).map(|line| line.chars().count());
            length.is_some_and(|length| (1..=length + 1).contains(&column))
        };
        let start = format!("{}:", self.spec().display());
        let problems: Vec<_> = short
            .lines()
            .map(|problem| {
                let mut parts = problem.strip_prefix(&start).unwrap().splitn(4, ':');
                let line: usize = parts.next().unwrap().parse().unwrap();
                let column: usize = parts.next().unwrap().parse().unwrap();
                assert!(is_inside(line, column), "{problem}");
                (
                    (line, column),
                    parts.next().unwrap().trim().to_owned(),
                    parts.next().unwrap().to_owned(),
                )
            })
            .collect();
        assert!(problems.is_sorted_by_key(|(place, ..)| place), "{short}");
        let mut once = problems.clone();
        once.dedup();
        assert_eq!(once, problems);

        let mut errors = 0;
        if !has_client {
            let (json, _) = self.said(MessageFormat::Json);
            assert_eq!(json.lines().count(), problems.len());
            for line in json.lines() {
                let problem: Value = serde_json::from_str(line).unwrap();
                errors += usize::from(problem["severity"] == "error");
                for place in problem["secondary"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .chain([&problem["primary"]])
                {
                    let number = |key| usize::try_from(place[key].as_u64().unwrap()).unwrap();
                    let (start, end) = (
                        (number("line"), number("column")),
                        (number("end_line"), number("end_column")),
                    );
                    assert!(
                        start <= end && is_inside(start.0, start.1) && is_inside(end.0, end.1),
                        "{line}"
                    );
                }
            }
            let (human, _) = self.said(MessageFormat::Human);
            assert_eq!(human.matches("[RS").count(), problems.len(), "{human}");
        }
        assert_eq!(has_client, errors == 0, "{short}");
        problems.into_iter().map(|(_, code, _)| code).collect()
    }
}
