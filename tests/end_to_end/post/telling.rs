//! Who is told of what: after a grace, once, and as it is now.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::office::{ORIGIN, Office};
use super::practice;

const BOOKED: &str = "client1@example.com: Your massage is booked: Tuesday, 1 December, 10:00 am";
const ASKED: &str = "client1@example.com: We have your request: Tuesday, 1 December, 10:00 am";
const ASKED_ALL: &str =
    "client1@example.com: We have your 3 requests, from Tuesday, 1 December, 10:00 am";
const COPY: &str = "maya@practice.example: New booking: Client 1, Tuesday, 1 December, 10:00 am";

/// Longer than the grace in which a change replaces the first mail.
const GRACE_SECONDS: i64 = 121;

#[tokio::test]
async fn a_booking_is_told_to_both_once_its_grace_is_over() {
    let mut office = Office::open(practice()).await;
    office.book(1, &json!({})).await;
    office.wait(GRACE_SECONDS - 2);
    office.sweep().await;
    assert_eq!(office.told(), [""; 0]);
    office.wait(2);
    office.sweep().await;
    assert_eq!(office.told(), [BOOKED, COPY]);
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    assert_eq!(office.told(), [""; 0]);
    assert_eq!(
        office.ledger().await,
        [
            "reminder-48 planned after 0",
            "reminder-3 planned after 0",
            "booked-therapist sent after 1",
            "booked-client sent after 1",
        ]
    );
}

#[tokio::test]
async fn who_moves_within_the_grace_gets_one_mail_with_the_new_time() {
    let mut office = Office::open(practice()).await;
    let booked = office.book(1, &json!({})).await;
    office.wait(30);
    office.shift(&booked, "2026-12-03T14:00:00-05:00").await;
    office.sweep().await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    assert_eq!(
        office.told(),
        [
            "client1@example.com: Your massage is booked: Thursday, 3 December, 2:00 pm",
            "maya@practice.example: New booking: Client 1, Thursday, 3 December, 2:00 pm",
        ]
    );
}

#[tokio::test]
async fn who_cancels_within_the_grace_is_told_that_and_never_that_it_is_booked() {
    let mut office = Office::open(practice()).await;
    let booked = office.book(1, &json!({})).await;
    office.wait(30);
    office.cancel(&booked.token).await;
    office.sweep().await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    assert_eq!(
        office.told(),
        ["client1@example.com: You have cancelled: Tuesday, 1 December, 10:00 am"]
    );
}

#[tokio::test]
async fn a_move_says_from_when_to_when_to_both() {
    let mut office = Office::open(practice()).await;
    let booked = office.book(1, &json!({})).await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    office.mails();
    office.shift(&booked, "2026-12-03T14:00:00-05:00").await;
    office.sweep().await;
    let mails = office.mails();
    assert_eq!(mails.len(), 2);
    for mail in &mails {
        let text = mail.text();
        assert!(text.contains("Tuesday, 1 December 2026, 10:00"), "{text}");
        assert!(text.contains("Thursday, 3 December 2026"), "{text}");
    }
}

#[tokio::test]
async fn what_is_out_of_date_when_the_mail_is_back_is_dropped_and_said() {
    let mut office = Office::open(practice()).await;
    let booked = office.book(1, &json!({})).await;
    office.shift(&booked, "2026-12-03T14:00:00-05:00").await;
    office.shift(&booked, "2026-12-04T10:00:00-05:00").await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    assert_eq!(
        office.told(),
        [
            "client1@example.com: Your massage is booked: Friday, 4 December, 10:00 am",
            "maya@practice.example: New booking: Client 1, Friday, 4 December, 10:00 am",
        ]
    );
    let ledger = office.ledger().await;
    let changed = ": it was changed since, of which another mail tells";
    for line in ["tell-booked dropped after 1", "tell-moved dropped after 1"] {
        assert!(ledger.contains(&format!("{line}{changed}")), "{ledger:?}");
    }
}

#[tokio::test]
async fn nobody_is_told_of_an_appointment_that_is_over() {
    let mut office = Office::open(practice()).await;
    office.book(1, &json!({})).await;
    office.at("2026-12-01T11:00:00-05:00");
    office.sweep().await;
    assert_eq!(office.told(), [""; 0]);
    let over = "dropped after 1: the appointment is over";
    assert_eq!(
        office.ledger().await,
        [
            format!("booked-therapist {over}"),
            format!("booked-client {over}")
        ]
    );
}

#[tokio::test]
async fn a_weekly_series_is_told_once_and_each_of_it_reminded_of() {
    let mut office = Office::open(practice()).await;
    office.book(1, &json!({ "weeks": 3 })).await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    let mails = office.mails();
    assert_eq!(mails.len(), 2, "{mails:?}");
    for mail in &mails {
        let text = mail.text();
        for day in ["1 December", "8 December", "15 December"] {
            assert!(
                text.contains(day),
                "{mail:?} tells nothing of {day}: {text}"
            );
        }
    }
    let ledger = office.ledger().await;
    for (kind, count) in [("reminder-48 planned", 3), ("reminder-3 planned", 3)] {
        let lines = ledger.iter().filter(|line| line.starts_with(kind));
        assert_eq!(lines.count(), count, "{ledger:?}");
    }
}

