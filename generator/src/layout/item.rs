//! Items and what is in them.

use std::fmt::Write;

use quote::ToTokens;
use syn::{
    Attribute, Expr, Field, Fields, FnArg, Generics, Ident, ImplItem, ImplItemFn, Item, ItemEnum,
    ItemImpl, ItemMacro, ItemStruct, MacroDelimiter, ReturnType, Signature, Type, Variant,
    Visibility,
};

use super::{
    Layout,
    argument::Argument,
    attribute,
    expression::right,
    flat::CALL_WIDTH,
    foreign, imports,
    space::{INDENT, MAX_WIDTH, Space, last_width, new_line, width},
    tokens,
    types::{flat_type, path},
};

impl Layout {
    /// Returns an item with a line feed at its end; `None` if no emitter writes its kind.
    pub(super) fn item(&self, item: &Item) -> Option<String> {
        let mut text = match item {
            Item::Const(item) if has_no_generics(&item.generics) => {
                let mut text = attribute::lines(&item.attrs, 0);
                text += &self.constant(&item.vis, &item.ident, &item.ty, &item.expr, 0);
                text
            }
            Item::Enum(item) => self.enumeration(item)?,
            Item::Fn(item) => {
                let mut text = attribute::lines(&item.attrs, 0);
                text += &self.function(&item.vis, &item.sig, &item.block, 0)?;
                text
            }
            Item::Impl(item) => self.impl_(item)?,
            Item::Macro(item) => self.macro_item(item)?,
            Item::Mod(item) if item.content.is_none() => {
                let mut text = attribute::lines(&item.attrs, 0);
                visibility(&item.vis, &mut text);
                // Writing to a text can't fail.
                let _ = write!(text, "mod {};", item.ident);
                text
            }
            Item::Struct(item) => self.structure_item(item)?,
            Item::Use(item) => imports::import(item)?,
            _ => return None,
        };
        text.push('\n');
        Some(text)
    }

    fn macro_item(&self, item: &ItemMacro) -> Option<String> {
        if item.ident.is_some() || matches!(item.mac.delimiter, MacroDelimiter::Brace(_)) {
            return None;
        }
        let space = Space::line(0).before(1)?;
        let text = self.macro_call(&item.mac, space)?;
        Some(attribute::lines(&item.attrs, 0) + &text + ";")
    }

    fn constant(
        &self,
        vis: &Visibility,
        name: &Ident,
        type_: &Type,
        value: &Expr,
        indent: usize,
    ) -> String {
        let mut left = String::new();
        visibility(vis, &mut left);
        left += &format!("const {name}: {} =", flat_type(type_));
        let space = Space::line(indent);
        let space = space.before(1).unwrap_or(space);
        let text = self.value(&left, value, space);
        text.unwrap_or_else(|| format!("{left} {}", foreign::expression(value, indent))) + ";"
    }

    fn impl_(&self, item: &ItemImpl) -> Option<String> {
        if item.unsafety.is_some() || item.generics.where_clause.is_some() {
            return None;
        }
        let mut text = attribute::lines(&item.attrs, 0);
        let start = text.len();
        text += "impl";
        tokens::write(&item.generics, &mut text);
        text.push(' ');
        let self_type = flat_type(&item.self_ty);
        let mut brace = " ";
        match &item.trait_ {
            Some((trait_, _)) => {
                path(None, trait_, &mut text);
                // ` for `, ` {`
                if width(text.get(start..).unwrap_or_default()) + width(&self_type) + 7 > MAX_WIDTH
                {
                    text += &format!("\n    for {self_type}");
                    brace = "\n";
                } else {
                    text += &format!(" for {self_type}");
                }
            }
            None => text += &self_type,
        }
        if item.items.is_empty() {
            return Some(text + " {}");
        }
        text += brace;
        text.push('{');
        let mut last = None;
        for inner in &item.items {
            // Types stand close together, and so do constants.
            let is_apart = match (last.replace(inner), inner) {
                (None, _) | (Some(ImplItem::Const(_)), ImplItem::Const(_)) => false,
                (Some(_), inner) => matches!(inner, ImplItem::Fn(_) | ImplItem::Const(_)),
            };
            text += if is_apart { "\n" } else { "" };
            text += &new_line(INDENT);
            text += &self.impl_item(inner)?;
        }
        Some(text + "\n}")
    }

