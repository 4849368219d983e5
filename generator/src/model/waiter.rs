//! Waiters: what the outcomes of an operation's calls mean.

use std::rc::Rc;

use http::StatusCode;
use proc_macro2::Ident;

use super::Relation;

/// Something that a client can wait for.
#[derive(Clone, Debug)]
pub(crate) struct Waiter {
    /// The name in the spec.
    pub(crate) name: String,
    /// The name of the client's method.
    pub(crate) method_name: Ident,
    /// The name of the constant of the input that has its rules.
    pub(crate) constant: Ident,
    pub(crate) docs: Option<Rc<str>>,
    /// In seconds; at least 1.
    pub(crate) min_delay: u64,
    /// In seconds; at least the minimum.
    pub(crate) max_delay: u64,
    /// What outputs mean. The default is another call.
    pub(crate) on_output: WaiterRules<OutputCondition>,
    /// What errors of the service mean. The default is the end of the wait.
    pub(crate) on_error: WaiterRules<ErrorCondition>,
}

/// What outcomes of one kind mean.
#[derive(Clone, Debug)]
pub(crate) struct WaiterRules<T> {
    /// The conditions in their order, and what the first that holds means.
    pub(crate) cases: Vec<(T, WaiterState)>,
    /// What any other outcome of this kind means, if the spec says so.
    pub(crate) otherwise: Option<WaiterState>,
}

impl<T> Default for WaiterRules<T> {
    fn default() -> Self {
        Self {
            cases: Vec::new(),
            otherwise: None,
        }
    }
}

/// What an outcome means to a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WaiterState {
    Success,
    Failure,
    Retry,
}

/// A condition on an output.
#[derive(Clone, Debug)]
pub(crate) enum OutputCondition {
    /// It is this one of several outputs.
    Is(Ident),
    /// Its members satisfy this.
    Has(Condition),
}

/// A condition on an error of the service.
#[derive(Clone, Debug)]
pub(crate) enum ErrorCondition {
    Status(StatusCode),
    /// A variant of the operation's error.
    Listed(Ident),
    /// A variant of the service's common errors.
    Common(Ident),
    /// The code of an error that has no variant.
    Code(String),
}

/// A condition on the members of an output, or on those of an item in it.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Not(Box<Self>),
    /// A value has this relation to the constant.
    Value {
        of: Vec<ValueStep>,
        is: Relation,
        constant: Constant,
        /// Whether the condition holds if there is no value.
        if_absent: bool,
    },
    /// Two values of the same type are equal, or both are absent.
    Equal(Vec<ValueStep>, Vec<ValueStep>),
    /// A text contains this one. It doesn't hold if there is no text.
    Contains {
        of: Vec<ValueStep>,
        part: String,
    },
    /// There is a text, and it doesn't contain this one.
    ContainsNot {
        of: Vec<ValueStep>,
        part: String,
    },
    /// A length has this relation to the number. It doesn't hold if there is nothing to measure, unless that counts as 0.
    Length {
        of: Measured,
        is: Relation,
        number: u64,
        /// Whether what is absent has the length 0.
        is_zero_if_absent: bool,
    },
    /// Two lengths have this relation. It doesn't hold if one of them is absent.
    Lengths {
        left: Measured,
        is: Relation,
        right: Measured,
    },
    /// One of the values is the constant.
    Any(Values, Constant),
    /// The source is there, and none of the values is the constant.
    NoneOf(Values, Constant),
    /// There is a value, and all are the constant.
    All(Values, Constant),
}

impl Condition {
    /// Returns the condition that holds where another one doesn't.
    ///
    /// An absent value has no length and contains nothing: in JMESPath, both are errors. With these, neither a condition
    /// nor its negation holds.
    pub(crate) fn negated(self) -> Self {
        match self {
            Self::And(left, right) => Self::Or(left.negated().into(), right.negated().into()),
            Self::Or(left, right) => Self::And(left.negated().into(), right.negated().into()),
            Self::Not(condition) => *condition,
            Self::Value {
                of,
                is,
                constant,
                if_absent,
            } => Self::Value {
                of,
                is: is.negated(),
                constant,
                if_absent: !if_absent,
            },
            Self::Length {
                of,
                is,
                number,
                is_zero_if_absent,
            } => Self::Length {
                of,
                is: is.negated(),
                number,
                is_zero_if_absent,
            },
            Self::Lengths { left, is, right } => Self::Lengths {
                left,
                is: is.negated(),
                right,
            },
            Self::Contains { of, part } => Self::ContainsNot { of, part },
            Self::ContainsNot { of, part } => Self::Contains { of, part },
            Self::Any(values, constant) => Self::NoneOf(values, constant),
            Self::NoneOf(values, constant) => Self::Any(values, constant),
            other => Self::Not(other.into()),
        }
    }
}

/// A constant, as the type that it is compared with.
#[derive(Clone, Debug)]
pub(crate) enum Constant {
    Boolean(bool),
    Integer(i128),
    Text(String),
    /// The enum and its variant.
    Variant(Ident, Ident),
    /// A value of an enum that has no variant.
    OtherText(String),
    /// A number of an enum that has no variant.
    OtherNumber(i32),
}

/// What has a length.
#[derive(Clone, Debug)]
pub(crate) enum Measured {
    List(Vec<ValueStep>),
    Map(Vec<ValueStep>),
    /// A text, in characters.
    Text {
        of: Vec<ValueStep>,
        is_secret: bool,
    },
    /// What is selected of a list or a map.
    Values(Values),
}

/// A step from an output or an item to a value in it.
#[derive(Clone, Debug)]
pub(crate) enum ValueStep {
    Field {
        field: Ident,
        required: bool,
    },
    /// The value of a key of a map.
    Key {
        key: String,
        /// Whether it may be null.
        is_sparse: bool,
    },
    /// The item of a list at this index.
    Index {
        index: usize,
        /// Whether it may be null.
        is_sparse: bool,
    },
    /// The last item of a list.
    Last {
        /// Whether it may be null.
        is_sparse: bool,
    },
}

/// Values that are selected in an output or an item.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    pub(crate) source: Source,
    pub(crate) steps: Vec<ValuesStep>,
}

/// Where values come from.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) of: Vec<ValueStep>,
    pub(crate) kind: SourceKind,
}

/// What is selected first.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SourceKind {
    /// The items of a list, which may be null.
    Items { is_sparse: bool },
    /// The values of a map, which may be null.
    Values { is_sparse: bool },
    /// The keys of a map.
    Keys,
}

/// What is done with each value.
#[derive(Clone, Debug)]
pub(crate) enum ValuesStep {
    /// It is replaced by a value in it, or left out if that is absent.
    Reach(Vec<ValueStep>),
    /// It is replaced by the items of a list in it.
    Items { of: Vec<ValueStep>, is_sparse: bool },
    /// It is left out unless this holds.
    Filter(Condition),
}
