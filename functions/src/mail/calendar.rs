//! Appointments as calendars read them (RFC 5545), and as invitations (RFC 5546), by `icalendar`.
//!
//! Where that crate falls short, what goes in is mended first: it writes a carriage return into a
//! line as it stands, does not escape a quote within a parameter, and escapes only values whose
//! property it knows as text (`NAME` is not among them, so it is not used).

use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};
use jiff::Timestamp;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use practice::booking::Email;
use practice::catalogue::Practice;
use site_gen::words;

use super::letter::{Appointment, Standing};
use super::line::one_line;

/// Who made the file (RFC 5545, 3.7.3).
const PRODUCT: &str = "-//Knead//Booking//EN";
/// How often a feed is worth asking for again.
const FEED_REFRESH: &str = "PT1H";
/// What an address in a `mailto:` may not hold as it stands (RFC 6068, 2).
const NOT_IN_MAILTO: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'?').add(b'#').add(b'&');

/// Whose appointments these are: the practice, under the address its mail comes from.
#[derive(Clone, Copy)]
pub struct Organizer<'a> {
    /// The practice.
    pub practice: &'a Practice,
    /// The mail's From address, always the same one.
    pub email: &'a Email,
}

/// Who is invited: the client.
#[derive(Clone, Copy)]
pub struct Attendee<'a> {
    /// Their full name.
    pub name: &'a str,
    /// The address the mail goes to.
    pub email: &'a Email,
}

/// What a file is for (RFC 5546, 3.2). Only what is sent to somebody names them.
#[derive(Clone, Copy)]
pub enum Method<'a> {
    /// To be added by whoever opens it.
    Publish,
    /// It takes place, or may; the calendar adds it, or moves what it has.
    Request(Attendee<'a>),
    /// It does not take place; the calendar takes it away.
    Cancel(Attendee<'a>),
}

impl Method<'_> {
    /// The word in the file and in the part's Content-Type.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request(_) => "REQUEST",
            Self::Cancel(_) => "CANCEL",
        }
    }
}

/// One appointment as a file.
#[must_use]
pub fn calendar_file(
    organizer: Organizer<'_>,
    appointment: &Appointment,
    method: Method<'_>,
) -> String {
    let mut event = told(organizer, appointment);
    if let Method::Request(attendee) | Method::Cancel(attendee) = method {
        event.append_multi_property(attendee_property(attendee, appointment.standing));
    }
    calendar(method).push(event).to_string()
}

/// Several appointments as one file. An invitation may hold only one (RFC 5546, 3.2.2: all of one
/// UID), so a series is published; each is moved or cancelled by an invitation of its own.
pub(super) fn series_file<'a>(
    organizer: Organizer<'_>,
    appointments: impl IntoIterator<Item = &'a Appointment>,
) -> String {
    let mut calendar = calendar(Method::Publish);
    calendar.extend(appointments.into_iter().map(|next| told(organizer, next)));
    calendar.to_string()
}

/// A therapist's private feed: title, room and reference, nobody's name and no client's link.
#[must_use]
pub fn feed(organizer: Organizer<'_>, appointments: &[Appointment]) -> String {
    let mut calendar = calendar(Method::Publish);
    calendar.append_property(Property::new(
        "X-WR-CALNAME",
        one_line(&organizer.practice.name),
    ));
    let refresh = Property::new("REFRESH-INTERVAL", FEED_REFRESH)
        .add_parameter("VALUE", "DURATION")
        .done();
    calendar.append_property(refresh);
    calendar.extend(appointments.iter().map(|appointment| {
        let mut event = timed(organizer, appointment);
        let session = &appointment.session;
        let facts = [session.room.as_str(), &appointment.reference];
        event
            .summary(&one_line(&session.service))
            .location(&one_line(&session.room))
            .description(&one_line(&words::joined(&facts, ", ")))
            .done()
    }));
    calendar.to_string()
}

fn calendar(method: Method<'_>) -> Calendar {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", method.as_str()),
    ] {
        calendar.append_property((key, value));
    }
    calendar
}

/// An appointment as its client's calendar shows it.
fn told(organizer: Organizer<'_>, appointment: &Appointment) -> Event {
    let practice = organizer.practice;
    let session = &appointment.session;
    let link = one_line(&appointment.link);
    let place = practice.address.as_ref().map(words::address);
    let place = words::joined(&[&practice.name, &place.unwrap_or_default()], ", ");
    let title = format!("{}, {}", session.service, practice.name);
    timed(organizer, appointment)
        .summary(&one_line(&title))
        .location(&one_line(&place))
        .description(&description(appointment, &link))
        .url(&link)
        .append_property(organizer_property(organizer))
        .done()
}

fn description(appointment: &Appointment, link: &str) -> String {
    let session = &appointment.session;
    let with = match session.therapist.as_str() {
        "" => String::new(),
        therapist => format!("With {therapist}"),
    };
    let facts = words::joined(&[&with, &session.room, &session.price], ", ");
    let lines = [
        one_line(&facts),
        format!("Reference {}", one_line(&appointment.reference)),
        format!("See, move or cancel it: {link}"),
    ];
    let lines = lines.iter().filter(|line| !line.is_empty());
    lines.map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// What every calendar needs to know of an appointment, in UTC.
fn timed(organizer: Organizer<'_>, appointment: &Appointment) -> Event {
    let status = match appointment.standing {
        Standing::Tentative => EventStatus::Tentative,
        Standing::Confirmed => EventStatus::Confirmed,
        Standing::Cancelled => EventStatus::Cancelled,
    };
    let uid = format!("{}@{}", appointment.id, host(organizer));
    let session = &appointment.session;
    Event::new()
        .uid(&one_line(&uid))
        .sequence(appointment.sequence)
        .add_property("DTSTAMP", utc(appointment.stamp))
        .add_property("DTSTART", utc(session.start))
        .add_property("DTEND", utc(session.end))
        .status(status)
        .done()
}

/// `20261201T140000Z`
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The site's host, or that of the practice's mail.
fn host<'a>(organizer: Organizer<'a>) -> &'a str {
    let url = organizer.practice.url.split_once("://");
    let mail = organizer.email.as_str().rsplit_once('@');
    url.or(mail).map_or("", |(_, host)| host)
}

fn organizer_property(organizer: Organizer<'_>) -> Property {
    Property::new("ORGANIZER", mailto(organizer.email))
        .add_parameter("CN", &parameter(&organizer.practice.name))
        .done()
}

/// The client has said yes by booking, so that no program asks whether they will come.
fn attendee_property(attendee: Attendee<'_>, standing: Standing) -> Property {
    let answered = match standing {
        Standing::Tentative => "TENTATIVE",
        Standing::Confirmed | Standing::Cancelled => "ACCEPTED",
    };
    Property::new("ATTENDEE", mailto(attendee.email))
        .add_parameter("CN", &parameter(attendee.name))
        .add_parameter("CUTYPE", "INDIVIDUAL")
        .add_parameter("PARTSTAT", answered)
        .add_parameter("ROLE", "REQ-PARTICIPANT")
        .add_parameter("RSVP", "FALSE")
        .done()
}

fn mailto(email: &Email) -> String {
    format!(
        "mailto:{}",
        utf8_percent_encode(email.as_str(), NOT_IN_MAILTO)
    )
}

/// A parameter's value, which can hold no quote (RFC 6868).
fn parameter(text: &str) -> String {
    one_line(text).replace('^', "^^").replace('"', "^'")
}
