//! More saving and sending than one network may do: what was typed stays, and what is said is when.

use reqwest::{Response, StatusCode};

use super::{ABOUT, SIGNED, WELL, book, page, post, practice, submissions, whole};
use crate::harness::Served;
use crate::limits::{ask_often, retry_after};
use crate::page::Page;

const ASKS_MAX: usize = 60;
/// When the window is over that [`NOW`](crate::harness::NOW) lies in.
const LATER: &str = "2026-11-24T08:10:00-05:00";

/// Sends a page's form with these answers, as a browser does.
async fn send(served: &Served, token: &str, name: &str, typed: &[(&str, &str)]) -> Response {
    let action = format!("/intake/{token}/{name}");
    let mut fields = page(served, token, name).await.hidden(&action);
    let typed = typed.iter();
    fields.extend(typed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let sent = served.post(&action).form(&fields).send().await;
    sent.expect("an answer")
}

/// The page that says to come again in ten minutes.
async fn put_off(response: Response) -> Page {
    assert_eq!(retry_after(&response), Some(600));
    let page = Page {
        status: response.status(),
        html: response.text().await.expect("a page"),
    };
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.html);
    let notice = page.text("[role=status]");
    assert!(notice.contains("Try again in 10 minutes"), "{notice}");
    assert!(notice.contains("What you typed is still here."), "{notice}");
    page
}

#[tokio::test]
async fn a_part_that_is_one_too_many_keeps_what_was_typed_and_is_saved_later() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    ask_often(&served, ASKS_MAX - 1).await;
    let before = practice.kept().await;
    let refused = put_off(send(&served, &token, "about", &ABOUT).await).await;
    assert_eq!(refused.all("[name=full_name]", "value"), ["Ada Lovelace"]);
    assert_eq!(practice.kept().await, before, "nothing was saved");
    drop(served);
    let served = practice.serve_at(LATER);
    let saved = send(&served, &token, "about", &ABOUT).await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_that_is_one_too_many_keeps_its_signature_and_is_sent_later() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    post(&served, &token, "about", &ABOUT).await;
    post(&served, &token, "health", &WELL).await;
    ask_often(&served, ASKS_MAX - 3).await;
    let refused = put_off(send(&served, &token, "sign", &SIGNED).await).await;
    assert_eq!(refused.all("[name=signature]", "value"), ["Ada Lovelace"]);
    assert!(submissions(&practice).await.is_empty());
    drop(served);
    let served = practice.serve_at(LATER);
    let sent = send(&served, &token, "sign", &SIGNED).await;
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    assert_eq!(submissions(&practice).await.len(), 1);
}

#[tokio::test]
async fn a_program_that_sends_one_too_many_is_told_when_to_come_again() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    ask_often(&served, ASKS_MAX - 1).await;
    let request = served.post(&format!("/api/intake/{token}")).json(&whole());
    let refused = request.send().await.expect("an answer");
    assert_eq!(
        (refused.status(), retry_after(&refused)),
        (StatusCode::TOO_MANY_REQUESTS, Some(600))
    );
    assert!(submissions(&practice).await.is_empty());
}
