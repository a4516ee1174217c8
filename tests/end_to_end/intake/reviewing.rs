//! The mail about a red flag: one, to the therapist, and not a word of health in it.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{ABOUT, SIGNED, WELL, add_form, whole};
use crate::page::Page;
use crate::post::office::{Booked, ORIGIN, Office};
use crate::post::practice;

/// Longer than the mail waits for a slip to be mended.
const GRACE_SECONDS: i64 = 121;
const ILL: [(&str, &str); 2] = [("heart.clot", "yes"), ("heart_what", "Left calf")];
/// The answers, the question, what the flag says to the therapist, and what it says to the client.
const OF_HEALTH: [&str; 8] = [
    "clot",
    "calf",
    "heart",
    "circulation",
    "do not massage",
    "doctor",
    "flag",
    "health",
];

/// Somebody has booked, of which everybody is told.
async fn booked() -> (Office, Booked) {
    let practice = practice();
    add_form(&practice);
    let mut office = Office::open(practice).await;
    let booked = office.book(1, &json!({})).await;
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    assert_eq!(office.mails().len(), 2, "the client's and the therapist's");
    (office, booked)
}

/// Saves a part of the form, or signs it.
async fn send(office: &Office, token: &str, name: &str, typed: &[(&str, &str)]) {
    let path = format!("/intake/{token}/{name}");
    let (status, html) = office.look(Method::GET, &path).await;
    let mut fields = Page { status, html }.hidden(&path);
    let typed = typed.iter();
    fields.extend(typed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let body = fields.iter().map(|(name, value)| {
        let plain = value.replace('+', "%2B").replace(' ', "+");
        format!("{name}={plain}")
    });
    let body = body.collect::<Vec<_>>().join("&");
    let sent = office.send(&path, "application/x-www-form-urlencoded", body);
    let (status, page) = sent.await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
}

/// What has become of the mails about a form by now.
async fn told(office: &mut Office) -> Vec<String> {
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    office.told()
}

#[tokio::test]
async fn a_red_flag_sends_one_mail_that_says_to_look_at_the_desk_and_not_why() {
    let (mut office, booked) = booked().await;
    let mut form = whole();
    form["answers"]["heart"] = json!(["clot"]);
    form["answers"]["heart_what"] = json!("Left calf");
    let path = format!("/api/intake/{}", booked.token);
    let (status, sent) = office.post(&path, &form).await;
    assert_eq!(
        (status, &sent["review"]),
        (StatusCode::CREATED, &json!(true))
    );
    office.wait(GRACE_SECONDS);
    office.sweep().await;
    let mails = office.mails();
    let [mail] = &mails[..] else {
        panic!("one mail: {mails:?}");
    };
    assert_eq!(mail.to, "maya@practice.example");
    assert_eq!(
        mail.subject(),
        "Look at the desk before this visit: Client 1, Tuesday, 1 December, 10:00 am"
    );
    assert!(mail.links().contains(&format!("{ORIGIN}/desk/")));
    let html = mail.parts("text/html").remove(0).file;
    let said = [mail.subject(), mail.text(), html].concat().to_lowercase();
    for word in OF_HEALTH {
        assert!(!said.contains(word), "it says {word}: {said}");
    }
    assert_eq!(told(&mut office).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_saved_and_then_sent_with_the_same_flag_is_one_mail() {
    let (mut office, booked) = booked().await;
    send(&office, &booked.token, "about", &ABOUT).await;
    send(&office, &booked.token, "health", &ILL).await;
    assert_eq!(told(&mut office).await.len(), 1);
    send(&office, &booked.token, "sign", &SIGNED).await;
    assert_eq!(told(&mut office).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_slip_that_is_mended_in_time_is_no_mail_and_one_that_was_none_after_all_is_one() {
    let (mut office, booked) = booked().await;
    send(&office, &booked.token, "health", &ILL).await;
    send(&office, &booked.token, "health", &WELL).await;
    assert_eq!(told(&mut office).await, Vec::<String>::new());
    send(&office, &booked.token, "health", &ILL).await;
    send(&office, &booked.token, "health", &WELL).await;
    send(&office, &booked.token, "health", &ILL).await;
    assert_eq!(told(&mut office).await.len(), 1);
}
