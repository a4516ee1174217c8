//! `knead dev` and a mail server: what is kept, sent once, sent again, and written nowhere.

use std::fs;

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::letter::Letter;
use super::practice;
use super::server::MailServer;
use crate::harness::{NOW, Practice, Served, booking_with};

/// What is known of the client, and may be in no log and no ledger.
const PRIVATE: [&str; 4] = ["Xanthippe", "xan@example.com", "555 0142", "shoulder"];

fn serve(practice: &Practice, now: &str, mail: &MailServer) -> Served {
    practice.start(practice.dev(now).env("KNEAD_MAIL", mail.url()))
}

async fn book(served: &Served, start: &str) -> Value {
    let booking = booking_with(
        1,
        &json!({ "name": PRIVATE[0], "email": PRIVATE[1], "phone": "555 0142 42", "note": "my shoulder", "start": start }),
    );
    let (status, made) = served.book("", &booking).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    made
}

fn ids(mails: &[Letter]) -> Vec<String> {
    let mut ids: Vec<_> = mails.iter().map(Letter::message_id).collect();
    ids.sort();
    ids
}

/// The rows of the ledger and of the outbox.
fn rows(items: &[Value]) -> Vec<String> {
    let of_mail = items.iter().filter(|item| {
        let key = item["pk"]["S"].as_str().unwrap_or_default();
        key.starts_with("Q#") || key.starts_with("O#")
    });
    of_mail.map(Value::to_string).collect()
}

/// The same, once so many of them say this.
async fn rows_once(practice: &Practice, count: usize, words: &str) -> Vec<String> {
    loop {
        let rows = rows(&practice.items().await);
        if rows.iter().filter(|row| row.contains(words)).count() == count {
            return rows;
        }
        tokio::task::yield_now().await;
    }
}

/// No word of the client is in the log, and none in these rows.
fn assert_private(practice: &Practice, rows: &[String]) {
    let log = practice.log();
    for word in PRIVATE {
        assert!(!log.contains(word), "the log says {word}: {log}");
        for row in rows {
            assert!(!row.contains(word), "a row says {word}: {row}");
        }
    }
}

const SENT: &str = r#""end":{"S":"sent"}"#;

#[tokio::test]
async fn a_booking_made_while_mail_is_down_is_told_of_once_it_is_back() {
    let practice = practice();
    let mut server = MailServer::start().await;
    server.be("close").await;
    let served = serve(&practice, NOW, &server);
    book(&served, "2026-12-01T10:00:00-05:00").await;
    let rows = rows_once(&practice, 2, "could not be reached").await;
    assert_private(&practice, &rows);
    served.kill();
    server.be("open").await;
    let served = serve(&practice, "2026-11-24T08:01:01-05:00", &server);
    let mails = [server.next_mail().await, server.next_mail().await];
    rows_once(&practice, 2, SENT).await;
    served.kill();
    let served = serve(&practice, "2026-11-24T09:00:00-05:00", &server);
    book(&served, "2026-12-03T10:00:00-05:00").await;
    let later = [server.next_mail().await, server.next_mail().await];
    let readers = mails.each_ref().map(|mail| mail.to.as_str());
    assert_eq!(readers, ["xan@example.com", "maya@practice.example"]);
    let subjects = later.map(|mail| mail.subject());
    let told = subjects
        .iter()
        .all(|subject| subject.contains("3 December"));
    assert!(told, "the first was told of again: {subjects:?}");
    let rows = rows_once(&practice, 4, SENT).await;
    assert_private(&practice, &rows);
}

#[tokio::test]
async fn a_sweep_that_is_killed_before_it_hears_the_answer_leaves_its_mail_to_the_next() {
    let practice = practice();
    let mut server = MailServer::start().await;
    server.be("hold").await;
    let served = serve(&practice, NOW, &server);
    book(&served, "2026-12-01T10:00:00-05:00").await;
    let first = server.next_mail().await;
    served.kill();
    server.be("accept").await;
    // Its claim is not over: only the other mail is sent.
    let served = serve(&practice, "2026-11-24T08:00:59-05:00", &server);
    let other = server.next_mail().await;
    assert_ne!(first.message_id(), other.message_id());
    rows_once(&practice, 1, SENT).await;
    served.kill();
    let _served = serve(&practice, "2026-11-24T08:01:01-05:00", &server);
    let again = server.next_mail().await;
    assert_eq!(again.message_id(), first.message_id());
    assert_eq!(again.to, first.to);
}

#[tokio::test]
async fn two_processes_over_one_store_send_each_mail_once() {
    let practice = practice();
    let mut server = MailServer::start().await;
    server.be("close").await;
    let served = serve(&practice, NOW, &server);
    for (client, hour) in [(1, 9), (2, 11), (3, 14), (4, 16)] {
        let start = format!("2026-12-03T{hour:02}:00:00-05:00");
        let booking = booking_with(client, &json!({ "start": start, "service": "swedish" }));
        let (status, made) = served.book("", &booking).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
    }
    rows_once(&practice, 8, "could not be reached").await;
    served.kill();
    server.be("open").await;
    server.be("hold").await;
    let later = "2026-11-24T08:02:00-05:00";
    let one = serve(&practice, later, &server);
    let store = fs::read_to_string(practice.data().join("lock")).expect("a store");
    let beside = practice.path().join("beside");
    fs::create_dir_all(&beside).expect("a folder");
    fs::copy(practice.data().join("secret"), beside.join("secret")).expect("the same secret");
    let mut mails = vec![server.next_mail().await];
    let other = practice.start(
        practice
            .dev(later)
            .env("KNEAD_MAIL", server.url())
            .env("AWS_ENDPOINT_URL_DYNAMODB", store.trim())
            .arg("--data")
            .arg(&beside),
    );
    // Each of them waits for the answer to a mail of its own.
    mails.push(server.next_mail().await);
    server.be("accept").await;
    server.be("release").await;
    while mails.len() < 8 {
        mails.push(server.next_mail().await);
    }
    drop((one, other));
    mails.extend(server.mails().await);
    let mut each = ids(&mails);
    each.dedup();
    assert_eq!((mails.len(), each.len()), (8, 8));
}
