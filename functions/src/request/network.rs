//! Where a request comes from, as far as asks are counted.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr};

use axum::extract::OptionalFromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

/// The header in which the front tells a client's address and port; whatever a client sends under
/// this name, the front replaces. CloudFront's own name for it ("Add CloudFront request headers").
pub const CLIENT_ADDRESS_HEADER: &str = "cloudfront-viewer-address";

/// A client's network: a whole IPv4 address, or the first half of an IPv6 one, which is what a
/// household is given. It has no `Debug`: it is personal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Network {
    V4([u8; 4]),
    V6([u8; 8]),
}

impl Network {
    /// What it is told apart by.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::V4(address) => address,
            Self::V6(half) => half,
        }
    }

    /// None where no front told an address.
    fn told(headers: &HeaderMap) -> Option<Self> {
        let told = headers.get(CLIENT_ADDRESS_HEADER)?.to_str().ok()?;
        // CloudFront writes the port behind an IPv6 address without brackets around that.
        let (address, _port) = told.rsplit_once(':')?;
        let address = address.trim_start_matches('[').trim_end_matches(']');
        Some(Self::of(address.parse().ok()?))
    }

    fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::V4(address.octets()),
            IpAddr::V6(address) => Self::V6(first_half(address)),
        }
    }
}

fn first_half(address: Ipv6Addr) -> [u8; 8] {
    let mut half = [0; 8];
    half.copy_from_slice(&address.octets()[..8]);
    half
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Network {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Infallible> {
        Ok(Self::told(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::{CLIENT_ADDRESS_HEADER, Network};

    fn told(address: &'static str) -> Option<Network> {
        let value = HeaderValue::from_static(address);
        Network::told(&HeaderMap::from_iter([(
            CLIENT_ADDRESS_HEADER.parse().expect("a header's name"),
            value,
        )]))
    }

    #[test]
    fn an_ipv4_address_is_a_network_whatever_the_port() {
        assert!(told("192.0.2.7:443") == Some(Network::V4([192, 0, 2, 7])));
        assert!(told("192.0.2.7:443") == told("192.0.2.7:50000"));
        assert!(told("192.0.2.7:443") != told("192.0.2.8:443"));
        assert!(told("[::ffff:192.0.2.7]:443") == told("192.0.2.7:443"));
    }

    #[test]
    fn of_an_ipv6_address_the_first_half_is_the_network() {
        let expected = Some(Network::V6([0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 2]));
        for address in [
            "2001:db8:1:2::7:443",
            "[2001:db8:1:2::7]:443",
            "2001:0db8:0001:0002:ffff:ffff:ffff:ffff:50000",
        ] {
            assert!(told(address) == expected, "{address}");
        }
        assert!(told("[2001:db8:1:3::7]:443") != expected);
    }

    #[test]
    fn what_is_no_address_is_no_network() {
        for address in ["", ":", "192.0.2.7", "example.com:443", "192.0.2.7.1:1"] {
            assert!(told(address).is_none(), "{address}");
        }
        assert!(Network::told(&HeaderMap::new()).is_none());
    }
}
