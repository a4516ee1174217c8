//! What becomes free is offered to the first in line, then to the next.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{book, cancel, full_day, join, mails, seen, subjects, until_kept};
use crate::harness::{NOW, Practice, Served, answer};
use crate::page::Page;

const OFFER: &str = "A time has become free: Tuesday, 1 December, 9:00 am";
const JOINED: &str = "You are on the waiting list";

async fn status(served: &Served, token: &str) -> String {
    let seen = seen(served, token).await;
    seen["status"].as_str().expect("a status").to_owned()
}

/// When Maya could be booked for an hour.
async fn starts_of_maya(served: &Served) -> Vec<Value> {
    let day = "from=2026-12-01&to=2026-12-01";
    let query = format!("/api/slots?service=deep-tissue&minutes=60&therapist=maya&{day}");
    let (status, slots) = answer(served.get(&query)).await;
    assert_eq!(status, StatusCode::OK, "{slots}");
    let slots = slots["slots"].as_array().expect("a list").iter();
    slots.map(|slot| slot["start"].clone()).collect()
}

fn at(hour: &str) -> Value {
    json!(format!("2026-12-01T{hour}:00-05:00"))
}

#[tokio::test]
async fn a_cancelled_time_is_kept_for_the_first_in_line_and_for_nobody_else() {
    let practice = Practice::new();
    let served = practice.serve();
    let booked = full_day(&served).await;
    let (first, second) = (
        join(&served, 1, &json!({})).await,
        join(&served, 2, &json!({})).await,
    );
    cancel(&served, &booked[0]).await;
    until_kept(&practice, NOW).await;
    let offered = seen(&served, &first).await["offered"].clone();
    assert_eq!(
        (&offered["start"], &offered["end"]),
        (&at("09:00"), &at("10:00"))
    );
    assert_eq!(offered["expires_at"], "2026-11-24T10:00:00-05:00");
    assert_eq!(status(&served, &second).await, "waiting");
    assert_eq!(subjects(&practice, 1), [JOINED, OFFER]);
    assert_eq!(subjects(&practice, 2), [JOINED]);
    assert!(starts_of_maya(&served).await.is_empty());
}

#[tokio::test]
async fn an_offer_that_lapses_goes_to_the_next_and_not_back_to_the_first() {
    let practice = Practice::new();
    let served = practice.serve();
    let booked = full_day(&served).await;
    let (first, second) = (
        join(&served, 1, &json!({})).await,
        join(&served, 2, &json!({})).await,
    );
    cancel(&served, &booked[0]).await;
    until_kept(&practice, NOW).await;
    drop(served);
    let later = "2026-11-24T10:00:00-05:00";
    let served = practice.serve_at(later);
    until_kept(&practice, later).await;
    assert_eq!(status(&served, &first).await, "waiting");
    assert_eq!(
        seen(&served, &second).await["offered"]["start"],
        at("09:00")
    );
    assert_eq!(subjects(&practice, 2), [JOINED, OFFER]);
    drop(served);
    let later = "2026-11-24T12:00:00-05:00";
    let served = practice.serve_at(later);
    until_kept(&practice, later).await;
    assert_eq!(
        status(&served, &first).await,
        "waiting",
        "nobody is asked twice"
    );
    assert_eq!(status(&served, &second).await, "waiting");
    assert_eq!(starts_of_maya(&served).await, [at("09:00")]);
}

