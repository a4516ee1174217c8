//! The stack for real: deployed into an account on this machine, and used as clients and staff do.

mod account;
mod stack;

use std::time::{Duration, Instant};

use reqwest::{Response, StatusCode, header};
use serde_json::Value;

use crate::harness::{Practice, answer};
use crate::intake::{self, ABOUT, SIGNED};
use crate::page::{Page, TYPED, with};
use account::LOOK_EVERY;
use stack::Stack;

/// How long a mail may take that is due.
const MAIL_TIME_MAX: Duration = Duration::from_secs(30);

/// A practice whose clock is the machine's: open every day, with an address.
fn practice() -> Practice {
    let practice = intake::practice();
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let hours: String = days
        .map(|day| format!("{day} = [\"09:00-17:00\"]\n"))
        .concat();
    practice.write(
        "practice.toml",
        &format!(
            "name = \"Test Practice\"\nurl = \"https://practice.example\"\n\
             email = \"desk@practice.example\"\ntimezone = \"America/New_York\"\n\
             currency = \"USD\"\nrooms = [\"quiet\"]\n[hours]\n{hours}"
        ),
    );
    practice
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_books_fills_in_the_form_and_is_seen_at_the_desk() {
    let practice = practice();
    let stack = Stack::deploy(&practice).await;
    let (manage, start) = book(&stack).await;
    let token = manage
        .trim_start_matches("/booking/m/")
        .trim_end_matches('/');
    is_booked(&stack, token, &start).await;
    fill_in(&stack, token).await;

    stack.let_promises_be_due().await;
    let mail = mail(&stack, "ada@example.com", "is booked").await;
    assert!(mail.contains(&format!("/booking/m/{token}/")), "{mail}");

    let cookie = sign_in(&stack).await;
    let date = start.get(..10).expect("a date");
    let day = stack
        .get(&format!("/desk/day?date={date}"))
        .header(header::COOKIE, &cookie);
    let day = Page::of(day).await;
    assert_eq!(day.status, StatusCode::OK, "{}", day.html);
    assert!(day.text("main").contains("Ada O'Brien"), "{}", day.html);
    let paths = day.all("main a", "href");
    let booking = paths
        .iter()
        .find(|path| path.starts_with("/desk/bookings/"));
    let booking = booking.unwrap_or_else(|| panic!("no link to the booking: {paths:?}"));
    let booking = Page::of(stack.get(booking).header(header::COOKIE, &cookie)).await;
    assert!(
        booking
            .text("main")
            .contains("Possible clot: do not massage."),
        "the flag opens: {}",
        booking.html
    );
}

/// Books as a browser does: times, details, confirmation. The address of the booking's page.
async fn book(stack: &Stack) -> (String, String) {
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(72);
    let date = soon.in_tz("America/New_York").expect("a zone").date();
    let asked = format!("/api/slots?service=deep-tissue&minutes=60&from={date}&to={date}");
    let (status, slots) = answer(stack.get(&asked)).await;
    assert_eq!(status, StatusCode::OK, "{slots}");
    let start = slots["slots"][0]["start"]
        .as_str()
        .expect("a slot")
        .to_owned();
    let chosen = [
        ("service", "deep-tissue"),
        ("minutes", "60"),
        ("start", &start),
    ];
    let details = Page::of(stack.get("/booking/details").query(&chosen)).await;
    assert_eq!(details.status, StatusCode::OK, "{}", details.html);
    let form = with(details.hidden("/booking/details"), &TYPED);
    let check = leads_to(stack.post("/booking/details", &form)).await;
    let check = Page::of(stack.get(&check)).await;
    let confirmed = stack.post("/booking/", &check.hidden("/booking/"));
    (leads_to(confirmed).await, start)
}

async fn is_booked(stack: &Stack, token: &str, start: &str) {
    let (status, booking) = answer(stack.get(&format!("/api/bookings/{token}"))).await;
    assert_eq!(status, StatusCode::OK, "{booking}");
    let said = [&booking["status"], &booking["start"], &booking["price"]];
    assert_eq!(
        said.map(Value::as_str),
        [Some("confirmed"), Some(start), Some("95.00")]
    );
    let page = Page::of(stack.get(&format!("/booking/m/{token}/"))).await;
    assert!(
        page.html.contains("Your massage is booked"),
        "{}",
        page.html
    );
}

/// Fills in the form with an answer that raises a flag, and signs it.
async fn fill_in(stack: &Stack, token: &str) {
    let health = [("heart.clot", "yes"), ("heart_what", "In 2019")];
    for (name, typed) in [
        ("about", &ABOUT[..]),
        ("health", &health),
        ("sign", &SIGNED),
    ] {
        let path = format!("/intake/{token}/{name}");
        let page = Page::of(stack.get(&path)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        let led = leads_to(stack.post(&path, &with(page.hidden(&path), typed))).await;
        assert!(led.starts_with(&format!("/intake/{token}/")), "{led}");
    }
    let done = Page::of(stack.get(&format!("/intake/{token}/done"))).await;
    assert!(
        done.text("h1").contains("We have your health form"),
        "{}",
        done.html
    );
}

/// Comes in as the practice's owner, by the link that is mailed: the session's cookie.
async fn sign_in(stack: &Stack) -> String {
    let email = [("email".to_owned(), "desk@practice.example".to_owned())];
    let asked = leads_to(stack.post("/desk/sign-in", &email)).await;
    let code = Page::of(stack.get(&asked))
        .await
        .text(".desk-code")
        .replace(' ', "");
    stack.let_promises_be_due().await;
    let mail = mail(stack, "desk@practice.example", "/desk/link/").await;
    let link = mail.split_once("/desk/link/").expect("a link").1;
    let link = link
        .split(|letter: char| letter.is_whitespace())
        .next()
        .expect("its end");
    let form = [("code".to_owned(), code)];
    let let_in = stack
        .post(&format!("/desk/link/{link}"), &form)
        .send()
        .await
        .expect("an answer");
    let cookie = let_in.headers().get(header::SET_COOKIE);
    let cookie = cookie.and_then(|cookie| cookie.to_str().ok()?.split(';').next());
    cookie.expect("a session").to_owned()
}

/// The text of a mail to somebody that says something, once it was sent.
async fn mail(stack: &Stack, to: &str, says: &str) -> String {
    let ends = Instant::now() + MAIL_TIME_MAX;
    loop {
        stack.sweep();
        let mails = stack.account.mails().await;
        let found = mails.iter().find_map(|mail| {
            let text = mail["BodyText"].as_str()?;
            let is_to = mail["To"].to_string().contains(to);
            let said = format!("{}\n{text}", mail["Subject"].as_str().unwrap_or_default());
            (is_to && said.contains(says)).then_some(said)
        });
        if let Some(text) = found {
            return text;
        }
        assert!(
            Instant::now() < ends,
            "no mail to {to} says {says}: {mails:#?}"
        );
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Where an answer leads.
async fn leads_to(request: reqwest::RequestBuilder) -> String {
    let answer: Response = request.send().await.expect("an answer");
    let (status, location) = (
        answer.status(),
        answer.headers().get(header::LOCATION).cloned(),
    );
    let page = answer.text().await.expect("a page");
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let location = location.expect("an address");
    location.to_str().expect("an address").to_owned()
}