    fn impl_item(&self, item: &ImplItem) -> Option<String> {
        match item {
            ImplItem::Const(item) if has_no_generics(&item.generics) => {
                let text = attribute::lines(&item.attrs, INDENT);
                Some(text + &self.constant(&item.vis, &item.ident, &item.ty, &item.expr, INDENT))
            }
            ImplItem::Fn(ImplItemFn {
                attrs,
                vis,
                sig,
                block,
                ..
            }) => Some(attribute::lines(attrs, INDENT) + &self.function(vis, sig, block, INDENT)?),
            ImplItem::Type(item) if has_no_generics(&item.generics) => {
                let text = attribute::lines(&item.attrs, INDENT);
                let mut left = String::new();
                visibility(&item.vis, &mut left);
                left += &format!("type {} =", item.ident);
                let space = Space::line(INDENT).before(1)?;
                let alias = right(&left, space, |space| self.type_(&item.ty, space))?;
                Some(text + &alias + ";")
            }
            _ => None,
        }
    }

    fn structure_item(&self, item: &ItemStruct) -> Option<String> {
        let Fields::Named(fields) = &item.fields else {
            return None;
        };
        let mut text = head(
            &item.attrs,
            &item.vis,
            "struct",
            &item.ident,
            &item.generics,
        )?;
        if fields.named.is_empty() {
            return Some(text + " {}");
        }
        let is_brace_below = last_width(&text) + " {".len() > MAX_WIDTH;
        text += if is_brace_below { "\n{" } else { " {" };
        for field in &fields.named {
            text += &new_line(INDENT);
            text += &self.field(field, INDENT)?;
        }
        Some(text + "\n}")
    }

    fn field(&self, field: &Field, indent: usize) -> Option<String> {
        let mut left = String::new();
        visibility(&field.vis, &mut left);
        left += &format!("{}:", field.ident.as_ref()?);
        let space = Space::line(indent).before(1)?;
        let text = right(&left, space, |space| self.type_(&field.ty, space))?;
        Some(attribute::lines(&field.attrs, indent) + &text + ",")
    }

    fn enumeration(&self, item: &ItemEnum) -> Option<String> {
        let mut text = head(&item.attrs, &item.vis, "enum", &item.ident, &item.generics)?;
        if item.variants.is_empty() {
            return Some(text + " {}");
        }
        text += " {";
        for variant in &item.variants {
            text += &new_line(INDENT);
            text += &self.variant(variant)?;
        }
        Some(text + "\n}")
    }

    fn variant(&self, variant: &Variant) -> Option<String> {
        if variant.discriminant.is_some() {
            return None;
        }
        let attributes = attribute::lines(&variant.attrs, INDENT);
        let name = variant.ident.to_string();
        let text = match &variant.fields {
            Fields::Unit => name,
            Fields::Unnamed(fields) => {
                let plain = |field: &Field| {
                    field.attrs.is_empty() && matches!(field.vis, Visibility::Inherited)
                };
                if !fields.unnamed.iter().all(plain) {
                    return None;
                }
                let types: Vec<_> = fields
                    .unnamed
                    .iter()
                    .map(|field| Argument::Type(&field.ty))
                    .collect();
                self.list(
                    &name,
                    ("(", ")"),
                    &types,
                    CALL_WIDTH,
                    true,
                    Space::line(INDENT).before(1)?,
                )?
            }
            Fields::Named(_) => return None,
        };
        Some(attributes + &text + ",")
    }

