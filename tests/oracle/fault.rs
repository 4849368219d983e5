//! What the server is known to do wrong, as rules about values and about what operations have in common, and never about
//! the name of one.

use crate::{
    model::{Reference, Shape},
    place::{Message, Place},
    protocol::Protocol,
};

/// Something that the server does wrong, or that it is known to say in another way.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Fault {
    TimeInText,
    TimeInList,
    QueryMap,
    TextBoolean,
    FractionOfSecond,
    EmptyQueryList,
    CommaInHeaderList,
    NullInAnswer,
    NullInMap,
    JsonInHeader,
    NoBody,
    NoBodyToPut,
    SameRequest,
    FractionOfS3,
    Expires,
    LocationConstraint,
    QueryCode,
    EmptyPayload,
    EmptyInForm,
    PathOfId,
    Location,
}

impl Fault {
    /// Returns what is wrong, and how that shows in the server's code.
    pub fn reason(self) -> &'static str {
        match self {
            Self::TimeInText => {
                "times in labels are read as in the body: `_parse_timestamp` knows headers and queries alone"
            }
            Self::TimeInList => {
                "times in lists in headers and queries are read as in the body: the item's shape has no location"
            }
            Self::QueryMap => {
                "maps in queries are lost: `_parse_shape` looks for the one parameter that is called None"
            }
            Self::TextBoolean => {
                "booleans in headers, queries and labels stay text: `BaseJSONRequestParser._parse_boolean` does nothing"
            }
            Self::FractionOfSecond => {
                "fractions of epoch seconds are cut off: `_timestamp_unixtimestamp` makes an int of them"
            }
            Self::EmptyQueryList => {
                "lists in queries are there when they aren't sent: `getlist` gives an empty one"
            }
            Self::CommaInHeaderList => {
                "lists in headers are split at each comma, and quotes stay: `_parse_shape` calls `split`"
            }
            Self::NullInAnswer => {
                "nulls in lists and maps are left out: `_serialize_type_list` skips them"
            }
            Self::NullInMap => {
                "nulls in maps are left out when a request is printed: `plain` skips them"
            }
            Self::JsonInHeader => {
                "JSON in headers stays base64 in requests: there is no parser for `jsonvalue`"
            }
            Self::NoBody => {
                "answers to HEAD and those of status 204 have no body, but models have members for it"
            }
            Self::NoBodyToPut => {
                "answers of S3 to PUT have no body without a payload: `S3ResponseSerializer._serialize_response`"
            }
            Self::SameRequest => {
                "an operation has the same method, URI and required parameters as another one, and the server can't tell them apart"
            }
            Self::FractionOfS3 => {
                "fractions of seconds are cut off in answers of S3: `_timestamp_iso8601` of `S3ResponseSerializer`"
            }
            Self::Expires => {
                "the header `Expires` of S3 is any text to clients, and the server takes a time for it"
            }
            Self::LocationConstraint => {
                "the region of a bucket is answered without an element: spec-patches.json makes a payload of it"
            }
            Self::QueryCode => {
                "codes that services had when they spoke query are told again: `_add_query_compatible_error_header`"
            }
            Self::Location => {
                "the header `Location` is encoded as a URI: `get_wsgi_headers` of werkzeug does it"
            }
            Self::PathOfId => {
                "clients of Route 53 remove the paths of identifiers, which outputs have and inputs don't take"
            }
            Self::EmptyInForm => "a structure without members has no key in a form",
            Self::EmptyPayload => {
                "a payload that isn't sent is an empty one: `_initial_body_parse` gives an empty object for no body"
            }
        }
    }

    /// Returns why a value can't be sent or answered at a place at all.
    pub fn of(
        message: Message,
        place: Place,
        reference: &Reference,
        shape: &Shape,
        item: Option<&Shape>,
    ) -> Option<Self> {
        let is_time = |shape: &Shape| shape.kind == "timestamp";
        match (message, place) {
            (Message::Input, Place::Label) if is_time(shape) => Some(Self::TimeInText),
            (_, Place::Header | Place::Query) if item.is_some_and(is_time) => {
                Some(Self::TimeInList)
            }
            (Message::Output, Place::Header) if reference.jsonvalue => Some(Self::JsonInHeader),
            _ => None,
        }
    }

    /// Returns why a value of S3 can't be answered.
    pub fn of_s3(message: Message, reference: &Reference) -> Option<Self> {
        match (message, reference.shape.as_str()) {
            (Message::Output, "Expires") => Some(Self::Expires),
            (Message::Output, "BucketLocationConstraint") => Some(Self::LocationConstraint),
            _ => None,
        }
    }

    /// Returns why a text is understood without the path in front of it.
    pub fn of_path(shape: &str) -> Option<Self> {
        let is_id = ["ChangeId", "DelegationSetId", "ResourceId"].contains(&shape);
        is_id.then_some(Self::PathOfId)
    }

    /// Returns why a boolean is read as text.
    pub fn of_boolean(protocol: Protocol, place: Place) -> Option<Self> {
        (protocol == Protocol::RestJson && place.is_text()).then_some(Self::TextBoolean)
    }
}
