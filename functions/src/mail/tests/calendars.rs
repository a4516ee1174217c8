//! Calendar files, octet by octet.

use practice::booking::Email;
use practice::catalogue::Practice;

use super::{at, catalogue, email};
use crate::mail::{
    Appointment, Attendee, Method, Organizer, Session, Standing, calendar_file, feed,
};

fn appointment() -> Appointment {
    Appointment {
        session: Session {
            service: "Deep tissue massage".to_owned(),
            start: at("2026-12-01T09:00:00-05:00"),
            end: at("2026-12-01T10:00:00-05:00"),
            therapist: "Maya Renner".to_owned(),
            room: "Quiet room".to_owned(),
            price: "$95".to_owned(),
        },
        id: "01KB3N0000000000000000000A".to_owned(),
        reference: "0000-000A".to_owned(),
        standing: Standing::Confirmed,
        sequence: 2,
        stamp: at("2026-11-24T13:00:00.9Z"),
        link: "https://www.millracemassage.example/booking/m/AbC-_1/".to_owned(),
        intake: String::new(),
    }
}

struct Fixture {
    practice: Practice,
    from: Email,
    ada: Email,
}

impl Fixture {
    fn new() -> Self {
        Self {
            practice: catalogue().practice,
            from: email("hello@millracemassage.example"),
            ada: email("ada@example.com"),
        }
    }

    fn organizer(&self) -> Organizer<'_> {
        Organizer {
            practice: &self.practice,
            email: &self.from,
        }
    }

    fn ada<'a>(&'a self, name: &'a str) -> Attendee<'a> {
        let email = &self.ada;
        Attendee { name, email }
    }
}

/// The lines of a file; every one of them ends with CRLF and has at most 75 octets before it.
#[track_caller]
fn lines(file: &str) -> Vec<&str> {
    let mut lines: Vec<_> = file.split("\r\n").collect();
    assert_eq!(lines.pop(), Some(""), "the last line ends, too");
    for line in &lines {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    lines
}

/// The lines as they were before they were folded.
#[track_caller]
fn unfolded(file: &str) -> Vec<String> {
    lines(file);
    let unfolded = file.replace("\r\n ", "");
    unfolded
        .split_terminator("\r\n")
        .map(str::to_owned)
        .collect()
}

#[test]
fn an_invitation_is_this_file() {
    let fixture = Fixture::new();
    let file = calendar_file(
        fixture.organizer(),
        &appointment(),
        Method::Request(fixture.ada("Ada Lovelace")),
    );
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Knead//Booking//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "DESCRIPTION:With Maya Renner\\, Quiet room\\, $95\\nReference 0000-000A\\nSee\\",
        " , move or cancel it: https://www.millracemassage.example/booking/m/AbC-_1/",
        "DTEND:20261201T150000Z",
        "DTSTAMP:20261124T130000Z",
        "DTSTART:20261201T140000Z",
        "LOCATION:Millrace Massage\\, 14 Millrace Lane\\, Alder Falls\\, NY 12099",
        "ORGANIZER;CN=Millrace Massage:mailto:hello@millracemassage.example",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
        "SUMMARY:Deep tissue massage\\, Millrace Massage",
        "UID:01KB3N0000000000000000000A@www.millracemassage.example",
        "URL:https://www.millracemassage.example/booking/m/AbC-_1/",
        "ATTENDEE;CN=Ada Lovelace;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;ROLE=REQ-PARTI",
        " CIPANT;RSVP=FALSE:mailto:ada@example.com",
        "END:VEVENT",
        "END:VCALENDAR",
    ];
    assert_eq!(lines(&file), expected);
}

#[test]
fn the_uid_stays_and_method_and_status_follow_the_booking() {
    let fixture = Fixture::new();
    let told = |standing, sequence, cancel: bool| {
        let appointment = Appointment {
            standing,
            sequence,
            ..appointment()
        };
        let attendee = fixture.ada("Ada");
        let method = if cancel {
            Method::Cancel(attendee)
        } else {
            Method::Request(attendee)
        };
        let file = calendar_file(fixture.organizer(), &appointment, method);
        let kept = ["METHOD", "SEQUENCE", "STATUS", "UID"];
        let lines = unfolded(&file).into_iter();
        lines
            .filter(|line| kept.iter().any(|name| line.starts_with(name)))
            .collect::<Vec<_>>()
    };
    let uid = "UID:01KB3N0000000000000000000A@www.millracemassage.example";
    assert_eq!(
        told(Standing::Tentative, 0, false),
        ["METHOD:REQUEST", "SEQUENCE:0", "STATUS:TENTATIVE", uid]
    );
    assert_eq!(
        told(Standing::Cancelled, 3, true),
        ["METHOD:CANCEL", "SEQUENCE:3", "STATUS:CANCELLED", uid]
    );
}

#[test]
fn a_file_to_be_opened_names_nobody() {
    let fixture = Fixture::new();
    let file = calendar_file(fixture.organizer(), &appointment(), Method::Publish);
    assert!(file.contains("METHOD:PUBLISH\r\n") && !file.contains("ATTENDEE"));
}

