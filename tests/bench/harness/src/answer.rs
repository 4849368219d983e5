//! What a service answers.

use crate::Failure;

/// A token as long as real ones are.
pub const TOKEN: &str = concat!(
    "aoaAAAAAGVn1X2kLm3Pq5Rs7Tu9Vw1Xy3Za5Bc7De9Fg1Hi3Jk5Lm7No9Pq1Rs3Tu5Vw7Xy9Za",
    "MGQCMEx4mpl3T0k3nTh4t1sN0tR34lAtAllButL0ngEn0ughT0L00kL1k30neXXXXXXXXXXXX",
    "AjBz0neM0reP4rtS0Th4tTh3L3ngthIsWh4tS3rv1c3sH4nd0utT0day0000000000000000",
);

/// An answer to `Logout`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// 200, without a body.
    Success,
    /// 401, with a body that says why.
    Unauthorized,
}

impl Answer {
    /// The answer of a name on the command line.
    ///
    /// # Errors
    ///
    /// When there is none of that name.
    pub fn named(name: &str) -> Result<Self, Failure> {
        match name {
            "success" => Ok(Self::Success),
            "unauthorized" => Ok(Self::Unauthorized),
            _ => Err(format!("no answer is called {name}").into()),
        }
    }

    /// Its status.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::Success => 200,
            Self::Unauthorized => 401,
        }
    }

    /// Its headers.
    #[must_use]
    pub fn headers(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Success => &[
                ("content-length", "0"),
                ("date", "Thu, 01 Jan 2026 00:00:00 GMT"),
                ("x-amzn-requestid", "0f6bd1a2-6c1f-4b7e-9d05-5a3c8e2f7b14"),
            ],
            Self::Unauthorized => &[
                ("content-length", "79"),
                ("content-type", "application/json"),
                ("date", "Thu, 01 Jan 2026 00:00:00 GMT"),
                ("x-amzn-errortype", "UnauthorizedException"),
                ("x-amzn-requestid", "0f6bd1a2-6c1f-4b7e-9d05-5a3c8e2f7b14"),
            ],
        }
    }

    /// Its body.
    #[must_use]
    pub fn body(self) -> &'static str {
        match self {
            Self::Success => "",
            Self::Unauthorized => {
                r#"{"message":"Session token not found or invalid","__type":"com.example#Unknown"}"#
            }
        }
    }

    /// Fails unless this is what a client took the answer for.
    pub(crate) fn expect(self, seen: Self) -> Result<(), Failure> {
        if self == seen {
            Ok(())
        } else {
            Err(format!("the answer {self:?} was taken for {seen:?}").into())
        }
    }
}
