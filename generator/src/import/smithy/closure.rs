//! What belongs to a service: its operations, also those of its resources, and all shapes that they reach.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::model::{Kind, Member, Model, Shape, Target, missing};
use crate::{Error, similar::similar};

/// The namespace of the shapes that every model has.
const PRELUDE: &str = "smithy.api#";

/// The shape of what isn't there.
const UNIT: &str = "smithy.api#Unit";

/// A service with what belongs to it.
pub(super) struct Closure<'m> {
    model: &'m Model,
    id: &'m str,
    service: &'m Shape,
    /// By their names, in the order of the model.
    operations: IndexMap<&'m str, &'m Shape>,
    /// The names of all shapes that are reached, by their ids.
    names: IndexMap<&'m str, String>,
}

impl<'m> Closure<'m> {
    /// Returns the closure of the service of this name or id, or of the only one.
    pub(super) fn of(model: &'m Model, wanted: Option<&str>) -> Result<Self, Error> {
        let (id, service) = chosen(model, wanted)?;
        let mut closure = Self {
            model,
            id,
            service,
            operations: IndexMap::new(),
            names: IndexMap::new(),
        };
        closure.find_operations()?;
        closure.reach_shapes()?;
        Ok(closure)
    }

    /// Returns the shape of the service.
    pub(super) fn service(&self) -> &'m Shape {
        self.service
    }

    /// Returns the service's name.
    pub(super) fn service_name(&self) -> &'m str {
        local_name(self.id)
    }

    /// Returns the operations by their names.
    pub(super) fn operations(&self) -> impl Iterator<Item = (&'m str, &'m Shape)> + '_ {
        self.operations.iter().map(|(name, shape)| (*name, *shape))
    }

    /// Returns the shapes of the model that are reached, with their names and their ids.
    pub(super) fn shapes(&self) -> impl Iterator<Item = (&str, &'m str, Option<&'m Shape>)> + '_ {
        let names = self.names.iter();
        names.map(|(id, name)| (name.as_str(), *id, self.model.shape(id)))
    }

    /// Returns the shape of an id, unless it is one of those that every model has.
    pub(super) fn shape(&self, id: &str) -> Option<&'m Shape> {
        self.model.shape(id)
    }

    /// Returns the name of a shape that is reached.
    pub(super) fn name(&self, id: &str) -> &str {
        self.names.get(id).map(String::as_str).unwrap_or_default()
    }

    fn find_operations(&mut self) -> Result<(), Error> {
        let mut seen = HashSet::new();
        let mut open = vec![self.service];
        while let Some(owner) = open.pop() {
            let instance = [
                &owner.create,
                &owner.put,
                &owner.read,
                &owner.update,
                &owner.delete,
                &owner.list,
            ];
            let operations = instance
                .into_iter()
                .flatten()
                .chain(&owner.operations)
                .chain(&owner.collection_operations);
            for Target { target } in operations {
                let shape = found(self.model, target)?;
                let _ = self.operations.insert(local_name(target), shape);
            }
            for Target { target } in owner.resources.iter().rev() {
                if seen.insert(target) {
                    open.push(found(self.model, target)?);
                }
            }
        }
        Ok(())
    }

    /// Names the shapes that are reached, in the order in which they are.
    fn reach_shapes(&mut self) -> Result<(), Error> {
        // All operations have these; the first one reaches them.
        let mut service_errors = Some(&self.service.errors);
        let mut open: Vec<&'m str> = Vec::new();
        for operation in self.operations.values() {
            let messages = operation.input.iter().chain(&operation.output);
            let service_errors = service_errors.take().into_iter().flatten();
            let targets = messages.chain(&operation.errors).chain(service_errors);
            open.extend(targets.map(|target| target.target.as_str()));
        }
        open.reverse();
        let mut ids = IndexMap::<&'m str, ()>::new();
        while let Some(id) = open.pop() {
            let is_new = ids.insert(id, ()).is_none();
            if !is_new || is_unit(id) {
                continue;
            }
            let Some(shape) = self.model.shape(id) else {
                check_prelude(id)?;
                continue;
            };
            let targets: Vec<_> = members(shape)
                .map(|member| member.target.as_str())
                .collect();
            open.extend(targets.into_iter().rev());
        }
        self.names = names(ids.into_keys(), &self.service.rename);
        Ok(())
    }
}

