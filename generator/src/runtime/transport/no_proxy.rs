//! The hosts that don't use the proxy of the environment.

use std::net::IpAddr;

use http::Uri;

use super::super::client::endpoint::ip_address;

/// The default port of https.
const HTTPS: u16 = 443;

/// The hosts in `NO_PROXY`, with the rules of curl, and in addition `*`, `*.` and ports.
pub(in super::super) struct NoProxy {
    patterns: Vec<Pattern>,
}

struct Pattern {
    hosts: Hosts,
    /// The only port that it matches, if it has one.
    port: Option<u16>,
}

enum Hosts {
    All,
    /// The host with this name, and its subdomains.
    Name(String),
    /// The addresses that share this number of leading bits with this one.
    Network(IpAddr, u32),
}

/// The host of a URI. Names match names only, and addresses match addresses only.
enum Host {
    Name(String),
    Address(IpAddr),
}

impl NoProxy {
    /// Parses a list separated by commas or white space. Invalid patterns match nothing.
    pub(in super::super) fn parse(list: &str) -> Self {
        let items =
            list.split(|character: char| character == ',' || character.is_ascii_whitespace());
        Self {
            patterns: items.filter_map(Pattern::parse).collect(),
        }
    }

    /// Returns whether the host and port of this https URI are in the list.
    pub(in super::super) fn lists(&self, uri: &Uri) -> bool {
        let host = Host::parse(uri.host().unwrap_or_default());
        let port = uri.port_u16().unwrap_or(HTTPS);
        self.patterns
            .iter()
            .any(|pattern| pattern.matches(&host, port))
    }
}

impl Pattern {
    fn parse(text: &str) -> Option<Self> {
        let (text, port) = match text.rsplit_once(':') {
            // An IPv6 address without brackets has no port.
            Some((host, port)) if !host.contains(':') || host.contains(']') => {
                (host, Some(port.parse().ok()?))
            }
            _ => (text, None),
        };
        Some(Self {
            hosts: Hosts::parse(text)?,
            port,
        })
    }

    fn matches(&self, host: &Host, port: u16) -> bool {
        self.port.is_none_or(|only| only == port) && self.hosts.contain(host)
    }
}

impl Hosts {
    fn parse(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Self::All);
        }
        if let Some((network, bits)) = text.split_once('/') {
            let (network, bits): (_, u32) = (ip_address(network)?, bits.parse().ok()?);
            // `Host` turns an IPv4-mapped address into an IPv4 one, so a network has to do it too.
            let (network, bits) = match (network, network.to_canonical()) {
                (IpAddr::V6(_), short @ IpAddr::V4(_)) if bits >= 96 => (short, bits - 96),
                _ => (network, bits),
            };
            return (bits <= width(network)).then_some(Self::Network(network, bits));
        }
        match Host::parse(text) {
            Host::Address(address) => Some(Self::Network(address, width(address))),
            Host::Name(name) => {
                let name = name
                    .strip_prefix("*.")
                    .or(name.strip_prefix('.'))
                    .unwrap_or(&name);
                (!name.is_empty()).then(|| Self::Name(name.to_owned()))
            }
        }
    }

    fn contain(&self, host: &Host) -> bool {
        match (self, host) {
            (Self::All, _) => true,
            (Self::Name(name), Host::Name(host)) => host
                .strip_suffix(name.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.')),
            (Self::Network(IpAddr::V4(network), bits), Host::Address(IpAddr::V4(address))) => {
                let difference = network.to_bits() ^ address.to_bits();
                difference.checked_shr(u32::BITS - bits).unwrap_or_default() == 0
            }
            (Self::Network(IpAddr::V6(network), bits), Host::Address(IpAddr::V6(address))) => {
                let difference = network.to_bits() ^ address.to_bits();
                difference
                    .checked_shr(u128::BITS - bits)
                    .unwrap_or_default()
                    == 0
            }
            _ => false,
        }
    }
}

impl Host {
    fn parse(text: &str) -> Self {
        let text = text.strip_suffix('.').unwrap_or(text);
        match ip_address(text) {
            Some(address) => Self::Address(address.to_canonical()),
            None => Self::Name(text.to_ascii_lowercase()),
        }
    }
}

fn width(address: IpAddr) -> u32 {
    if address.is_ipv4() {
        u32::BITS
    } else {
        u128::BITS
    }
}
