//! Redaction of secrets in the CBOR body of an error response.

use bytes::Bytes;
use minicbor::Encoder;

use super::super::super::{
    Body, ReadError, Secrets, call::redact::redact, codec::cbor::tokens::Tokens,
};

/// Redacts the secrets in the texts of a body, be they in chunks. What follows invalid CBOR is removed.
pub(super) fn body(body: Body, secrets: &Secrets<'_>) -> Body {
    let mut has_any = false;
    secrets(&mut |_| has_any = true);
    if !has_any {
        return body;
    }
    let mut redacted = Vec::new();
    // After an error, what was read before remains.
    drop(read(body.bytes(), secrets, &mut redacted));
    Body::from(Bytes::from(redacted))
}

fn read(body: &[u8], secrets: &Secrets<'_>, redacted: &mut Vec<u8>) -> Result<(), ReadError> {
    let mut tokens = Tokens::new(body);
    while tokens.offset() < body.len() {
        let start = tokens.offset();
        match tokens.skip_token()? {
            Some(text) => {
                let text = redact(text.into_owned(), secrets);
                // Writing to memory never fails.
                drop(Encoder::new(&mut *redacted).str(&text));
            }
            None => redacted.extend(body.get(start..tokens.offset()).unwrap_or_default()),
        }
    }
    Ok(())
}
