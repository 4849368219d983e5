//! The certificates of a CA bundle.

use rustls::{
    RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};

/// The dashes around the labels of PEM.
const DASHES: &str = "-----";

/// The labels of certificates in OpenSSL.
const LABELS: [&str; 3] = ["CERTIFICATE", "X509 CERTIFICATE", TRUSTED];

/// The label of a certificate that OpenSSL's trust settings follow.
const TRUSTED: &str = "TRUSTED CERTIFICATE";

/// The tag of a sequence in DER, and that of the list of rejected purposes.
const SEQUENCE: u8 = 0x30;
const REJECTED: u8 = 0xa0;

/// RFC 5280, section 4.2.1.12: the purposes "TLS server" and "any", as object identifiers in DER.
const PURPOSES: [&[u8]; 2] = [
    &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01],
    &[0x55, 0x1d, 0x25, 0x00],
];

/// Parses all certificates of a bundle in PEM, and ignores text, keys and the like around them. An error message
/// continues the words "a CA bundle".
pub(super) fn certificates(bundle: &[u8]) -> Result<Vec<CertificateDer<'static>>, String> {
    // Dashes in UTF-16, whatever the order of the bytes.
    if bundle.windows(6).any(|bytes| bytes == b"-\0-\0-\0") {
        return Err(" is UTF-16: save it as UTF-8".to_owned());
    }
    // Concatenated files have byte order marks in the middle, too.
    let text = String::from_utf8_lossy(bundle).replace('\u{feff}', "");
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut certificates = Vec::new();
    let (mut number, mut line) = (0, 1);
    let mut open: Option<Section<'_>> = None;
    for piece in text.split(DASHES) {
        match (Piece::of(piece), open.take()) {
            (Piece::Begin(label), None) => {
                number += 1;
                open = Some(Section {
                    label,
                    number,
                    line,
                    body: String::new(),
                });
            }
            (Piece::Text, Some(mut section)) => {
                if !section.body.is_empty() {
                    section.body.push_str(DASHES);
                }
                section.body.push_str(piece);
                open = Some(section);
            }
            (Piece::End(label), Some(section)) if label == section.label => {
                certificates.extend(section.certificate()?);
            }
            (_, Some(section)) => return Err(section.without_end()),
            (Piece::Misspelt(below), None) => {
                return Err(blame(
                    number + 1,
                    line + below,
                    "doesn't begin with `-----BEGIN CERTIFICATE-----`",
                ));
            }
            (Piece::End(label), None) => {
                return Err(format!(
                    ": `-----END {label}-----` in line {line} has no beginning"
                ));
            }
            (Piece::Text | Piece::Other, None) => {}
        }
        line += piece.matches('\n').count();
    }
    match open {
        Some(section) => Err(section.without_end()),
        None if number > 0 => Ok(certificates),
        None if matches!(bundle, [SEQUENCE, 0x80..=0xff, ..]) => {
            Err(" holds no certificate in PEM; it seems to be DER, so convert it".to_owned())
        }
        None => Err(" holds no certificate in PEM".to_owned()),
    }
}

fn blame(number: usize, line: usize, problem: &str) -> String {
    format!(": certificate {number} (line {line}) {problem}")
}

