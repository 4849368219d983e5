//! Whole numbers that are never negative.

use std::{borrow::Cow, convert::TryInto};

use secrecy::zeroize::Zeroize;

use super::super::{Empty, Member, ReadError, Reader, Scalar, Value, Writer};
use super::{
    standard::whole_number,
    text::{FromText, Text},
    wipe::Wipe,
};

impl Value for u64 {
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        const EXPECTED: &str = "a whole number";
        let offset = reader.offset();
        let number = match reader.scalar(EXPECTED)? {
            Scalar::Digits(digits) | Scalar::Untyped(digits) => whole_number(digits),
            Scalar::Integer(number) => number.try_into().ok(),
            Scalar::Float(number) => whole_number(&number.to_string()),
            other => return Err(other.unexpected(EXPECTED, offset)),
        };
        *self = number.ok_or_else(|| {
            let message = "the number is negative, has a fraction, or is too large";
            ReadError::new(offset, message)
        })?;
        Ok(())
    }

    fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
        writer.digits(&self.to_string());
    }
}

impl Text for u64 {
    fn text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl FromText for u64 {
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Empty for u64 {
    fn empty() -> Self {
        0
    }
}

impl Wipe for u64 {
    fn wipe(&mut self) {
        self.zeroize();
    }
}
