//! A spec as a tree: what serde says of the mirror, with what decides the layout of its text.

use serde::{
    Serialize, Serializer,
    de::value::Error,
    ser::{Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct},
};

use crate::format::Spec;

/// The types of the mirror whose keys stand on a line each, however short they are.
const ON_LINES: [&str; 2] = ["Service", "Operation"];

/// A part of a spec.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// Text that is quoted as it needs.
    Text(String),
    /// A number or a truth value, as written.
    Word(String),
    /// Items, in one line if they fit.
    List(Vec<Self>),
    /// Keys and values, in one line if they fit.
    Map(Map),
    /// Keys and values, each on a line of its own.
    Section(Map),
    /// Names and what they define, each on a line of its own.
    Definitions(Map),
}

/// Keys and values in order.
pub(super) type Map = Vec<(String, Node)>;

impl Node {
    /// Returns the tree of a spec. A field that is absent, false or empty is left out.
    pub(super) fn of(spec: &Spec) -> Result<Self, crate::Error> {
        let built = spec.serialize(Builder);
        let built = built.map_err(|error| {
            crate::Error::request(format!("the spec can't be written: {error}"))
        })?;
        Ok(built.node)
    }
}

/// What a value becomes, and what the map around it has to know.
struct Built {
    node: Node,
    /// Whether a field says the same by being left out.
    says_nothing: bool,
    /// Whether it is what a name is defined to be, and not a text by that name.
    is_definition: bool,
}

impl From<Node> for Built {
    fn from(node: Node) -> Self {
        let is_definition = matches!(node, Node::Map(_) | Node::Section(_) | Node::Definitions(_));
        Self {
            node,
            says_nothing: false,
            is_definition,
        }
    }
}

#[derive(Clone, Copy)]
struct Builder;

/// Defines the methods for numbers.
macro_rules! numbers {
    ($($method:ident($type:ty))*) => {
        $(fn $method(self, number: $type) -> Result<Built, Error> {
            Ok(Node::Word(number.to_string()).into())
        })*
    };
}

impl Serializer for Builder {
    type Ok = Built;
    type Error = Error;
    type SerializeSeq = Items;
    type SerializeMap = Entries;
    type SerializeStruct = Fields;
    type SerializeTuple = Impossible<Built, Error>;
    type SerializeTupleStruct = Impossible<Built, Error>;
    type SerializeTupleVariant = Impossible<Built, Error>;
    type SerializeStructVariant = Impossible<Built, Error>;

    numbers! {
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
    }

    fn serialize_bool(self, value: bool) -> Result<Built, Error> {
        Ok(Built {
            says_nothing: !value,
            ..Node::Word(value.to_string()).into()
        })
    }

    fn serialize_f32(self, number: f32) -> Result<Built, Error> {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> Result<Built, Error> {
        let word = serde_yaml::to_string(&number).map_err(Error::custom)?;
        Ok(Node::Word(word.trim_end().to_owned()).into())
    }

    fn serialize_char(self, character: char) -> Result<Built, Error> {
        Ok(Node::Text(character.into()).into())
    }

    fn serialize_str(self, text: &str) -> Result<Built, Error> {
        Ok(Node::Text(text.to_owned()).into())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Built, Error> {
        Err(Error::custom("the format has no bytes"))
    }

    fn serialize_none(self) -> Result<Built, Error> {
        Ok(Built {
            says_nothing: true,
            ..self.serialize_unit()?
        })
    }

    /// What is there is written, whatever it is.
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Built, Error> {
        Ok(Built {
            says_nothing: false,
            ..value.serialize(self)?
        })
    }

    fn serialize_unit(self) -> Result<Built, Error> {
        Ok(Node::Word("null".to_owned()).into())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Built, Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Built, Error> {
        self.serialize_str(variant)
    }

    /// A member may be written by its type alone, and is one all the same.
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Built, Error> {
        Ok(Built {
            is_definition: true,
            ..value.serialize(self)?
        })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Built, Error> {
        Ok(Node::Map(vec![(variant.to_owned(), value.serialize(self)?.node)]).into())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Error> {
        Ok(Items(Vec::new()))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries, Error> {
        Ok(Entries {
            map: Map::new(),
            key: String::new(),
            are_definitions: false,
        })
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields, Error> {
        Ok(Fields {
            map: Map::new(),
            is_on_lines: ON_LINES.contains(&name),
        })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        Err(Error::custom("the format has no tuples"))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleStruct, Error> {
        self.serialize_tuple(length)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        self.serialize_tuple(length)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(Error::custom("the format has no variants with keys"))
    }
}

/// A list that is being built.
struct Items(Vec<Node>);

impl SerializeSeq for Items {
    type Ok = Built;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.0.push(value.serialize(Builder)?.node);
        Ok(())
    }

    fn end(self) -> Result<Built, Error> {
        Ok(Built {
            says_nothing: self.0.is_empty(),
            ..Node::List(self.0).into()
        })
    }
}

/// A map of names that is being built.
struct Entries {
    map: Map,
    /// The key whose value comes next.
    key: String,
    are_definitions: bool,
}

impl SerializeMap for Entries {
    type Ok = Built;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.key = match key.serialize(Builder)?.node {
            Node::Text(key) | Node::Word(key) => key,
            _ => return Err(Error::custom("the format has no keys but words")),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let built = value.serialize(Builder)?;
        self.are_definitions |= built.is_definition;
        self.map.push((std::mem::take(&mut self.key), built.node));
        Ok(())
    }

    fn end(self) -> Result<Built, Error> {
        let says_nothing = self.map.is_empty();
        let node = if self.are_definitions {
            Node::Definitions(self.map)
        } else {
            Node::Map(self.map)
        };
        Ok(Built {
            says_nothing,
            ..node.into()
        })
    }
}

/// A value of a type with keys that is being built.
struct Fields {
    map: Map,
    is_on_lines: bool,
}

impl SerializeStruct for Fields {
    type Ok = Built;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let built = value.serialize(Builder)?;
        if !built.says_nothing {
            self.map.push((key.to_owned(), built.node));
        }
        Ok(())
    }

    fn end(self) -> Result<Built, Error> {
        Ok(if self.is_on_lines {
            Node::Section(self.map)
        } else {
            Node::Map(self.map)
        }
        .into())
    }
}
