//! Types and paths.

use std::{fmt::Write, ops::Range};

use syn::{
    GenericArgument, Path, PathArguments, QSelf, Token, TraitBound, Type, TypeParamBound,
    punctuated::Punctuated,
};

use super::{
    Layout,
    argument::Argument,
    space::{MAX_WIDTH, Space, width},
    tokens,
};

/// What stands in front of the bounds of a type that isn't named.
const IMPL: &str = "impl ";

impl Layout {
    /// Returns a type, on several lines if it doesn't fit on one.
    pub(super) fn type_(&self, type_: &Type, space: Space) -> Option<String> {
        let text = flat_type(type_);
        // rustfmt forgets the columns of `impl `.
        let space = match type_ {
            Type::ImplTrait(_) => Space {
                width: space.width + IMPL.len(),
                ..space
            },
            _ => space,
        };
        if width(&text) <= space.width {
            return Some(text);
        }
        match type_ {
            Type::Path(path) => broken_path(path.qself.as_ref(), &path.path).map_or(
                Some(text),
                |(head, arguments)| {
                    self.list(&head, ("<", ">"), &arguments, MAX_WIDTH, true, space)
                },
            ),
            Type::Reference(reference) => {
                let mut head = String::from("&");
                if let Some(lifetime) = &reference.lifetime {
                    tokens::write(lifetime, &mut head);
                    head.push(' ');
                }
                if reference.mutability.is_some() {
                    head.push_str("mut ");
                }
                let inner = self.type_(&reference.elem, space.after(head.len())?)?;
                Some(head + &inner)
            }
            Type::ImplTrait(of) => match of.bounds.first() {
                Some(TypeParamBound::Trait(bound)) if of.bounds.len() == 1 && is_plain(bound) => {
                    match broken_path(None, &bound.path) {
                        Some((name, items)) => {
                            let name = format!("{IMPL}{name}");
                            self.list(&name, ("<", ">"), &items, MAX_WIDTH, true, space)
                        }
                        None => Some(text),
                    }
                }
                _ => Some(text),
            },
            Type::Tuple(tuple) => {
                let elements: Vec<_> = tuple.elems.iter().map(Argument::Type).collect();
                self.list("", ("(", ")"), &elements, MAX_WIDTH, true, space)
            }
            _ => Some(text),
        }
    }
}

/// Returns a path up to the arguments of its last name, and these.
fn broken_path<'a>(qself: Option<&QSelf>, path: &'a Path) -> Option<(String, Vec<Argument<'a>>)> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else {
        return None;
    };
    if qself.is_some() {
        return None;
    }
    let items = arguments.args.iter().map(|argument| match argument {
        GenericArgument::Type(type_) => Argument::Type(type_),
        other => {
            let mut text = String::new();
            tokens::write(other, &mut text);
            Argument::Text(text)
        }
    });
    let mut head = String::new();
    let last = path.segments.last()?;
    names(path, 0..path.segments.len() - 1, &mut head);
    if !head.is_empty() || path.leading_colon.is_some() {
        head += "::";
    }
    head += &last.ident.to_string();
    if arguments.colon2_token.is_some() {
        head += "::";
    }
    Some((head, items.collect()))
}

/// Returns a type on one line.
pub(super) fn flat_type(of: &Type) -> String {
    let mut text = String::new();
    type_(of, &mut text);
    text
}

/// Writes a type on one line.
pub(super) fn type_(of: &Type, out: &mut String) {
    match of {
        Type::Path(of) => path(of.qself.as_ref(), &of.path, out),
        Type::Reference(reference) if reference.lifetime.is_none() => {
            out.push_str(if reference.mutability.is_some() {
                "&mut "
            } else {
                "&"
            });
            type_(&reference.elem, out);
        }
        Type::Slice(slice) => {
            out.push('[');
            type_(&slice.elem, out);
            out.push(']');
        }
        Type::Tuple(tuple) if tuple.elems.len() != 1 => {
            out.push('(');
            for (index, element) in tuple.elems.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                type_(element, out);
            }
            out.push(')');
        }
        Type::ImplTrait(of) => {
            out.push_str(IMPL);
            bounds(&of.bounds, out);
        }
        Type::TraitObject(of) => {
            out.push_str(if of.dyn_token.is_some() { "dyn " } else { "" });
            bounds(&of.bounds, out);
        }
        other => tokens::write(other, out),
    }
}

fn bounds(bounds: &Punctuated<TypeParamBound, Token![+]>, out: &mut String) {
    for (index, bound) in bounds.iter().enumerate() {
        out.push_str(if index == 0 { "" } else { " + " });
        match bound {
            TypeParamBound::Trait(bound) if is_plain(bound) => path(None, &bound.path, out),
            other => tokens::write(other, out),
        }
    }
}

/// Returns whether a bound is nothing but a path.
fn is_plain(bound: &TraitBound) -> bool {
    bound.paren_token.is_none() && bound.lifetimes.is_none() && bound.maybe.is_none()
}

/// Writes a path on one line.
pub(super) fn path(qself: Option<&QSelf>, path: &Path, out: &mut String) {
    let Some(qself) = qself else {
        return names(path, 0..path.segments.len(), out);
    };
    out.push('<');
    type_(&qself.ty, out);
    if qself.position > 0 {
        out.push_str(" as ");
        names(path, 0..qself.position, out);
    }
    out.push('>');
    names(path, qself.position..path.segments.len(), out);
}

/// Writes some names of a path, with their arguments.
fn names(path: &Path, range: Range<usize>, out: &mut String) {
    let names = path.segments.iter().enumerate();
    for (index, segment) in names.skip(range.start).take(range.len()) {
        if index > 0 || path.leading_colon.is_some() {
            out.push_str("::");
        }
        // Writing to a text can't fail.
        let _ = write!(out, "{}", segment.ident);
        match &segment.arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(arguments) => {
                out.push_str(if arguments.colon2_token.is_some() {
                    "::<"
                } else {
                    "<"
                });
                for (index, argument) in arguments.args.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    match argument {
                        GenericArgument::Type(argument) => type_(argument, out),
                        other => tokens::write(other, out),
                    }
                }
                out.push('>');
            }
            PathArguments::Parenthesized(arguments) => tokens::write(arguments, out),
        }
    }
}