/// A part of the text between dashes.
enum Piece<'a> {
    Begin(&'a str),
    End(&'a str),
    /// An invalid beginning of a certificate, with another label, or other dashes, blanks or case, after this number of
    /// lines.
    Misspelt(usize),
    /// The beginning or end of another label.
    Other,
    Text,
}

impl<'a> Piece<'a> {
    fn of(text: &'a str) -> Self {
        let (begin, end) = (text.strip_prefix("BEGIN "), text.strip_prefix("END "));
        match (begin, end) {
            (Some(label), _) if LABELS.contains(&label) => return Self::Begin(label),
            (_, Some(label)) if LABELS.contains(&label) => return Self::End(label),
            _ => {}
        }
        let length = text.trim().len();
        let is_edge =
            |line: &str| line.starts_with('-') || line.ends_with('-') || line.len() == length;
        let misspelt = text
            .lines()
            .map(str::trim)
            .position(|line| is_edge(line) && is_meant_to_begin(line));
        match misspelt {
            Some(below) => Self::Misspelt(below),
            None if (begin.is_some() || end.is_some()) && !text.contains('\n') => Self::Other,
            None => Self::Text,
        }
    }
}

fn is_meant_to_begin(line: &str) -> bool {
    let words = line.trim_matches(|character: char| character == '-' || character.is_whitespace());
    let words = words.to_ascii_uppercase();
    words.starts_with("BEGIN") && words.ends_with("CERTIFICATE")
}

/// A certificate in a bundle.
struct Section<'a> {
    label: &'a str,
    number: usize,
    line: usize,
    body: String,
}

impl Section<'_> {
    /// Returns the certificate, or `None` if OpenSSL wouldn't trust it for servers.
    fn certificate(&self) -> Result<Option<CertificateDer<'static>>, String> {
        let blame = |problem: &str| blame(self.number, self.line, problem);
        let pem = format!(
            "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
            self.body
        );
        let der = CertificateDer::from_pem_slice(pem.as_bytes());
        let der = der.map_err(|_| blame("is damaged: it is not base64"))?;
        let (length, trust) = match Element::first(&der) {
            Some((Element { tag: SEQUENCE, .. }, trust)) => (der.len() - trust.len(), trust),
            _ => return Err(blame("is damaged: it is not a certificate, or is cut off")),
        };
        if self.label != TRUSTED && !trust.is_empty() {
            return Err(blame("is damaged: more data follows it"));
        }
        let certificate = CertificateDer::from(der.get(..length).unwrap_or_default().to_vec());
        // rustls would ignore an unusable certificate later.
        RootCertStore::empty()
            .add(certificate.clone())
            .map_err(|error| blame(&format!("can't be used: {error}")))?;
        let is_trusted =
            is_for_servers(trust).ok_or_else(|| blame("has damaged trust settings"))?;
        Ok(is_trusted.then_some(certificate))
    }

    fn without_end(&self) -> String {
        blame(
            self.number,
            self.line,
            &format!("has no `-----END {}-----`", self.label),
        )
    }
}

/// Returns whether OpenSSL's trust settings, if there are any, allow a certificate to be used for servers: the list of
/// purposes must contain that, if there is one, and the list of rejected purposes must not.
fn is_for_servers(trust: &[u8]) -> Option<bool> {
    if trust.is_empty() {
        return Some(true);
    }
    let (settings, _) = Element::first(trust)?;
    let (mut is_trusted, mut rest) = (true, settings.contents);
    while !rest.is_empty() {
        let (setting, after) = Element::first(rest)?;
        match setting.tag {
            SEQUENCE => is_trusted &= names_servers(setting.contents)?,
            REJECTED => is_trusted &= !names_servers(setting.contents)?,
            _ => {}
        }
        rest = after;
    }
    Some(is_trusted)
}

fn names_servers(mut purposes: &[u8]) -> Option<bool> {
    let mut is_named = false;
    while !purposes.is_empty() {
        let (purpose, rest) = Element::first(purposes)?;
        is_named |= PURPOSES.contains(&purpose.contents);
        purposes = rest;
    }
    Some(is_named)
}

/// A value in DER.
struct Element<'a> {
    tag: u8,
    contents: &'a [u8],
}

impl<'a> Element<'a> {
    /// Returns the first value and what follows it.
    fn first(der: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (&[tag, length], rest) = der.split_first_chunk()?;
        let (length, rest) = if length < 0x80 {
            (usize::from(length), rest)
        } else {
            let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
            let add = |length: usize, digit: &u8| {
                length.checked_mul(256)?.checked_add(usize::from(*digit))
            };
            (digits.iter().try_fold(0, add)?, rest)
        };
        let (contents, rest) = rest.split_at_checked(length)?;
        Some((Self { tag, contents }, rest))
    }
}
