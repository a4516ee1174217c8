//! Who is told of what: after a grace, once, and as it is now.

use axum::http::StatusCode;
use serde_json::json;

use super::office::Office;
use super::{GRACE_SECONDS, practice};

const BOOKED: &str = "client1@example.com: Your massage is booked: Tuesday, 1 December, 10:00 am";
const COPY: &str = "maya@practice.example: New booking: Client 1, Tuesday, 1 December, 10:00 am";

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
