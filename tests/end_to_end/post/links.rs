//! Every link of every mail, opened by whoever looks at mails before their readers do: nothing
//! changes.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::letter::Letter;
use super::office::{ORIGIN, Office};
use super::practice;

/// The kinds of mail that are sent. What comes besides is opened, too.
const KINDS: [&str; 13] = [
    "booked-client",
    "booked-therapist",
    "cancelled-client",
    "cancelled-therapist",
    "confirmed-client",
    "declined-client",
    "moved-client",
    "moved-therapist",
    "prove",
    "relieved-therapist",
    "reminder-48",
    "requested-client",
    "requested-therapist",
];

async fn swept(office: &mut Office, mails: &mut Vec<Letter>) {
    office.wait(180);
    office.sweep().await;
    mails.extend(office.mails());
}

/// Where a request is decided on, of the mails after the first `known`.
fn decide(mails: &[Letter]) -> String {
    let links = mails.iter().rev().flat_map(Letter::links);
    let mut decide = links.filter(|link| link.contains("/decide/"));
    decide.next().expect("a link").replace(ORIGIN, "")
}

async fn open_all(office: &Office, mails: &[Letter]) {
    let before = office.items().await;
    let mut links: Vec<_> = mails.iter().flat_map(Letter::links).collect();
    links.sort();
    links.dedup();
    for link in links {
        let path = link.strip_prefix(ORIGIN);
        let path = path.unwrap_or_else(|| unreachable!("{link} leads out of the practice"));
        if !path.starts_with("/booking/") && !path.starts_with("/api/") {
            assert!(office.site_has(path), "{link} leads nowhere");
            continue;
        }
        for method in [Method::GET, Method::HEAD] {
            let (status, _) = office.look(method.clone(), path).await;
            assert_eq!(status, StatusCode::OK, "{method} {link}");
        }
    }
    assert_eq!(office.items().await, before);
}

fn kinds(mails: &[Letter]) -> Vec<String> {
    let ids = mails.iter().map(Letter::message_id);
    let kinds = ids.filter_map(|id| {
        let (id, _) = id.split_once('@')?;
        Some(id.rsplit_once('.')?.1.to_owned())
    });
    let mut kinds: Vec<_> = kinds.collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

#[tokio::test]
async fn opening_every_link_of_every_mail_changes_nothing() {
    let mut mails = Vec::new();
    let mut office = Office::open(practice()).await;
    let booked = office.book(1, &json!({ "weeks": 2 })).await;
    swept(&mut office, &mut mails).await;
    open_all(&office, &mails).await;
    office.shift(&booked, "2026-12-03T14:00:00-05:00").await;
    swept(&mut office, &mut mails).await;
    open_all(&office, &mails).await;
    office.at("2026-12-01T14:00:00-05:00");
    swept(&mut office, &mut mails).await;
    open_all(&office, &mails).await;
    let path = format!("/api/bookings/{}/move", booked.token);
    let to_jonas = json!({ "start": "2026-12-10T15:00:00-05:00", "therapist": "jonas" });
    let (status, answer) = office.post(&path, &to_jonas).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    swept(&mut office, &mut mails).await;
    open_all(&office, &mails).await;
    office.cancel(&booked.token).await;
    swept(&mut office, &mut mails).await;
    open_all(&office, &mails).await;

    let practice = practice();
    let hours = "cancel_window_hours = 24";
    practice.replace("practice.toml", hours, &format!("{hours}\napproval = true"));
    let mut office = Office::open(practice).await;
    let form = "application/x-www-form-urlencoded";
    for (client, start, decision) in [
        (1, "2026-12-01T10:00:00-05:00", "confirm"),
        (2, "2026-12-03T10:00:00-05:00", "decline"),
    ] {
        office.book(client, &json!({ "start": start })).await;
        let mut asked = Vec::new();
        swept(&mut office, &mut asked).await;
        open_all(&office, &asked).await;
        let decided = format!("decision={decision}");
        let (status, _) = office.send(&decide(&asked), form, decided).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        swept(&mut office, &mut asked).await;
        open_all(&office, &asked).await;
        mails.extend(asked);
    }
    let practice = super::practice();
    let confirm = format!("{hours}\nconfirm_new_clients = true");
    practice.replace("practice.toml", hours, &confirm);
    let mut office = Office::open(practice).await;
    office.book(1, &json!({})).await;
    let known = mails.len();
    swept(&mut office, &mut mails).await;
    assert_eq!(mails.len(), known + 1, "{mails:?}");
    let asked = String::from_utf8_lossy(&mails[known].bytes).into_owned();
    assert!(!asked.contains("Client 1"), "{asked}");
    open_all(&office, &mails[known..]).await;

    let kinds = kinds(&mails);
    for kind in KINDS {
        assert!(
            kinds.contains(&kind.to_owned()),
            "{kind} is not in {kinds:?}"
        );
    }
}
