//! The table of how it went.

use std::{collections::BTreeMap, fmt::Write};

use crate::{Failure, fault::Fault, verdict::Verdict};

/// What became of the calls of a document.
#[derive(Debug, Default)]
pub struct Row {
    pub operations: usize,
    pub calls: usize,
    pub good: usize,
    pub no_response: BTreeMap<Fault, usize>,
    pub excused: BTreeMap<Fault, usize>,
    pub differences: Vec<String>,
    /// Operations that aren't called, with the reasons.
    pub left_out: BTreeMap<String, String>,
}

/// The rows that are printed, and what is said below them.
#[derive(Debug, Default)]
pub struct Table {
    below: String,
    is_good: bool,
}

impl Row {
    /// Adds a call of an operation.
    pub fn add(&mut self, operation: &str, verdict: Verdict) {
        self.calls += 1;
        let (what, text) = match verdict {
            Verdict::Good => {
                self.good += 1;
                return;
            }
            Verdict::NoResponse(fault) => {
                *self.no_response.entry(fault).or_default() += 1;
                return;
            }
            Verdict::Excused(fault) => {
                *self.excused.entry(fault).or_default() += 1;
                return;
            }
            Verdict::Invalid(text) => ("the server finds the request invalid", text),
            Verdict::Refused(text) => ("the client doesn't send the request", text),
            Verdict::Altered(text) => ("the client sends another body", text),
            Verdict::Unreadable(text) => ("the client can't read the response", text),
        };
        self.differences
            .push(format!("{operation}: {what}\n{text}"));
    }
}

impl Table {
    /// Prints the head.
    pub fn new() -> Self {
        println!(
            "| document | operations | calls | valid and read | valid, no fitting response | excused | differences | operations not called |"
        );
        println!("|---|---:|---:|---:|---:|---:|---:|---:|");
        Self {
            below: String::new(),
            is_good: true,
        }
    }

    /// Prints a row.
    pub fn add(&mut self, document: &str, row: Result<Row, Failure>) {
        let row = match row {
            Ok(row) => row,
            Err(failure) => {
                println!("| {document} | not called | | | | | | |");
                let _ = writeln!(self.below, "## {document}: {failure}\n");
                self.is_good = false;
                return;
            }
        };
        println!(
            "| {document} | {} | {} | {} | {} | {} | {} | {} |",
            row.operations,
            row.calls,
            row.good,
            row.no_response.values().sum::<usize>(),
            row.excused.values().sum::<usize>(),
            row.differences.len(),
            row.left_out.len()
        );
        for (fault, count) in row.no_response.iter().chain(&row.excused) {
            let _ = writeln!(self.below, "{document}: {count} times, {}", fault.reason());
        }
        for (operation, why) in &row.left_out {
            let _ = writeln!(self.below, "{document}: {operation} isn't called: {why}");
        }
        for difference in &row.differences {
            let _ = writeln!(self.below, "## {document}: {difference}\n");
        }
        self.is_good &= row.differences.is_empty() && row.calls > 0;
    }

    /// Prints all differences, and returns whether there are none.
    pub fn finish(self) -> bool {
        println!("\n{}", self.below);
        self.is_good
    }
}
