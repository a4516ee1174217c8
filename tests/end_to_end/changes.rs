//! What the holder of a booking's link can change, by pages and by JSON, and when not any more.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Practice, Served, answer, booking, booking_with};
use crate::page::Page;

/// A start that is free, and another one, each with Maya.
const OTHER: &str = "2026-12-03T14:00:00-05:00";
/// The last instant at which the booking of these tests may be changed by its client, and the next.
const LAST_MOMENT: &str = "2026-11-30T10:00:00-05:00";
const TOO_LATE: &str = "2026-11-30T10:00:01-05:00";

/// Makes the booking of these tests: its token.
async fn booked(served: &Served) -> String {
    let (status, made) = served.book("", &booking(1)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    made["token"].as_str().expect("a token").to_owned()
}

/// Posts a form: the status, and where it leads.
async fn post(served: &Served, address: &str, form: &[(&str, &str)]) -> (StatusCode, String) {
    let answer = served.post(address).form(form).send().await;
    let answer = answer.expect("an answer");
    let location = answer.headers().get("location");
    let location = location.map(|to| to.to_str().expect("an address").to_owned());
    (answer.status(), location.unwrap_or_default())
}

async fn stored(served: &Served, token: &str) -> Value {
    let (status, booking) = answer(served.get(&format!("/api/bookings/{token}"))).await;
    assert_eq!(status, StatusCode::OK, "{booking}");
    booking
}

#[tokio::test]
async fn a_client_moves_a_booking_by_its_pages_and_the_old_link_follows_it() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = booked(&served).await;
    let link = format!("/booking/m/{token}/");
    let own = Page::of(served.get(&link)).await;
    assert_eq!(own.all("main form", "action"), Vec::<String>::new());
    assert!(
        own.text("main")
            .contains("until Monday, 30 November 2026 at 10:00 am")
    );
    let ways = own.all("main a[href^='/booking/m/']", "href");
    assert_eq!(ways, [format!("{link}move"), format!("{link}cancel")]);

    let times = Page::of(served.get(&ways[0])).await;
    assert_eq!(
        (times.status, times.text("h1").as_str()),
        (StatusCode::OK, "Choose another time")
    );
    let starts = times.all("input[name=start]", "value");
    assert!(
        starts.contains(&"2026-12-01T09:15:00-05:00".to_owned()),
        "its own time is in its way"
    );
    assert!(
        !starts.contains(&"2026-12-01T10:00:00-05:00".to_owned()),
        "where it is already"
    );

    let script = times.all(".month", "data-slots").concat();
    let request = served.get(&format!("{script}&from=2026-12-01&to=2026-12-01"));
    let (_, slots) = answer(request).await;
    let slots = slots["slots"].as_array().expect("a list").iter();
    let slots: Vec<_> = slots
        .map(|slot| slot["start"].as_str().unwrap_or_default())
        .collect();
    let of_day = starts
        .iter()
        .filter(|start| start.starts_with("2026-12-01"));
    assert_eq!(
        slots,
        of_day.collect::<Vec<_>>(),
        "its script is told the same times"
    );

    let check = format!("{link}move/check?therapist=maya&start={OTHER}");
    let check = Page::of(served.get(&check)).await;
    assert_eq!(
        (check.status, check.text("h1").as_str()),
        (StatusCode::OK, "Move your massage")
    );
    assert!(
        check
            .text("main")
            .contains("Move it to Thursday, 3 December at 2:00 pm")
    );
    assert!(check.text("main").contains("$95, as agreed"));
    let form = check.hidden(&format!("{link}move"));
    let form: Vec<_> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    for _ in 0..2 {
        let answer = post(&served, &format!("{link}move"), &form).await;
        assert_eq!(
            answer,
            (StatusCode::SEE_OTHER, format!("{link}?done=moved"))
        );
    }
    let moved = Page::of(served.get(&format!("{link}?done=moved"))).await;
    assert!(
        moved
            .text("main")
            .contains("Thursday, 3 December 2026, 2:00 pm to 3:00 pm")
    );
    assert!(moved.text("[role=status]").contains("We have moved it"));
    let free = served.starts("deep-tissue", 60, "2026-12-01").await;
    assert!(
        free.contains(&"2026-12-01T10:00:00-05:00".to_owned()),
        "the old time is free again"
    );
}

#[tokio::test]
async fn a_price_that_rose_since_is_not_asked_for_when_a_booking_moves() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = booked(&served).await;
    served.kill();
    practice.replace("services/deep-tissue.md", "95.00", "105.00");
    let served = practice.serve();
    let form = [("start", OTHER)];
    post(&served, &format!("/booking/m/{token}/move"), &form).await;
    let booking = stored(&served, &token).await;
    assert_eq!(
        (&booking["start"], &booking["price"]),
        (&json!(OTHER), &json!("95.00"))
    );
}

