//! What the tables of members say about XML.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    model::{Element, Namespace, Xml},
    protocol::TimestampFormat,
};

/// Returns what stands after a member's name: the method that sets what it has besides that.
pub(super) fn properties(xml: &Xml) -> Option<TokenStream> {
    if xml.is_plain() {
        return None;
    }
    let Xml {
        is_attribute,
        is_flattened,
        namespace,
        item,
        key,
        query_name,
    } = xml;
    let properties = [
        is_attribute.then(|| quote!(attribute())),
        is_flattened.then(|| quote!(flattened())),
        namespace.as_ref().map(declaration),
        key.as_deref().map(|key| {
            let key = element(key);
            quote!(keys(#key))
        }),
        item.as_deref().map(|item| {
            let item = element(item);
            quote!(items(#item))
        }),
        query_name.as_ref().map(|name| quote!(query_name(#name))),
    ];
    let properties = properties.into_iter().flatten();
    Some(quote!(.xml(runtime::xml!(#(#properties),*))))
}

/// Returns the schema of the items of a list, or of the keys or the values of a map.
fn element(element: &Element) -> TokenStream {
    let (name, properties) = (&element.name, properties(&element.xml));
    let format = match element.timestamp_format {
        TimestampFormat::EpochSeconds => None,
        TimestampFormat::DateTime => Some(quote!(.date_time())),
        TimestampFormat::HttpDate => Some(quote!(.http_date())),
    };
    quote!(runtime::Member::new(#name) #properties #format)
}

fn declaration(namespace: &Namespace) -> TokenStream {
    let uri = &namespace.uri;
    namespace.prefix.as_ref().map_or_else(
        || quote!(namespace(#uri)),
        |prefix| quote!(prefix(#prefix, #uri)),
    )
}
