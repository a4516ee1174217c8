//! The ledger, as the mailbox shows it to whoever develops.

use serde_json::json;

use super::practice;
use super::server::MailServer;
use crate::harness::{NOW, booking_with};
use crate::page::Page;

#[tokio::test]
async fn the_mailbox_says_what_became_of_each_mail() {
    let practice = practice();
    let mut server = MailServer::start().await;
    server.be("bounce").await;
    let served = practice.start(practice.dev(NOW).env("KNEAD_MAIL", server.url()));
    let empty = Page::of(served.get("/_dev/mail/")).await;
    assert!(empty.html.contains("Nothing has been promised yet."));
    let private = json!({ "name": "Xanthippe", "email": "xan@example.com" });
    served.book("", &booking_with(1, &private)).await;
    let page = loop {
        let page = Page::of(served.get("/_dev/mail/")).await;
        if page.html.matches("<td>failed</td>").count() == 2 {
            break page;
        }
        tokio::task::yield_now().await;
    };
    let row = "<td>booked-client</td><td>failed</td><td>1</td><td>the mail server refused the address (550)</td>";
    let reminder =
        "<td>29 Nov 2026 15:00:00</td><td>reminder-48</td><td>planned</td><td>0</td><td></td>";
    for part in [row, reminder] {
        assert!(page.html.contains(part), "{part} is not in {}", page.html);
    }
    for private in ["Xanthippe", "xan@example.com"] {
        assert!(
            !page.html.contains(private),
            "{private} is in {}",
            page.html
        );
    }
}
