//! Page numbers and offsets.

use std::convert::TryFrom;

use super::super::PageError;

/// A member of an input that is the number of a page, or of the items before it.
#[doc(hidden)]
pub trait PageNumber {
    /// Returns the number, if one is set.
    fn number(&self) -> Option<i128>;

    /// Sets the number, or fails if it doesn't fit.
    fn set_number(&mut self, number: i128) -> Result<(), PageError>;
}

impl<N: PageNumber + Default> PageNumber for Option<N> {
    fn number(&self) -> Option<i128> {
        self.as_ref().and_then(N::number)
    }

    fn set_number(&mut self, number: i128) -> Result<(), PageError> {
        self.get_or_insert_with(N::default).set_number(number)
    }
}

macro_rules! page_number {
    ($($type:ty)*) => {$(
        impl PageNumber for $type {
            fn number(&self) -> Option<i128> {
                Some(i128::from(*self))
            }

            fn set_number(&mut self, number: i128) -> Result<(), PageError> {
                *self = Self::try_from(number).map_err(|_| PageError::Number)?;
                Ok(())
            }
        }
    )*};
}

page_number! { i8 i16 i32 i64 u64 }
