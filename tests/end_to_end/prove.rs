//! New clients confirm their address, where the practice asks for it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::harness::{Practice, Served, answer, booking, booking_with};
use crate::page::Page;

fn practice_that_asks() -> Practice {
    let practice = Practice::new();
    practice.replace(
        "practice.toml",
        "notice_minutes = 120",
        "notice_minutes = 0\nconfirm_new_clients = true",
    );
    practice
}

/// The address of the link in the mail to a new client, made past our code: the booking's id, and 128
/// bits of HMAC-SHA-256 over the purpose and the id.
fn link(practice: &Practice, made: &Value) -> String {
    let secret = std::fs::read_to_string(practice.data().join("secret")).expect("a secret");
    let pairs = secret.trim().as_bytes().chunks_exact(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16);
    let secret: Vec<u8> = pairs.map(|pair| byte(pair).expect("a byte")).collect();
    let manage = URL_SAFE_NO_PAD.decode(made["token"].as_str().expect("a token"));
    let id = manage.expect("a token")[..16].to_vec();
    let mut code = Hmac::<Sha256>::new_from_slice(&secret).expect("a key");
    code.update(b"prove link\0");
    code.update(&id);
    let code = code.finalize().into_bytes();
    let token = URL_SAFE_NO_PAD.encode([&id[..], &code[..16]].concat());
    format!("/booking/prove/{token}/")
}

async fn confirm(served: &Served, link: &str) -> Page {
    let form: [(&str, &str); 0] = [];
    Page::of(served.post(link).form(&form)).await
}

async fn status(served: &Served, made: &Value) -> Value {
    let token = made["token"].as_str().expect("a token");
    let (_, seen) = answer(served.get(&format!("/api/bookings/{token}"))).await;
    seen["status"].clone()
}

#[tokio::test]
async fn a_new_clients_booking_waits_for_their_confirming_and_later_ones_do_not() {
    let practice = practice_that_asks();
    let served = practice.serve();
    let (_, made) = served.book("", &booking(1)).await;
    assert_eq!(
        (&made["status"], &made["prove_by"]),
        (&json!("pending"), &json!("2026-11-24T09:00:00-05:00"))
    );
    let (taken, _) = served.book("", &booking(2)).await;
    assert_eq!(taken, StatusCode::CONFLICT, "its time is kept");
    let link = link(&practice, &made);
    let confirmed = confirm(&served, &link).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER);
    assert_eq!(status(&served, &made).await, "confirmed");
    let members = json!({ "start": "2026-12-02T10:00:00-05:00", "email": "CLIENT1@example.com" });
    let (_, second) = served.book("", &booking_with(1, &members)).await;
    assert_eq!(
        (&second["status"], second.get("prove_by")),
        (&json!("confirmed"), None)
    );
    let members = json!({ "start": "2026-12-03T10:00:00-05:00" });
    let (_, anothers) = served.book("", &booking_with(3, &members)).await;
    assert_eq!(anothers["status"], "pending");
}

#[tokio::test]
async fn opening_the_link_changes_nothing_and_its_button_confirms_once() {
    let practice = practice_that_asks();
    let served = practice.serve();
    let (_, made) = served.book("", &booking(1)).await;
    let link = link(&practice, &made);
    let before = practice.items_but_mail().await;
    let page = Page::of(served.get(&link)).await;
    served
        .client
        .head(format!("{}{link}", served.url))
        .send()
        .await
        .expect("an answer");
    assert_eq!(practice.items_but_mail().await, before);
    assert_eq!(
        (page.status, page.text("h1")),
        (StatusCode::OK, "Confirm your booking".to_owned())
    );
    assert!(page.text("main").contains("until 9:00 am"), "{}", page.html);
    assert_eq!(page.all("main form", "action"), [link.as_str()]);
    confirm(&served, &link).await;
    let after = practice.items_but_mail().await;
    let again = confirm(&served, &link).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(practice.items_but_mail().await, after);
    let opened = Page::of(served.get(&link)).await;
    assert_eq!(
        opened.status,
        StatusCode::SEE_OTHER,
        "there is nothing left to confirm"
    );
}

/// What was promised of the only booking's first version, kept already or not: its word, by when it
/// is due or was kept.
async fn promised(practice: &Practice, kind: &str) -> Vec<String> {
    let mut rows = practice.items_of("O#").await;
    rows.extend(practice.items_of("Q#").await);
    let keys = rows.iter().filter_map(|row| row["sk"]["S"].as_str());
    let of_kind = keys.filter_map(|key| key.strip_suffix(&format!("#1#{kind}")));
    let at = of_kind.filter_map(|key| key.split('#').next());
    let mut at: Vec<_> = at.map(str::to_owned).collect();
    at.dedup();
    at
}