#[tokio::test]
async fn a_time_lost_while_a_client_moves_shows_the_nearest_three_and_changes_nothing() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = booked(&served).await;
    let wanted = json!({ "start": OTHER });
    let (status, _) = served.book("", &booking_with(2, &wanted)).await;
    assert_eq!(status, StatusCode::CREATED);
    let before = practice.items_but_mail().await;

    let address = format!("/booking/m/{token}/move");
    let lost = Page::of(served.post(&address).form(&[("start", OTHER)])).await;
    assert_eq!(
        (lost.status, lost.text("h1").as_str()),
        (StatusCode::CONFLICT, "Choose another time")
    );
    assert!(lost.text("title").starts_with("Error: "));
    assert_eq!(lost.all("[role=alert] a", "href"), ["#start"]);
    assert_eq!(lost.all(".day-near input", "name").len(), 3);
    let request = served.post(&format!("/api/bookings/{token}/move"));
    let (status, refused) = answer(request.json(&wanted)).await;
    assert_eq!(status, StatusCode::CONFLICT, "{refused}");
    assert_eq!(refused["alternatives"].as_array().map(Vec::len), Some(3));
    assert_eq!(practice.items_but_mail().await, before);
}

#[tokio::test]
async fn a_move_without_a_time_or_to_where_it_is_says_so() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = booked(&served).await;
    let before = practice.items_but_mail().await;
    let check = format!("/booking/m/{token}/move/check");
    for (address, words) in [
        (check.clone(), "Choose a time"),
        (
            format!("{check}?start=2026-12-01T10:00:00-05:00"),
            "at that time already",
        ),
        (
            format!("{check}?start=2026-12-05T10:00:00-05:00"),
            "is not open at that time",
        ),
        (format!("{check}?start=soon"), "Choose a time from the list"),
    ] {
        let page = Page::of(served.get(&address)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        assert!(
            page.text("[role=alert]").contains(words),
            "{address}: {}",
            page.text("[role=alert]")
        );
    }
    let here = [("start", "2026-12-01T10:00:00-05:00")];
    let (status, _) = post(&served, &format!("/booking/m/{token}/move"), &here).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(
        practice.items_but_mail().await,
        before,
        "it is there already"
    );
}

#[tokio::test]
async fn a_client_cancels_once_and_is_told_so_as_often_as_they_ask() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = booked(&served).await;
    let (link, cancel) = (
        format!("/booking/m/{token}/"),
        format!("/booking/m/{token}/cancel"),
    );
    let page = Page::of(served.get(&cancel)).await;
    assert_eq!(page.text("h1"), "Cancel this booking?");
    assert_eq!(page.all("main form", "action").concat(), cancel);
    let first = post(&served, &cancel, &[]).await;
    assert_eq!(
        first,
        (StatusCode::SEE_OTHER, format!("{link}?done=cancelled"))
    );
    let after = practice.items_but_mail().await;
    assert_eq!(post(&served, &cancel, &[]).await, first);
    let request = served.post(&format!("/api/bookings/{token}/cancel"));
    let (status, booking) = answer(request).await;
    assert_eq!(
        (status, &booking["status"]),
        (StatusCode::OK, &json!("cancelled"))
    );
    assert_eq!(
        practice.items_but_mail().await,
        after,
        "one cancel, one change"
    );

    let page = Page::of(served.get(&first.1)).await;
    assert_eq!(page.text("h1"), "This booking was cancelled");
    assert!(page.text("[role=status]").contains("We have cancelled it"));
    assert_eq!(
        page.all("main a.button", "href"),
        ["/booking/times?service=deep-tissue&minutes=60"]
    );
    let again = served.get(&cancel).send().await.expect("an answer");
    assert_eq!(again.status(), StatusCode::SEE_OTHER);
    assert_eq!(again.headers()["location"], link.as_str());
    let moving = Page::of(served.get(&format!("{link}move"))).await;
    assert_eq!(moving.status, StatusCode::CONFLICT);
    assert!(
        moving.text("main").contains("book another time"),
        "{}",
        moving.text("main")
    );
    let starts = served.starts("deep-tissue", 60, "2026-12-01").await;
    assert!(starts.contains(&"2026-12-01T10:00:00-05:00".to_owned()));
}

