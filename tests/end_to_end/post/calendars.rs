//! The calendar's part of the mails of one booking, as the mail server has received them.

use axum::http::Method;
use serde_json::json;

use super::letter::Letter;
use super::office::Office;
use super::practice;
use super::server::MailServer;

/// A property's value in a file that was unfolded.
fn property<'f>(file: &'f str, name: &str) -> &'f str {
    let line = file.lines().find(|line| {
        let rest = line.strip_prefix(name).unwrap_or_default();
        rest.starts_with([':', ';'])
    });
    let line = line.unwrap_or_else(|| unreachable!("no {name} in {file}"));
    line.split_once(':').expect("a value").1
}

/// Every line ends with CRLF and has at most 75 octets; unfolded.
fn unfolded(file: &str) -> String {
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
    assert!(file.ends_with("\r\n"));
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    file.replace("\r\n ", "")
}

/// The client's mail of the latest change.
async fn told(office: &Office, server: &mut MailServer) -> Letter {
    office.wait(180);
    office.sweep().await;
    let mails = server.mails().await.into_iter();
    let mut own = mails.filter(|mail| mail.to == "client1@example.com");
    own.next().expect("a mail to the client")
}

#[tokio::test]
async fn one_booking_is_one_event_through_every_mail() {
    let mut server = MailServer::start().await;
    let office = Office::sending(practice(), &server.url()).await;
    let booked = office
        .book(1, &json!({ "name": "Łukasz O'Brien-Żółtowski 山田" }))
        .await;
    let mut mails = vec![told(&office, &mut server).await];
    office.shift(&booked, "2026-12-03T14:00:00-05:00").await;
    mails.push(told(&office, &mut server).await);
    office.cancel(&booked.token).await;
    mails.push(told(&office, &mut server).await);

    let expected = [
        ("REQUEST", "0", "CONFIRMED", "20261201T150000Z"),
        ("REQUEST", "1", "CONFIRMED", "20261203T190000Z"),
        ("CANCEL", "2", "CANCELLED", "20261203T190000Z"),
    ];
    let mut uids = Vec::new();
    for (mail, (method, sequence, status, start)) in mails.iter().zip(expected) {
        assert_eq!(mail.from(), "desk@practice.example");
        let parts = mail.parts("text/calendar");
        assert_eq!(parts.len(), 1, "{mail:?}");
        let kind = &parts[0].kind;
        assert!(kind.contains(&format!("method={method}")), "{kind}");
        let attached = mail.parts("application/ics");
        assert_eq!(attached.len(), 1, "{mail:?}");
        for part in [&parts[0], &attached[0]] {
            let file = unfolded(&part.file);
            assert_eq!(property(&file, "METHOD"), method);
            assert_eq!(property(&file, "SEQUENCE"), sequence);
            assert_eq!(property(&file, "STATUS"), status);
            assert_eq!(property(&file, "DTSTART"), start);
            assert_eq!(property(&file, "ORGANIZER"), "mailto:desk@practice.example");
            assert_eq!(property(&file, "ATTENDEE"), "mailto:client1@example.com");
            uids.push(property(&file, "UID").to_owned());
        }
    }
    uids.dedup();
    assert_eq!(uids, [format!("{}@practice.example", booked.id)]);
}

#[tokio::test]
async fn a_file_names_the_organizer_that_mail_comes_from() {
    let mut server = MailServer::start().await;
    let office = Office::sending(practice(), &server.url()).await;
    let office = office.from("mail@sending.example");
    let booked = office.book(1, &json!({})).await;
    let mail = told(&office, &mut server).await;
    assert_eq!(mail.from(), "mail@sending.example");
    let invited = unfolded(&mail.parts("text/calendar")[0].file);
    let path = format!("/api/bookings/{}/calendar.ics", booked.token);
    let (_, file) = office.look(Method::GET, &path).await;
    let file = unfolded(&file);
    for name in ["ORGANIZER", "UID"] {
        assert_eq!(property(&file, name), property(&invited, name));
    }
    assert_eq!(property(&file, "ORGANIZER"), "mailto:mail@sending.example");
}