#[tokio::test]
async fn what_is_promised_is_the_mail_at_once_and_the_lapsing_when_it_is_time() {
    let practice = practice_that_asks();
    let served = practice.serve();
    let (_, made) = served.book("", &booking(1)).await;
    assert_eq!(
        promised(&practice, "prove").await,
        ["2026-11-24T13:00:00.000Z"]
    );
    assert_eq!(
        promised(&practice, "lapse").await,
        ["2026-11-24T14:00:00.000Z"]
    );
    assert_eq!(practice.items_of("L#").await.len(), 1);
    confirm(&served, &link(&practice, &made)).await;
    let audit = practice.items_of("L#").await;
    assert_eq!(audit.len(), 2, "each change has its audit row");
}

#[tokio::test]
async fn until_an_hour_later_or_its_start_it_can_be_confirmed_and_then_it_lapses() {
    for (made_at, start, in_time, late) in [
        (
            "08:00:00",
            "2026-12-01T10:00:00-05:00",
            "08:59:59",
            "09:00:00",
        ),
        (
            "08:30:00",
            "2026-11-24T09:00:00-05:00",
            "08:59:59",
            "09:00:00",
        ),
    ] {
        let today = |clock: &str| format!("2026-11-24T{clock}-05:00");
        for (clock, expected) in [(in_time, "confirmed"), (late, "cancelled")] {
            let practice = practice_that_asks();
            let served = practice.serve_at(&today(made_at));
            let (_, made) = served
                .book("", &booking_with(1, &json!({ "start": start })))
                .await;
            let link = link(&practice, &made);
            served.kill();
            let served = practice.serve_at(&today(clock));
            let page = confirm(&served, &link).await;
            let answered = match expected {
                "confirmed" => StatusCode::SEE_OTHER,
                _ => StatusCode::CONFLICT,
            };
            assert_eq!(page.status, answered, "{}", page.html);
            becomes(&served, &made, expected).await;
        }
    }
}

/// Looks until the booking stands so: what lapses is swept up beside the requests.
async fn becomes(served: &Served, made: &Value, expected: &str) {
    for _ in 0..2_000 {
        if status(served, made).await == expected {
            return;
        }
    }
    assert_eq!(status(served, made).await, expected);
}

#[tokio::test]
async fn one_confirming_is_enough_for_a_whole_series() {
    let practice = practice_that_asks();
    let served = practice.serve();
    let (_, made) = served
        .book("", &booking_with(1, &json!({ "weeks": 4 })))
        .await;
    assert_eq!(
        promised(&practice, "prove").await.len(),
        1,
        "one mail for all of them"
    );
    confirm(&served, &link(&practice, &made)).await;
    let bookings = practice.items_of("B#").await;
    assert_eq!(bookings.len(), 4);
    for booking in &bookings {
        assert_eq!(booking["status"]["S"], "confirmed", "{booking}");
        assert!(booking.get("prove_by").is_none(), "{booking}");
    }
}

#[tokio::test]
async fn where_the_practice_approves_it_still_decides() {
    let practice = practice_that_asks();
    practice.replace(
        "practice.toml",
        "notice_minutes = 0",
        "notice_minutes = 0\napproval = true",
    );
    let served = practice.serve();
    let (_, made) = served.book("", &booking(1)).await;
    confirm(&served, &link(&practice, &made)).await;
    assert_eq!(status(&served, &made).await, "pending");
    let told = Page::of(served.get(made["links"]["self"].as_str().expect("a link"))).await;
    assert!(
        told.text("main").contains("will look at your request"),
        "{}",
        told.html
    );
}

#[tokio::test]
async fn the_page_of_the_booking_says_what_to_do() {
    let practice = practice_that_asks();
    let served = practice.serve();
    let (_, made) = served.book("", &booking(1)).await;
    let told = Page::of(served.get(made["links"]["self"].as_str().expect("a link"))).await;
    assert_eq!(told.text("h1"), "One more step");
    assert!(
        told.text("main")
            .contains("Open the link in it and confirm your booking by 9:00 am"),
        "{}",
        told.html
    );
    assert!(
        !told.html.contains("/booking/prove/"),
        "only the mail holds the link"
    );
}

#[tokio::test]
async fn no_other_link_confirms() {
    let practice = practice_that_asks();
    let served = practice.serve();
    let (_, made) = served.book("", &booking(1)).await;
    let link = link(&practice, &made);
    let manage = format!(
        "/booking/prove/{}/",
        made["token"].as_str().expect("a token")
    );
    let cut = format!("{}/", &link[..link.len() - 2]);
    for wrong in [manage, cut, "/booking/prove/x/".to_owned()] {
        assert_eq!(
            confirm(&served, &wrong).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
        assert_eq!(
            Page::of(served.get(&wrong)).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
    let elsewhere = served
        .post(&link)
        .header("sec-fetch-site", "cross-site")
        .form(&[("a", "b")]);
    assert_eq!(Page::of(elsewhere).await.status, StatusCode::FORBIDDEN);
    assert_eq!(status(&served, &made).await, "pending");
}

#[tokio::test]
async fn lifted_limits_do_not_lift_it() {
    let practice = practice_that_asks();
    let served = practice.serve_without_limits();
    let (_, made) = served.book("", &booking(1)).await;
    assert_eq!(made["status"], "pending");
}
