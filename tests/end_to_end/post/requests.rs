//! Requests: told of, and decided on by the link in the therapist's copy.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::letter::Letter;
use super::office::{ORIGIN, Office};
use super::{GRACE_SECONDS, practice};

const ASKED: &str = "client1@example.com: We have your request: Tuesday, 1 December, 10:00 am";
const ASKED_ALL: &str =
    "client1@example.com: We have your 3 requests, from Tuesday, 1 December, 10:00 am";
const BOOKED: &str = "client1@example.com: Your massage is booked: Tuesday, 1 December, 10:00 am";

/// Where the therapist's copy leads to decide.
fn decide(mails: &[Letter]) -> Vec<String> {
    let links = mails.iter().flat_map(Letter::links);
    let decide = links.filter(|link| link.contains("/booking/decide/"));
    let paths = decide.map(|link| link.replace(ORIGIN, ""));
    paths.collect()
}

async fn asked(weeks: u8) -> (Office, Vec<String>) {
    let practice = practice();
    let hours = "cancel_window_hours = 24";
    practice.replace("practice.toml", hours, &format!("{hours}\napproval = true"));
    let mut office = Office::open(practice).await;
    office.book(1, &json!({ "weeks": weeks })).await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    let mails = office.mails();
    let subjects: Vec<_> = mails.iter().map(|mail| format!("{mail:?}")).collect();
    let asked = if weeks == 1 { ASKED } else { ASKED_ALL };
    assert!(subjects.contains(&asked.to_owned()), "{subjects:?}");
    let decide = decide(&mails);
    assert_eq!(decide.len(), usize::from(weeks), "{subjects:?}");
    (office, decide)
}

async fn take(office: &Office, address: &str, decision: &str) {
    let before = office.items().await;
    let (status, _) = office.look(Method::GET, address).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(office.items().await, before);
    let form = "application/x-www-form-urlencoded";
    let sent = office.send(address, form, format!("decision={decision}"));
    let (status, page) = sent.await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
}

#[tokio::test]
async fn a_request_is_taken_on_by_the_link_in_the_therapists_copy() {
    let (mut office, decide) = asked(1).await;
    assert!(
        !office
            .ledger()
            .await
            .iter()
            .any(|line| line.starts_with("reminder"))
    );
    take(&office, &decide[0], "confirm").await;
    office.sweep().await;
    assert_eq!(office.told(), [BOOKED]);
    let ledger = office.ledger().await;
    assert!(ledger[0].starts_with("reminder-48 planned"), "{ledger:?}");
}

#[tokio::test]
async fn a_request_is_declined_by_the_link_in_the_therapists_copy() {
    let (mut office, decide) = asked(1).await;
    take(&office, &decide[0], "decline").await;
    office.sweep().await;
    let told = office.told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("client1@example.com: "), "{told:?}");
    assert!(!told[0].contains("is booked"), "{told:?}");
    let slots =
        "/api/slots?service=deep-tissue&minutes=60&from=2026-12-01&to=2026-12-01&therapist=maya";
    let (_, slots) = office.look(Method::GET, slots).await;
    assert!(slots.contains("2026-12-01T10:00:00-05:00"), "{slots}");
}

#[tokio::test]
async fn each_of_a_series_of_requests_is_decided_on_by_itself() {
    let (mut office, decide) = asked(3).await;
    take(&office, &decide[0], "confirm").await;
    office.sweep().await;
    let mails = office.mails();
    assert_eq!(mails.len(), 1, "{mails:?}");
    let text = mails[0].text();
    // The others are not decided on, and not booked.
    let days = ["1 December", "8 December", "15 December"];
    let named = days.iter().filter(|day| text.contains(*day)).count();
    assert_eq!(named, 1, "{text}");
}
