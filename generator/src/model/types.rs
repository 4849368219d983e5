//! Types: those that Rust and the runtime have, and those that a service names.

use std::rc::Rc;

use proc_macro2::Ident;

use crate::protocol::TimestampFormat;

/// A field of a structure.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The name in the spec, for messages.
    pub(crate) name: String,
    /// The name in the body.
    pub(crate) wire_name: String,
    pub(crate) ident: Ident,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) required: bool,
    /// Whether a success without it is an error.
    pub(crate) is_expected: bool,
    pub(crate) type_: Type,
    /// How the timestamps in it are written in the body.
    pub(crate) timestamp_format: TimestampFormat,
    pub(crate) default: Option<FieldDefault>,
}

impl Field {
    /// Returns whether it has a value where nothing is read.
    pub(crate) fn is_filled_in(&self) -> bool {
        matches!(self.default, Some(FieldDefault::FilledIn(_)))
    }
}

/// The value that a field has where the wire says nothing.
#[derive(Clone, Debug)]
pub(crate) enum FieldDefault {
    /// It is filled in where nothing is read.
    FilledIn(Literal),
    /// The service takes it where nothing is sent.
    Taken(Literal),
    /// It is sent where the caller gives nothing.
    Sent(Literal),
}

/// A value that a spec writes out.
#[derive(Clone, Debug)]
pub(crate) enum Literal {
    Boolean(bool),
    Integer(i64),
    Float(f64),
    /// The digits of a number of any size.
    Number(String),
    Text(String),
    /// Seconds and nanoseconds since 1970.
    Timestamp(i64, i32),
    /// A list, a map or a blob without anything in it.
    Nothing,
    Document(Document),
}

/// JSON of any form.
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
    Float,
    Double,
    /// A number of any size.
    Number,
    String,
    /// A string that must not be shown.
    Secret,
    Blob,
    /// A blob that is the body of a message, read and written piece by piece.
    Stream,
    Timestamp,
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
    /// A named structure, boxed where it would hold itself.
    Structure {
        name: Ident,
        is_boxed: bool,
    },
    /// A named union, boxed where it would hold itself.
    Union {
        name: Ident,
        is_boxed: bool,
    },
    /// Any other than a string that must not be shown.
    Sensitive(Box<Type>),
}

impl Type {
    /// The type without what keeps it from being shown.
    pub(crate) fn exposed(&self) -> &Self {
        match self {
            Self::Sensitive(type_) => type_.exposed(),
            type_ => type_,
        }
    }

    /// Whether it can stand in a header, a query or a path.
    pub(crate) fn is_text(&self) -> bool {
        match self {
            Self::List { .. }
            | Self::Map { .. }
            | Self::Structure { .. }
            | Self::Union { .. }
            | Self::Document
            | Self::Blob
            | Self::Stream => false,
            Self::Sensitive(type_) => type_.is_text(),
            _ => true,
        }
    }

    /// Whether it is a list of what can stand there.
    pub(crate) fn is_list_of_text(&self) -> bool {
        matches!(self, Self::List { of, is_sparse: false } if of.is_text())
    }

    /// What a list or a map holds.
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
    /// The name of the Rust type.
    pub(crate) fn name(&self) -> &Ident {
        match self {
            Self::Structure(structure) => &structure.name,
            Self::Union(union) => &union.name,
            Self::Enum(enum_) => &enum_.name,
            Self::IntEnum(enum_) => &enum_.name,
        }
    }
}

/// How far a type is kept from being seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Secrecy {
    /// Whether it must not be shown.
    pub(crate) is_sensitive: bool,
    /// Whether a value that must not be shown may consist of it, so that it has to be wiped.
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
    /// Whether a field of a new one has a value.
    pub(crate) fn has_defaults(&self) -> bool {
        self.fields.iter().any(|field| field.default.is_some())
    }
}

/// A named union.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub(crate) name: Ident,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) secrecy: Secrecy,
    pub(crate) variants: Vec<Variant>,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) name: Ident,
    /// The name in the body.
    pub(crate) wire_name: String,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) type_: Type,
    /// How the timestamps in it are written.
    pub(crate) timestamp_format: TimestampFormat,
}

/// A named enum.
#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) name: Ident,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) secrecy: Secrecy,
    /// The variants, and the values that they stand for.
    pub(crate) values: Vec<(Ident, String)>,
}

/// A named enum of numbers.
#[derive(Clone, Debug)]
pub(crate) struct IntEnum {
    pub(crate) name: Ident,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) secrecy: Secrecy,
    /// The variants, and the numbers that they stand for.
    pub(crate) values: Vec<(Ident, i32)>,
}
