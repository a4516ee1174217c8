//! Answers that travel sealed: changed, gone back to, forgotten, and handed to nobody.

use reqwest::StatusCode;

use crate::harness::{Practice, booking};
use crate::page::{Page, START, TYPED, check, choose, details, send_details, with};

/// CloudFront takes 8,192 bytes.
const ADDRESS_BYTES_MAX: usize = 6_144;

#[tokio::test]
async fn an_answer_is_changed_with_all_others_kept() {
    let practice = Practice::new();
    let served = practice.serve();
    let details = details(&served).await;
    let checked = check(&served, &with(details.hidden("/booking/details"), &TYPED)).await;
    let changes = checked.all("dd.change a", "href");
    assert_eq!(changes.len(), 5);
    let name = changes
        .iter()
        .find(|address| address.ends_with("#name"))
        .expect("a link to the name");
    for address in [name, &checked.all("a.back", "href")[0]] {
        let again = Page::of(served.get(address)).await;
        assert_eq!(
            (again.status, again.text("h1")),
            (StatusCode::OK, "Your details".to_owned())
        );
        assert_eq!(
            again.all("#name, #email, #phone", "value"),
            ["Ada O'Brien", "ada@example.com", "555 0142 42"]
        );
        assert_eq!(again.text("#note"), "See you");
    }
    let times = Page::of(served.get(&changes[0])).await;
    assert_eq!(times.text("h1"), "Choose a time");
    assert!(
        times
            .all("input[name=start]", "value")
            .contains(&START.to_owned())
    );
    let checked = choose(&served, &times, "2026-12-01T10:15:00-05:00").await;
    assert!(
        checked.text("main").contains("10:15 am to 11:15 am")
            && checked.text("main").contains("Ada O'Brien")
    );
}

#[tokio::test]
async fn a_draft_that_is_old_or_changed_is_forgotten() {
    let practice = Practice::new();
    let served = practice.serve();
    let details = details(&served).await;
    let form = with(details.hidden("/booking/details"), &TYPED);
    let address = send_details(&served, &form).await;
    served.kill();
    let served = practice.serve_at("2026-11-24T09:00:00-05:00");
    for address in [address.as_str(), &address[..address.len() - 1]] {
        let page = Page::of(served.get(address)).await;
        assert_eq!(
            (page.status, page.text("h1")),
            (StatusCode::OK, "Your details".to_owned())
        );
        assert_eq!(page.all("#name", "value"), [""]);
    }
}

#[tokio::test]
async fn answers_at_their_longest_fit_an_address_and_answers_in_the_clear_are_not_read_from_one() {
    let practice = Practice::new();
    let served = practice.serve();
    let first = details(&served).await;
    let (name, note) = ("山".repeat(100), "山".repeat(500));
    let longest = [
        ("name", name.as_str()),
        ("email", "ada@example.com"),
        ("phone", ""),
        ("note", note.as_str()),
    ];
    let form = with(first.hidden("/booking/details"), &longest);
    let address = send_details(&served, &form).await;
    assert!(
        address.contains("&draft=") && address.len() < ADDRESS_BYTES_MAX,
        "{}",
        address.len()
    );
    assert_eq!(
        Page::of(served.get(&address)).await.text("h1"),
        "Check your booking"
    );

    let clear = [
        ("service", "deep-tissue"),
        ("minutes", "60"),
        ("start", "2026-12-01T14:15:00-05:00"),
        ("name", "Ada"),
        ("email", "ada@example.com"),
    ];
    let page = Page::of(served.get("/booking/details").query(&clear)).await;
    assert_eq!(
        (
            page.text("h1").as_str(),
            page.all("#name", "value").concat().as_str()
        ),
        ("Your details", "")
    );
}

#[tokio::test]
async fn a_client_who_goes_back_after_booking_comes_to_their_booking() {
    let practice = Practice::new();
    let served = practice.serve();
    let first = details(&served).await;
    let form = with(first.hidden("/booking/details"), &TYPED);
    let check = send_details(&served, &form).await;
    let done = served
        .post("/booking/")
        .form(&Page::of(served.get(&check)).await.hidden("/booking/"));
    let link = done.send().await.expect("an answer").headers()["location"].clone();
    for again in [
        served.get(&check),
        served.get(&format!("{check}&change=1")),
        served.post("/booking/details").form(&form),
    ] {
        let answer = again.send().await.expect("an answer");
        assert_eq!(
            (answer.status(), &answer.headers()["location"]),
            (StatusCode::SEE_OTHER, &link)
        );
    }
}

#[tokio::test]
async fn a_key_alone_leads_nobody_to_a_booking() {
    let practice = Practice::new();
    let served = practice.serve();
    served.book("guessed", &booking(1)).await;
    let stranger = [
        ("service", "deep-tissue"),
        ("minutes", "60"),
        ("start", START),
        ("key", "guessed"),
        ("name", "Somebody Else"),
        ("email", "else@example.com"),
    ];
    for path in ["/booking/details", "/booking/"] {
        let answer = served
            .post(path)
            .form(&stranger)
            .send()
            .await
            .expect("an answer");
        assert!(
            answer.status().is_client_error(),
            "{path}: {}",
            answer.status()
        );
        assert!(answer.headers().get("location").is_none());
        assert!(
            !answer.text().await.expect("a page").contains("/booking/m/"),
            "{path}"
        );
    }
}
