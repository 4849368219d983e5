//! The table of how it went.

use std::fmt::Write;

use crate::{Failure, caller::Outcome, compare::add_up};

/// The rows that are printed, and what is said below them.
#[derive(Debug, Default)]
pub struct Table {
    total: Outcome,
    below: String,
    failures: usize,
}

impl Table {
    /// Prints the head.
    pub fn new() -> Self {
        println!(
            "| service | operations | inputs | outputs | errors | differences | excluded | left out |"
        );
        println!("|---|---:|---:|---:|---:|---:|---:|---:|");
        Self::default()
    }

    /// Returns how many operations were called.
    pub fn operations(&self) -> usize {
        self.total.operations
    }

    /// Prints a row.
    pub fn add(&mut self, service: &str, outcome: Result<Outcome, Failure>) {
        match outcome {
            Ok(outcome) => {
                row(service, &outcome);
                for difference in &outcome.differences {
                    let _ = writeln!(self.below, "## {service}: {difference}\n");
                }
                self.total.add_up(outcome);
            }
            Err(failure) => {
                println!("| {service} | not called | | | | | | |");
                let _ = writeln!(self.below, "## {service}: {failure}\n");
                self.failures += 1;
            }
        }
    }

    /// Prints the totals and all differences, and returns whether there are none.
    pub fn finish(self) -> bool {
        let Self {
            total,
            below,
            failures,
        } = self;
        row("all", &total);
        println!("\nleft out: operations that can't be imported");
        let tallies = [
            ("operations excluded", &total.excluded),
            ("values not drawn", &total.avoided),
            ("differences excused", &total.excused),
        ];
        for (title, tally) in tallies {
            for (fault, count) in tally {
                println!("{count} {title}: {}", fault.reason());
            }
        }
        println!(
            "\n{} differences, {failures} services not called\n\n{below}",
            total.differences.len()
        );
        total.differences.is_empty() && failures == 0 && total.operations > 0
    }
}

fn row(service: &str, outcome: &Outcome) {
    let Outcome {
        operations,
        agreed: [inputs, outputs, errors],
        left_out,
        excluded,
        differences,
        ..
    } = outcome;
    println!(
        "| {service} | {operations} | {inputs} | {outputs} | {errors} | {} | {} | {left_out} |",
        differences.len(),
        excluded.values().sum::<usize>()
    );
}

impl Outcome {
    fn add_up(&mut self, other: Self) {
        self.operations += other.operations;
        for (sum, count) in self.agreed.iter_mut().zip(other.agreed) {
            *sum += count;
        }
        self.left_out += other.left_out;
        add_up(&mut self.excluded, &other.excluded);
        add_up(&mut self.avoided, &other.avoided);
        add_up(&mut self.excused, &other.excused);
        self.differences.extend(other.differences);
    }
}
