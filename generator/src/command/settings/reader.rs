//! From the table in `Cargo.toml` to options. What is wrong with it is reported with its place.

use std::{iter, ops::Range};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use clap::{ValueEnum, builder::PossibleValue};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{KEYS, Manifest, PACKAGE_TABLE, Settings, WORKSPACE_TABLE, value};
use crate::command::{choices::Client, similar::similar};

/// A file on its way into options. What is wrong with it is reported, and the rest is read.
pub(super) struct Reader<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
    pub(super) rendered: Vec<String>,
}

impl Reader<'_> {
    pub(super) fn settings(
        &mut self,
        table: &Spanned<DeValue<'_>>,
        manifest: &Manifest,
    ) -> Settings {
        let mut settings = Settings::default();
        let Some(entries) = table.get_ref().as_table() else {
            let help = format!("write it as a table: `[{}]`", manifest.table);
            self.report(table.span(), &wrong_type("a table", table), &help);
            return settings;
        };
        let mut entries: Vec<_> = entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let Settings {
            choices,
            destination,
            ..
        } = &mut settings;
        let path = |text: &String| manifest.from_here.join(text);
        for (key, value) in entries {
            match key.get_ref().as_ref() {
                "specs" => {
                    let specs = self.strings("specs", value);
                    for (text, span) in &specs {
                        if text.contains('*') {
                            let help = "name the folder: every .yaml file in it is taken";
                            let message = format!("the pattern `{text}` isn't expanded here");
                            self.report(span.clone(), &message, help);
                        }
                    }
                    choices.specs = specs.iter().map(|(text, _)| path(text)).collect();
                }
                "out" => {
                    destination.out = self.string("out", value).as_ref().map(path);
                }
                "clients" => {
                    let clients = self.strings("clients", value);
                    choices.clients = clients
                        .into_iter()
                        .filter_map(|(text, span)| self.client(&text, span))
                        .collect();
                }
                "tracing" => choices.tracing = self.boolean("tracing", value),
                "aws-sigv4" => choices.aws_sigv4 = self.boolean("aws-sigv4", value),
                "gzip" => choices.gzip = self.boolean("gzip", value),
                "cargo-features" => choices.cargo_features = self.boolean("cargo-features", value),
                "crate" => destination.is_crate = self.boolean("crate", value),
                unknown => {
                    let known: Vec<_> = KEYS.iter().map(|(key, _)| *key).collect();
                    let help = if is_dependency(value) {
                        "a dependency belongs to `[dependencies]`: move the line there".to_owned()
                    } else {
                        similar_or(unknown, &known, "the keys here are")
                    };
                    let message = format!("`{unknown}` is not known here");
                    self.report(key.span(), &message, &help);
                }
            }
        }
        settings
    }

    /// Reports a table of options that is misspelt, or isn't where Cargo lets tools keep theirs.
    pub(super) fn misplaced(&mut self, document: &DeTable<'_>) {
        for (table, expected) in [
            ("metadata", PACKAGE_TABLE),
            ("package.metadata", PACKAGE_TABLE),
            ("workspace.metadata", WORKSPACE_TABLE),
        ] {
            let entries = value(document, table).and_then(|table| table.get_ref().as_table());
            for (key, _) in entries.into_iter().flatten() {
                let word = key.get_ref();
                if !similar(word, iter::once("restsmith")).is_empty() {
                    let message = format!("the table `{table}.{word}` is not known");
                    let help = format!("did you mean `[{expected}]`?");
                    self.report(key.span(), &message, &help);
                }
            }
        }
    }

    fn client(&mut self, text: &str, span: Range<usize>) -> Option<Client> {
        let client = Client::from_str(text, false).ok();
        if client.is_none() {
            let names: Vec<_> = Client::value_variants()
                .iter()
                .filter_map(ValueEnum::to_possible_value)
                .collect();
            let names: Vec<_> = names.iter().map(PossibleValue::get_name).collect();
            let help = match Client::meant_by(text) {
                Some(meant) => format!("did you mean `{}`?", meant.join("` or `")),
                None => similar_or(text, &names, "the clients are"),
            };
            self.report(span, &format!("there is no client `{text}`"), &help);
        }
        client
    }

    fn boolean(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            self.wrong_value(key, "`true` or `false`", value);
        }
        boolean
    }

    fn string(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_value(key, "a string", value);
        }
        text.map(str::to_owned)
    }

    fn strings(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<(String, Range<usize>)> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_value(key, "an array of strings", value);
            return Vec::new();
        };
        if items.is_empty() {
            let help = format!("remove the line, or write `{key} = {}`", example(key));
            self.report(value.span(), &format!("`{key}` is empty"), &help);
        }
        items
            .iter()
            .filter_map(|item| Some((self.string(key, item)?, item.span())))
            .collect()
    }

    fn wrong_value(&mut self, key: &str, expected: &str, value: &Spanned<DeValue<'_>>) {
        let help = format!("write it as in `{key} = {}`", example(key));
        self.report(value.span(), &wrong_type(expected, value), &help);
    }

    fn report(&mut self, span: Range<usize>, message: &str, help: &str) {
        let snippet = Snippet::source(self.text)
            .path(self.name)
            .annotation(AnnotationKind::Primary.span(span));
        let group = Level::ERROR
            .primary_title(message)
            .element(snippet)
            .element(Level::HELP.message(help));
        self.rendered.push(Renderer::plain().render(&[group]));
    }
}

/// Returns whether a value looks like that of a dependency: a version, or a table with one or with a source.
fn is_dependency(value: &Spanned<DeValue<'_>>) -> bool {
    match value.get_ref() {
        DeValue::String(text) => text.starts_with(|first: char| first.is_ascii_digit()),
        DeValue::Table(table) => ["version", "path", "git", "workspace"]
            .iter()
            .any(|key| table.contains_key(*key)),
        _ => false,
    }
}

fn wrong_type(expected: &str, value: &Spanned<DeValue<'_>>) -> String {
    let found = match value.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    format!("expected {expected}, found {found}")
}

fn example(key: &str) -> &'static str {
    KEYS.iter()
        .find(|(known, _)| *known == key)
        .map_or("", |(_, example)| example)
}

/// Returns which of the known words is meant, or all of them.
fn similar_or(word: &str, known: &[&str], otherwise: &str) -> String {
    match similar(word, known.iter().copied()).first() {
        Some(similar) => format!("did you mean `{similar}`?"),
        None => format!("{otherwise} `{}`", known.join("`, `")),
    }
}
