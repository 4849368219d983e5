//! What XML and AWS's forms have besides the names of members.

use crate::protocol::TimestampFormat;

/// An element: that of a root, of an item, of a key or of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    /// The format of timestamps in it.
    pub(crate) timestamp_format: TimestampFormat,
    pub(crate) xml: Xml,
}

/// What a member has besides its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Xml {
    /// Whether it is an attribute of its structure's element.
    pub(crate) is_attribute: bool,
    /// Whether the items of a list or the entries of a map stand where the list or the map would.
    pub(crate) is_flattened: bool,
    pub(crate) namespace: Option<Namespace>,
    /// The items of a list or the values of a map, if they aren't the usual ones.
    pub(crate) item: Option<Box<Element>>,
    /// The keys of a map, if they aren't the usual ones.
    pub(crate) key: Option<Box<Element>>,
    /// The key in an EC2 form, if it isn't the name with a capital first letter.
    pub(crate) query_name: Option<String>,
}

impl Xml {
    /// Returns whether there is nothing besides the name.
    pub(crate) fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// A namespace of XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Namespace {
    pub(crate) prefix: Option<String>,
    pub(crate) uri: String,
}
