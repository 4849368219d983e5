//! Blobs, which are base64 in JSON and in headers.

use std::borrow::Cow;

use base64::{
    Engine,
    alphabet::STANDARD,
    display::Base64Display,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use bytes::{Bytes, BytesMut};

use super::super::{Empty, Member, ReadError, Reader, Scalar, Value, Writer};
use super::{text::Text, wipe::Wipe};

/// Base64 (RFC 4648, section 4). Padding is optional when it is decoded.
pub(in super::super) const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A string that is base64 in a header.
#[doc(hidden)]
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

impl Value for Bytes {
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        const EXPECTED: &str = "text";
        let offset = reader.offset();
        let bytes = match reader.scalar(EXPECTED)? {
            Scalar::Bytes(bytes) => Ok(bytes.to_vec()),
            Scalar::Text(text) | Scalar::Untyped(text) => BASE64.decode(text),
            other => return Err(other.unexpected(EXPECTED, offset)),
        };
        *self = bytes
            .map_err(|_| ReadError::new(offset, "the string is not valid base64"))?
            .into();
        Ok(())
    }

    fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
        writer.bytes(self, &Base64Display::new(self, &BASE64));
    }
}

impl Empty for Bytes {
    fn empty() -> Self {
        Self::new()
    }
}

/// Overwrites bytes that aren't shared.
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
