//! From a save to a new page and a new price, without a restart.

use std::time::{Duration, Instant};

use reqwest::StatusCode;

use crate::harness::{Practice, Served, booking};

/// Asks for a page until it is as it should be.
async fn until(served: &Served, path: &str, good: impl Fn(StatusCode, &str) -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let response = served.get(path).send().await.expect("an answer");
        let status = response.status();
        let page = response.text().await.expect("a page");
        if good(status, &page) {
            return;
        }
        assert!(Instant::now() < deadline, "{path} stays {status}: {page}");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_new_price_is_on_the_page_and_in_the_next_booking() {
    let practice = Practice::new();
    let served = practice.serve();
    until(&served, "/services/deep-tissue/", |_, page| {
        page.contains("$95")
    })
    .await;
    practice.replace("services/deep-tissue.md", "95.00", "99.50");
    until(&served, "/services/deep-tissue/", |_, page| {
        page.contains("$99.50") && !page.contains("$95")
    })
    .await;
    let (status, made) = served.book("", &booking(1)).await;
    assert_eq!(
        (status, made["price"].as_str()),
        (StatusCode::CREATED, Some("99.50"))
    );
}

#[tokio::test]
async fn a_broken_save_leaves_the_last_good_page_and_bookings_go_on() {
    let practice = Practice::new();
    let served = practice.serve();
    let news = served.get("/_dev/events").send().await.expect("an answer");
    let mut news = news;
    practice.replace("services/deep-tissue.md", "summary", "sumary");
    let mut heard = String::new();
    while !heard.contains("unknown key `sumary`") {
        let chunk = tokio::time::timeout(Duration::from_secs(10), news.chunk())
            .await
            .expect("news in time");
        heard.push_str(&String::from_utf8_lossy(
            &chunk.expect("a stream").expect("it goes on"),
        ));
    }
    assert!(
        heard.contains("services/deep-tissue.md:3:1") && heard.contains("did you mean `summary`?"),
        "{heard}"
    );
    until(&served, "/services/deep-tissue/", |status, page| {
        status == StatusCode::OK && page.contains("$95")
    })
    .await;
    let (status, _) = served.book("", &booking(1)).await;
    assert_eq!(status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_practice_that_starts_broken_says_so_and_comes_up_when_it_is_mended() {
    let practice = Practice::new();
    practice.replace("services/deep-tissue.md", "summary", "sumary");
    let served = practice.serve();
    until(&served, "/", |status, page| {
        status == StatusCode::SERVICE_UNAVAILABLE && page.contains("unknown key `sumary`")
    })
    .await;
    practice.replace("services/deep-tissue.md", "sumary", "summary");
    until(&served, "/", |status, page| {
        status == StatusCode::OK && page.contains("Test Practice")
    })
    .await;
    let (status, _) = served.book("", &booking(1)).await;
    assert_eq!(status, StatusCode::CREATED);
}

#[tokio::test]
async fn an_address_without_its_slash_leads_to_the_page_and_unknown_ones_are_404() {
    let practice = Practice::new();
    let served = practice.serve();
    let response = served.get("/services").send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::MOVED_PERMANENTLY);
    assert_eq!(response.headers()["location"], "/services/");
    for path in ["/nowhere/", "/../../etc/passwd", "/services/index.html/"] {
        until(&served, path, |status, page| {
            status == StatusCode::NOT_FOUND && page.contains("Test Practice")
        })
        .await;
    }
}