    fn function(
        &self,
        vis: &Visibility,
        signature: &Signature,
        body: &syn::Block,
        indent: usize,
    ) -> Option<String> {
        let head = self.signature(vis, signature, indent)?;
        // rustfmt counts the indentation twice where the arguments stand below each other.
        let is_brace_below =
            head.contains('\n') && last_width(&head) + indent + " {".len() > MAX_WIDTH;
        let before_brace = if is_brace_below {
            new_line(indent)
        } else {
            " ".to_owned()
        };
        let is_broken = head.contains('\n') || indent + width(&head) + " {}".len() > MAX_WIDTH;
        let body = if body.stmts.is_empty() && is_broken {
            format!("{{{}}}", new_line(indent))
        } else {
            self.block(body, indent)
        };
        Some(format!("{head}{before_brace}{body}"))
    }

    /// All of a function in front of its body.
    fn signature(&self, vis: &Visibility, signature: &Signature, indent: usize) -> Option<String> {
        if signature.generics.where_clause.is_some()
            || signature.abi.is_some()
            || signature.variadic.is_some()
        {
            return None;
        }
        let mut head = String::new();
        visibility(vis, &mut head);
        if signature.constness.is_some() {
            head += "const ";
        }
        if signature.asyncness.is_some() {
            head += "async ";
        }
        head += &format!("fn {}", signature.ident);
        tokens::write(&signature.generics, &mut head);
        let flat: Vec<_> = signature.inputs.iter().map(flat_argument).collect();
        let output = match &signature.output {
            ReturnType::Default => String::new(),
            ReturnType::Type(_, type_) => format!(" -> {}", flat_type(type_)),
        };
        let one_line = format!("{head}({}){output}", flat.join(", "));
        let space = Space::line(indent);
        if width(&one_line) + 2 <= space.width {
            return Some(one_line);
        }
        let nested = space.nested().before(1)?;
        let mut text = head + "(";
        for (argument, flat) in signature.inputs.iter().zip(flat) {
            text += &nested.new_line();
            text += &match argument {
                FnArg::Typed(argument) if width(&flat) > nested.width => {
                    let mut name = String::new();
                    tokens::write(&argument.pat, &mut name);
                    name += ": ";
                    let type_ = self.type_(&argument.ty, nested.after(width(&name))?)?;
                    name + &type_
                }
                _ => flat,
            };
            text.push(',');
        }
        if !signature.inputs.is_empty() {
            text += &space.new_line();
        }
        text.push(')');
        if let ReturnType::Type(_, type_) = &signature.output {
            // `) -> ` is in front of it; rustfmt forgets the two columns of ` {`.
            let space = Space {
                width: space.width + 2,
                ..space
            };
            let type_ = self.type_(type_, space.after(5)?)?;
            text += &format!(" -> {type_}");
        }
        Some(text)
    }
}

fn flat_argument(argument: &FnArg) -> String {
    let mut text = String::new();
    match argument {
        FnArg::Receiver(receiver) => tokens::write(receiver, &mut text),
        FnArg::Typed(typed) => {
            tokens::write(&typed.pat, &mut text);
            text += ": ";
            text += &flat_type(&typed.ty);
        }
    }
    text
}

/// All of a structure or an enum in front of its brace.
fn head(
    attributes: &[Attribute],
    vis: &Visibility,
    keyword: &str,
    name: &Ident,
    generics: &Generics,
) -> Option<String> {
    if generics.where_clause.is_some() {
        return None;
    }
    let mut text = attribute::lines(attributes, 0);
    visibility(vis, &mut text);
    text += &format!("{keyword} {name}");
    tokens::write(generics, &mut text);
    Some(text)
}

/// Writes a visibility and a space after it.
pub(super) fn visibility(vis: &Visibility, out: &mut String) {
    if !matches!(vis, Visibility::Inherited) {
        tokens::stream(vis.to_token_stream(), out);
        out.push(' ');
    }
}

fn has_no_generics(generics: &Generics) -> bool {
    generics.params.is_empty() && generics.where_clause.is_none()
}
