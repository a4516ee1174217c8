//! The pages of a booking, from the price table to the confirmation, and each way they refuse.

use reqwest::StatusCode;

use crate::harness::{Practice, booking};
use crate::page::{Page, START, TIMES, TYPED, check, choose, details, with};

#[tokio::test]
async fn a_client_books_from_the_price_table_to_the_confirmation() {
    let practice = Practice::new();
    let served = practice.serve();
    let service = Page::of(served.get("/services/deep-tissue/")).await;
    let book = service.all("a[href^='/booking/times']", "href");
    assert!(
        book.contains(&"/booking/times?service=deep-tissue&minutes=60".to_owned()),
        "{book:?}"
    );

    let times = Page::of(served.get(TIMES)).await;
    assert_eq!(times.text("h1"), "Choose a time");
    assert!(
        times
            .all("input[type=radio][name=start]", "value")
            .contains(&START.to_owned())
    );
    assert!(
        times.html.contains("Tuesday, 1 December, 10:00 am, with"),
        "{}",
        times.html
    );

    let details = details(&served).await;
    assert_eq!(
        (details.status, details.text("h1")),
        (StatusCode::OK, "Your details".to_owned())
    );
    let form = with(details.hidden("/booking/details"), &TYPED);
    let check = check(&served, &form).await;
    assert_eq!(
        (check.status, check.text("h1")),
        (StatusCode::OK, "Check your booking".to_owned())
    );
    for answer in [
        "Ada O'Brien",
        "ada@example.com",
        "555 0142 42",
        "See you",
        "$95",
        "10:00 am to 11:00 am",
    ] {
        assert!(
            check.text("main").contains(answer),
            "{answer}: {}",
            check.text("main")
        );
    }

    let form = check.hidden("/booking/");
    let mut links = Vec::new();
    for _ in 0..2 {
        let done = served
            .post("/booking/")
            .form(&form)
            .send()
            .await
            .expect("an answer");
        assert_eq!(done.status(), StatusCode::SEE_OTHER);
        links.push(
            done.headers()["location"]
                .to_str()
                .expect("a link")
                .to_owned(),
        );
    }
    assert_eq!(links[0], links[1], "sending twice is harmless");
    let booked = Page::of(served.get(&links[0])).await;
    assert_eq!(booked.text("h1"), "Your massage is booked");
    assert!(
        booked
            .text("main")
            .contains("Tuesday, 1 December 2026, 10:00 am to 11:00 am")
    );
    let times = Page::of(served.get(TIMES)).await;
    assert!(
        !times
            .all("input[name=start]", "value")
            .contains(&START.to_owned())
            || times.html.contains("jonas")
    );
}

