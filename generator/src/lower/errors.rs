//! The errors of a service, and which of them an operation lists.

use std::{collections::HashMap, rc::Rc};

use http::StatusCode;

use super::{place::Place, shapes::Shapes, unique::Unique};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Diagnostics},
    model::{ErrorCase, ErrorShape, RetryKind},
    names::type_name,
    spec::{self, Named, Spec},
};

/// The names that the module of errors defines by itself.
const DEFINED: &[&str] = &["Common", "CommonError", "Unknown"];

/// All errors of a service.
pub(super) struct SharedErrors<'a> {
    place: Place<'a>,
    by_name: HashMap<&'a str, Rc<ErrorShape>>,
    /// Those that operations list by name.
    pub(super) listed: Vec<Rc<ErrorShape>>,
    /// Those that any operation may answer with.
    pub(super) common: Vec<ErrorShape>,
}

impl<'a> SharedErrors<'a> {
    pub(super) fn lower(
        spec: &'a Spec,
        root: &Place<'a>,
        shapes: &Shapes<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let place = root.at("errors");
        let mut by_name = HashMap::new();
        let mut listed = Vec::new();
        for (name, shape) in error_shapes(&spec.errors, &place, shapes, diagnostics) {
            let shape = Rc::new(shape);
            by_name.insert(name, Rc::clone(&shape));
            listed.push(shape);
        }
        let common = error_shapes(&spec.common_errors, &root.at("common_errors"), shapes, diagnostics);
        Self { place, by_name, listed, common: common.into_iter().map(|(_, shape)| shape).collect() }
    }
}

/// The errors that an operation lists.
pub(super) fn error_cases(
    names: &[String],
    shared: &SharedErrors<'_>,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<Vec<ErrorCase>> {
    let mut codes = Unique::new("error code", &[]);
    let cases = names.iter().enumerate().map(|(index, name)| {
        let span = place.item(index).value();
        let Some(shape) = shared.by_name.get(name.as_str()) else {
            // An error that stands in the file, but whose own text didn't fit, was reported there.
            if shared.place.has(name) {
                return Err(diagnostics.already_reported());
            }
            let message = format!("there is no error `{name}`");
            return Err(diagnostics.report(
                Diagnostic::new(Code::UnknownError, span, message)
                    .help(format!("define it below `errors:`, such as `{name}: {{ status: 400 }}`")),
            ));
        };
        codes.take(&shape.code, Code::DuplicateError, span, diagnostics)?;
        Ok(ErrorCase { shape: Rc::clone(shape) })
    });
    crate::diagnostic::all(cases)
}

fn error_shapes<'a>(
    errors: &'a Named<spec::Error>,
    place: &Place<'_>,
    shapes: &Shapes<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(&'a str, ErrorShape)> {
    let mut types = Unique::new("type", DEFINED);
    let mut codes = Unique::new("error code", &[]);
    errors
        .iter()
        .filter_map(|(name, error)| {
            let place = place.at(name);
            let shape = error_shape(name, error, shapes, &place, diagnostics).ok()?;
            types.take(&shape.name.to_string(), Code::NameCollision, place.key(), diagnostics).ok()?;
            codes.take(&shape.code, Code::DuplicateError, place.at("code").key(), diagnostics).ok()?;
            Some((name.as_str(), shape))
        })
        .collect()
}

fn error_shape(
    name: &str,
    error: &spec::Error,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<ErrorShape> {
    let ident = type_name(name).ok_or_else(|| diagnostics.report(super::invalid_name(name, place.key())));
    let status = error_status(error.status, &place.at("status"), diagnostics);
    let members = only_a_message(&error.members, shapes, &place.at("members"), diagnostics);
    members?;
    Ok(ErrorShape {
        name: ident?,
        code: error.code.clone().unwrap_or_else(|| name.to_owned()),
        status: status?,
        retry: error.retry.map(|retry| match retry {
            spec::Retry::Transient => RetryKind::Transient,
            spec::Retry::Throttling => RetryKind::Throttling,
        }),
        docs: error.docs.clone(),
    })
}

fn error_status(status: u16, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<StatusCode> {
    let valid = (300..600).contains(&status).then(|| StatusCode::from_u16(status).ok()).flatten();
    valid.ok_or_else(|| {
        diagnostics.report(
            Diagnostic::new(Code::InvalidStatus, place.value(), format!("{status} is no status of an error"))
                .help("errors have a status from 300 to 599"),
        )
    })
}

/// Every error has a message, so naming it changes nothing.
fn only_a_message(
    members: &Named<spec::Member>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<()> {
    let members = members.iter().map(|(name, member)| {
        let place = place.at(name);
        shapes.string(&member.target, &place.at("type"), diagnostics)?;
        if name.eq_ignore_ascii_case("message")
            && super::members::bindings(member).is_empty()
            && member.name.is_none()
        {
            return Ok(());
        }
        let message = format!("the member `{name}` of an error is not generated yet");
        Err(diagnostics.report(
            Diagnostic::new(Code::Unsupported, place.key(), message)
                .help("this version gives each error its message, and no other member"),
        ))
    });
    crate::diagnostic::all(members).map(|_| ())
}
