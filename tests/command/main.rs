//! The `restsmith` command, and build scripts.

#![cfg(test)]

mod build_script;
mod command_line;
mod destination;
mod init;
mod intentions;
mod manifest;
mod project;
mod subcommands;
mod vendored;
mod workspace;
