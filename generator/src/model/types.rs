//! Types: those of Rust and the runtime, and the named types of a service.

use std::rc::Rc;

use proc_macro2::Ident;

use super::Xml;
use crate::protocol::TimestampFormat;

/// A field of a structure.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The name in the spec, for diagnostics.
    pub(crate) name: String,
    /// The name in the body.
    pub(crate) wire_name: String,
    pub(crate) ident: Ident,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) required: bool,
    /// When null is written.
    pub(crate) null: Null,
    /// Whether it is a map of all members without a field of their own.
    pub(crate) is_additional: bool,
    /// Whether it is required in a successful response.
    pub(crate) is_expected: bool,
    pub(crate) type_: Type,
    /// The format of timestamps in the body.
    pub(crate) timestamp_format: TimestampFormat,
    /// What it has in XML and in AWS's forms besides its name.
    pub(crate) xml: Xml,
    pub(crate) default: Option<FieldDefault>,
}

impl Field {
    /// Returns whether it is a value, and not an `Option` or a `Nullable` of one.
    pub(crate) fn is_value(&self) -> bool {
        self.is_additional || self.required && self.null == Null::Never
    }

    /// Returns whether a new message or structure needs a value for it.
    pub(crate) fn is_argument(&self) -> bool {
        self.required && !matches!(self.default, Some(FieldDefault::Constant(_)))
    }

    /// Returns whether null is a value of a member that is required. It is one of the documents.
    pub(crate) fn takes_null(&self) -> bool {
        self.null == Null::IfNone || self.is_expected && *self.type_.exposed() == Type::Document
    }

    /// Returns whether it has a default when it is read.
    pub(crate) fn is_filled_in(&self) -> bool {
        matches!(self.default, Some(FieldDefault::FilledIn(_)))
    }
}

/// When null is written for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Null {
    Never,
    /// If the caller sets it, by this method. The field tells null from absence.
    IfSet(Ident),
    /// If an `Option` is `None`. The field is required.
    IfNone,
}

/// The default of a field.
#[derive(Clone, Debug)]
pub(crate) enum FieldDefault {
    /// The client sets it if the member is absent in a response.
    FilledIn(Literal),
    /// The service assumes it if the member is absent in a request.
    Taken(Literal),
    /// The client sends it if the caller sets no value.
    Sent(Literal),
    /// It is the only value, which a new message or structure has.
    Constant(Literal),
}

/// A literal value in a spec.
#[derive(Clone, Debug)]
pub(crate) enum Literal {
    Boolean(bool),
    Integer(i128),
    Float(f64),
    /// The digits of a number of any size.
    Number(String),
    Text(String),
    /// Seconds and nanoseconds since 1970.
    Timestamp(i64, i32),
    /// Its year, month and day.
    Date(i16, i8, i8),
    Uuid(u128),
    /// An empty list, map or blob.
    Nothing,
    Document(Document),
}

/// A JSON value of any type.
#[derive(Clone, Debug)]
pub(crate) enum Document {
    Null,
    Boolean(bool),
    /// Its digits.
    Number(String),
    Text(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    UnsignedLong,
    Float,
    Double,
    /// A number of any size.
    Number,
    String,
    /// A sensitive string.
    Secret,
    Blob,
    /// A blob that is the body of a message as a stream.
    Stream,
    /// A blob that is a file in a multipart body.
    Part,
    Timestamp,
    /// A date without a time.
    Date,
    Uuid,
    Document,
    List {
        of: Box<Type>,
        /// Whether it may hold nulls.
        is_sparse: bool,
    },
    Map {
        of: Box<Type>,
        /// Whether it may hold nulls.
        is_sparse: bool,
    },
    Enum(Ident),
    IntEnum(Ident),
    /// A named structure, boxed if it is recursive, or large in a union.
    Structure {
        name: Ident,
        is_boxed: bool,
    },
    /// A named union, boxed if it is recursive, or large in a union.
    Union {
        name: Ident,
        is_boxed: bool,
    },
    /// A sensitive value of another type than a string.
    Sensitive(Box<Type>),
}

impl Type {
    /// Returns the type without its sensitivity.
    pub(crate) fn exposed(&self) -> &Self {
        match self {
            Self::Sensitive(type_) => type_.exposed(),
            type_ => type_,
        }
    }

