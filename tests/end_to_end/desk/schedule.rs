//! Today, the day, the week: who may see them, and what they show.

use reqwest::StatusCode;
use serde_json::json;

use super::{Owner, booked};
use crate::harness::{Practice, answer, booking_with};
use crate::page::Page;

#[tokio::test]
async fn nobody_sees_the_schedule_without_signing_in() {
    let (_practice, served) = Practice::served_without_limits();
    let (status, _) = answer(served.get("/api/desk/day?date=2026-12-01")).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    for path in [
        "/desk/",
        "/desk/day",
        "/desk/week",
        "/desk/book",
        "/desk/blocks",
    ] {
        let page = Page::of(served.get(path)).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}");
    }
}

#[tokio::test]
async fn a_day_shows_bookings_and_what_is_being_booked_in_time_order() {
    let (_practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let late = booked(&served, 2, "01T14:30").await;
    let early = booked(&served, 1, "01T09:00").await;
    let hold = json!({ "service": "swedish", "minutes": 60, "start": "2026-12-01T10:30:00-05:00", "therapist": "maya" });
    let (status, held) = answer(served.post("/api/holds").json(&hold)).await;
    assert_eq!(status, StatusCode::CREATED, "{held}");
    let day = owner.day("2026-12-01").await;
    let seen: Vec<_> = day
        .iter()
        .map(|one| {
            (
                one["at"].as_str(),
                one["title"].as_str(),
                one["id"].as_str(),
            )
        })
        .collect();
    let expected = [
        (
            Some("2026-12-01T09:00:00-05:00"),
            Some("Client 1"),
            Some(&*early),
        ),
        (
            Some("2026-12-01T10:30:00-05:00"),
            Some("Being booked"),
            Some(""),
        ),
        (
            Some("2026-12-01T14:30:00-05:00"),
            Some("Client 2"),
            Some(&*late),
        ),
    ];
    assert_eq!(seen, expected);
    assert_eq!(
        (day[0]["who"].as_str(), day[0]["room"].as_str()),
        (Some("Maya"), Some("Quiet room"))
    );
    assert_eq!(day[0]["address"], format!("/desk/bookings/{early}"));

    let page = owner.page("/desk/day?date=2026-12-01").await;
    assert_eq!(page.status, StatusCode::OK);
    let headings = page.text("h2");
    assert_eq!(headings, "Jonas Maya Quiet room Garden room");
    assert_eq!(
        page.text("section:nth-of-type(2) .entry-who a"),
        "Client 1 Client 2"
    );
    assert_eq!(
        page.text("section:nth-of-type(3) .entry-who a"),
        "Client 1 Client 2"
    );

    let week = owner
        .page("/desk/week?date=2026-12-01&of=therapist:jonas")
        .await;
    assert_eq!(week.text("h1"), "30 November to 6 December 2026");
    assert_eq!(week.text(".entry-who"), "");
    let week = owner.page("/desk/week?date=2026-12-01").await;
    assert_eq!(week.text(".entry-who a"), "Client 1 Client 2");
}

#[tokio::test]
async fn today_tells_of_a_first_visit_and_leads_to_the_booking() {
    let (_practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    assert_eq!(
        owner.page("/desk/").await.text("main > p"),
        "Nobody comes today."
    );
    let members = json!({ "start": "2026-11-24T14:30:00-05:00", "note": "By bike" });
    let (status, made) = served.book("", &booking_with(1, &members)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let today = owner.page("/desk/").await;
    assert_eq!(today.text("h1"), "Today, Tuesday, 24 November");
    assert_eq!(today.text(".entry-who"), "Client 1 First visit Has a note");
    assert_eq!(today.text(".entry-when"), "2:30 pm to 3:30 pm Next");
    let address = format!("/desk/bookings/{}", made["id"].as_str().expect("an id"));
    assert_eq!(
        today.all(".entry-who a", "href"),
        std::slice::from_ref(&address)
    );
    let booking = owner.page(&address).await;
    assert_eq!(
        (booking.status, booking.text("h1")),
        (StatusCode::OK, "Client 1".to_owned())
    );
    assert!(
        booking.text("dl").contains("client1@example.com"),
        "{}",
        booking.html
    );
    assert!(booking.text("dl").contains("By bike"));
}

#[tokio::test]
async fn what_cannot_be_shown_is_said_and_never_our_fault() {
    let (_practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    for (path, status) in [
        ("/desk/day?date=tomorrow", StatusCode::UNPROCESSABLE_ENTITY),
        ("/desk/day?date=9999-12-31", StatusCode::OK),
        ("/desk/day?date=-009999-01-01", StatusCode::OK),
        ("/desk/week?date=9999-12-31", StatusCode::OK),
        ("/desk/week?date=-009999-01-01", StatusCode::OK),
        (
            "/desk/week?of=therapist:nobody",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        ("/desk/day?colour=blue", StatusCode::UNPROCESSABLE_ENTITY),
        ("/desk/bookings/nothing", StatusCode::NOT_FOUND),
        (
            "/desk/bookings/01J00000000000000000000000",
            StatusCode::NOT_FOUND,
        ),
        ("/desk/bookings/01J%23B", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(owner.page(path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn every_place_that_the_frame_leads_to_opens() {
    let (_practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let places = owner.page("/desk/").await.all(".desk-nav a", "href");
    for place in ["/desk/messages", "/desk/export", "/desk/waiting"] {
        assert!(places.contains(&place.to_owned()), "{places:?}");
    }
    for place in places {
        let page = owner.page(&place).await;
        assert_eq!(page.status, StatusCode::OK, "{place}");
        let here = page.all(".desk-nav a[aria-current]", "href");
        assert_eq!(here, std::slice::from_ref(&place));
    }
}
