//! Query parameters with all items of a list.

use percent_encoding::utf8_percent_encode;

use super::super::{InputError, RequestBuilder, Text};
use super::request::NOT_UNRESERVED;

impl RequestBuilder {
    /// Appends a query parameter with the items of a list, if there are any. The separator is percent-encoded, unless it
    /// is a character that items have only encoded.
    ///
    /// # Errors
    ///
    /// Fails if an item contains the separator.
    pub fn query_list<T: Text>(
        &mut self,
        member: &'static str,
        key: &str,
        separator: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> Result<(), InputError> {
        let mut items = Vec::new();
        for value in values {
            let item = utf8_percent_encode(&value.text(), NOT_UNRESERVED).to_string();
            if item.contains(separator) {
                return Err(InputError::Separator { member });
            }
            items.push(item);
        }
        if !items.is_empty() {
            self.encoded_query(key, &items.join(separator));
        }
        Ok(())
    }
}
