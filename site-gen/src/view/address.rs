//! Where the practice is: lines for an envelope, links for a phone.

use practice::catalogue::Address;
use serde::Serialize;

use super::Link;
use crate::words;

/// An address as a page shows it.
#[derive(Debug, Serialize)]
pub(super) struct AddressView {
    street: String,
    /// Town, region and postcode in one line.
    locality: String,
    country: String,
    /// The whole in one line.
    line: String,
    /// Map services; links, never embeds.
    maps: Vec<Link>,
}

impl AddressView {
    pub(super) fn of(address: &Address) -> Self {
        let line = words::address(address);
        let query = encode(&words::joined(&[&line, &address.country], ", "));
        let maps = vec![
            Link::new("OpenStreetMap", open_street_map(address, &query)),
            Link::new("Apple Maps", format!("https://maps.apple.com/?q={query}")),
            Link::new(
                "Google Maps",
                format!("https://www.google.com/maps/search/?api=1&query={query}"),
            ),
        ];
        Self {
            street: address.street.clone(),
            locality: words::locality(address),
            country: address.country.clone(),
            line,
            maps,
        }
    }
}

fn open_street_map(address: &Address, query: &str) -> String {
    match (address.latitude, address.longitude) {
        (Some(north), Some(east)) => {
            format!("https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=17/{north}/{east}")
        }
        _ => format!("https://www.openstreetmap.org/search?query={query}"),
    }
}

/// Percent-encodes a query's value (RFC 3986, unreserved characters stay).
fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
