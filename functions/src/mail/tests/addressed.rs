//! The outside of a mail: whose it is, and that nobody can write more headers than we do.

use mail_parser::MessageParser;

use super::{Letter, NotComposed, composed, composed_to, published, sample};
use crate::mail::own_address;

/// The lines of a mail's head, unfolded.
fn head(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).expect("a head is ASCII");
    let (head, _) = text.split_once("\r\n\r\n").expect("a head and a body");
    let unfolded = head.replace("\r\n ", " ");
    unfolded.lines().map(str::to_owned).collect()
}

#[test]
fn a_mail_says_who_it_is_from_and_that_a_program_wrote_it() {
    let published = published();
    let mut lines = head(&composed(&published, &sample(&published, "reminder")).formatted());
    let boundary = lines.pop().unwrap_or_default();
    assert!(boundary.starts_with("Content-Type: multipart/alternative;"));
    let expected = [
        "Message-ID: <01KB-1-confirmed@millracemassage.example>",
        "From: \"Millrace Massage\" <hello@millracemassage.example>",
        "To: \"Ada Lovelace\" <ada@example.com>",
        "Subject: Reminder: your massage on Tuesday, 1 December, 10:00 am",
        "Date: Tue, 24 Nov 2026 13:00:00 +0000",
        "Auto-Submitted: auto-generated",
        "Reply-To: \"Millrace Massage\" <hello@millracemassage.example>",
        "MIME-Version: 1.0",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_name_in_any_script_arrives_as_it_was_written() {
    let published = published();
    let letter = sample(&published, "reminder");
    for name in [
        "O'Brien-Łukasz 山田",
        "María José Ñandú",
        "محمد",
        "Ada \"the Countess\" Lovelace, née Byron",
        "=?utf-8?q?not_encoded?=",
        "x".repeat(100).as_str(),
        "山田".repeat(50).as_str(),
    ] {
        let to = (Some(name), "ada@example.com");
        let bytes = composed_to(&published, &letter, to)
            .expect("a name is no obstacle")
            .formatted();
        assert!(bytes.is_ascii(), "{name}");
        let longest = bytes.split(|byte| *byte == b'\n').map(<[u8]>::len).max();
        assert!(longest.is_some_and(|longest| longest <= 999), "{name}");
        let message = MessageParser::default().parse(&bytes).expect("a mail");
        let person = message.to().and_then(|to| to.first()).expect("a reader");
        assert_eq!(person.address(), Some("ada@example.com"), "{name}");
        assert_eq!(person.name(), Some(name));
    }
}

#[test]
fn nobody_writes_a_header_of_their_own() {
    let published = published();
    let evil = "Ada\r\nBcc: eve@example.com\0\u{b}\u{1b}\r\n\r\nBuy this";
    let mut letter = sample(&published, "staff");
    if let Letter::Staff {
        client,
        appointment,
        ..
    } = &mut letter
    {
        client.push_str(evil);
        appointment.session.service.push_str(evil);
    }
    let to = (Some(evil), "ada@example.com");
    let bytes = composed_to(&published, &letter, to)
        .expect("it is only text")
        .formatted();
    let names: Vec<_> = head(&bytes)
        .iter()
        .filter_map(|line| line.split_once(':').map(|(name, _)| name.to_owned()))
        .collect();
    let expected = [
        "Message-ID",
        "From",
        "To",
        "Subject",
        "Date",
        "Auto-Submitted",
        "Reply-To",
        "MIME-Version",
        "Content-Type",
    ];
    assert_eq!(names, expected);
}

#[test]
fn no_sign_of_any_script_breaks_a_mail() {
    let published = published();
    let letter = sample(&published, "reminder");
    let signs: Vec<char> = (0..=0x2FFF_u32).filter_map(char::from_u32).collect();
    for signs in signs.chunks(96) {
        let name: String = signs.iter().collect();
        let to = (Some(name.as_str()), "ada@example.com");
        let bytes = composed_to(&published, &letter, to)
            .expect("a name is no obstacle")
            .formatted();
        let message = MessageParser::default().parse(&bytes).expect("a mail");
        let readers: Vec<_> = message.to().into_iter().flat_map(|to| to.iter()).collect();
        assert_eq!(readers.len(), 1, "{name:?}");
        assert_eq!(readers[0].address(), Some("ada@example.com"), "{name:?}");
        assert_eq!(head(&bytes).len(), 9, "{name:?}");
    }
}

#[test]
fn an_id_holds_nothing_but_what_an_id_may_hold() {
    let published = published();
    let from = own_address(&published.catalogue.practice);
    let envelope = super::Envelope {
        name: None,
        to: &super::email("ada@example.com"),
        from: &from,
        message_id: "01KB>\r\nBcc: eve@example.com",
        date: super::at("1969-01-01T00:00:00Z"),
    };
    let message = super::compose(&published, &sample(&published, "prove"), &envelope);
    let lines = head(&message.expect("a mail").formatted());
    assert!(
        lines.contains(&"Message-ID: <01KBBcceveexample.com@millracemassage.example>".to_owned())
    );
    assert!(lines.contains(&"Date: Thu, 01 Jan 1970 00:00:00 +0000".to_owned()));
    assert!(lines.contains(&"To: ada@example.com".to_owned()));
}

#[test]
fn a_practice_without_an_address_writes_from_one_that_nobody_can_answer() {
    let mut published = published();
    published.catalogue.practice.email = String::new();
    let lines = head(&composed(&published, &sample(&published, "reminder")).formatted());
    assert!(
        lines
            .iter()
            .any(|line| line == "From: \"Millrace Massage\" <practice@knead.invalid>")
    );
    assert!(!lines.iter().any(|line| line.starts_with("Reply-To")));
}

#[test]
fn an_address_that_mail_cannot_take_is_told_of() {
    let published = published();
    let to = (None, "a..b@example.com");
    let composed = composed_to(&published, &sample(&published, "reminder"), to);
    assert!(matches!(composed, Err(NotComposed::Address)));
}
