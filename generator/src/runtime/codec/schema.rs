//! The schema of members, which readers and writers interpret.

use super::interface::Value;

/// The schema of a member of a structure.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The name on the wire.
    pub name: &'static str,
    /// The format of timestamps.
    pub timestamp_format: TimestampFormat,
    /// Whether it is required in a successful response.
    pub is_required: bool,
    /// Whether null is written if the value is absent.
    pub is_nullable: bool,
    /// What XML and AWS's forms have besides the name.
    pub xml: Option<&'static Xml>,
}

impl Member {
    /// The schema of a whole body.
    pub const ROOT: Self = Self::new("");

    /// Creates the schema of an optional member with this name on the wire.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            timestamp_format: TimestampFormat::EpochSeconds,
            is_required: false,
            is_nullable: false,
            xml: None,
        }
    }

    /// Sets the format of timestamps to RFC 3339.
    #[must_use]
    pub const fn date_time(self) -> Self {
        Self {
            timestamp_format: TimestampFormat::DateTime,
            ..self
        }
    }

    /// Sets the format of timestamps to that of HTTP headers.
    #[must_use]
    pub const fn http_date(self) -> Self {
        Self {
            timestamp_format: TimestampFormat::HttpDate,
            ..self
        }
    }

    /// Makes the member required in a successful response.
    #[must_use]
    pub const fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }

    /// Makes an absent value one that is written as null.
    #[must_use]
    pub const fn nullable(self) -> Self {
        Self {
            is_nullable: true,
            ..self
        }
    }

    /// Sets what XML and AWS's forms have besides the name.
    #[must_use]
    pub const fn xml(self, xml: &'static Xml) -> Self {
        Self {
            xml: Some(xml),
            ..self
        }
    }

    /// Returns whether a structure is written without the member.
    pub(super) fn is_omitted(&self, value: &dyn Value) -> bool {
        value.is_absent() && !self.is_nullable
    }
}

/// What XML and AWS's forms have besides the name of a member.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default)]
pub struct Xml {
    /// Whether it is an attribute of its structure's element.
    pub is_attribute: bool,
    /// Whether the items of a list or the entries of a map stand where the list or the map would.
    pub is_flattened: bool,
    /// The namespace that its element declares.
    pub namespace: Option<Namespace>,
    /// The schema of the items of a list or the values of a map, if it isn't the usual one.
    pub item: Option<Member>,
    /// The schema of the keys of a map, if it isn't the usual one.
    pub key: Option<Member>,
    /// The key in an EC2 form, if it isn't the name with a capital first letter.
    pub query_name: Option<&'static str>,
}

/// A namespace of XML.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Namespace {
    /// The prefix of names in it. The default namespace has none.
    pub prefix: Option<&'static str>,
    /// What identifies it.
    pub uri: &'static str,
}

impl Xml {
    /// Creates what a plain element has.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            is_attribute: false,
            is_flattened: false,
            namespace: None,
            item: None,
            key: None,
            query_name: None,
        }
    }

    /// Makes it an attribute.
    #[must_use]
    pub const fn attribute(self) -> Self {
        Self {
            is_attribute: true,
            ..self
        }
    }

    /// Makes it a flattened list or map.
    #[must_use]
    pub const fn flattened(self) -> Self {
        Self {
            is_flattened: true,
            ..self
        }
    }

    /// Sets the default namespace.
    #[must_use]
    pub const fn namespace(self, uri: &'static str) -> Self {
        Self {
            namespace: Some(Namespace { prefix: None, uri }),
            ..self
        }
    }

    /// Sets the namespace of a prefix.
    #[must_use]
    pub const fn prefix(self, prefix: &'static str, uri: &'static str) -> Self {
        Self {
            namespace: Some(Namespace {
                prefix: Some(prefix),
                uri,
            }),
            ..self
        }
    }

    /// Sets the schema of the items of a list or the values of a map.
    #[must_use]
    pub const fn items(self, item: Member) -> Self {
        Self {
            item: Some(item),
            ..self
        }
    }

    /// Sets the schema of the keys of a map.
    #[must_use]
    pub const fn keys(self, key: Member) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }

    /// Sets the key in an EC2 form.
    #[must_use]
    pub const fn query_name(self, name: &'static str) -> Self {
        Self {
            query_name: Some(name),
            ..self
        }
    }
}

/// The format of a timestamp.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimestampFormat {
    /// `482196050.52`.
    #[default]
    EpochSeconds,
    /// `1985-04-12T23:20:50.52Z`.
    DateTime,
    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    HttpDate,
}
