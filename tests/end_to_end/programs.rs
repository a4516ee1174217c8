//! What tells programs from people: a box that stays empty, and a proof of work that travels.

use reqwest::StatusCode;
use serde_json::json;

use crate::harness::{Practice, booking_with};
use crate::page::{Page, TYPED, check, details, with};

/// A key, and a number that proves work for it: their hash begins with 16 zero bits.
const PROVEN: [(&str, &str); 2] = [("key", "key"), ("proof", "68141")];

fn set(form: &mut [(String, String)], fields: &[(&str, &str)]) {
    for (name, value) in fields {
        let field = form.iter_mut().find(|(known, _)| known == name);
        field.expect("a field of the form").1 = (*value).to_owned();
    }
}

#[tokio::test]
async fn the_box_that_stays_empty_is_off_the_way_and_says_so() {
    let practice = Practice::new();
    let served = practice.serve();
    let page = details(&served).await;
    assert_eq!(page.all("[aria-hidden=true] #website", "tabindex"), ["-1"]);
    assert_eq!(page.all("#website", "autocomplete"), ["off"]);
    assert_eq!(
        page.text("label[for=website]"),
        "Website: leave this box empty"
    );
}

#[tokio::test]
async fn whoever_fills_it_in_is_told_keeps_every_answer_and_leaves_no_trace() {
    let practice = Practice::new();
    let served = practice.serve();
    let mut form = with(details(&served).await.hidden("/booking/details"), &TYPED);
    let good = form.clone();
    form.push(("website".to_owned(), "https://example.com".to_owned()));
    for address in ["/booking/details", "/booking/"] {
        let page = Page::of(served.post(address).form(&form)).await;
        assert_eq!(
            (page.status, page.text("h1")),
            (StatusCode::UNPROCESSABLE_ENTITY, "Your details".to_owned()),
            "{address}"
        );
        assert!(page.text("title").starts_with("Error: "));
        assert_eq!(
            page.text("main [role=alert] a"),
            "Leave the box “Website” empty. We have emptied it, so you can continue"
        );
        assert_eq!(page.all("main [role=alert] a", "href"), ["#website"]);
        assert_eq!(page.all("#website", "value"), [""]);
        assert!(page.all("[aria-hidden=true] #website", "id").is_empty());
        assert_eq!(
            page.all("#name, #email, #phone", "value"),
            ["Ada O'Brien", "ada@example.com", "555 0142 42"]
        );
        assert_eq!(page.text("#note"), "See you");
        assert!(!page.html.contains("https://example.com"), "{address}");
    }
    assert!(practice.items().await.is_empty(), "nothing is stored");
    assert_eq!(check(&served, &good).await.text("h1"), "Check your booking");
}

#[tokio::test]
async fn programs_at_their_own_door_are_asked_for_neither() {
    let practice = Practice::new();
    let served = practice.serve();
    for field in ["website", "proof"] {
        let (status, problem) = served
            .book("", &booking_with(1, &json!({ field: "1" })))
            .await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert_eq!(problem["errors"][0]["field"], field);
    }
}

#[tokio::test]
async fn a_proof_travels_to_the_booking_and_one_that_proves_nothing_is_made_anew() {
    let practice = Practice::new();
    let served = practice.serve();
    let mut form = with(details(&served).await.hidden("/booking/details"), &TYPED);
    set(&mut form, &PROVEN);
    let good = form.clone();
    set(&mut form, &[("name", "")]);
    let proven = Page::of(served.post("/booking/details").form(&form)).await;
    assert_eq!(proven.all("form [name=proof]", "value"), ["68141"]);
    set(&mut form, &[("proof", "68142")]);
    let not_proven = Page::of(served.post("/booking/details").form(&form)).await;
    assert_eq!(not_proven.all("form [name=proof]", "value"), [""]);

    let checked = check(&served, &good).await;
    assert_eq!(checked.all("form [name=proof]", "value"), ["68141"]);
    let done = served
        .post("/booking/")
        .form(&checked.hidden("/booking/"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(done.status(), StatusCode::SEE_OTHER);
}