#[tokio::test]
async fn an_offer_is_booked_by_its_link_with_what_is_known_filled_in() {
    let practice = Practice::new();
    let served = practice.serve();
    let booked = full_day(&served).await;
    let token = join(&served, 1, &json!({ "phone": "555 0142 42" })).await;
    cancel(&served, &booked[0]).await;
    until_kept(&practice, NOW).await;
    let (_, _, text) = mails(&practice).pop().expect("a mail");
    let address = format!("/booking/waiting/{token}/");
    assert!(text.contains(&address), "{text}");
    let page = Page::of(served.get(&address)).await;
    assert_eq!(page.text("h1"), "A time has become free");
    assert!(
        page.text("main")
            .contains("until Tuesday, 24 November 2026 at 10:00"),
        "{}",
        page.text("main")
    );
    let none: [(&str, &str); 0] = [];
    let sent = served
        .post(&format!("{address}book"))
        .form(&none)
        .send()
        .await;
    let sent = sent.expect("an answer");
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    let location = sent.headers()["location"]
        .to_str()
        .expect("an address")
        .to_owned();
    assert!(!location.contains("waiting1"), "{location}");
    let check = Page::of(served.get(&location)).await;
    assert_eq!(check.text("h1"), "Check your booking");
    for words in [
        "Waiting 1",
        "waiting1@example.com",
        "555 0142 42",
        "9:00 am to 10:00 am",
    ] {
        assert!(check.text("main").contains(words), "{}", check.text("main"));
    }
    let made = served
        .post("/booking/")
        .form(&check.hidden("/booking/"))
        .send()
        .await;
    let made = made.expect("an answer");
    let status = made.status();
    assert_eq!(
        status,
        StatusCode::SEE_OTHER,
        "{}",
        made.text().await.unwrap_or_default()
    );
    assert_eq!(seen(&served, &token).await["status"], "booked");
    let page = Page::of(served.get(&address)).await;
    assert_eq!(page.text("h1"), "You have booked a time");
}

#[tokio::test]
async fn who_leaves_while_a_time_is_kept_passes_it_on_at_once() {
    let practice = Practice::new();
    let served = practice.serve();
    let booked = full_day(&served).await;
    let (first, second) = (
        join(&served, 1, &json!({})).await,
        join(&served, 2, &json!({})).await,
    );
    cancel(&served, &booked[0]).await;
    until_kept(&practice, NOW).await;
    answer(served.post(&format!("/api/waiting/{first}/leave"))).await;
    until_kept(&practice, NOW).await;
    assert_eq!(status(&served, &first).await, "left");
    assert_eq!(
        seen(&served, &second).await["offered"]["start"],
        at("09:00")
    );
}

#[tokio::test]
async fn nothing_is_offered_to_whom_it_does_not_suit() {
    let practice = Practice::new();
    let served = practice.serve();
    let booked = full_day(&served).await;
    let mut tokens = Vec::new();
    for (client, members) in [
        json!({ "parts": "afternoon,evening" }),
        json!({ "from": "2026-12-02", "to": "2026-12-04" }),
        json!({ "minutes": 90 }),
        json!({ "service": "sports", "minutes": 30, "therapist": "jonas" }),
    ]
    .iter()
    .enumerate()
    {
        tokens.push(join(&served, client, members).await);
    }
    let last = join(&served, 9, &json!({ "parts": "morning" })).await;
    cancel(&served, &booked[0]).await;
    until_kept(&practice, NOW).await;
    for token in &tokens {
        assert_eq!(status(&served, token).await, "waiting");
    }
    assert_eq!(status(&served, &last).await, "offered");
}

#[tokio::test]
async fn two_times_that_become_free_go_to_two_who_wait_by_move_as_well_as_by_cancel() {
    let practice = Practice::new();
    let served = practice.serve();
    let booked = full_day(&served).await;
    let (first, second) = (
        join(&served, 1, &json!({})).await,
        join(&served, 2, &json!({})).await,
    );
    let members = json!({ "start": "2026-12-04T09:00:00-05:00" });
    let request = served.post(&format!("/api/bookings/{}/move", booked[0]));
    let (moved, words) = answer(request.json(&members)).await;
    assert_eq!(moved, StatusCode::OK, "{words}");
    until_kept(&practice, NOW).await;
    cancel(&served, &booked[3]).await;
    until_kept(&practice, NOW).await;
    assert_eq!(seen(&served, &first).await["offered"]["start"], at("09:00"));
    assert_eq!(
        seen(&served, &second).await["offered"]["start"],
        at("14:30")
    );
}

