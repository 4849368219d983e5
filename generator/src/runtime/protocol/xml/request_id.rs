//! The id of the request in the body of a successful response.

use http::Response;

use super::super::super::{
    Body, ReadError,
    codec::xml::tokens::{Token, Tokens},
};
use super::error_body::checked_id;

/// Returns the text of the element that these names lead to from the root, if there is one.
pub(in super::super) fn at(response: &Response<Body>, path: &[&str]) -> Option<String> {
    read(response.body().bytes(), path).ok().flatten()
}

fn read(body: &[u8], path: &[&str]) -> Result<Option<String>, ReadError> {
    let (mut tokens, _) = Tokens::new(body)?;
    for name in path {
        loop {
            match tokens.next()? {
                Token::Start(start) if start.name() == *name => break,
                Token::Start(_) => tokens.skip()?,
                Token::Text(_) => {}
                Token::End => return Ok(None),
            }
        }
    }
    let mut id = String::new();
    while let Token::Text(text) = tokens.next()? {
        id.push_str(&text);
    }
    Ok(checked_id(&id))
}
