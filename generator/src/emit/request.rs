//! From an input to a request.
//!
//! What differs between protocols comes from their rules.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{
    initial::literal, next_page::uri_field, request_endpoint::request_endpoint, xml::properties,
};
use crate::{
    model::{
        Element, Endpoint, Field, FieldDefault, FormStyle, InputMember, LabelKind, LabelStyle,
        Operation, PartFormat, PartStyle, PathPart, Payload, RequestBinding, Service, TextFormat,
        Type,
    },
    protocol::TimestampFormat,
};

/// How many members in one function clippy takes before it complains.
const MANY_MEMBERS: usize = 12;

/// Returns the function that makes a request of an input; it is compiled with the programs that call the
/// operation.
pub(super) fn request_fn(service: &Service, operation: &Operation) -> TokenStream {
    let method = format_ident!("{}", operation.method.as_str());
    let (first, rest) = match operation.path.split_first() {
        Some((PathPart::Literal(first), rest)) => (first.as_str(), rest),
        _ => ("", operation.path.as_slice()),
    };
    let chosen_endpoint = request_endpoint(operation);
    let path = rest.iter().map(path_part);
    let query = operation
        .query
        .as_ref()
        .map(|query| quote!(request.constant_query(#query);));
    let headers = operation.headers.iter().map(|(name, value)| {
        let name = name.as_str();
        quote!(request.constant_header(#name, #value);)
    });
    // Named members go before the entries of maps.
    let (maps, others): (Vec<_>, Vec<_>) = operation.input.iter().partition(|member| {
        matches!(
            member.binding,
            RequestBinding::QueryMap | RequestBinding::PrefixHeaders(_)
        )
    });
    let members: Vec<_> = others.into_iter().chain(maps).filter_map(member).collect();
    let parts: Vec<_> = operation.input.iter().filter_map(part).collect();
    let begin_parts =
        (!parts.is_empty()).then(|| quote!(let mut parts = runtime::Multipart::random();));
    let is_changed =
        !rest.is_empty() || query.is_some() || !operation.headers.is_empty() || !members.is_empty();
    let mutable = is_changed.then(|| quote!(mut));
    let many_lines = (members.len() + parts.len() > MANY_MEMBERS)
        .then(|| quote!(#[allow(clippy::too_many_lines, reason = "the API has so many members")]));
    let finish = finish(service, operation);
    let finish = match uri_field(operation) {
        None => finish,
        Some(uri) => quote! {
            let request = #finish?;
            Ok(runtime::redirect(request, self.#uri.as_ref()))
        },
    };
    quote! {
        #many_lines
        #[inline]
        fn request(
            &mut self,
            endpoint: &runtime::Endpoint,
        ) -> ::core::result::Result<::http::Request<runtime::Body>, runtime::InputError> {
            #chosen_endpoint
            let #mutable request = runtime::RequestBuilder::new(::http::Method::#method, #first);
            #(#path)*
            #query
            #(#headers)*
            #(#members)*
            #begin_parts
            #(#parts)*
            #finish
        }
    }
}

fn path_part(part: &PathPart) -> TokenStream {
    match part {
        PathPart::Literal(path) => quote!(request.literal(#path);),
        PathPart::Label {
            field,
            format,
            is_greedy,
        } => {
            let name = &field.name;
            let value = label_value(field, *format);
            if *is_greedy {
                quote!(request.greedy_label(#name, #value)?;)
            } else {
                quote!(request.label(#name, #value)?;)
            }
        }
        PathPart::VirtualHost(field) => {
            let (name, ident) = (&field.name, &field.ident);
            quote!(let endpoint = &request.virtual_host(#name, &self.#ident, endpoint)?;)
        }
        PathPart::StyledLabel {
            field,
            name: label,
            format,
            style: LabelStyle { kind, is_exploded },
        } => {
            let (name, ident) = (&field.name, &field.ident);
            let format = match format {
                TextFormat::Timestamp(format) => *format,
                TextFormat::Plain | TextFormat::Base64 => field.timestamp_format,
            };
            let schema = schema(label, format);
            let style = match kind {
                LabelKind::Simple => quote!(Simple),
                LabelKind::Label => quote!(Label),
                LabelKind::Matrix => quote!(Matrix),
            };
            let method = if *is_exploded {
                quote!(exploded_label)
            } else {
                quote!(styled_label)
            };
            quote!(request.#method(#name, #schema, runtime::LabelStyle::#style, &self.#ident)?;)
        }
    }
}

/// Returns a reference to the value of a label, or to its default.
fn label_value(field: &Field, format: TextFormat) -> TokenStream {
    let ident = &field.ident;
    let Some(FieldDefault::Sent(default)) = &field.default else {
        return text(format, &quote!(&self.#ident));
    };
    let default = literal(default, &field.type_);
    let value = if field.required {
        quote!(Some(&self.#ident))
    } else {
        quote!(self.#ident.as_ref())
    };
    let value = quote!(runtime::or_default(#value, &#default));
    wrapper(format).map_or_else(|| quote!(&#value), |wrapper| quote!(&#wrapper(#value)))
}

fn member(member: &InputMember) -> Option<TokenStream> {
    let field = &member.field;
    let (name, ident) = (&field.name, &field.ident);
    Some(match &member.binding {
        RequestBinding::Header {
            name: header,
            format,
        } => {
            let header = header.as_str();
            if let Type::List { .. } = field.type_ {
                let items = list_items(*format);
                if field.required {
                    quote!(request.header_list(#name, #header, self.#ident.iter()#items)?;)
                } else {
                    if_set(
                        field,
                        &quote!(request.header_list(#name, #header, value.iter()#items)?;),
                    )
                }
            } else if field.required {
                let value = text(*format, &quote!(&self.#ident));
                quote!(request.required_header(#name, #header, #value)?;)
            } else {
                let value = text(*format, &quote!(value));
                if_set(field, &quote!(request.header(#name, #header, #value)?;))
            }
        }
        RequestBinding::PrefixHeaders(prefix) => with_reference(
            field,
            |value| quote!(request.prefix_headers(#name, #prefix, #value)?;),
        ),
        RequestBinding::Query { key, format } => {
            each_text(field, *format, |value| quote!(request.query(#key, #value);))
        }
        RequestBinding::QueryList {
            key,
            format,
            separator,
        } => {
            let (items, expose) = (list_items(*format), expose(field));
            with_reference_to_list(
                field,
                |list| quote!(request.query_list(#name, #key, #separator, #list #expose.iter()#items)?;),
            )
        }
        RequestBinding::NestedQuery { key, has_indexes } => {
            let schema = schema(key, field.timestamp_format);
            let method = if *has_indexes {
                quote!(index_query)
            } else {
                quote!(brackets_query)
            };
            with_reference(
                field,
                |value| quote!(request.#method(#name, #schema, #value)?;),
            )
        }
        RequestBinding::JsonQuery { key } => {
            let schema = schema(key, field.timestamp_format);
            with_reference(field, |value| quote!(request.json_query(#schema, #value)?;))
        }
        RequestBinding::QueryMap => {
            let holds_lists = matches!(field.type_.item(), Some(Type::List { .. }));
            let method = if holds_lists {
                quote!(query_list_map)
            } else {
                quote!(query_map)
            };
            with_reference(field, |value| quote!(request.#method(#value);))
        }
        RequestBinding::CookieList {
            name: cookie,
            format,
        } => {
            let (items, expose) = (list_items(*format), expose(field));
            with_reference_to_list(
                field,
                |list| quote!(request.cookie_list(#name, #cookie, #list #expose.iter()#items)?;),
            )
        }
        RequestBinding::Cookie {
            name: cookie,
            format,
        } => each_text(
            field,
            *format,
            |value| quote!(request.cookie(#name, #cookie, #value)?;),
        ),
        RequestBinding::Label { .. }
        | RequestBinding::Payload(_)
        | RequestBinding::Body
        | RequestBinding::AdditionalBody
        | RequestBinding::Form(_)
        | RequestBinding::Part(_) => {
            return None;
        }
    })
}

/// Returns the statement that adds a member to the parts of a multipart body, if it belongs to one.
fn part(member: &InputMember) -> Option<TokenStream> {
    let RequestBinding::Part(format) = &member.binding else {
        return None;
    };
    let field = &member.field;
    let (name, key) = (&field.name, &field.wire_name);
    let schema = schema(key, field.timestamp_format);
    let text = |method: TokenStream| {
        with_reference(
            field,
            |value| quote!(parts.#method(#name, #schema, #value)?;),
        )
    };
    Some(match format {
        PartFormat::Text(PartStyle::Brackets) => text(quote!(brackets)),
        PartFormat::Text(PartStyle::Index) => text(quote!(index)),
        PartFormat::Text(PartStyle::Repeat) => text(quote!(text)),
        PartFormat::Json => with_reference(field, |value| quote!(parts.json(#schema, #value)?;)),
        PartFormat::JsonItems => {
            let list = items(field);
            quote!(for item in #list { parts.json(#schema, item)?; })
        }
        PartFormat::File { media_type } => {
            let add = |part| quote!(parts.file(#name, #key, #media_type, #part)?;);
            let ident = &field.ident;
            match (&field.type_, field.required) {
                (Type::List { .. }, _) => {
                    let (list, add) = (files(field), add(quote!(part)));
                    quote!(for part in #list { #add })
                }
                (_, true) => add(quote!(&mut self.#ident)),
                (_, false) => {
                    let add = add(quote!(part));
                    quote!(if let Some(part) = &mut self.#ident { #add })
                }
            }
        }
    })
}

/// Returns what iterates over the items of a list, if it is set.
fn items(field: &Field) -> TokenStream {
    let ident = &field.ident;
    let is_sensitive = matches!(field.type_, Type::Sensitive(_));
    match (field.required, is_sensitive) {
        (true, false) => quote!(&self.#ident),
        (true, true) => quote!(self.#ident.expose()),
        (false, false) => quote!(self.#ident.iter().flatten()),
        (false, true) => quote!(self.#ident.iter().flat_map(runtime::Sensitive::expose)),
    }
}

/// Returns what iterates over the files of a list, if it is set.
pub(super) fn files(field: &Field) -> TokenStream {
    let ident = &field.ident;
    if field.required {
        quote!(&mut self.#ident)
    } else {
        quote!(self.#ident.iter_mut().flatten())
    }
}

/// Returns the statement that uses a reference to a single value, or to each item of a list, if it is set.
fn each_text(
    field: &Field,
    format: TextFormat,
    action: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let ident = &field.ident;
    match (field.type_.exposed(), field.required) {
        (Type::List { .. }, _) => {
            let list = items(field);
            let action = action(text(format, &quote!(item)));
            quote!(for item in #list { #action })
        }
        (_, true) => action(text(format, &quote!(&self.#ident))),
        (_, false) => if_set(field, &action(text(format, &quote!(value)))),
    }
}

/// Returns the schema of a value that is written as in the body.
fn schema(key: &str, format: TimestampFormat) -> TokenStream {
    let mark = format_mark(format);
    quote!(const { &runtime::Member::new(#key)#mark })
}

fn format_mark(format: TimestampFormat) -> Option<TokenStream> {
    match format {
        TimestampFormat::EpochSeconds => None,
        TimestampFormat::DateTime => Some(quote!(.date_time())),
        TimestampFormat::HttpDate => Some(quote!(.http_date())),
    }
}

/// Returns the schema of a root element.
fn root_schema(root: &Element) -> TokenStream {
    let (name, properties) = (&root.name, properties(&root.xml));
    let mark = format_mark(root.timestamp_format);
    quote!(const { &runtime::Member::new(#name)#properties #mark })
}

fn expose(field: &Field) -> Option<TokenStream> {
    matches!(field.type_, Type::Sensitive(_)).then(|| quote!(.expose()))
}

/// Returns the statement that uses a reference to a member, if it is set.
fn with_reference(field: &Field, action: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    let ident = &field.ident;
    if field.required {
        action(quote!(&self.#ident))
    } else {
        if_set(field, &action(quote!(value)))
    }
}

/// Returns the statement that uses a list, if it is set.
fn with_reference_to_list(
    field: &Field,
    action: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let ident = &field.ident;
    if field.required {
        action(quote!(self.#ident))
    } else {
        if_set(field, &action(quote!(value)))
    }
}

/// Returns the statement that runs if an optional member is set; it is called `value`.
fn if_set(field: &Field, action: &TokenStream) -> TokenStream {
    let ident = &field.ident;
    quote! {
        if let Some(value) = &self.#ident {
            #action
        }
    }
}

/// Returns a reference to a value in this format.
fn text(format: TextFormat, value: &TokenStream) -> TokenStream {
    match wrapper(format) {
        Some(wrapper) => quote!(&#wrapper(#value)),
        None => value.clone(),
    }
}

/// Returns what converts the items of a list into this format.
fn list_items(format: TextFormat) -> Option<TokenStream> {
    wrapper(format).map(|wrapper| quote!(.map(#wrapper)))
}

fn wrapper(format: TextFormat) -> Option<TokenStream> {
    match format {
        TextFormat::Plain => None,
        TextFormat::Base64 => Some(quote!(runtime::Base64)),
        TextFormat::Timestamp(TimestampFormat::DateTime) => Some(quote!(runtime::DateTime)),
        TextFormat::Timestamp(TimestampFormat::HttpDate) => Some(quote!(runtime::HttpDate)),
        TextFormat::Timestamp(TimestampFormat::EpochSeconds) => Some(quote!(runtime::EpochSeconds)),
    }
}

/// Returns the expression that finishes the request: with a member as its body, with several members, or without a body.
fn finish(service: &Service, operation: &Operation) -> TokenStream {
    let protocol = service.protocol;
    let payload = operation
        .input
        .iter()
        .find_map(|member| match &member.binding {
            RequestBinding::Payload(payload) => Some((&member.field, payload)),
            _ => None,
        });
    let has_body = operation.input.iter().any(|member| {
        matches!(
            member.binding,
            RequestBinding::Body | RequestBinding::AdditionalBody
        )
    });
    let is_form = operation
        .input
        .iter()
        .any(|member| matches!(member.binding, RequestBinding::Form(_)));
    let is_multipart = operation
        .input
        .iter()
        .any(|member| matches!(member.binding, RequestBinding::Part(_)));
    let styles = operation.input.iter().filter_map(form_style);
    let write = format_ident!("{}", protocol.runtime.write);
    let content_type = operation.content_type.as_str();
    match payload {
        Some((field, payload)) => with_payload(service, operation, field, payload),
        None if is_form => quote!(request.with_form(endpoint, &[#(#styles),*], self)),
        None if is_multipart => quote!(request.with_multipart(endpoint, parts)),
        None if has_body => match (&operation.root, &operation.form) {
            (Some(root), _) => {
                let (write, root) = (format_ident!("{write}_of"), root_schema(root));
                quote!(request.#write(#root, endpoint, #content_type, self))
            }
            (None, Some(form)) => quote!(request.#write(endpoint, #content_type, #form, self)),
            (None, None) => quote!(request.#write(endpoint, #content_type, self)),
        },
        None if operation.sends_empty => {
            let form = operation.form.as_deref().map(str::as_bytes);
            with_empty(form.unwrap_or(protocol.body.empty), content_type)
        }
        None => quote!(request.without_body(endpoint)),
    }
}

/// Returns the style of a member of a form, unless it is the usual one.
fn form_style(member: &InputMember) -> Option<TokenStream> {
    let style = match member.binding {
        RequestBinding::Form(FormStyle::Index) => quote!(Index),
        RequestBinding::Form(FormStyle::Repeat) => quote!(Repeat),
        RequestBinding::Form(FormStyle::Comma) => quote!(Comma),
        RequestBinding::Form(FormStyle::Space) => quote!(Space),
        RequestBinding::Form(FormStyle::Pipe) => quote!(Pipe),
        RequestBinding::Form(FormStyle::Json) => quote!(Json),
        _ => return None,
    };
    let name = &member.field.wire_name;
    Some(quote!((#name, runtime::NestedStyle::#style)))
}

fn with_payload(
    service: &Service,
    operation: &Operation,
    field: &Field,
    payload: &Payload,
) -> TokenStream {
    let structured = operation.content_type.as_str();
    let ident = &field.ident;
    let write = format_ident!("{}", service.protocol.runtime.write);
    let expose = expose(field);
    let with = |value: TokenStream| match (payload, &operation.root) {
        (Payload::Structured, Some(root)) => {
            let (write, root) = (format_ident!("{write}_of"), root_schema(root));
            quote!(request.#write(#root, endpoint, #structured, #value))
        }
        (Payload::Structured, None)
            if field.timestamp_format == service.protocol.timestamps.body =>
        {
            quote!(request.#write(endpoint, #structured, #value))
        }
        (Payload::Structured, None) => {
            let (write, schema) = (
                format_ident!("{write}_of"),
                schema("", field.timestamp_format),
            );
            quote!(request.#write(#schema, endpoint, #structured, #value))
        }
        (Payload::Text { content_type }, _) => {
            quote!(request.with_body(endpoint, #content_type, runtime::Text::text(#value).into_owned()))
        }
        (Payload::Bytes { content_type }, _) => {
            quote!(request.with_body(endpoint, #content_type, ::bytes::Bytes::clone(#value #expose)))
        }
        (Payload::Stream { content_type }, _) => {
            quote!(request.with_stream(endpoint, #content_type, #value))
        }
    };
    let is_stream = field.type_ == Type::Stream;
    if field.required {
        let value = if is_stream {
            quote!(::core::mem::take(&mut self.#ident))
        } else {
            quote!(&self.#ident)
        };
        return with(value);
    }
    let (some, none) = (
        with(quote!(value)),
        without_payload(service, structured, field),
    );
    let value = if is_stream {
        quote!(self.#ident.as_mut().map(::core::mem::take))
    } else {
        quote!(&self.#ident)
    };
    quote! {
        match #value {
            Some(value) => #some,
            None => #none,
        }
    }
}

/// Returns the expression for a payload that isn't set: nothing is sent, but to AWS an empty structure, if the format has one.
fn without_payload(service: &Service, content_type: &str, field: &Field) -> TokenStream {
    let is_structure = matches!(field.type_.exposed(), Type::Structure { .. });
    let empty = service.protocol.body.empty;
    if is_structure && !empty.is_empty() && matches!(service.endpoint, Endpoint::Aws(_)) {
        with_empty(empty, content_type)
    } else {
        quote!(request.without_body(endpoint))
    }
}

/// Returns the expression that finishes a request with an empty structure.
fn with_empty(empty: &[u8], content_type: &str) -> TokenStream {
    let empty = if let Ok(text) = str::from_utf8(empty) {
        quote!(#text)
    } else {
        let bytes = Literal::byte_string(empty);
        quote!(&#bytes[..])
    };
    quote!(request.with_body(endpoint, #content_type, #empty))
}
