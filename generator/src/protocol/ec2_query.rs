//! The query protocol of EC2: a form with keys of its own as every request, and XML as the response.

use super::{Rules, RuntimeNames, query};

pub(super) static RULES: Rules = Rules {
    has_query_names: true,
    ..query::rules(RuntimeNames {
        formats: &["ec2_query", "xml"],
        write: "with_ec2_form",
        body: "ec2_query",
        error: "xml_error",
    })
};
