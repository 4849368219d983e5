//! Comparing start URLs.

use std::fmt;

/// The page where a user signs in, in the one form that all spellings of its URL have in common.
///
/// These don't count (RFC 3986, section 6.2): the case of scheme and host, the default port, a dot at the end of the
/// host, and whether a character is escaped that needn't be. A start URL has these besides: without a scheme it is
/// https, as reports show it; a query and a fragment lead to the same sign-in, so `/start`, `/start/` and `/start#/`
/// are one page; and blanks around it, or a `\` before the `#`, come from a shell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StartUrl {
    is_https: bool,
    host: String,
    /// None if it is the default one.
    port: Option<u16>,
    /// Without a slash at the end; empty for the root.
    path: String,
}

impl StartUrl {
    /// Reads a start URL. Returns nothing if the text can't be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (is_https, rest) = match text.split_once("://") {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            // A URL may stand in the query of another one.
            Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => return None,
            _ => (true, text),
        };
        let page = rest
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .trim_end_matches(['/', '\\']);
        let (authority, path) = page.split_at(page.find('/').unwrap_or(page.len()));
        let (host, port) = host_and_port(authority)?;
        let default_port = if is_https { 443 } else { 80 };
        Some(Self {
            is_https,
            host: host_name(host)?,
            port: port.filter(|port| *port != default_port),
            path: without_dot_segments(&with_plain_escapes(path)),
        })
    }
}

/// Shows it as reports do: without `https://`.
impl fmt::Display for StartUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            is_https,
            host,
            port,
            path,
        } = self;
        if !is_https {
            f.write_str("http://")?;
        }
        f.write_str(host)?;
        if let Some(port) = port {
            write!(f, ":{port}")?;
        }
        f.write_str(path)
    }
}

fn host_and_port(authority: &str) -> Option<(&str, Option<u16>)> {
    match authority.split_once(':') {
        None | Some((_, "")) => Some((authority.trim_end_matches(':'), None)),
        Some((host, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => {
            Some((host, Some(port.parse().ok()?)))
        }
        Some(_) => None,
    }
}

fn host_name(host: &str) -> Option<String> {
    let host = with_plain_escapes(host).to_ascii_lowercase();
    let name = host.strip_suffix('.').unwrap_or(&host);
    (!name.is_empty() && name.bytes().all(is_unreserved)).then(|| name.to_owned())
}

/// Escapes what has to be escaped in a URL, in capitals, and nothing of what is unreserved (RFC 3986, section 2.3).
fn with_plain_escapes(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut plain = pieces.next().map(escaped).unwrap_or_default();
    for piece in pieces {
        let digits = piece
            .get(..2)
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) if is_unreserved(byte) => plain.push(byte.into()),
            Some(byte) => plain.push_str(&escape(byte)),
            None => plain.push('%'),
        }
        plain.push_str(&escaped(if byte.is_some() {
            piece.get(2..).unwrap_or_default()
        } else {
            piece
        }));
    }
    plain
}

fn escaped(text: &str) -> String {
    let character = |byte: u8| {
        if byte.is_ascii_graphic() {
            char::from(byte).to_string()
        } else {
            escape(byte)
        }
    };
    text.bytes().map(character).collect()
}

fn escape(byte: u8) -> String {
    format!("%{byte:02X}")
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Follows `.` and `..` in a path (RFC 3986, section 5.2.4), and leaves out slashes at its end.
fn without_dot_segments(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    let path: String = segments
        .into_iter()
        .flat_map(|segment| ["/", segment])
        .collect();
    path.trim_end_matches('/').to_owned()
}
