//! Conditions on the members of an output, as Rust.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::{
    Condition, Constant, Measured, Relation, Source, SourceKind, ValueStep, Values, ValuesStep,
};

/// Returns the condition on what `from` names: an output, or an item in it.
pub(super) fn condition(from: &TokenStream, of: &Condition) -> TokenStream {
    match of {
        Condition::And(left, right) => {
            let (left, right) = (operand(from, left), operand(from, right));
            quote!(#left && #right)
        }
        Condition::Or(left, right) => {
            let (left, right) = (condition(from, left), condition(from, right));
            quote!(#left || #right)
        }
        Condition::Not(of) => {
            let of = condition(from, of);
            quote!(!(#of))
        }
        Condition::Value {
            of,
            is,
            constant,
            if_absent,
        } => match reached(from, of) {
            Reached::Place(place) => compared(&place, &quote!(), *is, constant),
            Reached::Option(value) => {
                let satisfies = compared(&quote!(value), &quote!(*), *is, constant);
                optional(&value, &quote!(|value| #satisfies), *if_absent)
            }
        },
        Condition::Equal(left, right) => {
            let (left, right) = (reached(from, left).option(), reached(from, right).option());
            quote!(#left == #right)
        }
        Condition::Contains { of, part } => match reached(from, of) {
            Reached::Place(place) => quote!(#place.contains(#part)),
            Reached::Option(value) => quote!(#value.is_some_and(|value| value.contains(#part))),
        },
        Condition::ContainsNot { of, part } => match reached(from, of) {
            Reached::Place(place) => quote!(!#place.contains(#part)),
            Reached::Option(value) => quote!(#value.is_some_and(|value| !value.contains(#part))),
        },
        Condition::Length {
            of,
            is,
            number,
            is_zero_if_absent,
        } => {
            let if_absent = *is_zero_if_absent && is.holds(0, *number);
            length(from, of, *is, *number, if_absent)
        }
        Condition::Lengths { left, is, right } => {
            let (left, right) = (measure(from, left), measure(from, right));
            let is = is.tokens();
            quote!(#left.zip(#right).is_some_and(|(left, right)| left #is right))
        }
        Condition::Any(of, constant) => {
            let values = values(from, of);
            let satisfies = compared(&quote!(value), &quote!(*), Relation::Equal, constant);
            quote!(#values.any(|value| #satisfies))
        }
        Condition::NoneOf(Values { source, steps }, constant) => {
            let satisfies = compared(&quote!(value), &quote!(*), Relation::Equal, constant);
            let none_of = |source: &Reached, kind| {
                let values = selected(iterated(source, kind), steps);
                quote!(!#values.any(|value| #satisfies))
            };
            match reached(from, &source.of) {
                place @ Reached::Place(_) => none_of(&place, source.kind),
                Reached::Option(value) => {
                    let none_of = none_of(&Reached::Place(quote!(values)), source.kind);
                    quote!(#value.is_some_and(|values| #none_of))
                }
            }
        }
        Condition::All(of, constant) => {
            let values = values(from, of);
            let satisfies = compared(&quote!(value), &quote!(*), Relation::Equal, constant);
            quote!(runtime::all_are(#values, |value| #satisfies))
        }
    }
}

/// Returns a condition that stands beside `&&`.
fn operand(from: &TokenStream, of: &Condition) -> TokenStream {
    let is_alternative = matches!(of, Condition::Or(..));
    let of = condition(from, of);
    if is_alternative { quote!((#of)) } else { of }
}

/// A value at the end of steps.
enum Reached {
    /// A place, which is always there.
    Place(TokenStream),
    /// An `Option` of a reference.
    Option(TokenStream),
}

impl Reached {
    fn option(self) -> TokenStream {
        match self {
            Self::Place(place) => quote!(Some(&#place)),
            Self::Option(value) => value,
        }
    }
}

/// Returns the value at the end of steps.
fn reached(from: &TokenStream, steps: &[ValueStep]) -> Reached {
    let Some((step, rest)) = steps.split_first() else {
        return Reached::Place(from.clone());
    };
    let is_present =
        |is_sparse: &bool| is_sparse.then(|| quote!(.and_then(::core::option::Option::as_ref)));
    let value = match step {
        ValueStep::Field {
            field,
            required: true,
        } => return reached(&quote!(#from.#field), rest),
        ValueStep::Field { field, .. } => quote!(#from.#field.as_ref()),
        ValueStep::Key { key, is_sparse } => {
            let present = is_present(is_sparse);
            quote!(#from.get(#key) #present)
        }
        ValueStep::Index {
            index: 0,
            is_sparse,
        } => {
            let present = is_present(is_sparse);
            quote!(#from.first() #present)
        }
        ValueStep::Index { index, is_sparse } => {
            let (index, present) = (Literal::usize_unsuffixed(*index), is_present(is_sparse));
            quote!(#from.get(#index) #present)
        }
        ValueStep::Last { is_sparse } => {
            let present = is_present(is_sparse);
            quote!(#from.last() #present)
        }
    };
    if rest.is_empty() {
        return Reached::Option(value);
    }
    Reached::Option(match reached(&quote!(part), rest) {
        Reached::Place(place) => quote!(#value.map(|part| &#place)),
        Reached::Option(rest) => quote!(#value.and_then(|part| #rest)),
    })
}

/// Returns the comparison of a value with a constant. `dereference` stands in front of a value that is a reference.
fn compared(
    value: &TokenStream,
    dereference: &TokenStream,
    is: Relation,
    constant: &Constant,
) -> TokenStream {
    let relation = is.tokens();
    match constant {
        Constant::Boolean(truth) if *truth == (is == Relation::Equal) => {
            quote!(#dereference #value)
        }
        Constant::Boolean(_) => quote!(!#dereference #value),
        Constant::Integer(number) => {
            let number = Literal::i128_unsuffixed(*number);
            quote!(#dereference #value #relation #number)
        }
        Constant::Text(text) => quote!(#value #relation #text),
        Constant::Variant(name, variant) => {
            quote!(#dereference #value #relation types::#name::#variant)
        }
        Constant::OtherText(text) => quote!(#value.as_str() #relation #text),
        Constant::OtherNumber(number) => {
            let number = Literal::i32_unsuffixed(*number);
            quote!(#value.as_i32() #relation #number)
        }
    }
}

/// Returns whether the value of an `Option` satisfies a condition, or is absent where that is enough.
fn optional(value: &TokenStream, satisfies: &TokenStream, if_absent: bool) -> TokenStream {
    if if_absent {
        quote!(#value.is_none_or(#satisfies))
    } else {
        quote!(#value.is_some_and(#satisfies))
    }
}

/// Returns the condition that a length has a relation to a number.
fn length(
    from: &TokenStream,
    of: &Measured,
    is: Relation,
    number: u64,
    if_absent: bool,
) -> TokenStream {
    let (Some((steps, collection)), Some(is_empty)) = (of.collection(), emptiness(is, number))
    else {
        // No length is below 0.
        let (is, number) = match emptiness(is, number) {
            Some(true) => (Relation::Equal, 0),
            Some(false) => (Relation::Greater, 0),
            None => (is, number),
        };
        let (relation, number) = (is.tokens(), Literal::u64_unsuffixed(number));
        let measure = measure(from, of);
        let satisfies = quote!(|length| length #relation #number);
        return optional(&measure, &satisfies, if_absent);
    };
    match (reached(from, steps), is_empty) {
        (Reached::Place(place), true) => quote!(#place.is_empty()),
        (Reached::Place(place), false) => quote!(!#place.is_empty()),
        (Reached::Option(value), true) => {
            optional(&value, &quote!(#collection::is_empty), if_absent)
        }
        (Reached::Option(value), false) => {
            optional(&value, &quote!(|value| !value.is_empty()), if_absent)
        }
    }
}

impl Measured {
    /// Returns the steps to a list or a map, and its type.
    fn collection(&self) -> Option<(&[ValueStep], TokenStream)> {
        match self {
            Self::List(steps) => Some((steps, quote!(::std::vec::Vec))),
            Self::Map(steps) => Some((steps, quote!(::std::collections::BTreeMap))),
            Self::Text { .. } | Self::Values(_) => None,
        }
    }
}

/// Returns whether a comparison of a length asks for an empty list, or for one that isn't.
fn emptiness(is: Relation, number: u64) -> Option<bool> {
    match (is, number) {
        (Relation::Equal | Relation::LessOrEqual, 0) | (Relation::Less, 1) => Some(true),
        (Relation::NotEqual | Relation::Greater, 0) | (Relation::GreaterOrEqual, 1) => Some(false),
        _ => None,
    }
}

/// Returns a length, as an `Option`.
fn measure(from: &TokenStream, of: &Measured) -> TokenStream {
    match of {
        Measured::List(steps) => measured(&reached(from, steps), &quote!(::std::vec::Vec)),
        Measured::Map(steps) => {
            measured(&reached(from, steps), &quote!(::std::collections::BTreeMap))
        }
        Measured::Text { of, is_secret } => {
            let value = reached(from, of).option();
            let text = if *is_secret {
                quote!(::secrecy::ExposeSecret::expose_secret(text))
            } else {
                quote!(text)
            };
            quote!(#value.map(|text| #text.chars().count()))
        }
        Measured::Values(Values { source, steps }) => {
            let value = reached(from, &source.of).option();
            let items = iterated(&Reached::Place(quote!(values)), source.kind);
            let values = selected(items, steps);
            quote!(#value.map(|values| #values.count()))
        }
    }
}

fn measured(of: &Reached, collection: &TokenStream) -> TokenStream {
    match of {
        Reached::Place(place) => quote!(Some(#place.len())),
        Reached::Option(value) => quote!(#value.map(#collection::len)),
    }
}

/// Returns an iterator over references to values.
fn values(from: &TokenStream, Values { source, steps }: &Values) -> TokenStream {
    selected(items(from, source), steps)
}

/// Returns an iterator over what is selected first.
fn items(from: &TokenStream, source: &Source) -> TokenStream {
    iterated(&reached(from, &source.of), source.kind)
}

fn iterated(of: &Reached, kind: SourceKind) -> TokenStream {
    let (method, function, is_sparse) = match kind {
        SourceKind::Items { is_sparse } => (quote!(iter), None, is_sparse),
        SourceKind::Values { is_sparse } => (
            quote!(values),
            Some(quote!(::std::collections::BTreeMap::values)),
            is_sparse,
        ),
        SourceKind::Keys => (
            quote!(keys),
            Some(quote!(::std::collections::BTreeMap::keys)),
            false,
        ),
    };
    let present = is_sparse.then(|| quote!(.flatten()));
    match (of, function) {
        (Reached::Place(place), _) => quote!(#place.#method() #present),
        (Reached::Option(value), None) => quote!(#value.into_iter().flatten() #present),
        (Reached::Option(value), Some(function)) => {
            quote!(#value.into_iter().flat_map(#function) #present)
        }
    }
}

/// Returns an iterator over what is selected of each of these values.
fn selected(values: TokenStream, steps: &[ValuesStep]) -> TokenStream {
    steps.iter().fold(values, |values, step| match step {
        ValuesStep::Reach(steps) => match reached(&quote!(item), steps) {
            Reached::Place(place) => quote!(#values.map(|item| &#place)),
            Reached::Option(value) => quote!(#values.filter_map(|item| #value)),
        },
        ValuesStep::Items { of, is_sparse } => {
            let source = Source {
                of: of.clone(),
                kind: SourceKind::Items {
                    is_sparse: *is_sparse,
                },
            };
            let items = items(&quote!(item), &source);
            quote!(#values.flat_map(|item| #items))
        }
        ValuesStep::Filter(of) => {
            let condition = condition(&quote!(item), of);
            quote!(#values.filter(|item| #condition))
        }
    })
}

impl Relation {
    fn tokens(self) -> TokenStream {
        match self {
            Self::Equal => quote!(==),
            Self::NotEqual => quote!(!=),
            Self::Less => quote!(<),
            Self::LessOrEqual => quote!(<=),
            Self::Greater => quote!(>),
            Self::GreaterOrEqual => quote!(>=),
        }
    }
}
