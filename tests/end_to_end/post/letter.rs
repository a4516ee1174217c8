//! A mail as its reader has it.

use std::fmt;

use mail_parser::{Message, MessageParser, MimeHeaders as _};
use reqwest::StatusCode;
use serde_json::Value;

use crate::page::Page;

/// A mail, and to whom it was handed.
pub(crate) struct Letter {
    /// The recipient of the envelope; of a mail from the mailbox, its `To`.
    pub(crate) to: String,
    pub(crate) bytes: Vec<u8>,
}

/// The calendar's part of a mail: its Content-Type, and the file.
pub(crate) struct Invitation {
    pub(crate) kind: String,
    pub(crate) file: String,
}

impl Letter {
    /// What the mail server has received.
    pub(crate) fn received(said: &Value) -> Self {
        let raw = said["raw"].as_str().expect("a mail");
        // Each character is one octet.
        let octets = raw.chars().map(|sign| u8::try_from(u32::from(sign)));
        Self {
            to: said["to"][0].as_str().expect("a recipient").to_owned(),
            bytes: octets.map(|octet| octet.expect("an octet")).collect(),
        }
    }

    /// What lies in a mailbox.
    pub(crate) fn kept(bytes: Vec<u8>) -> Self {
        let mut letter = Self {
            to: String::new(),
            bytes,
        };
        let message = letter.message();
        let to = message.to().and_then(|to| to.first());
        let to = to.and_then(|to| to.address()).expect("a recipient");
        letter.to = to.to_owned();
        letter
    }

    pub(crate) fn subject(&self) -> String {
        self.message().subject().expect("a subject").to_owned()
    }

    pub(crate) fn message_id(&self) -> String {
        self.message().message_id().expect("an id").to_owned()
    }

    /// The address it comes from.
    pub(crate) fn from(&self) -> String {
        let message = self.message();
        let from = message.from().and_then(|from| from.first());
        let from = from.and_then(|from| from.address());
        from.expect("a sender").to_owned()
    }

    pub(crate) fn text(&self) -> String {
        let message = self.message();
        message.body_text(0).expect("a text").into_owned()
    }

    /// Every address it leads to, in its text and in its HTML, each once.
    pub(crate) fn links(&self) -> Vec<String> {
        let message = self.message();
        let html = message.body_html(0).expect("HTML").into_owned();
        let page = Page {
            status: StatusCode::OK,
            html,
        };
        let mut links = page.all("a[href]", "href");
        let text = self.text();
        let words = text.split_whitespace().map(str::to_owned);
        links.extend(words.filter(|word| word.contains("://")));
        links.retain(|link| link.contains("://"));
        links.sort();
        links.dedup();
        links
    }

    /// Its parts of this type, such as `text/calendar`.
    pub(crate) fn parts(&self, kind: &str) -> Vec<Invitation> {
        let message = self.message();
        let parts = message.parts.iter().filter_map(|part| {
            let of = part.content_type()?;
            let named = format!("{}/{}", of.ctype(), of.subtype()?);
            let raw = message
                .raw_message
                .get(part.offset_header as usize..part.offset_body as usize);
            (named == kind).then(|| Invitation {
                kind: String::from_utf8_lossy(raw.unwrap_or_default()).into_owned(),
                file: String::from_utf8(part.contents().to_vec()).expect("UTF-8"),
            })
        });
        parts.collect()
    }

    fn message(&self) -> Message<'_> {
        let message = MessageParser::default().parse(&self.bytes);
        message.expect("a mail")
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.to, self.subject())
    }
}
