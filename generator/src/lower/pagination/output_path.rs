//! Paths in the output, such as `page.next` and `data[-1].id`.

use super::{super::place::Place, Members};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Reported},
    model::{Field, FieldStep, NamedType, Null, Path, Step, Type},
};

/// The mark of the last item of a list.
const LAST: &str = "[-1]";

/// Returns the name of the first member on a path.
pub(super) fn first_member(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

/// Returns the path to a value in the output, and its type.
pub(super) fn output_path<'a>(
    path: &str,
    members: &Members<'a>,
    place: &Place<'_>,
) -> Checked<(Path, &'a Type)> {
    let (mut steps, mut found) = (Path::new(), None);
    let mut fields: Vec<&Field> = members.output.iter().map(|member| &member.field).collect();
    for part in path.split('.') {
        let name = part.trim_end_matches(LAST);
        if name.contains(['[', ']']) {
            return Err(invalid(path, place));
        }
        let Some(field) = fields.iter().find(|field| field.name == name).copied() else {
            return Err(unknown(path, name, &fields, place));
        };
        if let Null::IfSet(_) = field.null {
            return Err(nullable(name, path, place));
        }
        steps.push(Step::Field(FieldStep {
            field: field.ident.clone(),
            required: field.is_value(),
        }));
        let mut type_ = &field.type_;
        for _ in 0..(part.len() - name.len()) / LAST.len() {
            let Type::List { of, is_sparse } = type_ else {
                return Err(no_list(name, place));
            };
            steps.push(Step::Last {
                is_sparse: *is_sparse,
            });
            type_ = of;
        }
        found = Some(type_);
        fields = fields_of(type_, members.types);
    }
    found
        .map(|type_| (steps, type_))
        .ok_or_else(|| place.already_reported())
}

fn invalid(path: &str, place: &Place<'_>) -> Reported {
    let message = format!("`{path}` is not a path in the output");
    let help = "write names of members, separated by dots, and `[-1]` for the last item of a list, such as `data[-1].id`";
    place.report(Diagnostic::new(Code::InvalidValue, place.value(), message).help(help))
}

fn unknown(path: &str, name: &str, known: &[&Field], place: &Place<'_>) -> Reported {
    place.report_error(|| {
        let message = format!("`{path}` can't be found in the output: there is no member `{name}`");
        let known = known.iter().map(|field| field.name.as_str());
        Diagnostic::new(Code::InvalidValue, place.value(), message).help_or_similar(
            name,
            known,
            "write a path of members, separated by dots, such as `page.next`, or `data[-1].id` for the last item of a list",
        )
    })
}

fn nullable(name: &str, path: &str, place: &Place<'_>) -> Reported {
    let message = format!("the member `{name}` of `{path}` is nullable, and inputs contain it too");
    let help = "remove `nullable`, or give the output a shape of its own";
    place.report(Diagnostic::new(Code::Pagination, place.value(), message).help(help))
}

fn no_list(name: &str, place: &Place<'_>) -> Reported {
    let message = format!("`{name}` is not a list, so it has no last item");
    let help = format!("remove `{LAST}`, or name a list");
    place.report(Diagnostic::new(Code::Pagination, place.value(), message).help(help))
}

/// Returns the members of a structure.
fn fields_of<'a>(of: &Type, types: &'a [NamedType]) -> Vec<&'a Field> {
    let Type::Structure { name, .. } = of else {
        return Vec::new();
    };
    let fields = types.iter().find_map(|type_| match type_ {
        NamedType::Structure(structure) if structure.name == *name => Some(&structure.fields),
        _ => None,
    });
    fields.into_iter().flatten().collect()
}
