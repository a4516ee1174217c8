//! The therapist's own calendar, which their copy leads to.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::office::{ORIGIN, Office};
use super::practice;

/// Where Maya's copy of a booking leads.
async fn feed() -> (Office, String) {
    let mut office = Office::open(practice()).await;
    let members = json!({ "name": "Xanthippe", "email": "xan@example.com", "phone": "555 0142 42", "note": "my shoulder" });
    office.book(1, &members).await;
    office.wait(180);
    office.sweep().await;
    let mails = office.mails();
    let copy = mails.iter().find(|mail| mail.to == "maya@practice.example");
    let links = copy.expect("a copy").links();
    let mut feeds = links.iter().filter_map(|link| link.strip_prefix(ORIGIN));
    let feed = feeds.find(|path| path.starts_with("/booking/feed/"));
    (office, feed.expect("a feed").to_owned())
}

#[tokio::test]
async fn a_therapists_copy_leads_to_their_calendar_which_names_no_client() {
    let (office, feed) = feed().await;
    let (status, file) = office.look(Method::GET, &feed).await;
    assert_eq!(status, StatusCode::OK);
    assert!(file.contains("SUMMARY:Deep tissue massage"), "{file}");
    assert!(file.contains("DTSTART:20261201T150000Z"), "{file}");
    for private in ["Xanthippe", "xan@", "0142", "shoulder", "/booking/m/"] {
        assert!(!file.contains(private), "{private} is in {file}");
    }
}

#[tokio::test]
async fn a_calendars_link_that_was_changed_or_is_anothers_opens_nothing() {
    let (office, feed) = feed().await;
    let (name, _) = feed.rsplit_once(".ics").expect("a file");
    let last = if name.ends_with('A') { "B" } else { "A" };
    let mut changed: Vec<_> = vec![
        feed.replace("maya", "jonas"),
        feed.replace("maya", "Maya"),
        feed.replace("maya", "nobody"),
        name.to_owned(),
        format!("{name}A.ics"),
        format!("{}.ics", &name[..name.len() - 1]),
    ];
    // The last character holds bits of no meaning; the one before holds none.
    changed.push(format!(
        "{}{last}{}.ics",
        &name[..name.len() - 2],
        &name[name.len() - 1..]
    ));
    changed.retain(|path| *path != feed);
    for path in changed {
        let (status, page) = office.look(Method::GET, &path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}: {page}");
    }
}
