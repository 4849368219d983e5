//! The `restsmith` command, and build scripts.

#![cfg(test)]

mod build_script;
mod command_line;
mod init;
mod manifest;
mod project;
mod subcommands;
mod vendored;