#[tokio::test]
async fn a_client_may_change_a_booking_until_exactly_the_window_before_it() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = booked(&served).await;
    served.kill();
    let served = practice.serve_at(LAST_MOMENT);
    let link = format!("/booking/m/{token}/");
    assert_eq!(
        Page::of(served.get(&format!("{link}cancel"))).await.status,
        StatusCode::OK
    );
    let (status, _) = post(
        &served,
        &format!("{link}move"),
        &[("start", "2026-12-01T11:00:00-05:00")],
    )
    .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let back = json!({ "start": "2026-12-01T10:00:00-05:00" });
    let (status, _) = answer(
        served
            .post(&format!("/api/bookings/{token}/move"))
            .json(&back),
    )
    .await;
    assert_eq!(status, StatusCode::OK);
    let (status, _) = post(&served, &format!("{link}cancel"), &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_second_later_every_door_says_whom_to_call() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = booked(&served).await;
    served.kill();
    let served = practice.serve_at(TOO_LATE);
    let before = practice.items_but_mail().await;
    let link = format!("/booking/m/{token}/");
    let start = [("start", OTHER)];
    for request in [
        served.get(&format!("{link}cancel")),
        served.get(&format!("{link}move")),
        served.get(&format!("{link}move/check")).query(&start),
        served.post(&format!("{link}cancel")),
        served.post(&format!("{link}move")).form(&start),
    ] {
        let page = Page::of(request).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(
            page.text("main")
                .contains("until 24 hours before it starts"),
            "{}",
            page.text("main")
        );
        assert_eq!(page.all("main a", "href"), ["tel:5555550100", &link]);
    }
    for (address, body) in [("cancel", json!({})), ("move", json!({ "start": OTHER }))] {
        let request = served.post(&format!("/api/bookings/{token}/{address}"));
        let (status, refused) = answer(request.json(&body)).await;
        assert_eq!(
            (status, &refused["type"]),
            (StatusCode::FORBIDDEN, &json!("urn:knead:too-late"))
        );
    }
    let own = Page::of(served.get(&link)).await;
    assert!(
        own.text("main")
            .contains("until Monday, 30 November 2026 at 10:00 am")
    );
    assert_eq!(
        own.all("main a[href^='/booking/m/']", "href"),
        Vec::<String>::new()
    );
    assert!(
        own.all("main a", "href")
            .contains(&"tel:5555550100".to_owned())
    );
    assert_eq!(practice.items_but_mail().await, before);
}

#[tokio::test]
async fn a_booking_made_within_the_window_is_not_said_to_have_been_open_to_change() {
    let practice = Practice::new();
    let served = practice.serve();
    let soon = json!({ "start": "2026-11-24T14:15:00-05:00" });
    let (_, made) = served.book("", &booking_with(1, &soon)).await;
    let own = Page::of(served.get(made["links"]["self"].as_str().expect("a link"))).await;
    let words = "It starts in less than 24 hours, so it cannot be moved or cancelled here. Call (555) 555-0100";
    assert!(own.text("main").contains(words), "{}", own.text("main"));
}

#[tokio::test]
async fn a_request_says_what_happens_next_and_can_be_taken_back() {
    let practice = Practice::new();
    let window = "cancel_window_hours = 24";
    practice.replace(
        "practice.toml",
        window,
        "cancel_window_hours = 0\napproval = true",
    );
    let served = practice.serve();
    let token = booked(&served).await;
    let link = format!("/booking/m/{token}/");
    let own = Page::of(served.get(&link)).await;
    assert_eq!(own.text("h1"), "We have your request");
    assert!(own.text(".next").contains(
        "The time is kept for you until then. As soon as it is decided, we write to you."
    ));
    assert!(
        own.text("main")
            .contains("yourself until Tuesday, 1 December 2026 at 10:00 am")
    );
    let (status, _) = post(&served, &format!("{link}cancel"), &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(stored(&served, &token).await["status"], "cancelled");
}

#[tokio::test]
async fn a_massage_that_is_not_offered_any_more_can_be_cancelled_but_not_moved() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = booked(&served).await;
    served.kill();
    practice.replace("services/deep-tissue.md", "minutes = 60", "minutes = 75");
    let served = practice.serve();
    let link = format!("/booking/m/{token}/");
    for request in [
        served.get(&format!("{link}move")),
        served
            .post(&format!("{link}move"))
            .form(&[("start", OTHER)]),
    ] {
        let page = Page::of(request).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert_eq!(page.all("main a", "href"), ["tel:5555550100", &link]);
    }
    let (status, _) = post(&served, &format!("{link}cancel"), &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_appointment_that_is_over_offers_the_next_one() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = booked(&served).await;
    served.kill();
    let served = practice.serve_at("2026-12-01T11:00:00-05:00");
    let own = Page::of(served.get(&format!("/booking/m/{token}/"))).await;
    assert_eq!(own.text("h1"), "This appointment is over");
    assert_eq!(
        own.all("main a.button", "href"),
        ["/booking/times?service=deep-tissue&minutes=60"]
    );
    assert!(!own.html.contains("calendar.ics"));
}

#[tokio::test]
async fn unknown_news_of_a_change_is_no_news() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = booked(&served).await;
    let link = format!("/booking/m/{token}/");
    let own = Page::of(served.get(&link)).await;
    for query in ["?done=cancelled", "?done=paid", "?done=", "?what=moved"] {
        let page = Page::of(served.get(&format!("{link}{query}"))).await;
        assert_eq!(
            (page.status, page.text("main")),
            (StatusCode::OK, own.text("main")),
            "{query}"
        );
    }
}
