//! Whatever the mail server does, a mail is sent, or what became of it is said.
//!
//! Promised is: at least once, with one Message-ID. A server that takes a mail and is not heard to
//! say so gets it again; that this happens once only is chance, not promise.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::office::{Booked, Office};
use super::practice;
use super::server::{Event, MailServer};
use crate::harness::answer;
use crate::stored::ask;

/// Longer than the grace, and than a wait after a first failure.
const MINUTES_3: i64 = 180;

/// An office with one booking, at the end of its grace; and its mail server, told how to behave.
async fn booked(manner: &str) -> (Office, MailServer, Booked) {
    let mut server = MailServer::start().await;
    server.be(manner).await;
    let office = Office::sending(practice(), &server.url()).await;
    let booked = office.book(1, &json!({})).await;
    office.wait(MINUTES_3);
    (office, server, booked)
}

fn readers(mails: &[super::letter::Letter]) -> Vec<&str> {
    let mut readers: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    readers.sort_unstable();
    readers
}

const BOTH: [&str; 2] = ["client1@example.com", "maya@practice.example"];

/// The ledger of what has ended, or of what is to be tried again.
async fn of_booking(office: &Office, end: &str) -> Vec<String> {
    let mut ledger = office.ledger().await;
    ledger.retain(|line| line.starts_with("booked-") && line.contains(end));
    ledger.sort();
    ledger
}

#[tokio::test]
async fn while_mail_is_down_a_booking_is_kept_and_told_of_once_it_is_back() {
    let (office, mut server, booked) = booked("close").await;
    let swept = office.sweep().await;
    assert_eq!((swept.sent, swept.put_off), (0, 2));
    let why = "planned after 1: the mail server could not be reached";
    assert_eq!(
        of_booking(&office, "planned").await,
        [
            format!("booked-client {why}"),
            format!("booked-therapist {why}")
        ]
    );
    let page = format!("/booking/m/{}/", booked.token);
    assert_eq!(office.look(Method::GET, &page).await.0, StatusCode::OK);
    server.be("open").await;
    assert_eq!(office.sweep().await.sent, 0, "before its time");
    office.wait(61);
    assert_eq!(office.sweep().await.sent, 2);
    office.wait(MINUTES_3);
    office.sweep().await;
    assert_eq!(readers(&server.mails().await), BOTH);
    assert_eq!(
        of_booking(&office, "sent").await,
        [
            "booked-client sent after 2",
            "booked-therapist sent after 2"
        ]
    );
}

#[tokio::test]
async fn greylisting_is_passed_at_the_next_try() {
    let (office, mut server, _) = booked("greylist").await;
    assert_eq!(office.sweep().await.sent, 0);
    let why = "the mail server asked to try again later (451)";
    let planned = of_booking(&office, "planned").await;
    assert_eq!(planned[0], format!("booked-client planned after 1: {why}"));
    office.wait(61);
    assert_eq!(office.sweep().await.sent, 2);
    assert_eq!(readers(&server.mails().await), BOTH);
}

#[tokio::test]
async fn a_mail_whose_answer_was_lost_comes_again_under_the_same_id() {
    let (office, mut server, _) = booked("drop").await;
    assert_eq!(office.sweep().await.sent, 0);
    let first = server.be("accept").await;
    office.wait(61);
    assert_eq!(office.sweep().await.sent, 2);
    office.wait(MINUTES_3);
    office.sweep().await;
    let again = server.mails().await;
    assert_eq!(readers(&again), BOTH);
    let ids = |mails: Vec<String>| {
        let mut ids = mails;
        ids.sort();
        ids
    };
    let first = first.iter().filter_map(|event| match event {
        Event::Mail(mail) => Some(mail.message_id()),
        Event::Refused(_) => None,
    });
    let again = again.iter().map(super::letter::Letter::message_id);
    assert_eq!(ids(first.collect()), ids(again.collect()));
}

#[tokio::test]
async fn an_address_that_is_refused_is_given_up_at_once_and_the_booking_stays() {
    let (office, mut server, booked) = booked("bounce").await;
    assert_eq!(office.sweep().await.failed, 2);
    let refused = "failed after 1: the mail server refused the address (550)";
    assert_eq!(
        of_booking(&office, "failed").await,
        [
            format!("booked-client {refused}"),
            format!("booked-therapist {refused}")
        ]
    );
    server.be("accept").await;
    office.wait(6 * 60 * 60);
    assert_eq!(office.sweep().await.sent, 0);
    let (_, stands) = office
        .look(Method::GET, &format!("/api/bookings/{}", booked.token))
        .await;
    assert!(stands.contains("\"confirmed\""), "{stands}");
}

#[tokio::test]
async fn after_six_tries_that_failed_a_mail_is_given_up() {
    let (office, mut server, _) = booked("busy").await;
    for minutes in [1, 5, 15, 60, 240] {
        let swept = office.sweep().await;
        assert_eq!((swept.put_off, swept.failed), (2, 0), "{minutes}");
        office.wait(minutes * 60 - 1);
        assert_eq!(office.sweep().await.put_off, 0, "{minutes}");
        office.wait(2);
    }
    assert_eq!(office.sweep().await.failed, 2);
    office.wait(24 * 60 * 60);
    office.sweep().await;
    let events = server.events().await;
    assert_eq!(events.len(), 12);
    assert!(
        events
            .iter()
            .all(|event| matches!(event, Event::Refused(421)))
    );
    assert_eq!(
        of_booking(&office, "failed").await[0],
        "booked-client failed after 6: the mail server asked to try again later (421)"
    );
}

#[tokio::test]
async fn a_server_that_is_slow_gets_each_mail_once() {
    let (office, mut server, _) = booked("slow").await;
    assert_eq!(office.sweep().await.sent, 2);
    office.sweep().await;
    assert_eq!(readers(&server.mails().await), BOTH);
}

#[tokio::test]
async fn two_sweeps_at_once_send_each_mail_once() {
    let (office, mut server, _) = booked("slow").await;
    let colleague = office.colleague(&server.url());
    for client in 2..=5 {
        let start = format!("2026-12-04T{:02}:00:00-05:00", 2 * client + 5);
        office.book(client, &json!({ "start": start })).await;
    }
    office.wait(MINUTES_3);
    let (one, other) = tokio::join!(office.sweep(), colleague.sweep());
    let other = other.expect("the store answers");
    assert!(one.sent > 0 && other.sent > 0, "{one:?} {other:?}");
    assert_eq!(one.sent + other.sent, 10);
    let mails = server.mails().await;
    let mut ids: Vec<_> = mails
        .iter()
        .map(super::letter::Letter::message_id)
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!((mails.len(), ids.len()), (10, 10));
}

#[tokio::test]
async fn a_promise_that_cannot_be_read_keeps_no_other_from_being_kept() {
    let (office, mut server, _) = booked("accept").await;
    for shard in 0..4 {
        let item = json!({ "TableName": "knead", "Item": {
            "pk": { "S": format!("O#{shard}") }, "sk": { "S": "2026-11-24T13:00:00.000Z#x#1#sing" },
            "task": { "S": "sing" }, "leased_until_ms": { "N": "0" },
        } });
        let put = ask(&reqwest::Client::new(), &office.store_url, "PutItem", &item);
        assert_eq!(answer(put).await.0, StatusCode::OK);
    }
    assert_eq!(office.sweep().await.sent, 2);
    assert_eq!(readers(&server.mails().await), BOTH);
    assert_eq!(of_booking(&office, "sent").await.len(), 2);
}