#[tokio::test]
async fn a_request_that_is_declined_frees_its_time_for_who_waits() {
    let practice = Practice::new();
    practice.replace(
        "practice.toml",
        "notice_minutes = 120",
        "notice_minutes = 120\napproval = true",
    );
    practice.replace(
        "practice.toml",
        "phone =",
        "email = \"desk@example.com\"\nphone =",
    );
    let served = practice.serve();
    book(&served, 1, "2026-12-01T10:15:00").await;
    let token = join(&served, 1, &json!({ "parts": "morning" })).await;
    until_kept(&practice, NOW).await;
    let mails = mails(&practice);
    let request = mails.iter().find(|(to, _, _)| to == "desk@example.com");
    let (_, _, text) = request.expect("the therapist's copy");
    let decide = text.split("/booking/decide/").nth(1).expect("a link");
    let decide = decide.split('/').next().expect("a token");
    let form = [("decision", "decline")];
    let sent = served
        .post(&format!("/booking/decide/{decide}/"))
        .form(&form)
        .send()
        .await;
    assert_eq!(sent.expect("an answer").status(), StatusCode::SEE_OTHER);
    until_kept(&practice, NOW).await;
    assert_eq!(seen(&served, &token).await["offered"]["start"], at("10:15"));
}

#[tokio::test]
async fn what_becomes_free_at_night_is_kept_until_the_morning() {
    let practice = Practice::new();
    practice.write("practice.toml", &with_nights(&practice));
    let served = practice.serve();
    let booked = full_day(&served).await;
    let token = join(&served, 1, &json!({})).await;
    drop(served);
    let night = "2026-11-24T23:00:00-05:00";
    let served = practice.serve_at(night);
    cancel(&served, &booked[0]).await;
    until_kept(&practice, night).await;
    let until = &seen(&served, &token).await["offered"]["expires_at"];
    assert_eq!(until, "2026-11-25T10:00:00-05:00");
}

fn with_nights(practice: &Practice) -> String {
    let path = practice.path().join("content/practice.toml");
    let text = std::fs::read_to_string(path).expect("a file");
    format!("{text}[mail]\nquiet_hours = \"21:00-08:00\"\n")
}

#[tokio::test]
async fn what_becomes_free_too_late_is_offered_to_nobody() {
    let practice = Practice::new();
    practice.replace(
        "practice.toml",
        "cancel_window_hours = 24",
        "cancel_window_hours = 0",
    );
    let served = practice.serve();
    let booked = full_day(&served).await;
    let token = join(&served, 1, &json!({ "parts": "morning" })).await;
    drop(served);
    let late = "2026-12-01T06:46:00-05:00";
    let served = practice.serve_at(late);
    cancel(&served, &booked[0]).await;
    until_kept(&practice, late).await;
    assert_eq!(status(&served, &token).await, "waiting");
    assert_eq!(subjects(&practice, 1), [JOINED]);
}

#[tokio::test]
async fn a_time_freed_by_a_change_that_another_has_overtaken_is_offered_all_the_same() {
    let practice = Practice::new();
    let served = practice.serve();
    let booked = full_day(&served).await;
    let token = join(&served, 1, &json!({ "parts": "morning" })).await;
    for start in ["2026-12-04T09:00:00-05:00", "2026-12-04T11:00:00-05:00"] {
        let request = served.post(&format!("/api/bookings/{}/move", booked[0]));
        answer(request.json(&json!({ "start": start }))).await;
    }
    cancel(&served, &booked[0]).await;
    until_kept(&practice, NOW).await;
    assert_eq!(seen(&served, &token).await["offered"]["start"], at("09:00"));
}

#[tokio::test]
async fn each_change_of_a_place_in_line_has_one_audit_row() {
    let practice = Practice::new();
    let served = practice.serve();
    let booked = full_day(&served).await;
    let token = join(&served, 1, &json!({})).await;
    cancel(&served, &booked[0]).await;
    until_kept(&practice, NOW).await;
    answer(served.post(&format!("/api/waiting/{token}/leave"))).await;
    until_kept(&practice, NOW).await;
    let items = practice.items().await;
    let mut audit: Vec<_> = items
        .iter()
        .filter(|item| item["waiting"]["S"].is_string())
        .map(|item| {
            format!(
                "{} {}",
                item["version"]["N"].as_str().unwrap_or_default(),
                item["action"]["S"].as_str().unwrap_or_default()
            )
        })
        .collect();
    audit.sort();
    assert_eq!(audit, ["1 join", "2 offer", "3 leave"]);
}
