//! The office of the desk: mails, the waiting list, and what needs a person.

use reqwest::StatusCode;
use serde_json::json;

use super::serve;
use crate::desk::Owner;
use crate::harness::{NOW, Practice, answer, booking};
use crate::page::Page;
use crate::post::server::MailServer;

#[tokio::test]
async fn a_mail_that_was_given_up_is_shown_and_sent_again_once() {
    let practice = Practice::new();
    let mut server = MailServer::start().await;
    server.be("bounce").await;
    let command = &mut practice.dev(NOW);
    let served = practice.start(command.arg("--no-limits").env("KNEAD_MAIL", server.url()));
    served.book("", &booking(1)).await;
    let owner = Owner::of(&served).await;
    let page = loop {
        let page = Page::of(owner.get("/desk/mail")).await;
        if page.html.contains("Given up: somebody has to look") {
            break page;
        }
    };
    let why = "the mail server refused the address (550)";
    assert!(page.html.contains(why), "{}", page.html);
    assert!(!page.html.contains("Client 1"), "{}", page.html);
    let messages = Page::of(owner.get("/desk/messages")).await;
    assert!(messages.html.contains("was given up"), "{}", messages.html);
    server.be("accept").await;
    let again = page.hidden("/desk/mail/again");
    let again: Vec<_> = again
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    for _ in 0..2 {
        let sent = owner.post("/desk/mail/again", &again).send().await;
        assert_eq!(sent.expect("an answer").status(), StatusCode::SEE_OTHER);
    }
    let mail = server.next_mail().await;
    assert_eq!(mail.to, "client1@example.com");
    let page = loop {
        let page = Page::of(owner.get("/desk/mail")).await;
        if page.html.contains("<span>Sent</span>") {
            break page;
        }
    };
    assert!(!page.html.contains("Send again"), "{}", page.html);
    let rows = practice.items_of("L#").await;
    let again = rows.iter().filter(|row| row["action"]["S"] == "send again");
    assert_eq!(again.count(), 1);
}

#[tokio::test]
async fn somebody_is_taken_off_the_waiting_list_over_what_was_seen() {
    let practice = Practice::new();
    let served = serve(&practice, NOW);
    let waiting = json!({
        "service": "deep-tissue", "minutes": 60, "from": "2026-12-25", "to": "2026-12-25",
        "parts": "morning", "name": "Wanda Waiting", "email": "wanda@example.com",
    });
    let (status, joined) = answer(served.post("/api/waiting").json(&waiting)).await;
    assert_eq!(status, StatusCode::CREATED, "{joined}");
    let owner = Owner::of(&served).await;
    let page = Page::of(owner.get("/desk/waiting")).await;
    assert!(page.html.contains("Wanda Waiting"), "{}", page.html);
    let form = page.hidden("/desk/waiting/off");
    let form: Vec<_> = form
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let mut stale = form.clone();
    stale.retain(|(name, _)| *name != "version");
    stale.push(("version", "9"));
    let shown = Page::of(owner.post("/desk/waiting/off", &stale)).await;
    assert_eq!(shown.status, StatusCode::CONFLICT);
    assert!(
        shown.html.contains("Nobody was taken off"),
        "{}",
        shown.html
    );
    let off = owner.post("/desk/waiting/off", &form).send().await;
    assert_eq!(off.expect("an answer").status(), StatusCode::SEE_OTHER);
    let page = Page::of(owner.get("/desk/waiting")).await;
    assert!(page.html.contains("Nobody waits."), "{}", page.html);
    let actors = practice.items_of("L#").await;
    let left = actors.iter().find(|row| row["action"]["S"] == "leave");
    let actor = left.expect("an audit row")["actor"]["S"].as_str();
    assert!(actor.is_some_and(|actor| actor.starts_with("staff:")));
}

#[tokio::test]
async fn a_request_that_nobody_decided_on_and_a_day_that_cannot_be_read_need_a_person() {
    let practice = Practice::new();
    practice.replace(
        "practice.toml",
        "[booking]\n",
        "[booking]\napproval = true\n",
    );
    let served = serve(&practice, NOW);
    let (status, made) = served.book("", &booking(1)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let owner = Owner::of(&served).await;
    let page = Page::of(owner.get("/desk/messages")).await;
    let request = "A request is to be decided on: December 1, 2026";
    let days = "1 December 2026";
    let words = page.html.contains(request) || page.html.contains(days);
    assert!(
        words && page.html.contains("A request is to be decided on"),
        "{}",
        page.html
    );
    assert!(!page.html.contains("cannot be read"), "{}", page.html);
    let broken = json!({ "TableName": "knead", "Item": {
        "pk": { "S": "D#room:garden#2026-12-03" }, "sk": { "S": "D" }, "entries": { "S": "?" },
    } });
    let put = crate::stored::ask(&served.client, &practice.store(), "PutItem", &broken);
    assert_eq!(answer(put).await.0, StatusCode::OK);
    let page = Page::of(owner.get("/desk/messages")).await;
    let words = "The day 2026-12-03 of room:garden cannot be read";
    assert!(page.html.contains(words), "{}", page.html);
    assert!(
        page.html.contains("A request is to be decided on"),
        "{}",
        page.html
    );
}