#[test]
fn text_of_many_octets_is_folded_between_characters() {
    let fixture = Fixture::new();
    for sign in ["山", "é", "🙂", "x", " ", ",", "\\"] {
        for length in 60..90 {
            let mut appointment = appointment();
            appointment.session.service = format!("A{}Z", sign.repeat(length));
            let file = calendar_file(fixture.organizer(), &appointment, Method::Publish);
            let escaped = sign.replace('\\', "\\\\").replace(',', "\\,");
            let summary = format!("SUMMARY:A{}Z\\, Millrace Massage", escaped.repeat(length));
            assert!(
                unfolded(&file).contains(&summary),
                "{length} times {sign:?}"
            );
        }
    }
}

#[test]
fn commas_semicolons_backslashes_and_lines_are_escaped() {
    let fixture = Fixture::new();
    let mut appointment = appointment();
    appointment.session.service = "Back, neck; arms \\ legs: \"all\"".to_owned();
    let file = calendar_file(fixture.organizer(), &appointment, Method::Publish);
    let summary = "SUMMARY:Back\\, neck\\; arms \\\\ legs: \"all\"\\, Millrace Massage".to_owned();
    assert!(unfolded(&file).contains(&summary), "{file}");
}

#[test]
fn no_title_name_or_link_writes_a_line_of_its_own() {
    let mut fixture = Fixture::new();
    let evil = |what: &str| {
        format!("{what}\r\nATTACH:https://eve.example\rX-A:1\nBEGIN:VALARM\u{85}X-B:2\u{b}X-C:3\0")
    };
    let sound = unfolded(&file_of(&fixture, &appointment(), "Ada"));
    let mut appointment = appointment();
    fixture.practice.name = evil("Practice");
    appointment.session.service = evil("Service");
    appointment.session.therapist = evil("Maya");
    appointment.session.room = evil("Room");
    appointment.session.price = evil("$95");
    appointment.reference = evil("R");
    appointment.link = evil("https://a.example/");
    appointment.id = evil("01KB");
    let name = evil("Ada\";X=\"");
    let lines = unfolded(&file_of(&fixture, &appointment, &name));
    let names = |lines: &[String]| -> Vec<String> {
        let name = |line: &String| line.split([':', ';']).next().unwrap_or_default().to_owned();
        lines.iter().map(name).collect()
    };
    assert_eq!(names(&lines), names(&sound));
    let attendee = lines.iter().find(|line| line.starts_with("ATTENDEE"));
    let attendee = attendee.expect("the client");
    assert_eq!(attendee.matches('"').count(), 2, "{attendee}");
    assert!(
        attendee.ends_with(";RSVP=FALSE:mailto:ada@example.com"),
        "{attendee}"
    );
}

fn file_of(fixture: &Fixture, appointment: &Appointment, name: &str) -> String {
    let method = Method::Request(fixture.ada(name));
    calendar_file(fixture.organizer(), appointment, method)
}

#[test]
fn names_with_quotes_carets_and_commas_are_written_as_parameters_are() {
    let fixture = Fixture::new();
    for (name, written) in [
        ("Lovelace, Ada", "CN=\"Lovelace, Ada\";"),
        ("Ada \"the Countess\"", "CN=Ada ^'the Countess^';"),
        ("\"Ada\"", "CN=^'Ada^';"),
        ("a^b", "CN=a^^b;"),
        ("O'Brien-Łukasz 山田", "CN=O'Brien-Łukasz 山田;"),
    ] {
        let lines = unfolded(&file_of(&fixture, &appointment(), name));
        assert!(lines.iter().any(|line| line.contains(written)), "{lines:?}");
    }
}

#[test]
fn an_address_beyond_ascii_is_encoded_in_its_mailto() {
    let mut fixture = Fixture::new();
    fixture.ada = email("o'brien+a%b@例え.jp");
    let lines = unfolded(&file_of(&fixture, &appointment(), "Ada"));
    let mailto = ":mailto:o'brien+a%25b@%E4%BE%8B%E3%81%88.jp";
    assert!(lines.iter().any(|line| line.ends_with(mailto)), "{lines:?}");
}

#[test]
fn a_therapists_feed_has_title_room_and_reference_and_nobodys_name() {
    let fixture = Fixture::new();
    let later = Appointment {
        id: "01KB3N0000000000000000000B".to_owned(),
        standing: Standing::Tentative,
        ..appointment()
    };
    let file = feed(fixture.organizer(), &[appointment(), later]);
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Knead//Booking//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Millrace Massage",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "BEGIN:VEVENT",
        "DESCRIPTION:Quiet room\\, 0000-000A",
        "DTEND:20261201T150000Z",
        "DTSTAMP:20261124T130000Z",
        "DTSTART:20261201T140000Z",
        "LOCATION:Quiet room",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
        "SUMMARY:Deep tissue massage",
        "UID:01KB3N0000000000000000000A@www.millracemassage.example",
        "END:VEVENT",
    ];
    let lines = lines(&file);
    assert_eq!(lines[..expected.len()], expected);
    assert_eq!(
        lines.iter().filter(|line| **line == "BEGIN:VEVENT").count(),
        2
    );
    assert!(!file.contains("/booking/m/") && !file.contains("mailto:"));
}

#[test]
fn an_empty_feed_is_still_a_calendar() {
    let fixture = Fixture::new();
    let file = feed(fixture.organizer(), &[]);
    assert!(file.ends_with("PT1H\r\nEND:VCALENDAR\r\n"), "{file}");
}
