//! Who is told of what of a weekly series: once of all of it, then of each that changes.

use serde_json::json;

use super::office::Office;
use super::{GRACE_SECONDS, practice};

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
