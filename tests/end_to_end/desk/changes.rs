//! What staff do about a booking: each over the version they saw, none of it in silence.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Owner, audited, booked, is_sound, stored};
use crate::harness::{NOW, Practice, Served, answer};
use crate::page::Page;
use crate::waiting::{mails, until_kept};

fn path(id: &str) -> String {
    format!("/desk/bookings/{id}")
}

/// The page of a booking, for the one who holds its link.
async fn link_page(served: &Served, made: &Value) -> Page {
    let token = made["token"].as_str().expect("a token");
    Page::of(served.get(&format!("/booking/m/{token}/"))).await
}

#[tokio::test]
async fn what_a_client_cancels_is_not_said_to_be_the_practices_doing() {
    let (_practice, served) = Practice::served_without_limits();
    let members = json!({ "start": "2026-12-01T10:00:00-05:00" });
    let (_, made) = served
        .book("", &crate::harness::booking_with(1, &members))
        .await;
    let token = made["token"].as_str().expect("a token");
    let cancel = format!("/api/bookings/{token}/cancel");
    let (status, said) = answer(served.post(&cancel).json(&json!({}))).await;
    assert_eq!(status, StatusCode::OK, "{said}");
    let page = link_page(&served, &made).await;
    assert_eq!(page.text("h1"), "This booking was cancelled");
    assert!(!page.text("main").contains("the practice that"));
}

#[tokio::test]
async fn what_staff_cancel_is_told_to_the_client_as_by_the_practice() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    // Within the client's window of a day.
    let members = json!({ "start": "2026-11-24T14:30:00-05:00" });
    let (_, made) = served
        .book("", &crate::harness::booking_with(1, &members))
        .await;
    let id = made["id"].as_str().expect("an id");
    until_kept(&practice, NOW).await;
    let sent = owner
        .sends(&path(id), &[("action", "cancel"), ("version", "1")])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    until_kept(&practice, NOW).await;
    let mails = mails(&practice).into_iter();
    let mut to_client = mails.filter(|(to, ..)| to == "client1@example.com");
    let (_, subject, _) = to_client.next_back().expect("a mail");
    assert_eq!(subject, "We have to cancel: Tuesday, 24 November, 2:30 pm");
    let actor = audited(&practice, "cancel").await["actor"].clone();
    assert!(
        actor
            .as_str()
            .is_some_and(|actor| actor.starts_with("staff:")),
        "{actor}"
    );
    assert_eq!(stored(&practice, id).await["status"], "cancelled");
    let page = link_page(&served, &made).await;
    assert_eq!(page.text("h1"), "We had to cancel this massage");
    let main = page.text("main");
    assert!(main.contains("the practice that cancelled it"), "{main}");
    is_sound(&practice).await;
}

#[tokio::test]
async fn over_a_version_that_was_not_seen_nothing_is_changed_and_what_was_typed_is_kept() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let id = booked(&served, 1, "01T10:00").await;
    let to = |version, time| {
        [
            ("version", version),
            ("date", "2026-12-01"),
            ("time", time),
            ("therapist", "maya"),
            ("room", ""),
        ]
    };
    let shift = format!("{}/move", path(&id));
    let moved = owner.sends(&shift, &to("1", "14:00")).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.html);

    let before = stored(&practice, &id).await;
    let stale = owner.sends(&shift, &to("1", "16:05")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale
            .text(".notice")
            .contains("was changed while you looked"),
        "{}",
        stale.html
    );
    assert!(stale.text("dl").contains("2:00 pm"), "as it is now");
    assert_eq!(stale.all("#time", "value"), ["16:05"], "as it was typed");
    assert_eq!(
        stale.all("form[action$='/move'] [name=version]", "value"),
        ["2"]
    );
    for action in ["cancel", "complete", "no-show", "confirm", "decline"] {
        let stale = owner
            .sends(&path(&id), &[("action", action), ("version", "1")])
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{action}");
    }
    assert_eq!(stored(&practice, &id).await, before);
    is_sound(&practice).await;
}

