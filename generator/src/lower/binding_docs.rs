//! The default documentation of members: their bindings.

use crate::{
    model::{Field, RequestBinding, ResponseBinding},
    rustdoc::rustdoc,
};

/// Returns the documentation of a member of an input.
pub(super) fn document_input(field: &mut Field, binding: &RequestBinding) {
    let sentence = match binding {
        RequestBinding::Header { name, .. } => format!("The header `{name}`."),
        RequestBinding::PrefixHeaders(prefix) => headers(prefix),
        RequestBinding::Query { key, .. }
        | RequestBinding::QueryList { key, .. }
        | RequestBinding::NestedQuery { key, .. }
        | RequestBinding::JsonQuery { key } => format!("The query parameter `{key}`."),
        RequestBinding::QueryMap => "Query parameters by their names.".to_owned(),
        RequestBinding::Cookie { name, .. } | RequestBinding::CookieList { name, .. } => {
            format!("The cookie `{name}`.")
        }
        RequestBinding::Label { .. } => "A part of the path.".to_owned(),
        RequestBinding::Payload(_) => "The body of the request.".to_owned(),
        RequestBinding::Body
        | RequestBinding::AdditionalBody
        | RequestBinding::Form(_)
        | RequestBinding::Part(_) => return,
    };
    document(field, &sentence);
}

/// Returns the documentation of a member of an output or an error.
pub(super) fn document_output(field: &mut Field, binding: &ResponseBinding) {
    let sentence = match binding {
        ResponseBinding::Header { name, .. } => format!("The header `{name}`."),
        ResponseBinding::PrefixHeaders(prefix) => headers(prefix),
        ResponseBinding::ResponseCode => "The status code of the response.".to_owned(),
        ResponseBinding::Payload(_) => "The body of the response.".to_owned(),
        ResponseBinding::Body => return,
    };
    document(field, &sentence);
}

fn headers(prefix: &str) -> String {
    if prefix.is_empty() {
        "Headers by their names.".to_owned()
    } else {
        format!("The headers that begin with `{prefix}`, by the rest of their names.")
    }
}

fn document(field: &mut Field, sentence: &str) {
    field.docs.get_or_insert_with(|| rustdoc(sentence).into());
}
