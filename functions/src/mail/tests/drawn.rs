//! What is drawn: whole, absolute, and nothing that should not leave the practice.

use mail_parser::{MessageParser, MimeHeaders as _};

use super::{composed, published, sample, samples};

#[test]
fn a_confirmation_says_all_that_matters_in_plain_text() {
    let published = published();
    let bytes = composed(&published, &sample(&published, "confirmed")).formatted();
    let message = MessageParser::default().parse(&bytes).expect("a mail");
    assert_eq!(
        message.subject(),
        Some("Your massage is booked: Tuesday, 1 December, 10:00 am")
    );
    let expected = "\
Your massage is booked

Tuesday, 1 December 2026
10:00\u{a0}am to 11:00\u{a0}am, New York time

Swedish massage, 60 minutes
With Maya Renner
$85
14 Millrace Lane, Alder Falls, NY 12099
Quiet room
Reference SAMP-LE00

See, move or cancel it:
https://practice.example/booking/m/token/

Until 24 hours before it starts, you can move or cancel it yourself.

Before you come, your health form:
https://practice.example/intake/token/

Questions? Call (518) 555-0142 or reply to this mail.

Millrace Massage
14 Millrace Lane, Alder Falls, NY 12099
";
    assert_eq!(text(&message), expected);
}

#[test]
fn the_therapists_copy_has_the_clients_name_and_no_link_of_theirs() {
    let published = published();
    let bytes = composed(&published, &sample(&published, "staff")).formatted();
    let message = MessageParser::default().parse(&bytes).expect("a mail");
    let subject = "New booking: Ada Lovelace, Tuesday, 1 December, 10:00 am";
    assert_eq!(message.subject(), Some(subject));
    let expected = "\
New booking

Ada Lovelace
Tuesday, 1 December 2026
10:00\u{a0}am to 11:00\u{a0}am, New York time

Swedish massage, 60 minutes
With Maya Renner
$85
Quiet room
Reference SAMP-LE00

Your appointments in your own calendar:
https://practice.example/booking/feed/maya.token.ics

You get this because your address is with your page in this practice's files.

Millrace Massage
14 Millrace Lane, Alder Falls, NY 12099
";
    assert_eq!(text(&message), expected);
    let whole = String::from_utf8_lossy(&bytes);
    assert!(!whole.contains("/booking/m/") && !whole.contains("text/calendar"));
}

#[test]
fn every_letter_is_text_then_html_then_calendar() {
    let published = published();
    for letter in samples(&published.catalogue) {
        let bytes = composed(&published, &letter).formatted();
        let message = MessageParser::default().parse(&bytes).expect("a mail");
        let kinds: Vec<_> = message
            .parts
            .iter()
            .filter_map(|part| part.content_type())
            .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()))
            .collect();
        let method = message.parts.iter().find_map(|part| {
            let kind = part.content_type()?;
            kind.attribute("method").map(str::to_owned)
        });
        let (alternative, mixed) = ("multipart/alternative", "multipart/mixed");
        let (plain, html, calendar) = ("text/plain", "text/html", "text/calendar");
        let several = kinds.len() == 5;
        let (expected_kinds, expected_method) = match letter.kind() {
            "received" | "confirmed" if several => (
                vec![mixed, alternative, plain, html, calendar],
                Some("PUBLISH"),
            ),
            "received" | "confirmed" | "moved" | "cancelled" | "declined" => {
                let called_off = matches!(letter.kind(), "cancelled" | "declined");
                (
                    vec![mixed, alternative, plain, html, calendar, "application/ics"],
                    Some(if called_off { "CANCEL" } else { "REQUEST" }),
                )
            }
            _ => (vec![alternative, plain, html], None),
        };
        assert_eq!(kinds, expected_kinds, "{}", letter.kind());
        assert_eq!(method.as_deref(), expected_method, "{}", letter.kind());
        assert_eq!(message.html_body_count(), 1, "{}", letter.kind());
    }
}

#[test]
fn the_attachment_is_the_same_file_as_the_part_within() {
    let published = published();
    let bytes = composed(&published, &sample(&published, "moved")).formatted();
    let message = MessageParser::default().parse(&bytes).expect("a mail");
    let files: Vec<_> = message.attachments().map(|part| part.contents()).collect();
    assert_eq!(files.len(), 2);
    assert_eq!(files[0], files[1]);
    assert!(files[0].starts_with(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    let name = message
        .attachment(1)
        .and_then(|part| part.attachment_name());
    assert_eq!(name, Some("appointment.ics"));
}

#[test]
fn every_link_is_whole_and_nothing_is_loaded_from_anywhere() {
    let published = published();
    for letter in samples(&published.catalogue) {
        let bytes = composed(&published, &letter).formatted();
        let message = MessageParser::default().parse(&bytes).expect("a mail");
        let html = message.body_html(0).expect("it has HTML").into_owned();
        for link in html.split("href=\"").skip(1) {
            assert!(
                link.starts_with("https://") || link.starts_with("tel:"),
                "{}: {link:.60}",
                letter.kind()
            );
        }
        for loads in [
            "src=", "<link", "url(", "@import", "<img", "<script", "oklch",
        ] {
            assert!(!html.contains(loads), "{}: {loads}", letter.kind());
        }
        let text = text(&message);
        for line in text.lines().filter(|line| line.contains("://")) {
            assert!(line.starts_with("https://"), "{}: {line}", letter.kind());
        }
        assert!(html.contains(&format!("<title>{}", message.subject().unwrap_or("?"))));
    }
}

#[test]
fn what_a_practice_or_a_client_writes_is_text_in_html_and_itself_in_text() {
    let published = published();
    let mut letter = sample(&published, "staff");
    if let super::Letter::Staff {
        client,
        appointment,
        ..
    } = &mut letter
    {
        *client = "Ada <b>O'Brien</b> & Co".to_owned();
        appointment.session.service = "Back & <i>neck</i>".to_owned();
    }
    let bytes = composed(&published, &letter).formatted();
    let message = MessageParser::default().parse(&bytes).expect("a mail");
    let html = message.body_html(0).expect("it has HTML");
    assert!(
        html.contains("Ada &lt;b&gt;O&#39;Brien&lt;&#x2F;b&gt; &amp; Co")
            || html.contains("Ada &lt;b&gt;O&#39;Brien&lt;/b&gt; &amp; Co"),
        "{html}"
    );
    assert!(html.contains("Back &amp; &lt;i&gt;neck"), "{html}");
    assert!(text(&message).contains("Ada <b>O'Brien</b> & Co\n"));
    assert!(text(&message).contains("Back & <i>neck</i>, 60 minutes\n"));
}

#[test]
fn colours_are_of_the_practices_hue_and_in_hexadecimal() {
    let published = published();
    let accent = |hue: u16| {
        let mut catalogue = published.catalogue.clone();
        catalogue.practice.hue = hue;
        let theme = published
            .theme
            .clone()
            .with_site(&catalogue, "https://a.example");
        let bytes = composed(
            &super::Published { catalogue, theme },
            &sample(&published, "prove"),
        );
        let bytes = bytes.formatted();
        let message = MessageParser::default().parse(&bytes).expect("a mail");
        let html = message.body_html(0).expect("it has HTML").into_owned();
        let at = html.find("class=\"button\"").expect("a button");
        let (_, style) = html[at..].split_once("background:").expect("its colour");
        style[..7].to_owned()
    };
    assert_eq!([accent(48), accent(155)], ["#723d20", "#1e5a38"]);
}

fn text(message: &mail_parser::Message<'_>) -> String {
    let text = message.body_text(0).expect("it has text");
    text.replace("\r\n", "\n")
}
