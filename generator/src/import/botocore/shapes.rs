//! The shapes that an import reaches, in the format's terms.

use std::collections::HashMap;

use super::{
    docs::markdown,
    kinds::with_traits,
    members::{Message, members},
    model::Shape,
    targets::Targets,
    xml,
};
use crate::{
    Error,
    format::{self, Named},
    import::enums,
};

/// Returns all shapes that are reached, in the model's order.
pub(super) fn shapes(mut targets: Targets<'_>) -> Result<Named<format::Shape>, Error> {
    let mut written = HashMap::new();
    while let Some(name) = targets.take_open() {
        let shape = shape(targets.shape(name)?, &mut targets)?;
        written.insert(name, shape);
    }
    Ok(targets.in_order(written))
}

fn shape(shape: &Shape, targets: &mut Targets<'_>) -> Result<format::Shape, Error> {
    let mut written = with_traits(shape);
    written.docs = markdown(shape.documentation.as_deref());
    match written.kind.as_str() {
        "structure" | "union" => written.members = members(shape, Message::Nested, targets)?,
        kind @ ("list" | "map") => {
            let of = if kind == "list" {
                &shape.member
            } else {
                &shape.value
            };
            let of = of.as_ref().ok_or_else(|| {
                Error::request(format!(
                    "this isn't a botocore model: a {kind} doesn't say what is in it"
                ))
            })?;
            written.of = Some(targets.target(of, false)?.name);
            written.xml = targets
                .protocol()
                .has_xml
                .then(|| xml::shape(shape, targets))
                .flatten();
        }
        "enum" => written.values = Some(enums::values(&shape.values)),
        "int_enum" => written.values = Some(enums::numbers(&shape.numbers)),
        _ => {}
    }
    Ok(written)
}
