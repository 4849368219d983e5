//! The code that is generated from specs, and the specs that are generated from AWS's models.

#![cfg(test)]

mod dependencies;
mod documentation;
mod editions;
mod emitted;
mod golden;
mod import;
mod lints;
mod names;
mod output_safety;
mod readme;
mod repository;
mod same_output;
mod smithy;
mod ui;
