//! Query parameters with a value as JSON.

use super::super::super::{
    InputError, Member, RequestBuilder, Value, codec::json::writer::JsonWriter,
};

impl RequestBuilder {
    /// Appends a query parameter with a value as JSON.
    ///
    /// # Errors
    ///
    /// Fails if the value is nested too deeply.
    pub fn json_query(
        &mut self,
        schema: &'static Member,
        value: &dyn Value,
    ) -> Result<(), InputError> {
        let json = JsonWriter::write(schema, value)?;
        self.query(schema.name, &json);
        Ok(())
    }
}
