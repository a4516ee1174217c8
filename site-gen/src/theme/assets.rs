//! Theme files as visitors get them: tinted with the practice's hue, named by their fingerprint.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// Where all theme files are.
const ROOT: &str = "/assets/";

/// Hexadecimal digits of a fingerprint in a file's name.
const FINGERPRINT_DIGITS: usize = 10;

/// The theme's files, ready to be served for ever under their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Assets {
    /// Address and bytes: `/assets/calm.0a1b2c3d4e.css`.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Name in the theme and address: `calm.css`.
    pub(super) addresses: BTreeMap<String, String>,
}

impl Assets {
    /// Tints and names all files. Style sheets come last, as they name the others.
    pub(super) fn new(sources: &BTreeMap<String, Vec<u8>>, hue: u16) -> Self {
        let mut assets = Self::default();
        let (sheets, others): (Vec<_>, Vec<_>) =
            sources.iter().partition(|(name, _)| name.ends_with(".css"));
        for (name, bytes) in others {
            let bytes = if name.ends_with(".svg") {
                tint_drawing(bytes, hue)
            } else {
                bytes.clone()
            };
            assets.add(name, bytes);
        }
        for (name, bytes) in sheets {
            let bytes = assets.point(&String::from_utf8_lossy(bytes));
            assets.add(name, tint_sheet(&bytes, hue).into_bytes());
        }
        assets
    }

    /// Assets that somebody else serves at these addresses.
    pub(super) fn elsewhere(addresses: BTreeMap<String, String>) -> Self {
        Self {
            files: BTreeMap::new(),
            addresses,
        }
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let address = address(name, &bytes);
        self.addresses.insert(name.to_owned(), address.clone());
        self.files.insert(address, bytes);
    }

    /// Replaces `url("fonts/a.woff2")` by the address that file has now.
    fn point(&self, sheet: &str) -> String {
        self.addresses
            .iter()
            .fold(sheet.to_owned(), |sheet, (name, address)| {
                sheet.replace(&format!("url(\"{name}\")"), &format!("url(\"{address}\")"))
            })
    }
}

/// A style sheet learns the hue in its first rule: no page needs an inline style for it.
fn tint_sheet(sheet: &str, hue: u16) -> String {
    format!(":root{{--hue:{hue}}}\n{sheet}")
}

/// A drawing that is a file of its own cannot see the page's colours, so the hue is written in.
fn tint_drawing(drawing: &[u8], hue: u16) -> Vec<u8> {
    String::from_utf8_lossy(drawing)
        .replace("var(--hue)", &hue.to_string())
        .into_bytes()
}

fn address(name: &str, bytes: &[u8]) -> String {
    let fingerprint: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let fingerprint = &fingerprint[..FINGERPRINT_DIGITS];
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{ROOT}{stem}.{fingerprint}.{ending}"),
        None => format!("{ROOT}{name}.{fingerprint}"),
    }
}