#[tokio::test]
async fn a_later_one_of_a_series_is_moved_and_cancelled_as_what_its_readers_know() {
    let mut office = Office::open(practice()).await;
    let booked = office.book(1, &json!({ "weeks": 3 })).await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    office.mails();
    let later = |week: usize| {
        let token = booked.answer["series"][week]["token"].as_str();
        token.expect("a token").to_owned()
    };
    office
        .shift_by(&later(0), "2026-12-10T14:00:00-05:00")
        .await;
    office.cancel(&later(1)).await;
    office.sweep().await;
    let mut told = office.told();
    told.sort();
    assert_eq!(
        told,
        [
            "client1@example.com: You have cancelled: Tuesday, 15 December, 10:00 am",
            "client1@example.com: Your massage is now on Thursday, 10 December, 2:00 pm",
            "maya@practice.example: Cancelled: Client 1, Tuesday, 15 December, 10:00 am",
            "maya@practice.example: Moved: Client 1, Thursday, 10 December, 2:00 pm",
        ]
    );
}

#[tokio::test]
async fn who_cancels_the_first_of_a_series_at_once_is_told_of_the_others() {
    let mut office = Office::open(practice()).await;
    let booked = office.book(1, &json!({ "weeks": 2 })).await;
    office.cancel(&booked.token).await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    let mut told = office.told();
    told.sort();
    assert_eq!(
        told,
        [
            "client1@example.com: You have cancelled: Tuesday, 1 December, 10:00 am",
            "client1@example.com: Your massage is booked: Tuesday, 8 December, 10:00 am",
            "maya@practice.example: New booking: Client 1, Tuesday, 8 December, 10:00 am",
        ]
    );
}

/// Where the therapist's copy leads to decide.
fn decide(mails: &[super::letter::Letter]) -> Vec<String> {
    let links = mails.iter().flat_map(super::letter::Letter::links);
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

#[tokio::test]
async fn the_copy_of_a_therapist_without_an_address_goes_to_the_practice() {
    let mut office = Office::open(practice()).await;
    let start = "2026-12-03T14:00:00-05:00";
    let members =
        json!({ "service": "sports", "minutes": 30, "therapist": "jonas", "start": start });
    office.book(1, &members).await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    assert_eq!(
        office.told()[1],
        "desk@practice.example: New booking: Client 1, Thursday, 3 December, 2:00 pm"
    );
}

#[tokio::test]
async fn where_nobody_has_an_address_the_copy_is_dropped_and_said() {
    let mut office = Office::open(crate::harness::Practice::new()).await;
    office.book(1, &json!({})).await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    assert_eq!(office.told(), [BOOKED]);
    let dropped = "booked-therapist dropped after 1: there is no address to send it to";
    assert!(office.ledger().await.contains(&dropped.to_owned()));
}

#[tokio::test]
async fn each_therapist_of_a_series_is_told_of_what_they_give() {
    let mut office = Office::open(practice()).await;
    // In the first week only Maya is free, in the second only Jonas.
    for (client, start, therapist) in [
        (2, "2026-12-03T14:00:00-05:00", "jonas"),
        (3, "2026-12-10T14:00:00-05:00", "maya"),
    ] {
        let taken = json!({ "start": start, "service": "swedish", "therapist": therapist });
        office.book(client, &taken).await;
    }
    let series = json!({ "start": "2026-12-03T14:00:00-05:00", "service": "swedish", "therapist": "", "weeks": 2 });
    office.book(1, &series).await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    let mut told = office.told();
    told.retain(|line| line.contains("New booking: Client 1"));
    told.sort();
    assert_eq!(
        told,
        [
            "desk@practice.example: New booking: Client 1, Thursday, 10 December, 2:00 pm",
            "maya@practice.example: New booking: Client 1, Thursday, 3 December, 2:00 pm",
        ]
    );
}

#[tokio::test]
async fn a_therapist_is_told_that_somebody_else_gives_it_now() {
    let mut office = Office::open(practice()).await;
    let booked = office.book(1, &json!({})).await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    office.mails();
    let path = format!("/api/bookings/{}/move", booked.token);
    let members = json!({ "start": "2026-12-03T14:00:00-05:00", "therapist": "jonas" });
    let (status, answer) = office.post(&path, &members).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    office.sweep().await;
    let mut told = office.told();
    told.sort();
    assert_eq!(
        told,
        [
            "client1@example.com: Your massage is now on Thursday, 3 December, 2:00 pm",
            "desk@practice.example: New booking: Client 1, Thursday, 3 December, 2:00 pm",
            "maya@practice.example: Not yours any more: Client 1, Tuesday, 1 December, 10:00 am",
        ]
    );
    office.cancel(&booked.token).await;
    office.sweep().await;
    let told = office.told();
    assert!(
        !told.iter().any(|line| line.starts_with("maya@")),
        "{told:?}"
    );
    assert_eq!(told.len(), 2, "{told:?}");
}
