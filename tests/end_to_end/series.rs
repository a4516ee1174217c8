//! The same time for some weeks in a row: asked for, refused date by date, and looked after.

use reqwest::StatusCode;
use serde_json::json;

use crate::harness::{Practice, booking_with};
use crate::page::{Page, TYPED, check, details, with};

#[tokio::test]
async fn a_client_books_some_weeks_in_a_row_and_finds_each_of_them_by_a_link() {
    let practice = Practice::new();
    let served = practice.serve();
    let details = details(&served).await;
    assert_eq!(
        details.all("#weeks option", "value").len(),
        8,
        "the horizon is 60 days"
    );
    assert_eq!(
        details.all("#weeks option[selected]", "value"),
        Vec::<String>::new()
    );
    let form = with(
        with(details.hidden("/booking/details"), &TYPED),
        &[("weeks", "3")],
    );
    let check = check(&served, &form).await;
    assert!(
        check
            .text("main")
            .contains("Tuesday, 8 December Tuesday, 15 December Change how many weeks")
    );
    assert!(check.text("main").contains("$95, each time"));
    let done = served.post("/booking/").form(&check.hidden("/booking/"));
    let link = done.send().await.expect("an answer").headers()["location"].clone();
    let link = link.to_str().expect("an address");
    let first = Page::of(served.get(link)).await;
    let later = first.all("main .step-list a", "href");
    assert_eq!(later.len(), 2);
    let second = Page::of(served.get(&later[0])).await;
    assert!(
        second
            .text("main")
            .contains("Tuesday, 8 December 2026, 10:00 am to 11:00 am")
    );
    assert!(
        second.all("main a", "href").contains(&link.to_owned()),
        "a way back to the first"
    );

    let cancelled = served.post(&format!("{}cancel", later[0])).send().await;
    assert_eq!(
        cancelled.expect("an answer").status(),
        StatusCode::SEE_OTHER
    );
    let first = Page::of(served.get(link)).await;
    assert_eq!(first.text("h1"), "Your massage is booked");
    assert!(
        first
            .text(".step-list")
            .contains("Tuesday, 8 December 2026 at 10:00 am cancelled Tuesday, 15")
    );
}

#[tokio::test]
async fn dates_of_a_series_that_are_not_free_are_said_before_anything_is_written() {
    let practice = Practice::new();
    let served = practice.serve();
    for day in ["08", "22"] {
        let start = json!({ "start": format!("2026-12-{day}T10:00:00-05:00") });
        let (status, _) = served.book("", &booking_with(2, &start)).await;
        assert_eq!(status, StatusCode::CREATED);
    }
    let details = details(&served).await;
    let before = practice.items_but_mail().await;
    let form = with(
        with(details.hidden("/booking/details"), &TYPED),
        &[("weeks", "4")],
    );
    let page = Page::of(served.post("/booking/details").form(&form)).await;
    assert_eq!(
        (page.status, page.text("h1").as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "Your details")
    );
    assert_eq!(page.all("[role=alert] a", "href"), ["#weeks"]);
    assert_eq!(
        page.text("[role=alert] a"),
        "Not every week is free at this time: Tuesday, 8 December (taken); Tuesday, 22 December (taken). Choose just this once, or go back to another time"
    );
    assert_eq!(page.all("#weeks option[selected]", "value"), ["4"]);
    assert_eq!(page.all("#name", "value"), ["Ada O'Brien"]);
    assert_eq!(practice.items_but_mail().await, before);
}

#[tokio::test]
async fn a_later_date_lost_after_the_check_is_said_at_the_weeks_and_books_nothing() {
    let practice = Practice::new();
    let served = practice.serve();
    let details = details(&served).await;
    let form = with(
        with(details.hidden("/booking/details"), &TYPED),
        &[("weeks", "3")],
    );
    let check = check(&served, &form).await;
    let start = json!({ "start": "2026-12-15T10:00:00-05:00" });
    served.book("", &booking_with(2, &start)).await;
    let before = practice.items_but_mail().await;
    let page = Page::of(served.post("/booking/").form(&check.hidden("/booking/"))).await;
    assert_eq!(
        (page.status, page.text("h1").as_str()),
        (StatusCode::CONFLICT, "Your details")
    );
    assert!(
        page.text("[role=alert] a")
            .contains("Tuesday, 15 December (taken). Choose 2 weeks or fewer")
    );
    assert_eq!(practice.items_but_mail().await, before);
}

#[tokio::test]
async fn the_link_of_a_first_appointment_lives_as_long_as_its_series() {
    let practice = Practice::new();
    let served = practice.serve();
    let (_, made) = served
        .book("", &booking_with(1, &json!({ "weeks": 5 })))
        .await;
    let link = made["links"]["self"].as_str().expect("a link").to_owned();
    let last = made["series"][3]["links"]["self"]
        .as_str()
        .expect("a link")
        .to_owned();
    served.kill();
    for (now, status) in [
        ("2027-01-28T11:00:00-05:00", StatusCode::OK),
        ("2027-01-28T11:00:01-05:00", StatusCode::NOT_FOUND),
    ] {
        let served = practice.serve_at(now);
        for link in [&link, &last] {
            assert_eq!(Page::of(served.get(link)).await.status, status, "{now}");
        }
    }
}
