//! Blocked time: made, in the way, and taken back.

use reqwest::StatusCode;

use super::{Owner, audited, booked, is_sound};
use crate::harness::Practice;

/// Maya's Tuesday morning.
const MORNING: [(&str, &str); 7] = [
    ("key", "one"),
    ("of", "therapist:maya"),
    ("date", "2026-12-01"),
    ("to_date", ""),
    ("from", "09:00"),
    ("to", "12:00"),
    ("words", "Dentist"),
];

fn with<'f>(changed: &[(&'static str, &'f str)]) -> Vec<(&'static str, &'f str)> {
    let mut form = MORNING.to_vec();
    form.retain(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    form.extend(changed);
    form
}

async fn free(served: &crate::harness::Served, date: &str) -> usize {
    let query =
        format!("/api/slots?service=deep-tissue&minutes=60&from={date}&to={date}&therapist=maya");
    let (_, slots) = crate::harness::answer(served.get(&query)).await;
    slots["slots"].as_array().expect("a list").len()
}

#[tokio::test]
async fn blocked_time_is_not_offered_until_it_is_taken_back() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let open = free(&served, "2026-12-01").await;
    for _ in 0..2 {
        let sent = owner.sends("/desk/blocks", &MORNING).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    }
    assert!(free(&served, "2026-12-01").await < open);
    let day = owner.day("2026-12-01").await;
    assert_eq!(
        (day.len(), day[0]["kind"].as_str(), day[0]["title"].as_str()),
        (1, Some("block"), Some("Dentist"))
    );
    is_sound(&practice).await;

    let page = owner.page("/desk/blocks").await;
    assert!(
        page.text(".desk-list").contains("Maya: Dentist"),
        "{}",
        page.html
    );
    let [take_back] = &page.all("form[action$='/remove']", "action")[..] else {
        panic!("one block");
    };
    for _ in 0..2 {
        let sent = owner.sends(take_back, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    }
    assert_eq!(free(&served, "2026-12-01").await, open);
    assert!(owner.day("2026-12-01").await.is_empty());
    let unblock = audited(&practice, "unblock").await;
    assert!(
        unblock["actor"]
            .as_str()
            .is_some_and(|actor| actor.starts_with("staff:"))
    );
    is_sound(&practice).await;
}

#[tokio::test]
async fn a_block_over_a_booking_names_it_and_can_be_forced() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let id = booked(&served, 1, "01T10:00").await;
    let refused = owner.sends("/desk/blocks", &MORNING).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(
        refused.all(".notice-red li a", "href"),
        [format!("/desk/bookings/{id}")]
    );
    assert_eq!(refused.all("#words", "value"), ["Dentist"]);
    let sent = owner
        .sends("/desk/blocks", &with(&[("force", "yes")]))
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    assert_eq!(audited(&practice, "block").await["forced"], true);
    assert_eq!(owner.day("2026-12-01").await.len(), 2, "the booking stays");
    is_sound(&practice).await;
}

#[tokio::test]
async fn a_holiday_takes_whole_days_of_up_to_60() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let days = |last| with(&[("to_date", last), ("from", ""), ("to", "")]);
    let refused = owner.sends("/desk/blocks", &days("2027-01-30")).await;
    assert_eq!(refused.all(".error-summary a", "href"), ["#to_date"]);
    let sent = owner.sends("/desk/blocks", &days("2027-01-29")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    let page = owner.page("/desk/blocks").await;
    assert!(
        page.text(".desk-list")
            .contains("1 December 2026 to 29 January 2027"),
        "{}",
        page.html
    );
    for date in ["2026-12-01", "2027-01-15"] {
        assert_eq!(free(&served, date).await, 0, "{date}");
    }
    is_sound(&practice).await;
    let take_back = &page.all("form[action$='/remove']", "action")[0];
    let sent = owner.sends(take_back, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    assert!(free(&served, "2027-01-15").await > 0);
    is_sound(&practice).await;
}

#[tokio::test]
async fn what_is_no_block_is_said_beside_its_field() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let long = "x".repeat(61);
    for (changed, field) in [
        (&[("of", "therapist:nobody")][..], "#of"),
        (&[("date", "")], "#date"),
        (&[("to_date", "2026-12-02")], "#to_date"),
        (
            &[("to_date", "2026-11-30"), ("from", ""), ("to", "")],
            "#to_date",
        ),
        (&[("to", "")], "#to"),
        (&[("to", "09:00")], "#to"),
        (&[("words", &*long)], "#words"),
    ] {
        let refused = owner.sends("/desk/blocks", &with(changed)).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{changed:?}"
        );
        assert_eq!(
            refused.all(".error-summary a", "href"),
            [field],
            "{changed:?}"
        );
    }
    assert!(practice.items_of("N#blocks").await.is_empty());
    let gone = owner.sends("/desk/blocks/nothing/remove", &[]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}
