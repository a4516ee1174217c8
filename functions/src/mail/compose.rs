//! From a letter to a message: drawn by the theme, with its calendar part, ready to be sent.

use std::fmt;
use std::time::SystemTime;

use jiff::Timestamp;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Body, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use practice::booking::Email;
use practice::catalogue::Practice;
use site_gen::{TemplateProblem, Theme};

use super::calendar::{self, Attendee, Method, Organizer};
use super::letter::{Appointment, Letter};
use super::line::one_line;
use super::view::LetterView;
use crate::Published;

/// The longest subject that phones and lists show, in characters; what is longer is cut.
const SUBJECT_CHARACTERS_MAX: usize = 150;
/// The address of a practice that has none: nobody can answer it, and nobody is meant to (RFC 2606).
const NO_ADDRESS: &str = "practice@knead.invalid";

/// What stands on the outside of a letter.
#[derive(Clone, Copy)]
pub struct Envelope<'a> {
    /// The reader's name; none where the address may be somebody else's.
    pub name: Option<&'a str>,
    /// Where it goes.
    pub to: &'a Email,
    /// Where it comes from: always the same address, which calendars know as the organizer.
    pub from: &'a Email,
    /// What tells this mail from every other, the same at each try: letters, digits, `.`, `-`, `_`.
    pub message_id: &'a str,
    /// When it is sent.
    pub date: Timestamp,
}

/// Why a letter could not become a message.
#[derive(Debug)]
pub enum NotComposed {
    /// A template is missing or wrong.
    Theme(Box<TemplateProblem>),
    /// An address that mail cannot take, though it is shaped like one.
    Address,
}

/// What a theme makes of a letter.
pub(super) struct Drawn {
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
}

/// The address a practice's mail comes from, unless the place of deployment names another.
#[must_use]
pub fn own_address(practice: &Practice) -> Email {
    let own = Email::parse(&practice.email);
    own.or_else(|_| Email::parse(NO_ADDRESS))
        .expect("the stand-in is shaped like an address")
}

/// Puts a letter together: text, HTML and, where it is about an appointment, the calendar's part.
///
/// # Errors
/// [`NotComposed`], when the theme cannot draw it, or an address is none.
pub fn compose(
    published: &Published,
    letter: &Letter,
    envelope: &Envelope<'_>,
) -> Result<Message, NotComposed> {
    let practice = &published.catalogue.practice;
    let drawn = draw(&published.theme, practice, letter)
        .map_err(|problem| NotComposed::Theme(Box::new(problem)))?;
    let from = mailbox(Some(&practice.name), envelope.from)?;
    let mut message = Message::builder()
        .message_id(Some(message_id(envelope.message_id, from.email.domain())))
        .from(from)
        .to(mailbox(envelope.name, envelope.to)?)
        .subject(&drawn.subject)
        .date(seconds(envelope.date))
        .raw_header(auto_submitted());
    if let Ok(own) = Email::parse(&practice.email) {
        message = message.reply_to(mailbox(Some(&practice.name), &own)?);
    }
    let organizer = Organizer {
        practice,
        email: envelope.from,
    };
    let alternative = MultiPart::alternative()
        .singlepart(SinglePart::plain(drawn.text))
        .singlepart(SinglePart::html(drawn.html));
    let whole = match invitation(organizer, letter, envelope) {
        Invitation::None => alternative,
        Invitation::Series(file) => MultiPart::mixed()
            .multipart(alternative)
            .singlepart(attached(
                "appointments.ics",
                "text/calendar; method=PUBLISH",
                file,
            )),
        // Mail programs that know invitations take the alternative; others show the attachment.
        Invitation::One(method, file) => MultiPart::mixed()
            .multipart(alternative.singlepart(inline(method, file.clone())))
            .singlepart(attached("appointment.ics", "application/ics", file)),
    };
    message.multipart(whole).map_err(|_| NotComposed::Address)
}

