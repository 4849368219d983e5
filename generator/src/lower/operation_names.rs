//! The unique names of operations and their items.

use proc_macro2::Ident;

use super::{place::Place, unique::Unique};
use crate::{
    diagnostic::{Checked, all},
    format::{Named, Operation, Output, Waiter},
    names::{type_name, value_name},
};

/// The names that the module of every service defines.
const DEFINED_TYPES: &[&str] = &[
    "BuildError",
    "Builder",
    "Client",
    "CommonError",
    "Error",
    "ErrorKind",
];
const DEFINED_METHODS: &[&str] = &["builder"];

/// The modules of operations stand in a folder of the first name, in which `mod.rs` is the folder's own.
const DEFINED_MODULES: &[&str] = &["operation", "r#mod"];

/// The names of an operation's items.
pub(super) struct Names {
    pub(super) module: Ident,
    pub(super) method: Ident,
    /// The method for its pages, if it has pages.
    pub(super) pages: Option<Ident>,
    /// The methods for its waiters.
    pub(super) waiters: Vec<Ident>,
    pub(super) input: Ident,
    pub(super) output: Ident,
    pub(super) error: Ident,
    /// The variants of the output with their structures, if there are several.
    pub(super) outputs: Vec<(Ident, Ident)>,
}

/// Returns the names of all operations, in the order of the spec. An invalid name was reported before.
pub(super) fn names(operations: &Named<Operation>, place: &Place<'_>) -> Vec<Checked<Names>> {
    let mut taken = Taken::new();
    let mut all: Vec<_> = operations
        .keys()
        .map(|name| taken.names(name, &place.at(name)))
        .collect();
    // Methods for pages and waiters and the structures of several outputs take no name from an operation, so those come last.
    for ((name, operation), all) in operations.iter().zip(&mut all) {
        let Ok(names) = all else { continue };
        let place = place.at(name);
        if operation.pagination.is_some() {
            names.pages = Some(taken.pages(&names.method, &place.at("pagination")));
        }
        match taken.waiters(&operation.waiters, &place.at("waiters")) {
            Ok(waiters) => names.waiters = waiters,
            Err(reported) => {
                *all = Err(reported);
                continue;
            }
        }
        match taken.outputs(name, &operation.outputs, &place.at("outputs")) {
            Ok(outputs) => names.outputs = outputs,
            Err(reported) => *all = Err(reported),
        }
    }
    all
}

/// The names that are taken.
struct Taken {
    operations: Unique,
    types: Unique,
    modules: Unique,
    methods: Unique,
}

impl Taken {
    fn new() -> Self {
        Self {
            operations: Unique::identifiers("operation", &[]),
            types: Unique::identifiers("type", DEFINED_TYPES),
            modules: Unique::identifiers("module", DEFINED_MODULES),
            methods: Unique::identifiers("method", DEFINED_METHODS),
        }
    }

    fn names(&mut self, name: &str, place: &Place<'_>) -> Checked<Names> {
        let span = place.key();
        let Some(base) = type_name(name) else {
            return Err(place.report(super::invalid_name(name, span)));
        };
        let base = self.operations.identifier(base, place).to_string();
        let type_name = |kind| type_name(&format!("{}_{kind}", base.trim_end_matches('_')));
        let (Some(method), Some(input), Some(output), Some(error)) = (
            value_name(&base),
            type_name("Input"),
            type_name("Output"),
            type_name("Error"),
        ) else {
            return Err(place.report(super::invalid_name(name, span)));
        };
        let method = self.methods.identifier(method, place);
        Ok(Names {
            module: self.modules.identifier(method.clone(), place),
            method,
            pages: None,
            waiters: Vec::new(),
            input: self.types.identifier(input, place),
            output: self.types.identifier(output, place),
            error: self.types.identifier(error, place),
            outputs: Vec::new(),
        })
    }

    fn outputs(
        &mut self,
        operation: &str,
        outputs: &Named<Output>,
        place: &Place<'_>,
    ) -> Checked<Vec<(Ident, Ident)>> {
        let mut variants = Unique::identifiers("output", &["Unknown"]);
        all(outputs.keys().map(|name| {
            let place = place.at(name);
            let structure = type_name(&format!("{operation}_{name}"));
            let (Some(variant), Some(structure)) = (type_name(name), structure) else {
                return Err(place.report(super::invalid_name(name, place.key())));
            };
            let structure = self.types.identifier(structure, &place);
            Ok((variants.identifier(variant, &place), structure))
        }))
    }

    fn waiters(&mut self, waiters: &Named<Waiter>, place: &Place<'_>) -> Checked<Vec<Ident>> {
        all(waiters.keys().map(|name| {
            let place = place.at(name);
            let method = type_name(name).and_then(|_| value_name(&format!("wait_until_{name}")));
            let method =
                method.ok_or_else(|| place.report(super::invalid_name(name, place.key())))?;
            Ok(self.methods.identifier(method, &place))
        }))
    }

    fn pages(&mut self, method: &Ident, place: &Place<'_>) -> Ident {
        let name = format!("{method}_pages").replace("r#", "");
        self.methods
            .identifier(value_name(&name).unwrap_or_else(|| method.clone()), place)
    }
}
