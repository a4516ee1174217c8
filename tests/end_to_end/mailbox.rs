//! `/_dev/mail/`: what would have been sent, to be read on this machine and nowhere else.

use std::fs;

use reqwest::StatusCode;

use crate::harness::{Practice, Served, knead, run};

const NAME: &str = "20261124T130000Z-000001.eml";
const MAIL: &str = "From: \"Test <Practice>\" <practice@knead.invalid>\r\n\
To: \"Ada Lovelace\" <ada@example.com>\r\n\
Subject: =?utf-8?b?WW91ciBtYXNzYWdlIGlzIGJvb2tlZCDinJM=?=\r\n\
Date: Tue, 24 Nov 2026 13:00:00 +0000\r\n\
Auto-Submitted: auto-generated\r\n\
MIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=\"m\"\r\n\r\n\
--m\r\nContent-Type: multipart/alternative; boundary=\"a\"\r\n\r\n\
--a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBooked & <kept>\r\n\
--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
<!doctype html>\r\n<html><head><title>t</title></head><body><a href=\"https://practice.example/\">See it</a></body></html>\r\n\
--a--\r\n\
--m\r\nContent-Type: application/ics; name=\"appointment.ics\"\r\n\
Content-Disposition: attachment; filename=\"appointment.ics\"\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n\
--m--\r\n";

/// A practice with one mail in its mailbox.
fn with_mail() -> Practice {
    let practice = Practice::new();
    let served = practice.serve();
    drop(served);
    let folder = practice.data().join("mail");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(NAME), MAIL).expect("a mail");
    practice
}

async fn page(served: &Served, path: &str) -> (StatusCode, String, String) {
    let response = served.get(path).send().await.expect("an answer");
    let status = response.status();
    let policy = response.headers().get("content-security-policy");
    let policy = policy.map_or(String::new(), |policy| {
        policy.to_str().unwrap_or_default().to_owned()
    });
    (status, policy, response.text().await.expect("a page"))
}

#[tokio::test]
async fn an_empty_mailbox_says_what_will_be_in_it() {
    let practice = Practice::new();
    let served = practice.serve();
    let (status, _, list) = page(&served, "/_dev/mail/").await;
    assert_eq!(status, StatusCode::OK);
    assert!(list.contains("There is no mail yet."), "{list}");
}

#[tokio::test]
async fn a_mail_is_listed_and_read_in_all_its_forms() {
    let practice = with_mail();
    let served = practice.serve();
    let (_, _, list) = page(&served, "/_dev/mail/").await;
    let link = format!("href=\"/_dev/mail/{NAME}/\"");
    for part in [
        &link,
        "Your massage is booked ✓",
        "Ada Lovelace &lt;ada@example.com&gt;",
        "24 Nov 2026",
    ] {
        assert!(list.contains(part), "{part} is not in {list}");
    }
    let (_, policy, mail) = page(&served, &format!("/_dev/mail/{NAME}/")).await;
    assert!(
        policy.contains("default-src 'none'") && policy.contains("frame-src 'self'"),
        "{policy}"
    );
    for part in [
        "Test &lt;Practice&gt;",
        "Booked &amp; &lt;kept&gt;",
        "Auto-Submitted: auto-generated",
        "appointment.ics",
        "BEGIN:VCALENDAR",
        "<iframe",
        "sandbox=",
    ] {
        assert!(mail.contains(part), "{part} is not in {mail}");
    }
    assert!(!list.contains("live.js") && !mail.contains("live.js"));
    let (_, policy, html) = page(&served, &format!("/_dev/mail/{NAME}/html")).await;
    assert!(
        policy.starts_with("sandbox ") && !policy.contains("allow-scripts"),
        "{policy}"
    );
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(
        html.contains("<base target=\"_top\">")
            && html.contains("See it")
            && !html.contains("live.js"),
        "{html}"
    );
    let (_, _, raw) = page(&served, &format!("/_dev/mail/{NAME}/raw")).await;
    assert_eq!(raw, MAIL);
    let (status, _, file) = page(&served, &format!("/_dev/mail/{NAME}/attachment/0")).await;
    assert_eq!(
        (status, file.starts_with("BEGIN:VCALENDAR")),
        (StatusCode::OK, true)
    );
}

#[tokio::test]
async fn what_is_no_mail_is_not_found_wherever_it_is() {
    let practice = with_mail();
    let served = practice.serve();
    for path in [
        "/_dev/mail/nothing.eml/",
        "/_dev/mail/..%2Fsecret/",
        "/_dev/mail/..%2Fsecret/raw",
        "/_dev/mail/%2Fetc%2Fpasswd/raw",
        "/_dev/mail/.eml/raw",
        &format!("/_dev/mail/{NAME}/attachment/9"),
    ] {
        let (status, _, body) = page(&served, path).await;
        assert_eq!(
            (status, body.as_str()),
            (StatusCode::NOT_FOUND, "There is no such mail."),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_mailbox_only_shows_and_only_under_its_own_name() {
    let practice = with_mail();
    let served = practice.serve();
    let posted = served.post("/_dev/mail/").send().await.expect("an answer");
    assert_eq!(posted.status(), StatusCode::METHOD_NOT_ALLOWED);
    for path in ["/_dev/mail/".to_owned(), format!("/_dev/mail/{NAME}/raw")] {
        let asked = served.get(&path).header("host", "eve.example:8080");
        let response = asked.send().await.expect("an answer");
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        let body = response.text().await.expect("a page");
        assert!(!body.contains("Ada"), "{body}");
    }
}

#[test]
fn a_sender_that_is_none_is_said_without_its_password() {
    let practice = Practice::new();
    let ran = run(knead()
        .args(["dev", "--port", "0"])
        .arg(practice.path())
        .env("KNEAD_MAIL", "smtp://user:s3cret@mail.example/x"));
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .contains("KNEAD_MAIL cannot be what it is: set it to `ses`"),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains("s3cret"), "{}", ran.stderr);
}

#[tokio::test]
async fn where_mail_goes_elsewhere_the_mailbox_says_where() {
    let practice = with_mail();
    let served = practice.serve_with("KNEAD_MAIL", "smtp://user:s3cret@127.0.0.1:2525");
    let (_, _, list) = page(&served, "/_dev/mail/").await;
    assert!(
        list.contains("Mail is sent to smtp://127.0.0.1:2525 now"),
        "{list}"
    );
}
