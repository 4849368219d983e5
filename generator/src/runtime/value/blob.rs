//! Bytes: in JSON and in headers as base64.

use std::borrow::Cow;

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use bytes::{Bytes, BytesMut};
use http::Response;

use super::super::{
    Body, Member, ReadError, Reader, ResponseError, ResponseProblem, Writer,
    protocol::response::{read_header, request_id},
};
use super::{
    interface::{Empty, Value},
    text::{FromText, Text},
    wipe::Wipe,
};

/// RFC 4648, section 4. What is read may lack its padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A text that stands in a header as base64.
#[derive(Debug)]
pub struct Base64<'a, T>(pub &'a T);

impl<T: Text> Text for Base64<'_, T> {
    fn text(&self) -> Cow<'_, str> {
        BASE64.encode(self.0.text().as_bytes()).into()
    }

    fn is_secret(&self) -> bool {
        self.0.is_secret()
    }
}

/// Reads the header of a response that holds a text as base64, if it is there.
///
/// # Errors
///
/// When it holds no base64, or no text.
pub fn read_base64_header<T: FromText>(
    response: &Response<Body>,
    name: &'static str,
    value: &mut T,
) -> Result<(), ResponseError> {
    let mut base64 = None::<String>;
    read_header(response, name, &mut base64)?;
    let Some(base64) = base64 else { return Ok(()) };
    let text = BASE64.decode(base64).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    *value = text.and_then(|text| T::from_text(&text)).ok_or_else(|| {
        let id = request_id(response.headers());
        ResponseError::new(response.status(), id, ResponseProblem::Header { name })
    })?;
    Ok(())
}

impl Value for Bytes {
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        let offset = reader.offset();
        let bytes = BASE64.decode(reader.text()?);
        *self = bytes.map_err(|_| ReadError::new(offset, "the text is no base64"))?.into();
        Ok(())
    }

    fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
        writer.text(&BASE64.encode(self));
    }
}

impl Empty for Bytes {
    fn empty() -> Self {
        Self::new()
    }
}

/// Bytes that others hold too are left to them.
impl Wipe for Bytes {
    fn wipe(&mut self) {
        if let Ok(mut bytes) = std::mem::take(self).try_into_mut() {
            wipe_bytes(&mut bytes);
        }
    }
}

fn wipe_bytes(bytes: &mut BytesMut) {
    secrecy::zeroize::Zeroize::zeroize(bytes.as_mut());
}
