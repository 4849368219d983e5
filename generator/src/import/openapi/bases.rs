//! Schemas that others extend, and that a value's tag tells apart.

use std::collections::HashMap;

use super::{
    document::{At, Location},
    schema::{Parts, Schema},
    shapes::Identity,
};

/// The schemas that extend a schema with a discriminator, by its place.
pub(super) struct Bases<'d>(HashMap<Location, Vec<At<'d>>>);

impl<'d> Bases<'d> {
    /// Finds them among the document's own schemas.
    pub(super) fn new(root: &At<'d>) -> Self {
        let components = root.get("components");
        let schemas = components
            .map(|components| components.entries("schemas"))
            .unwrap_or_default();
        let mut children: HashMap<Location, Vec<At<'d>>> = HashMap::new();
        for (_, schema) in &schemas {
            for part in schema.items("allOf") {
                let base = part
                    .text("$ref")
                    .and_then(|reference| part.referred(reference).ok());
                let Some(base) = base else { continue };
                children
                    .entry(base.location())
                    .or_default()
                    .push(schema.clone());
            }
        }
        Self(children)
    }

    /// Returns the alternatives of a schema with a discriminator that lists none itself: all that extend it, directly or
    /// through others.
    pub(super) fn children(
        &self,
        identity: &Identity,
        schema: &Schema<'d>,
    ) -> Option<Vec<Parts<'d>>> {
        let [((file, pointer), false)] = identity.as_slice() else {
            return None;
        };
        let discriminator = schema.discriminator.as_ref()?;
        let is_own = discriminator.location() == (*file, format!("{pointer}/discriminator"));
        if !is_own || !schema.alternatives.is_empty() {
            return None;
        }
        let base = (*file, pointer.clone());
        let mut found: Vec<At<'d>> = Vec::new();
        let mut open = vec![base.clone()];
        while let Some(location) = open.pop() {
            for child in self.0.get(&location).into_iter().flatten() {
                let is_known = found
                    .iter()
                    .any(|known| known.location() == child.location());
                if child.location() != base && !is_known {
                    found.push(child.clone());
                    open.push(child.location());
                }
            }
        }
        (!found.is_empty()).then(|| found.into_iter().map(Parts::from).collect())
    }
}
