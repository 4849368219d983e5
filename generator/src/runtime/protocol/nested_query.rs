//! Query parameters of nested values: one for each of the single values in it.

use super::super::{
    InputError, Member, RequestBuilder, Value,
    codec::nested::{NestedStyle, NestedWriter},
};

impl RequestBuilder {
    /// Appends the query parameters of a nested value, with `[]` for each item of a list.
    ///
    /// # Errors
    ///
    /// Fails if a key of a map is empty or contains a bracket, or the value is nested too deeply.
    pub fn brackets_query(
        &mut self,
        member: &'static str,
        schema: &'static Member,
        value: &dyn Value,
    ) -> Result<(), InputError> {
        self.nested_query(member, schema, NestedStyle::Brackets, value)
    }

    /// Appends the query parameters of a nested value, with the index of each item of a list.
    ///
    /// # Errors
    ///
    /// Fails if a key of a map is empty or contains a bracket, or the value is nested too deeply.
    pub fn index_query(
        &mut self,
        member: &'static str,
        schema: &'static Member,
        value: &dyn Value,
    ) -> Result<(), InputError> {
        self.nested_query(member, schema, NestedStyle::Index, value)
    }

    fn nested_query(
        &mut self,
        member: &'static str,
        schema: &'static Member,
        style: NestedStyle,
        value: &dyn Value,
    ) -> Result<(), InputError> {
        let mut writer = NestedWriter::new(&[]);
        writer.member(member, schema, style, value);
        for (key, value) in writer.finish()? {
            self.query(&key, &value);
        }
        Ok(())
    }
}