/// Draws a letter: the text's first line is the subject.
pub(super) fn draw(
    theme: &Theme,
    practice: &Practice,
    letter: &Letter,
) -> Result<Drawn, TemplateProblem> {
    let mut view = LetterView::of(letter, practice);
    let kind = letter.kind();
    let text = theme.render(&format!("mail/{kind}.txt"), &view)?;
    let (subject, text) = text.trim_start().split_once('\n').unwrap_or((&text, ""));
    let subject = one_line(subject);
    let words: Vec<_> = subject.split_whitespace().collect();
    let subject: String = words
        .join(" ")
        .chars()
        .take(SUBJECT_CHARACTERS_MAX)
        .collect();
    let text = parted_by_one_line(text);
    view.subject = Some(&subject);
    let html = theme.render(&format!("mail/{kind}.html"), &view)?;
    Ok(Drawn {
        subject,
        text,
        html,
    })
}

/// What a template leaves out leaves empty lines behind.
fn parted_by_one_line(text: &str) -> String {
    let mut lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.dedup_by(|next, kept| next.is_empty() && kept.is_empty());
    lines.join("\n") + "\n"
}

/// A letter's calendar part.
enum Invitation {
    None,
    One(&'static str, String),
    Series(String),
}

fn invitation(organizer: Organizer<'_>, letter: &Letter, envelope: &Envelope<'_>) -> Invitation {
    let attendee = Attendee {
        name: envelope.name.unwrap_or_default(),
        email: envelope.to,
    };
    let one = |appointment: &Appointment, method: Method<'_>| {
        let file = calendar::calendar_file(organizer, appointment, method);
        Invitation::One(method.as_str(), file)
    };
    match letter {
        Letter::Received { appointment, more } | Letter::Confirmed { appointment, more }
            if !more.is_empty() =>
        {
            let all = std::iter::once(appointment).chain(more);
            Invitation::Series(calendar::series_file(organizer, all))
        }
        Letter::Received { appointment, .. }
        | Letter::Confirmed { appointment, .. }
        | Letter::Moved { appointment, .. } => one(appointment, Method::Request(attendee)),
        Letter::Cancelled { appointment, .. } | Letter::Declined { appointment } => {
            one(appointment, Method::Cancel(attendee))
        }
        // A reminder changes nothing; a therapist has a feed, which names no client's address.
        Letter::Reminder { .. }
        | Letter::Offer { .. }
        | Letter::Waiting { .. }
        | Letter::Prove { .. }
        | Letter::SignIn { .. }
        | Letter::Staff { .. } => Invitation::None,
    }
}

fn inline(method: &str, file: String) -> SinglePart {
    let kind = format!("text/calendar; method={method}; charset=utf-8");
    SinglePart::builder()
        .header(content_type(&kind))
        .body(Body::new(file))
}

fn attached(name: &str, kind: &str, file: String) -> SinglePart {
    let kind = content_type(&format!("{kind}; charset=utf-8; name=\"{name}\""));
    Attachment::new(name.to_owned()).body(Body::new(file), kind)
}

fn content_type(text: &str) -> ContentType {
    ContentType::parse(text).expect("types that are written out here can be read")
}

/// A name and an address, the name on one line: `lettre` panics at any other.
fn mailbox(name: Option<&str>, email: &Email) -> Result<Mailbox, NotComposed> {
    let address: Address = email.as_str().parse().map_err(|_| NotComposed::Address)?;
    Ok(Mailbox::new(name.map(one_line), address))
}

/// A header's date begins with 1970.
fn seconds(date: Timestamp) -> SystemTime {
    SystemTime::try_from(date.max(Timestamp::UNIX_EPOCH)).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// `<01J…-3-confirmed@example.com>`, of nothing but what such an id may hold.
fn message_id(given: &str, host: &str) -> String {
    let kept = |sign: &char| sign.is_ascii_alphanumeric() || ".-_".contains(*sign);
    let id: String = given.chars().filter(kept).collect();
    format!("<{id}@{host}>")
}

/// Nobody's holiday notice answers it (RFC 3834, 5).
fn auto_submitted() -> HeaderValue {
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    HeaderValue::new(name, "auto-generated".to_owned())
}

impl fmt::Display for NotComposed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Theme(problem) => problem.fmt(formatter),
            Self::Address => formatter.write_str("mail cannot be sent to or from such an address"),
        }
    }
}

impl std::error::Error for NotComposed {}