#[tokio::test]
async fn staff_move_over_another_booking_only_knowingly_and_it_is_marked_and_audited() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let there = booked(&served, 1, "01T10:00").await;
    let id = booked(&served, 2, "01T14:30").await;
    let shift = format!("{}/move", path(&id));
    let mut form = vec![
        ("version", "1"),
        ("date", "2026-12-01"),
        ("time", "10:40"),
        ("therapist", "maya"),
        ("room", ""),
    ];
    let refused = owner.sends(&shift, &form).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(
        refused.text(".notice-red li"),
        "Maya is taken by Client 1: Tuesday, 1 December 2026, 10:00\u{a0}am to 11:00\u{a0}am Quiet room is taken by Client 1: Tuesday, 1 December 2026, 10:00\u{a0}am to 11:00\u{a0}am".replace('\u{a0}', " ")
    );
    assert_eq!(
        refused.all(".notice-red li a", "href"),
        [path(&there), path(&there)]
    );
    assert_eq!(stored(&practice, &id).await["version"], 1);

    form.push(("force", "yes"));
    let moved = owner.sends(&shift, &form).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.html);
    let booking = stored(&practice, &id).await;
    assert_eq!(
        (booking["forced"].as_bool(), booking["start"].as_str()),
        (Some(true), Some("2026-12-01T15:40:00Z"))
    );
    assert_eq!(audited(&practice, "move").await["forced"], true);
    assert!(
        owner
            .page("/desk/day?date=2026-12-01")
            .await
            .text(".tag-forced")
            .contains("Overlaps")
    );
    is_sound(&practice).await;

    let apart = [
        ("version", "2"),
        ("date", "2026-12-01"),
        ("time", "14:00"),
        ("therapist", "maya"),
        ("room", ""),
    ];
    let moved = owner.sends(&shift, &apart).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.html);
    assert!(
        stored(&practice, &id).await["forced"].is_null(),
        "it stands over nothing any more"
    );
    is_sound(&practice).await;
}

#[tokio::test]
async fn a_booking_took_place_or_not_only_after_it_has_begun() {
    let practice = Practice::new();
    let served = practice.serve_without_limits();
    let owner = Owner::of(&served).await;
    let came = booked(&served, 1, "01T10:00").await;
    let missed = booked(&served, 2, "01T14:30").await;
    let early = owner
        .sends(&path(&came), &[("action", "complete"), ("version", "1")])
        .await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(
        early.text(".notice").contains("has not begun"),
        "{}",
        early.html
    );
    served.kill();

    let served = practice.serve_at("2026-12-01T15:00:00-05:00");
    let owner = Owner::of(&served).await;
    for (id, action, status) in [
        (&came, "complete", "completed"),
        (&missed, "no-show", "no-show"),
    ] {
        let sent = owner
            .sends(&path(id), &[("action", action), ("version", "1")])
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
        assert_eq!(stored(&practice, id).await["status"], status);
        let again = owner
            .sends(&path(id), &[("action", "cancel"), ("version", "2")])
            .await;
        assert_eq!(again.status, StatusCode::CONFLICT, "it is over");
    }
    is_sound(&practice).await;
}

#[tokio::test]
async fn a_request_is_confirmed_or_declined_at_the_desk() {
    let practice = Practice::new();
    practice.replace(
        "practice.toml",
        "notice_minutes = 120",
        "notice_minutes = 120\napproval = true",
    );
    let served = practice.serve_without_limits();
    let owner = Owner::of(&served).await;
    let taken_on = booked(&served, 1, "01T10:00").await;
    let declined = booked(&served, 2, "01T14:30").await;
    assert_eq!(owner.day("2026-12-01").await[0]["state"], "To be confirmed");
    for (id, action, status) in [
        (&taken_on, "confirm", "confirmed"),
        (&declined, "decline", "declined"),
    ] {
        let sent = owner
            .sends(&path(id), &[("action", action), ("version", "1")])
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
        assert_eq!(stored(&practice, id).await["status"], status);
    }
    assert_eq!(
        owner.day("2026-12-01").await.len(),
        1,
        "the declined one is gone"
    );
    is_sound(&practice).await;
}

#[tokio::test]
async fn what_is_sent_wrongly_is_said_beside_its_field_and_changes_nothing() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let id = booked(&served, 1, "01T10:00").await;
    let before = practice.items_but_mail().await;
    let shift = format!("{}/move", path(&id));
    let wrong = [
        ("version", "1"),
        ("date", "soon"),
        ("time", "25:00"),
        ("therapist", "nobody"),
        ("room", "attic"),
    ];
    let refused = owner.sends(&shift, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        refused.all(".error-summary a", "href"),
        ["#date", "#time", "#therapist", "#room"]
    );
    assert!(
        refused.text("title").starts_with("Error: "),
        "{}",
        refused.text("title")
    );
    for form in [
        &[("action", "explode"), ("version", "1")][..],
        &[("action", "cancel")],
        &[("action", "cancel"), ("version", "one")],
        &[("action", "cancel"), ("version", "1"), ("why", "tired")],
    ] {
        let refused = owner.sends(&path(&id), form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
    }
    assert_eq!(practice.items_but_mail().await.len(), before.len());
    assert_eq!(stored(&practice, &id).await["version"], 1);
}
