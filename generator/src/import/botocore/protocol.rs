//! Which protocol is imported of those that a service speaks.

use super::model::Metadata;
use crate::{Error, listing::listed, protocol::Protocol};

/// The protocols of AWS, in the order in which botocore chooses one.
const PREFERENCE: [&str; 6] = [
    "json",
    "rest-json",
    "rest-xml",
    "smithy-rpc-v2-cbor",
    "query",
    "ec2",
];

/// Returns the protocol that models call so, if the format has it.
fn importable(name: &str, metadata: &Metadata) -> Option<Protocol> {
    match (name, metadata.json_version.as_deref()) {
        ("rest-json", _) => Some(Protocol::RestJson),
        ("rest-xml", _) => Some(Protocol::RestXml),
        ("json", Some("1.0")) => Some(Protocol::AwsJson10),
        ("json", _) => Some(Protocol::AwsJson11),
        ("smithy-rpc-v2-cbor", _) => Some(Protocol::RpcV2Cbor),
        ("query", _) => Some(Protocol::AwsQuery),
        ("ec2", _) => Some(Protocol::Ec2Query),
        _ => None,
    }
}

/// Returns the protocol that is asked for, or else the first of those that the service speaks and that can be
/// imported.
pub(super) fn chosen(metadata: &Metadata, wanted: Option<&str>) -> Result<Protocol, Error> {
    let spoken: Vec<&str> = match metadata.protocols.as_slice() {
        [] => metadata.protocol.iter().map(String::as_str).collect(),
        protocols => protocols.iter().map(String::as_str).collect(),
    };
    let importable = |name| importable(name, metadata);
    let only = || {
        let names: Vec<_> = PREFERENCE
            .into_iter()
            .filter(|name| importable(name).is_some())
            .collect();
        format!("only {} can be imported", listed(&names))
    };
    let chosen = match wanted {
        _ if spoken.is_empty() => Err(format!(
            "the model doesn't say which protocol the service speaks; {}",
            only()
        )),
        Some(wanted) if !spoken.contains(&wanted) => Err(format!(
            "the service doesn't speak the protocol {wanted}; it speaks {}",
            listed(&spoken)
        )),
        Some(wanted) => importable(wanted)
            .ok_or_else(|| format!("the protocol {wanted} can't be imported; {}", only())),
        None => {
            let mut candidates = PREFERENCE.into_iter().filter(|name| spoken.contains(name));
            candidates.find_map(importable).ok_or_else(|| {
                let protocols = if spoken.len() == 1 {
                    "protocol"
                } else {
                    "protocols"
                };
                format!(
                    "the service speaks the {protocols} {}; {}",
                    listed(&spoken),
                    only()
                )
            })
        }
    };
    chosen.map_err(Error::request)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::chosen;
    use crate::protocol::Protocol;

    /// Returns what is chosen of a model that says this, or why nothing is.
    fn outcome(
        protocol: Option<&str>,
        protocols: &[&str],
        wanted: Option<&str>,
    ) -> Result<Protocol, String> {
        let metadata =
            serde_json::from_value(json!({ "protocol": protocol, "protocols": protocols }))
                .unwrap();
        chosen(&metadata, wanted).map_err(|error| error.to_string())
    }

    #[test]
    fn the_first_that_can_be_imported_is_chosen_wherever_it_is_listed() {
        for protocols in [
            &["rest-json"][..],
            &["query", "rest-json"],
            &["new", "rest-json", "query"],
        ] {
            assert_eq!(
                outcome(Some("query"), protocols, None),
                Ok(Protocol::RestJson),
                "{protocols:?}"
            );
            assert_eq!(
                outcome(None, protocols, Some("rest-json")),
                Ok(Protocol::RestJson),
                "{protocols:?}"
            );
        }
        // Old models name only one.
        assert_eq!(
            outcome(Some("rest-json"), &[], None),
            Ok(Protocol::RestJson)
        );
        assert_eq!(
            outcome(Some("rest-json"), &[], Some("rest-json")),
            Ok(Protocol::RestJson)
        );
    }

    #[test]
    fn json_goes_before_all_others_and_has_two_versions() {
        for (version, protocol) in [
            (Some("1.0"), Protocol::AwsJson10),
            (Some("1.1"), Protocol::AwsJson11),
            (None, Protocol::AwsJson11),
        ] {
            let metadata =
                json!({ "protocols": ["rest-json", "query", "json"], "jsonVersion": version });
            let metadata = serde_json::from_value(metadata).unwrap();
            assert_eq!(chosen(&metadata, None).unwrap(), protocol, "{version:?}");
            assert_eq!(
                chosen(&metadata, Some("json")).unwrap(),
                protocol,
                "{version:?}"
            );
            assert_eq!(
                chosen(&metadata, Some("rest-json")).unwrap(),
                Protocol::RestJson,
                "{version:?}"
            );
        }
    }

    #[test]
    fn of_several_the_first_in_the_order_of_preference_is_chosen_unless_another_is_asked_for() {
        let all = [
            ("json", Protocol::AwsJson11),
            ("rest-json", Protocol::RestJson),
            ("rest-xml", Protocol::RestXml),
            ("smithy-rpc-v2-cbor", Protocol::RpcV2Cbor),
            ("query", Protocol::AwsQuery),
            ("ec2", Protocol::Ec2Query),
        ];
        let names = all.map(|(name, _)| name);
        for (index, (name, protocol)) in all.into_iter().enumerate() {
            let mut spoken: Vec<_> = names.into_iter().skip(index).collect();
            spoken.reverse();
            assert_eq!(outcome(None, &spoken, None), Ok(protocol), "{spoken:?}");
            assert_eq!(outcome(None, &names, Some(name)), Ok(protocol), "{name}");
        }
    }

    #[test]
    fn a_refusal_says_what_the_service_speaks_or_what_can_be_imported() {
        let only =
            "only json, rest-json, rest-xml, smithy-rpc-v2-cbor, query and ec2 can be imported";
        let cases: [(&[&str], Option<&str>, &str); 7] = [
            (
                &[],
                None,
                &format!("the model doesn't say which protocol the service speaks; {only}"),
            ),
            (
                &[],
                Some("rest-json"),
                &format!("the model doesn't say which protocol the service speaks; {only}"),
            ),
            (
                &["new"],
                None,
                &format!("the service speaks the protocol new; {only}"),
            ),
            (
                &["newer", "new"],
                None,
                &format!("the service speaks the protocols newer and new; {only}"),
            ),
            (
                &["new", "rest-json"],
                Some("new"),
                &format!("the protocol new can't be imported; {only}"),
            ),
            (
                &["rest-json"],
                Some("query"),
                "the service doesn't speak the protocol query; it speaks rest-json",
            ),
            (
                &["query", "ec2", "rest-json"],
                Some("REST-JSON"),
                "the service doesn't speak the protocol REST-JSON; it speaks query, ec2 and rest-json",
            ),
        ];
        for (protocols, wanted, expected) in cases {
            assert_eq!(
                outcome(None, protocols, wanted),
                Err(expected.to_owned()),
                "{protocols:?} {wanted:?}"
            );
        }
    }
}
