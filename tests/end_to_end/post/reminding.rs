//! Reminders: at their hours, never at night, never of what is changed or too near.

use serde_json::json;

use super::office::{Booked, Office};
use super::practice;

/// An office whose booking was told of.
async fn booked_at(start: &str) -> (Office, Booked) {
    let mut office = Office::open(practice()).await;
    let booked = office.book(1, &json!({ "start": start })).await;
    office.wait(180);
    office.sweep().await;
    assert_eq!(office.mails().len(), 2);
    (office, booked)
}

/// Sweeps at an instant: how many mails came.
async fn mails_at(office: &mut Office, instant: &str) -> usize {
    office.at(instant);
    office.sweep().await;
    let mails = office.mails();
    let reminders = mails.iter().filter(|mail| mail.to == "client1@example.com");
    assert_eq!(reminders.count(), mails.len(), "{mails:?}");
    mails.len()
}

#[tokio::test]
async fn a_client_is_reminded_two_days_and_three_hours_before() {
    let (mut office, _) = booked_at("2026-12-01T14:00:00-05:00").await;
    assert_eq!(mails_at(&mut office, "2026-11-29T13:59:59-05:00").await, 0);
    assert_eq!(mails_at(&mut office, "2026-11-29T14:00:00-05:00").await, 1);
    assert_eq!(mails_at(&mut office, "2026-12-01T10:59:59-05:00").await, 0);
    assert_eq!(mails_at(&mut office, "2026-12-01T11:00:00-05:00").await, 1);
    assert_eq!(mails_at(&mut office, "2026-12-01T13:00:00-05:00").await, 0);
}

#[tokio::test]
async fn a_reminder_of_the_night_comes_in_the_morning() {
    let (mut office, _) = booked_at("2026-12-01T10:00:00-05:00").await;
    assert_eq!(mails_at(&mut office, "2026-11-29T10:00:00-05:00").await, 1);
    assert_eq!(mails_at(&mut office, "2026-12-01T07:59:59-05:00").await, 0);
    assert_eq!(mails_at(&mut office, "2026-12-01T08:00:00-05:00").await, 1);
}

#[tokio::test]
async fn a_reminder_that_is_late_waits_until_the_night_is_over() {
    let (mut office, _) = booked_at("2026-12-02T16:00:00-05:00").await;
    assert_eq!(mails_at(&mut office, "2026-11-30T22:00:00-05:00").await, 0);
    let ledger = office.ledger().await;
    assert_eq!(ledger[0], "reminder-48 planned after 0: it is night");
    assert_eq!(mails_at(&mut office, "2026-12-01T07:59:00-05:00").await, 0);
    assert_eq!(mails_at(&mut office, "2026-12-01T08:09:00-05:00").await, 1);
}

#[tokio::test]
async fn a_reminder_that_is_too_late_to_be_of_use_is_dropped() {
    let (mut office, _) = booked_at("2026-12-02T16:00:00-05:00").await;
    assert_eq!(mails_at(&mut office, "2026-12-01T16:00:01-05:00").await, 0);
    let ledger = office.ledger().await;
    let dropped = "reminder-48 dropped after 1: it is too late to be of use";
    assert!(ledger.contains(&dropped.to_owned()), "{ledger:?}");
}

#[tokio::test]
async fn after_a_move_only_the_new_time_is_reminded_of() {
    let (mut office, booked) = booked_at("2026-12-01T14:00:00-05:00").await;
    office.shift(&booked, "2026-12-03T14:00:00-05:00").await;
    office.sweep().await;
    assert_eq!(office.mails().len(), 2);
    assert_eq!(mails_at(&mut office, "2026-11-29T14:00:00-05:00").await, 0);
    assert_eq!(mails_at(&mut office, "2026-12-01T11:00:00-05:00").await, 0);
    assert_eq!(mails_at(&mut office, "2026-12-01T14:00:00-05:00").await, 1);
    let ledger = office.ledger().await;
    for hours in [48, 3] {
        let dropped = format!("reminder-{hours} dropped after 1: it was changed since");
        assert!(ledger.contains(&dropped), "{ledger:?}");
    }
}

#[tokio::test]
async fn nobody_is_reminded_of_what_was_cancelled() {
    let (mut office, booked) = booked_at("2026-12-01T14:00:00-05:00").await;
    office.cancel(&booked.token).await;
    office.sweep().await;
    assert_eq!(office.mails().len(), 2);
    assert_eq!(mails_at(&mut office, "2026-11-29T14:00:00-05:00").await, 0);
    assert_eq!(mails_at(&mut office, "2026-12-01T11:00:00-05:00").await, 0);
}
