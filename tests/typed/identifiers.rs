//! The Rust names of what a spec holds, numbers for those that collide included.

use std::collections::{HashMap, HashSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use quote::format_ident;

#[allow(dead_code, reason = "the generator uses all of it")]
#[path = "../../generator/src/names.rs"]
mod names;

use crate::spec::{ErrorShape, Members, Shape};
use indexmap::IndexMap;

/// What the module of errors defines by itself.
const ERRORS: &[&str] = &["Common", "CommonError", "Unknown"];
/// What the module of a service defines by itself.
const SERVICE: &[&str] = &[
    "BuildError",
    "Builder",
    "Client",
    "CommonError",
    "Error",
    "ErrorKind",
];

/// A name of the generator's own, or a text that says which one can't be had.
type Named = Result<Ident, String>;

/// Returns the fields of a structure, in the order of its members.
///
/// # Errors
///
/// When a member has no Rust name.
pub fn fields(members: &Members) -> Result<Vec<Ident>, String> {
    let mut taken = Unique::new(&["new"]);
    members
        .keys()
        .map(|name| Ok(taken.take(value_name(name)?)))
        .collect()
}

/// Returns the variants of a union, in the order of its members.
///
/// # Errors
///
/// When a member has no Rust name.
pub fn variants(members: &Members) -> Result<Vec<Ident>, String> {
    let mut taken = Unique::new(&["Unknown"]);
    members
        .keys()
        .map(|name| Ok(taken.take(type_name(name)?)))
        .collect()
}

/// Returns the types of shapes that become types of their own, by the names of the shapes.
///
/// # Errors
///
/// When a shape has no Rust name.
pub fn types(shapes: &IndexMap<String, Shape>) -> Result<HashMap<String, Ident>, String> {
    let mut taken = Unique::new(&[]);
    let is_type =
        |shape: &Shape| ["structure", "union", "enum", "int_enum"].contains(&shape.kind.as_str());
    let types = shapes.iter().filter(|(_, shape)| is_type(shape));
    types
        .map(|(name, _)| Ok((name.clone(), taken.take(type_name(name)?))))
        .collect()
}

/// Returns the types of errors, by their names.
///
/// # Errors
///
/// When an error has no Rust name.
pub fn errors(errors: &IndexMap<String, ErrorShape>) -> Result<HashMap<String, Ident>, String> {
    let mut taken = Unique::new(ERRORS);
    errors
        .keys()
        .map(|name| Ok((name.clone(), taken.take(type_name(name)?))))
        .collect()
}

/// Returns the client's function for an operation.
///
/// # Errors
///
/// When the operation has no Rust name.
pub fn function(operation: &str) -> Result<Ident, String> {
    value_name(operation)
}

/// Returns the types of an operation's input and error.
///
/// # Errors
///
/// When the operation has no Rust name.
pub fn input_and_error(operation: &str) -> Result<[Ident; 2], String> {
    let base = type_name(operation)?.to_string();
    let mut taken = Unique::new(SERVICE);
    let [input, _output, error] = ["Input", "Output", "Error"].map(|kind| {
        type_name(&format!("{}_{kind}", base.trim_end_matches('_'))).map(|name| taken.take(name))
    });
    Ok([input?, error?])
}

/// The functions of tests by the ids of cases, and the modules around them by the names of folders.
#[derive(Debug)]
pub struct Tests(Unique);

impl Default for Tests {
    fn default() -> Self {
        Self(Unique::new(&[]))
    }
}

impl Tests {
    /// Returns the name of a test or module: that of the case or folder in snake case, with a number if there is such a one
    /// already.
    pub fn name(&mut self, id: &str) -> Ident {
        let is_letter = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '_';
        let words: String = id
            .chars()
            .map(|letter| if is_letter(&letter) { letter } else { '_' })
            .collect();
        let name = words.to_snake_case();
        let name = if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            name
        } else {
            format!("case_{name}").trim_end_matches('_').to_owned()
        };
        let fallback = || Ident::new("case", Span::call_site());
        self.0
            .take(names::value_name(&name).unwrap_or_else(fallback))
    }
}

fn type_name(name: &str) -> Named {
    names::type_name(name)
        .ok_or_else(|| format!("`{}` has no Rust name", name.to_upper_camel_case()))
}

fn value_name(name: &str) -> Named {
    names::value_name(name).ok_or_else(|| format!("`{name}` has no Rust name"))
}

/// Names that may be given only once.
#[derive(Debug)]
struct Unique(HashSet<String>);

impl Unique {
    fn new(defined: &[&str]) -> Self {
        Self(defined.iter().map(|&name| name.to_owned()).collect())
    }

    /// The name, or the first one like it with a number that is free.
    fn take(&mut self, ident: Ident) -> Ident {
        if self.0.insert(ident.to_string()) {
            return ident;
        }
        let name = ident.to_string();
        let name = name.trim_start_matches("r#");
        let is_type = name.starts_with(|first: char| first.is_ascii_uppercase());
        let mut number = 1;
        loop {
            number += 1;
            let other = if is_type {
                format_ident!("{name}{number}")
            } else {
                format_ident!("{name}_{number}")
            };
            if self.0.insert(other.to_string()) {
                return other;
            }
        }
    }
}
