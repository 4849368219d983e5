//! Responses in gzip: requesting them, and decoding their bodies.

use std::{
    io::{self, Read},
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http::{
    HeaderValue, Method, Request,
    header::{ACCEPT_ENCODING, RANGE},
};

use super::super::{TransportError, TransportErrorKind};
use super::{
    body::{Body, BodyReader},
    body_source::Source,
    content_coding::ContentCodingError,
    gzip_format::{Damaged, GzipDecoder},
};

/// The number of bytes that are decoded at once.
const PIECE: usize = 16 * 1024;

/// Requests a response in gzip, unless the request has an `accept-encoding`.
///
/// A response to `HEAD` would contain the length of the compressed body, and a range of one can't be decoded.
pub(in super::super) fn accept_gzip(request: &mut Request<Body>) {
    if request.method() != Method::HEAD && !request.headers().contains_key(RANGE) {
        let _ = request
            .headers_mut()
            .entry(ACCEPT_ENCODING)
            .or_insert(HeaderValue::from_static("gzip"));
    }
}

/// Decodes a body in gzip: bytes up to a limit, or a stream while it is read.
pub(in super::super) fn decompressed(
    coding: String,
    body: Body,
    limit: usize,
) -> Result<Body, ContentCodingError> {
    // RFC 9110, section 8.4.1.3: `x-gzip` is the same.
    if coding != "gzip" && coding != "x-gzip" {
        return Err(ContentCodingError::Unsupported { coding });
    }
    let is_truncated = body.is_truncated();
    match body.into_source() {
        Ok((source, _)) => Ok(GzipStream::body(source, coding)),
        Err(bytes) => decoded(&bytes, is_truncated, limit)
            .map_err(|Damaged| ContentCodingError::Damaged { coding }),
    }
}

/// Decodes bytes. A truncated body is decoded as far as possible.
fn decoded(mut bytes: &[u8], is_truncated: bool, limit: usize) -> Result<Body, Damaged> {
    let (mut decoder, mut body, mut buffer) =
        (GzipDecoder::new(), BodyReader::new(limit), vec![0; PIECE]);
    loop {
        let length = decoder.decode(&mut bytes, &mut buffer)?;
        if let Some(truncated) = body.push(buffer.get(..length).unwrap_or_default()) {
            return Ok(truncated);
        }
        if length < buffer.len() {
            break;
        }
    }
    if is_truncated {
        return Ok(Body::truncated(body.finish().bytes().clone()));
    }
    decoder.finish().map(|()| body.finish())
}

/// A stream in gzip, decoded while it is read.
struct GzipStream {
    source: Source,
    coding: String,
    decoder: GzipDecoder,
    /// The bytes that were read and are not decoded yet.
    input: Bytes,
    buffer: Vec<u8>,
}

impl GzipStream {
    fn body(source: Source, coding: String) -> Body {
        let is_async = source.is_async();
        let (decoder, input, buffer) = (GzipDecoder::new(), Bytes::new(), vec![0; PIECE]);
        let mut stream = Self {
            source,
            coding,
            decoder,
            input,
            buffer,
        };
        let source = if is_async {
            Source::Poll(Box::new(move |context| stream.poll(context)))
        } else {
            Source::Reader(Box::new(stream))
        };
        Body::streamed(source, None)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            let mut input = self.input.as_ref();
            let length = self
                .decoder
                .decode(&mut input, &mut self.buffer)
                .map_err(|_| self.damaged())?;
            self.input = self.input.slice_ref(input);
            if length > 0 {
                let piece = self.buffer.get(..length).unwrap_or_default();
                return Poll::Ready(Some(Ok(Bytes::copy_from_slice(piece))));
            }
            match ready!(self.source.poll(context)?) {
                Some(bytes) => self.input = bytes,
                None => {
                    return Poll::Ready(self.decoder.finish().err().map(|_| Err(self.damaged())));
                }
            }
        }
    }

    fn damaged(&self) -> io::Error {
        let error = ContentCodingError::Damaged {
            coding: self.coding.clone(),
        };
        TransportError::with_cause(TransportErrorKind::ContentCoding, error).into()
    }
}

impl Read for GzipStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() {
            let mut input = self.input.as_ref();
            let length = self
                .decoder
                .decode(&mut input, buffer)
                .map_err(|_| self.damaged())?;
            self.input = self.input.slice_ref(input);
            if length > 0 {
                return Ok(length);
            }
            let length = self.source.read(&mut self.buffer)?;
            if length == 0 {
                return self
                    .decoder
                    .finish()
                    .map(|()| 0)
                    .map_err(|_| self.damaged());
            }
            self.input = Bytes::copy_from_slice(self.buffer.get(..length).unwrap_or_default());
        }
        Ok(0)
    }
}
