//! AWS's query protocol: a form as every request, and a result within XML as the response.

use super::{Rules, RuntimeNames, query};

pub(super) static RULES: Rules = query::rules(RuntimeNames {
    formats: &["aws_query", "xml"],
    write: "with_query_form",
    body: "aws_query",
    error: "xml_error",
});
