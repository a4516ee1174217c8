//! The mails in the folder, read as a mail program reads them.

use std::fs;
use std::path::Path;

use mail_parser::{Address, Message, MessageParser, MimeHeaders as _, PartType};
use serde::Serialize;

/// The most mails of the list.
const LISTED_MAX: usize = 500;
/// Ours are far smaller.
const MAIL_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// A line of the list.
#[derive(Serialize)]
pub(super) struct Line {
    /// The file's name, and part of the address.
    pub(super) name: String,
    to: String,
    subject: String,
    when: String,
}

/// A mail, whole.
#[derive(Serialize)]
pub(super) struct Letter {
    #[serde(flatten)]
    line: Line,
    from: String,
    text: String,
    headers: Vec<(String, String)>,
    attachments: Vec<Attachment>,
}

/// A part beside the text: its place among them is its address.
#[derive(Serialize)]
struct Attachment {
    name: String,
    kind: String,
    bytes: usize,
    /// What it holds, where that is text.
    text: String,
}

/// The newest mails, and how many there are.
pub(super) fn newest(folder: &Path) -> (Vec<Line>, usize) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| is_name(name))
        .collect();
    names.sort_unstable_by(|one, other| other.cmp(one));
    let count = names.len();
    let lines = names.into_iter().take(LISTED_MAX).filter_map(|name| {
        let bytes = bytes(folder, &name)?;
        let message = MessageParser::default().parse(&bytes)?;
        Some(line(name, &message))
    });
    (lines.collect(), count)
}

/// A mail's bytes; none if there is none of this name.
pub(super) fn bytes(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let path = folder.join(Some(name).filter(|name| is_name(name))?);
    let size = path.metadata().ok()?.len();
    (size <= MAIL_BYTES_MAX).then(|| fs::read(path).ok())?
}

/// What a mail says.
pub(super) fn letter(name: String, message: &Message<'_>) -> Letter {
    let attachments = message.attachments().map(|part| Attachment {
        name: part
            .attachment_name()
            .unwrap_or("within the mail")
            .to_owned(),
        kind: kind(part),
        bytes: part.contents().len(),
        text: match &part.body {
            PartType::Text(_) => part.text_contents().unwrap_or_default().to_owned(),
            _ => String::from_utf8(part.contents().to_vec()).unwrap_or_default(),
        },
    });
    let headers = message.headers_raw();
    Letter {
        from: people(message.from()),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect(),
        attachments: attachments.collect(),
        line: line(name, message),
    }
}

/// `text/calendar`
pub(super) fn kind(part: &mail_parser::MessagePart<'_>) -> String {
    part.content_type().map_or_else(String::new, |kind| {
        format!(
            "{}/{}",
            kind.ctype(),
            kind.subtype().unwrap_or("octet-stream")
        )
    })
}

fn line(name: String, message: &Message<'_>) -> Line {
    Line {
        name,
        to: people(message.to()),
        subject: message.subject().unwrap_or_default().to_owned(),
        when: message
            .date()
            .map_or_else(String::new, |date| date.to_rfc822()),
    }
}

/// `Ada Lovelace <ada@example.com>`
fn people(address: Option<&Address<'_>>) -> String {
    let people = address.into_iter().flat_map(Address::iter);
    let people = people.map(|person| match (person.name(), person.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or_default().to_owned(),
    });
    people.collect::<Vec<_>>().join(", ")
}

/// Whether a name is one that we give: nothing of a path.
fn is_name(name: &str) -> bool {
    let stem = name.strip_suffix(".eml").unwrap_or_default();
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !stem.is_empty() && stem.bytes().all(sign)
}