/// Returns all members of a shape that refer to a shape with a value.
fn members(shape: &Shape) -> impl Iterator<Item = &Member> {
    let is_enum = matches!(shape.kind, Kind::Enum | Kind::IntEnum);
    let named = shape.members.values().filter(move |_| !is_enum);
    named
        .chain(&shape.member)
        .chain(&shape.key)
        .chain(&shape.value)
}

/// Returns a name for each shape: what the service calls it, or the last part of its id. One that another shape has gets
/// a number.
fn names<'m>(
    ids: impl Iterator<Item = &'m str>,
    rename: &'m IndexMap<String, String>,
) -> IndexMap<&'m str, String> {
    let mut taken = HashSet::new();
    // The last number that a name got.
    let mut numbers = HashMap::<&str, u64>::new();
    let (prelude, own): (Vec<_>, Vec<_>) = ids.partition(|id| id.starts_with(PRELUDE));
    let ids = own.into_iter().chain(prelude);
    ids.map(|id| {
        let wanted = rename
            .get(id)
            .map_or_else(|| local_name(id), String::as_str);
        let mut name = wanted.to_owned();
        while !taken.insert(name.clone()) {
            let number = numbers.entry(wanted).or_insert(1);
            *number += 1;
            name = format!("{wanted}{number}");
        }
        (id, name)
    })
    .collect()
}

fn chosen<'m>(model: &'m Model, wanted: Option<&str>) -> Result<(&'m str, &'m Shape), Error> {
    let is_wanted = |id: &str| wanted.is_none_or(|wanted| id == wanted || local_name(id) == wanted);
    let all: Vec<_> = model.services().map(|(id, _)| id).collect();
    let mut services = model.services().filter(|(id, _)| is_wanted(id));
    let listed = |names: &[&str]| {
        let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    match (services.next(), services.next(), wanted) {
        (Some(service), None, _) => Ok(service),
        (Some(_), Some(_), _) => Err(Error::request(format!(
            "the model has several services: name one of {} by `--service`",
            listed(&all)
        ))),
        (None, _, Some(wanted)) => {
            let near = similar(wanted, all.iter().map(|id| local_name(id)));
            let near = near
                .first()
                .map(|near| format!("; did you mean `{near}`?"))
                .unwrap_or_default();
            Err(Error::request(format!(
                "there is no service `{wanted}` in the model{near}"
            )))
        }
        (None, _, None) => Err(Error::request(
            "the model contains no service, which is a shape of the type `service`",
        )),
    }
}

/// Returns the last part of an id.
pub(super) fn local_name(id: &str) -> &str {
    id.rsplit_once('#').map_or(id, |(_, name)| name)
}

/// Returns whether a shape stands for what isn't there.
pub(super) fn is_unit(id: &str) -> bool {
    id == UNIT
}

/// Returns the type of a shape that every model has.
pub(super) fn prelude(id: &str) -> Option<Kind> {
    Some(match id.strip_prefix(PRELUDE)? {
        "String" => Kind::String,
        "Blob" => Kind::Blob,
        "BigInteger" => Kind::BigInteger,
        "BigDecimal" => Kind::BigDecimal,
        "Timestamp" => Kind::Timestamp,
        "Document" => Kind::Document,
        "Boolean" | "PrimitiveBoolean" => Kind::Boolean,
        "Byte" | "PrimitiveByte" => Kind::Byte,
        "Short" | "PrimitiveShort" => Kind::Short,
        "Integer" | "PrimitiveInteger" => Kind::Integer,
        "Long" | "PrimitiveLong" => Kind::Long,
        "Float" | "PrimitiveFloat" => Kind::Float,
        "Double" | "PrimitiveDouble" => Kind::Double,
        "Unit" => Kind::Structure,
        _ => return None,
    })
}

/// Checks that a shape that isn't in the model is one that every model has.
fn check_prelude(id: &str) -> Result<(), Error> {
    prelude(id).map(drop).ok_or_else(|| missing(id))
}

fn found<'m>(model: &'m Model, id: &str) -> Result<&'m Shape, Error> {
    model.shape(id).ok_or_else(|| missing(id))
}
