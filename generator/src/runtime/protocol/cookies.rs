//! Cookies of requests.

use http::{HeaderValue, header::COOKIE};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::super::{InputError, RequestBuilder, Text};

/// The characters that are percent-encoded: those that a cookie can't have (RFC 6265, section 4.1.1), and `%`, so that
/// decoding gives the value.
const NOT_IN_COOKIE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b',')
    .add(b';')
    .add(b'\\');

impl RequestBuilder {
    /// Adds a cookie after the others.
    ///
    /// # Errors
    ///
    /// Fails if the header is not valid.
    pub fn cookie(
        &mut self,
        member: &'static str,
        name: &'static str,
        value: &dyn Text,
    ) -> Result<(), InputError> {
        let encoded = encoded(&value.text());
        self.add_cookie(member, name, &encoded, value.is_secret())
    }

    /// Adds a cookie with the items of a list, unless it is empty. Commas separate the items; a comma in an item is
    /// percent-encoded.
    ///
    /// # Errors
    ///
    /// Fails if the header is not valid.
    pub fn cookie_list<T: Text>(
        &mut self,
        member: &'static str,
        name: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> Result<(), InputError> {
        let (mut items, mut is_secret) = (Vec::new(), false);
        for value in values {
            is_secret |= value.is_secret();
            items.push(encoded(&value.text()));
        }
        if items.is_empty() {
            return Ok(());
        }
        self.add_cookie(member, name, &items.join(","), is_secret)
    }

    fn add_cookie(
        &mut self,
        member: &'static str,
        name: &'static str,
        value: &str,
        is_secret: bool,
    ) -> Result<(), InputError> {
        let (mut cookies, mut is_sensitive) = (Vec::new(), is_secret);
        if let Some(others) = self.headers.get(COOKIE) {
            is_sensitive |= others.is_sensitive();
            cookies.extend_from_slice(others.as_bytes());
            cookies.extend_from_slice(b"; ");
        }
        cookies.extend_from_slice(format!("{name}={value}").as_bytes());
        let header = HeaderValue::from_bytes(&cookies);
        let mut header = header.map_err(|_| InputError::HeaderValue { member })?;
        header.set_sensitive(is_sensitive);
        drop(self.headers.insert(COOKIE, header));
        Ok(())
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NOT_IN_COOKIE).to_string()
}
