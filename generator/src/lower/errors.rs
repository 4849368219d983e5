//! The errors of a service, and which of them an operation lists.

use std::{collections::HashMap, rc::Rc};

use http::StatusCode;

use super::{members, place::Place, shapes::Shapes, unique::Unique};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Diagnostics},
    model::{ErrorCase, ErrorShape, RetryKind},
    names::type_name,
    spec::{self, Member, MemberOrType, Named, Spec},
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
    let mut listed = Unique::new("error", &[]);
    let cases = names.iter().enumerate().map(|(index, name)| {
        let span = place.item(index).value();
        let Some(shape) = shared.by_name.get(name.as_str()) else {
            // An error that stands in the file, but whose own text didn't fit, was reported there.
            if shared.place.has(name) {
                return Err(diagnostics.already_reported());
            }
            let message = format!("there is no error `{name}`");
            let help = format!("define it below `errors:`, such as `{name}: {{ status: 400 }}`");
            let known = shared.by_name.keys().copied();
            return Err(diagnostics.report(
                Diagnostic::new(Code::UnknownError, span, message).help_or_similar(name, known, help),
            ));
        };
        listed.take(name, Code::DuplicateError, span, diagnostics)?;
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
            let mut shape = error_shape(name, error, shapes, &place, diagnostics).ok()?;
            let code = if place.has("code") { place.at("code").value() } else { place.key() };
            codes.take(&shape.code, Code::ErrorCodeConflict, code, diagnostics).ok()?;
            shape.name = types.identifier(shape.name, place.key(), diagnostics);
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
    only_a_message(&error.members, shapes, &place.at("members"), diagnostics)?;
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

/// Every error has a message, so naming it changes nothing. Other members are checked as an output's are.
fn only_a_message(
    members: &Named<MemberOrType>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<()> {
    let is_message = |name: &str, member: &Member| {
        let is_in_body = member.name.is_none() && member.header.is_none() && !member.payload;
        name.eq_ignore_ascii_case("message") && member.target == "string" && is_in_body
    };
    let others = members.iter().filter(|(name, MemberOrType(member))| !is_message(name, member));
    members::output(others, shapes, place, diagnostics)
}
