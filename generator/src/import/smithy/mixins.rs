//! Mixins: the shapes that use one have what is in it, unless they have it themselves.
//!
//! <https://smithy.io/2.0/spec/mixins.html>

use std::{collections::HashMap, mem};

use indexmap::{IndexMap, IndexSet};
use petgraph::{algo::toposort, graph::DiGraph};
use serde_json::Value;

use super::model::{Member, Shape, Target, Traits, missing};
use crate::Error;

/// The trait of a mixin.
pub(super) const MIXIN: &str = "smithy.api#mixin";

/// Puts what is in mixins into the shapes that use them.
///
/// # Errors
///
/// When a mixin isn't there, or is a mixin of itself.
pub(super) fn mix_in(shapes: &mut IndexMap<String, Shape>) -> Result<(), Error> {
    for id in in_order(shapes)? {
        let Some(shape) = shapes.get_mut(&id) else {
            continue;
        };
        let mixins = mem::take(&mut shape.mixins);
        let mixins = mixins.iter().map(|Target { target }| {
            let mixin = shapes.get(target).ok_or_else(|| missing(target))?;
            Ok(mixin.clone())
        });
        let mixins = mixins.collect::<Result<Vec<_>, Error>>()?;
        // Of several, the last one goes before the others.
        for mixin in mixins.into_iter().rev() {
            if let Some(shape) = shapes.get_mut(&id) {
                inherit(shape, mixin);
            }
        }
    }
    Ok(())
}

/// Returns the ids of mixins and of the shapes that use them, each mixin before these.
fn in_order(shapes: &IndexMap<String, Shape>) -> Result<Vec<String>, Error> {
    let mut graph = DiGraph::<&str, ()>::new();
    let mut nodes = HashMap::new();
    for (id, shape) in shapes {
        for Target { target } in &shape.mixins {
            let [mixin, user] = [target, id].map(|id| {
                let node = nodes.entry(id.as_str());
                *node.or_insert_with(|| graph.add_node(id))
            });
            let _ = graph.add_edge(mixin, user, ());
        }
    }
    let id = |node| graph.node_weight(node).copied().unwrap_or_default();
    let order = toposort(&graph, None).map_err(|circle| {
        Error::request(format!(
            "`{}` is a mixin of itself, directly or by another one",
            id(circle.node_id())
        ))
    })?;
    Ok(order.into_iter().map(|node| id(node).to_owned()).collect())
}

/// Adds what a mixin has and a shape hasn't. What is the mixin's comes first.
fn inherit(shape: &mut Shape, mut mixin: Shape) {
    shape
        .traits
        .inherit(&inherited_traits(mem::take(&mut mixin.traits)));
    let own = mem::take(&mut shape.members);
    for (name, member) in mixin.members {
        let member = inherited(own.get(&name), shape.applied.get(&name), member);
        let _ = shape.members.insert(name, member);
    }
    for (name, member) in own {
        let _ = shape.members.entry(name).or_insert(member);
    }
    let applied = &shape.applied;
    for (name, own, mixin) in [
        ("member", &mut shape.member, mixin.member),
        ("key", &mut shape.key, mixin.key),
        ("value", &mut shape.value, mixin.value),
    ] {
        if let Some(mixin) = mixin {
            *own = Some(inherited(own.as_ref(), applied.get(name), mixin));
        }
    }
    for (own, mixin) in [
        (&mut shape.errors, mixin.errors),
        (&mut shape.operations, mixin.operations),
        (&mut shape.resources, mixin.resources),
    ] {
        let all: IndexSet<_> = mixin.into_iter().chain(mem::take(own)).collect();
        own.extend(all);
    }
    let own_names = mem::replace(&mut shape.rename, mixin.rename);
    shape.rename.extend(own_names);
    let version = shape.version.take();
    shape.version = version.or(mixin.version);
    for (own, mixin) in [
        (&mut shape.input, mixin.input),
        (&mut shape.output, mixin.output),
    ] {
        *own = own.take().or(mixin);
    }
}

/// Returns the traits of a mixin that the shapes have which use it.
fn inherited_traits(mut traits: Traits) -> Traits {
    let local = traits
        .find(MIXIN)
        .and_then(|mixin| mixin.get("localTraits"))
        .and_then(Value::as_array);
    let local: Vec<_> = local
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    traits.retain(|id| id != MIXIN && !local.iter().any(|other| other == id));
    traits
}

/// Returns a member that a mixin has, with the traits of the shape's own member, or those that are applied to it.
fn inherited(own: Option<&Member>, applied: Option<&Traits>, mixin: Member) -> Member {
    let mut member = own.cloned().unwrap_or_else(|| Member {
        target: mixin.target,
        traits: applied.cloned().unwrap_or_default(),
    });
    member.traits.inherit(&mixin.traits);
    member
}