    /// Returns whether it is allowed in a header, a query or a path.
    pub(crate) fn is_text(&self) -> bool {
        match self {
            Self::List { .. }
            | Self::Map { .. }
            | Self::Structure { .. }
            | Self::Union { .. }
            | Self::Document
            | Self::Blob
            | Self::Stream
            | Self::Part => false,
            Self::Sensitive(type_) => type_.is_text(),
            _ => true,
        }
    }

    /// Returns whether it is a list of a type that is allowed there.
    pub(crate) fn is_list_of_text(&self) -> bool {
        matches!(self, Self::List { of, is_sparse: false } if of.is_text())
    }

    /// Returns whether it is a timestamp, or a list or a map of timestamps.
    pub(crate) fn is_made_of_timestamps(&self) -> bool {
        match self {
            Self::Timestamp => true,
            Self::List { of, .. } | Self::Map { of, .. } | Self::Sensitive(of) => {
                of.is_made_of_timestamps()
            }
            _ => false,
        }
    }

    /// Returns whether it may contain a stream, which is read once.
    pub(crate) fn has_stream(&self) -> bool {
        match self {
            Self::Stream | Self::Part => true,
            Self::List { of, .. } => of.has_stream(),
            _ => false,
        }
    }

    /// Returns the type of the items of a list or the values of a map.
    pub(crate) fn item(&self) -> Option<&Self> {
        match self {
            Self::List { of, .. } | Self::Map { of, .. } => Some(of),
            _ => None,
        }
    }
}

/// A named type.
#[derive(Clone, Debug)]
pub(crate) enum NamedType {
    Structure(Structure),
    Union(Union),
    Enum(Enum),
    IntEnum(IntEnum),
}

impl NamedType {
    /// Returns the name of the Rust type.
    pub(crate) fn name(&self) -> &Ident {
        match self {
            Self::Structure(structure) => &structure.name,
            Self::Union(union) => &union.name,
            Self::Enum(enum_) => &enum_.name,
            Self::IntEnum(enum_) => &enum_.name,
        }
    }
}

/// The secrecy of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Secrecy {
    /// Whether it is sensitive.
    pub(crate) is_sensitive: bool,
    /// Whether a sensitive value may contain it, so that it has to be wiped.
    pub(crate) is_wiped: bool,
}

/// A named structure.
#[derive(Clone, Debug)]
pub(crate) struct Structure {
    pub(crate) name: Ident,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) secrecy: Secrecy,
    pub(crate) fields: Vec<Field>,
}

impl Structure {
    /// Returns whether it has a field with a default when it is read.
    pub(crate) fn has_defaults(&self) -> bool {
        self.fields.iter().any(Field::is_filled_in)
    }
}

/// A named union.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub(crate) name: Ident,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) secrecy: Secrecy,
    pub(crate) by: UnionBy,
    pub(crate) variants: Vec<Variant>,
}

/// What tells the members of a union apart.
#[derive(Clone, Debug)]
pub(crate) enum UnionBy {
    /// The name of the only member of an object, which is the wire name.
    Member,
    /// The wire name in the member of this name. The members are structures.
    Tag(String),
    /// The kind of value of each member.
    Kind(Vec<Kind>),
    /// The names on the wire of the members that each of the structures requires.
    Members(Vec<Vec<String>>),
}

/// A kind of value in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Boolean,
    Number,
    Text,
    List,
    Map,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) name: Ident,
    /// The name in the body, or the value of the tag.
    pub(crate) wire_name: String,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) type_: Type,
    /// The format of timestamps.
    pub(crate) timestamp_format: TimestampFormat,
    /// What it has in XML besides its name.
    pub(crate) xml: Xml,
}

/// A named enum.
#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) name: Ident,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) secrecy: Secrecy,
    /// The variants with their values.
    pub(crate) values: Vec<(Ident, String)>,
}

/// A named enum of numbers.
#[derive(Clone, Debug)]
pub(crate) struct IntEnum {
    pub(crate) name: Ident,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) secrecy: Secrecy,
    /// The variants with their numbers.
    pub(crate) values: Vec<(Ident, i32)>,
}
