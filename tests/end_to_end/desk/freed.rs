//! What staff free is passed on to those who wait.

use reqwest::StatusCode;
use serde_json::json;

use super::{Owner, booked, is_sound};
use crate::harness::{NOW, Practice, Served, answer};
use crate::waiting::{mails, until_kept};

/// Somebody waits for an hour of Maya's on the first of December.
async fn waits(served: &Served) {
    let waiting = json!({
        "service": "deep-tissue", "minutes": 60, "therapist": "maya",
        "from": "2026-12-01", "to": "2026-12-01", "parts": "morning,afternoon",
        "name": "Ada", "email": "ada@example.com",
    });
    let (status, joined) = answer(served.post("/api/waiting").json(&waiting)).await;
    assert_eq!(status, StatusCode::CREATED, "{joined}");
}

/// The times that were offered to her.
async fn offered(practice: &Practice) -> usize {
    until_kept(practice, NOW).await;
    let mails = mails(practice).into_iter();
    // The first says that she is on the list.
    mails.filter(|(to, ..)| to == "ada@example.com").count() - 1
}

async fn block(owner: &Owner<'_>) {
    let block = [
        ("key", "one"),
        ("of", "therapist:maya"),
        ("date", "2026-12-01"),
        ("to_date", ""),
        ("from", ""),
        ("to", ""),
        ("words", ""),
        ("force", "yes"),
    ];
    let sent = owner.sends("/desk/blocks", &block).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
}

#[tokio::test]
async fn a_block_that_is_taken_back_is_offered_to_who_waits() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    block(&owner).await;
    waits(&served).await;
    assert_eq!(offered(&practice).await, 0);
    let page = owner.page("/desk/blocks").await;
    let take_back = &page.all("form[action$='/remove']", "action")[0];
    let sent = owner.sends(take_back, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    assert_eq!(offered(&practice).await, 1);
    is_sound(&practice).await;
}

#[tokio::test]
async fn what_staff_cancel_under_a_block_is_offered_to_nobody() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let id = booked(&served, 1, "01T10:00").await;
    block(&owner).await;
    waits(&served).await;
    let cancel = [("action", "cancel"), ("version", "1")];
    let sent = owner.sends(&format!("/desk/bookings/{id}"), &cancel).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    assert_eq!(offered(&practice).await, 0);
    is_sound(&practice).await;
}