#[tokio::test]
async fn a_form_sent_empty_says_what_to_do_beside_each_field() {
    let practice = Practice::new();
    let served = practice.serve();
    let details = details(&served).await;
    let empty = with(
        details.hidden("/booking/details"),
        &[("name", ""), ("email", ""), ("phone", ""), ("note", "kept")],
    );
    let page = Page::of(served.post("/booking/details").form(&empty)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    assert_eq!(page.all("main [role=alert] a", "href"), ["#name", "#email"]);
    assert!(
        page.text("main").contains("Enter your full name")
            && page.text("main").contains("Enter your email address")
    );
    assert_eq!(page.text("textarea#note"), "kept");
    for field in ["name", "email"] {
        let described = page.all(&format!("#{field}"), "aria-describedby").concat();
        let error = described
            .split(' ')
            .map(|id| page.text(&format!("[id='{id}']")))
            .collect::<String>();
        assert!(error.contains("Enter your"), "{field}: {described}");
    }
}

#[tokio::test]
async fn no_time_chosen_is_said_above_the_times() {
    let practice = Practice::new();
    let served = practice.serve();
    let page = Page::of(served.get("/booking/details?service=deep-tissue&minutes=60")).await;
    assert_eq!(
        (page.status, page.text("h1")),
        (StatusCode::UNPROCESSABLE_ENTITY, "Choose a time".to_owned())
    );
    assert_eq!(page.all("main [role=alert] a", "href"), ["#start"]);
    assert_eq!(page.all("#start", "type"), ["radio"]);
}

#[tokio::test]
async fn a_time_lost_meanwhile_keeps_every_answer_and_shows_the_nearest_three() {
    let practice = Practice::new();
    let served = practice.serve();
    let details = details(&served).await;
    let check = check(&served, &with(details.hidden("/booking/details"), &TYPED)).await;
    served.kill();
    let served = practice.serve_at("2026-11-24T08:10:00-05:00"); // the hold has just expired
    let (status, other) = served.book("", &booking(2)).await;
    assert_eq!(status, StatusCode::CREATED, "{other}");

    let lost = Page::of(served.post("/booking/").form(&check.hidden("/booking/"))).await;
    assert_eq!(
        (lost.status, lost.text("h1")),
        (StatusCode::CONFLICT, "Choose a time".to_owned())
    );
    assert!(
        lost.text("[role=alert]")
            .contains("That time has just been taken")
    );
    let near: Vec<_> = lost
        .all("input[type=radio][name=start]", "value")
        .into_iter()
        .take(3)
        .collect();
    assert_eq!(
        near,
        [
            "2026-12-01T12:00:00-05:00",
            "2026-12-01T12:15:00-05:00",
            "2026-12-01T12:30:00-05:00"
        ]
    );

    let check = choose(&served, &lost, &near[0]).await;
    assert_eq!(check.text("h1"), "Check your booking");
    for (name, value) in TYPED {
        assert!(
            check
                .hidden("/booking/")
                .contains(&(name.to_owned(), value.to_owned())),
            "{name} is kept"
        );
    }
    let done = served
        .post("/booking/")
        .form(&check.hidden("/booking/"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(done.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_price_changed_meanwhile_is_shown_before_it_counts() {
    let practice = Practice::new();
    let served = practice.serve();
    let details = details(&served).await;
    let check = check(&served, &with(details.hidden("/booking/details"), &TYPED)).await;
    practice.replace("services/deep-tissue.md", "95.00", "99.00");
    while !Page::of(served.get("/services/deep-tissue/"))
        .await
        .html
        .contains("$99")
    {}

    let shown = Page::of(served.post("/booking/").form(&check.hidden("/booking/"))).await;
    assert_eq!(
        (shown.status, shown.text("h1")),
        (StatusCode::CONFLICT, "Check your booking".to_owned())
    );
    assert!(
        shown.text("main").contains("The price has changed to $99"),
        "{}",
        shown.text("main")
    );
    let done = served
        .post("/booking/")
        .form(&shown.hidden("/booking/"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(done.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_rule_changed_meanwhile_is_shown_before_it_counts() {
    let practice = Practice::new();
    let served = practice.serve();
    let details = details(&served).await;
    let check = check(&served, &with(details.hidden("/booking/details"), &TYPED)).await;
    assert!(
        check
            .text("main")
            .contains("until 24 hours before it starts"),
        "{}",
        check.text("main")
    );
    practice.replace(
        "practice.toml",
        "cancel_window_hours = 24",
        "cancel_window_hours = 48",
    );
    // What is shown of it once the practice has been read again.
    practice.replace("services/swedish.md", "85.00", "86.00");
    while !Page::of(served.get("/services/swedish/"))
        .await
        .html
        .contains("$86")
    {}

    let shown = Page::of(served.post("/booking/").form(&check.hidden("/booking/"))).await;
    assert_eq!(
        (shown.status, shown.text("h1")),
        (StatusCode::CONFLICT, "Check your booking".to_owned())
    );
    let main = shown.text("main");
    assert!(
        main.contains("has changed while you were filling this in"),
        "{main}"
    );
    assert!(main.contains("until 2 days before it starts"), "{main}");
    let done = served
        .post("/booking/")
        .form(&shown.hidden("/booking/"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(done.status(), StatusCode::SEE_OTHER);

    // Sent again, as it was first seen: it has been booked, and nothing else is said.
    let again = served
        .post("/booking/")
        .form(&check.hidden("/booking/"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(again.status(), StatusCode::SEE_OTHER);
    assert_eq!(again.headers()["location"], done.headers()["location"]);
}

#[tokio::test]
async fn opening_pages_changes_nothing_and_no_page_of_a_person_is_kept() {
    let practice = Practice::new();
    let served = practice.serve();
    let (_, made) = served.book("", &booking(1)).await;
    let link = made["links"]["self"].as_str().expect("a link");
    let before = served.starts("deep-tissue", 60, "2026-12-01").await;
    for path in [
        link,
        TIMES,
        "/booking/",
        "/booking/details?service=deep-tissue&minutes=60",
    ] {
        for _ in 0..2 {
            let response = served.get(path).send().await.expect("an answer");
            assert_eq!(response.headers()["cache-control"], "no-store", "{path}");
        }
        served
            .client
            .head(format!("{}{path}", served.url))
            .send()
            .await
            .expect("an answer");
    }
    let response = served.get(link).send().await.expect("an answer");
    assert_eq!(response.headers()["referrer-policy"], "no-referrer");
    assert!(
        response.headers()["content-security-policy"]
            .to_str()
            .is_ok_and(|policy| policy.starts_with("default-src 'none'"))
    );
    assert_eq!(served.starts("deep-tissue", 60, "2026-12-01").await, before);
}

#[tokio::test]
async fn nothing_chosen_and_a_choice_that_is_not_there_lead_back_to_the_choice() {
    let practice = Practice::new();
    let served = practice.serve();
    let cases = [
        (
            "/booking/times",
            StatusCode::OK,
            "Choose a massage and how long",
        ),
        (
            "/booking/times?offer=deep-tissue.61",
            StatusCode::UNPROCESSABLE_ENTITY,
            "Choose how long: 60 or 90 minutes",
        ),
        (
            "/booking/times?service=x&minutes=60",
            StatusCode::UNPROCESSABLE_ENTITY,
            "Choose a massage that we offer",
        ),
    ];
    for (address, status, words) in cases {
        let page = Page::of(served.get(address)).await;
        assert_eq!(
            (page.status, page.text("h1")),
            (status, "Book a massage".to_owned()),
            "{address}"
        );
        assert!(
            page.text("[role=alert]").contains(words) && page.text("title").starts_with("Error: ")
        );
        assert_eq!(page.all("[role=alert] a", "href"), ["#offer"]);
        assert_eq!(page.all("#offer", "type"), ["radio"]);
    }
    let page = Page::of(served.get("/booking/times?offer=deep-tissue.90")).await;
    assert_eq!(
        (page.status, page.text("h1")),
        (StatusCode::OK, "Choose a time".to_owned())
    );
}

#[tokio::test]
async fn the_log_tells_what_happened_and_of_nobody() {
    let practice = Practice::new();
    let served = practice.serve();
    let details = details(&served).await;
    let checked = check(&served, &with(details.hidden("/booking/details"), &TYPED)).await;
    let done = served
        .post("/booking/")
        .form(&checked.hidden("/booking/"))
        .send()
        .await
        .expect("an answer");
    let link = done.headers()["location"]
        .to_str()
        .expect("a link")
        .to_owned();
    served.get(&link).send().await.expect("an answer");
    served
        .post("/booking/details")
        .form(&[("name", "Ada"), ("price", "1")])
        .send()
        .await
        .expect("an answer");
    let log = practice.log();
    assert!(
        log.contains("Answered POST /booking/ with 303")
            && log.contains("/booking/m/{token}/ with 200"),
        "{log}"
    );
    let token = link.trim_matches('/').rsplit('/').next().expect("a token");
    for private in [
        "Ada",
        "ada@example.com",
        "0142",
        "See you",
        token,
        "draft=",
        "start=",
    ] {
        assert!(!log.contains(private), "{private}: {log}");
    }
}
