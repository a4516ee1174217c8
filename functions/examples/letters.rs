//! Every kind of mail as files to look at: `cargo run -p functions --example letters -- FOLDER [PRACTICE]`.
//!
//! The folder gets `KIND.eml`, as a mail program opens it, and `KIND.html`, `KIND.txt` and `KIND.ics`,
//! as a browser or an editor does. PRACTICE is what `knead build` writes for the functions; left out,
//! it is the practice and the theme that come with Knead.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use functions::mail::{self, Envelope};
use functions::{NotPublished, Published};
use mail_parser::{MessageParser, MimeHeaders as _};
use practice::booking::Email;
use site_gen::{Theme, folder};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = PathBuf::from(arguments.next().ok_or("name the folder to write to")?);
    let published = match arguments.next() {
        Some(practice) => Published::read(Path::new(&practice))?,
        None => shipped()?,
    };
    fs::create_dir_all(&out)?;
    let to = Email::parse("ada@example.com").map_err(|error| error.message)?;
    let from = mail::own_address(&published.catalogue.practice);
    for (number, letter) in mail::samples(&published.catalogue).iter().enumerate() {
        let name = format!("{number:02}-{}", letter.kind());
        let envelope = Envelope {
            name: Some("Ada Lovelace"),
            to: &to,
            from: &from,
            message_id: &name,
            date: jiff::Timestamp::from_second(1_795_600_000)?,
        };
        let bytes = mail::compose(&published, letter, &envelope)?.formatted();
        write(&out.join(&name), &bytes)?;
    }
    Ok(())
}

fn shipped() -> Result<Published, Box<dyn Error>> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let reading = practice::read::catalogue(&folder::sources(&content)?);
    let catalogue = reading
        .catalogue
        .ok_or(NotPublished::Content(reading.diagnostics))?;
    let theme = Theme::builtin()?.with_site(&catalogue, &catalogue.practice.url);
    Ok(Published { catalogue, theme })
}

fn write(stem: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    fs::write(stem.with_extension("eml"), bytes)?;
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or("a mail that cannot be read")?;
    fs::write(
        stem.with_extension("txt"),
        message.body_text(0).unwrap_or_default().as_bytes(),
    )?;
    fs::write(
        stem.with_extension("html"),
        message.body_html(0).unwrap_or_default().as_bytes(),
    )?;
    for attachment in message.attachments() {
        if attachment.attachment_name().is_some() {
            fs::write(stem.with_extension("ics"), attachment.contents())?;
        }
    }
    Ok(())
}
