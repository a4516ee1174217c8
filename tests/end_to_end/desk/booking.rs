//! Booking for a client who calls or stands at the desk.

use reqwest::StatusCode;

use super::{Owner, audited, booked, is_sound, stored};
use crate::harness::{NOW, Practice};
use crate::waiting::{mails, until_kept};

/// Who calls: has a phone, and reads no mail. It is half an hour from now, at an odd minute.
const CALLS: [(&str, &str); 10] = [
    ("offer", "swedish.60"),
    ("date", "2026-11-24"),
    ("time", "9:07"),
    ("therapist", "maya"),
    ("room", ""),
    ("name", "Ada Caller"),
    ("email", ""),
    ("phone", "(503) 555-0142"),
    ("note", ""),
    ("key", "one"),
];

fn with<'f>(name: &str, value: &'f str) -> Vec<(&'static str, &'f str)> {
    let fields = CALLS.iter();
    fields
        .map(|&(known, typed)| {
            if known == name {
                (known, value)
            } else {
                (known, typed)
            }
        })
        .collect()
}

async fn ids(practice: &Practice) -> Vec<String> {
    let items = practice.items_of("B#").await;
    let bookings = items.iter().filter(|item| item["sk"]["S"] == "B");
    bookings
        .map(|item| item["id"]["S"].as_str().expect("an id").to_owned())
        .collect()
}

#[tokio::test]
async fn who_has_only_a_phone_is_booked_at_any_minute_and_nobody_writes_to_them() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let page = owner.page("/desk/book?date=2026-11-24").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.hidden("/desk/book")
            .iter()
            .any(|(name, key)| name == "key" && key.len() == 32)
    );
    let sent = owner.sends("/desk/book", &CALLS).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    let [id] = &ids(&practice).await[..] else {
        panic!("one booking");
    };
    let booking = stored(&practice, id).await;
    assert_eq!(
        (
            booking["status"].as_str(),
            booking["start"].as_str(),
            booking["end"].as_str(),
            booking["email"].as_str()
        ),
        (
            Some("confirmed"),
            Some("2026-11-24T14:07:00Z"),
            Some("2026-11-24T15:07:00Z"),
            Some("")
        )
    );
    assert!(
        audited(&practice, "book").await["actor"]
            .as_str()
            .is_some_and(|actor| actor.starts_with("staff:"))
    );
    until_kept(&practice, NOW).await;
    assert!(
        mails(&practice)
            .iter()
            .all(|(to, ..)| to.is_empty() || !to.contains("ada")),
        "nobody wrote"
    );
    let page = owner.page(&format!("/desk/bookings/{id}")).await;
    assert_eq!(page.all("dd a[href^='tel:']", "href"), ["tel:5035550142"]);
    is_sound(&practice).await;
}

#[tokio::test]
async fn a_form_that_is_sent_twice_books_once_and_another_under_its_key_is_refused() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    for _ in 0..2 {
        let sent = owner.sends("/desk/book", &CALLS).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    }
    let other = owner
        .sends("/desk/book", &with("name", "Somebody Else"))
        .await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ids(&practice).await.len(), 1);
}

#[tokio::test]
async fn what_is_in_the_way_is_listed_and_passed_over_only_knowingly() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    booked(&served, 1, "01T10:00").await;
    let mut form = with("date", "2026-12-01");
    form.retain(|(name, _)| *name != "time");
    form.push(("time", "10:30"));
    let refused = owner.sends("/desk/book", &form).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused
            .text(".notice-red li")
            .starts_with("Maya is taken by Client 1"),
        "{}",
        refused.html
    );
    assert_eq!(
        refused.all("#name", "value"),
        ["Ada Caller"],
        "what was typed is kept"
    );
    assert_eq!(refused.all("[name=key]", "value"), ["one"]);
    form.push(("force", "yes"));
    let sent = owner.sends("/desk/book", &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    assert_eq!(audited(&practice, "book").await["forced"], true);
    is_sound(&practice).await;
    let night = with("time", "22:00");
    let refused = owner.sends("/desk/book", &with_key(&night, "two")).await;
    assert_eq!(
        refused.text(".notice-red li"),
        "The therapist does not work then, or not long enough"
    );
}

fn with_key<'f>(form: &[(&'static str, &'f str)], key: &'f str) -> Vec<(&'static str, &'f str)> {
    let fields = form.iter().copied();
    fields
        .map(|(name, value)| {
            if name == "key" {
                (name, key)
            } else {
                (name, value)
            }
        })
        .collect()
}

#[tokio::test]
async fn what_is_missing_is_said_beside_its_field_and_books_nothing() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    for (name, value, field) in [
        ("offer", "", "#offer"),
        ("offer", "swedish.61", "#offer"),
        ("date", "", "#date"),
        ("date", "2026-02-30", "#date"),
        ("time", "noon", "#time"),
        ("therapist", "", "#therapist"),
        ("room", "attic", "#room"),
        ("name", " ", "#name"),
        ("email", "ada", "#email"),
        ("phone", "", "#email"),
    ] {
        let refused = owner.sends("/desk/book", &with(name, value)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert_eq!(refused.all(".error-summary a", "href"), [field], "{name}");
    }
    assert!(ids(&practice).await.is_empty());
}

#[tokio::test]
async fn nothing_is_chosen_before_somebody_chooses_it() {
    let (_practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let page = owner.page("/desk/book").await;
    for (list, unchosen) in [
        ("offer", "Choose"),
        ("therapist", "Choose"),
        ("room", "Any that is free"),
    ] {
        let first = format!("select#{list} option:first-child");
        assert_eq!(page.text(&first), unchosen, "{list}");
        assert_eq!(page.all(&first, "value"), [""], "{list}");
    }
    let id = booked(&served, 1, "01T10:00").await;
    let page = owner.page(&format!("/desk/bookings/{id}")).await;
    let room = page.text("select#room option:first-child");
    assert_eq!(room, "Any that is free", "a move chooses no room by itself");
}
