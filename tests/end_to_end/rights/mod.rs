//! What a client may ask of the practice, and what the practice keeps no longer.

mod cut_off;
mod erasing;
mod exporting;
mod keeping;
mod looks;
mod office;
mod promised;

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Practice, Served, answer, booking_with};
use crate::{intake, stored};

/// After the appointment of [`told`].
const LATER: &str = "2027-01-05T08:00:00-05:00";
/// Words that nobody else's data holds.
const MARKERS: [&str; 5] = [
    "Zebulon",
    "Quillmark",
    "zeb.quillmark",
    "5550177",
    "Purplenote",
];

/// Serves a practice at an instant, to anybody however often they ask.
fn serve(practice: &Practice, now: &str) -> Served {
    practice.start(practice.dev(now).arg("--no-limits"))
}

/// A client with marker words in every field has booked and sent their form: the client's id.
async fn told(practice: &Practice, served: &Served) -> String {
    let wanted = booking_with(
        7,
        &json!({
            "name": "Zebulon Quillmark", "email": "zeb.quillmark@example.com",
            "phone": "(555) 5550177", "note": "Purplenote",
        }),
    );
    let (status, made) = served.book("", &wanted).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let token = made["token"].as_str().expect("a token");
    let mut form = intake::whole();
    form["answers"]["full_name"] = json!("Zebulon Quillmark");
    form["answers"]["heart"] = json!(["pressure"]);
    form["answers"]["heart_what"] = json!("Purplenote of the heart");
    form["signature"]["name"] = json!("Zebulon Quillmark");
    let request = served.post(&format!("/api/intake/{token}")).json(&form);
    let (status, sent) = answer(request).await;
    assert_eq!(status, StatusCode::CREATED, "{sent}");
    filed(practice, made["id"].as_str().expect("an id")).await
}

/// The client of a booking, once the booking is filed with them.
async fn filed(practice: &Practice, booking: &str) -> String {
    loop {
        let items = practice.items().await;
        let is_filed = |item: &&Value| item["sk"]["S"] == format!("BOOKING#{booking}");
        if let Some(row) = items.iter().find(is_filed) {
            let partition = row["pk"]["S"].as_str().expect("a key");
            return partition.trim_start_matches("F#").to_owned();
        }
    }
}

/// The actions of the audit about a client, each with its actor's kind, in order.
async fn audit_of(practice: &Practice, client: &str) -> Vec<String> {
    let rows = practice.items_of("L#").await;
    let mut rows: Vec<_> = rows.iter().map(stored::plain).collect();
    rows.retain(|row| row["client"] == client);
    rows.sort_by_key(|row| row["sk"].as_str().unwrap_or_default().to_owned());
    let word = |row: &Value, name: &str| row[name].as_str().unwrap_or("").to_owned();
    rows.iter()
        .map(|row| {
            let actor = word(row, "actor");
            let kind = actor.split(':').next().unwrap_or_default();
            format!("{} by {kind}", word(row, "action"))
        })
        .collect()
}

/// The marker words that a text holds.
fn markers_in(text: &[u8]) -> Vec<&'static str> {
    let holds = |marker: &&&str| {
        let marker = marker.as_bytes();
        text.windows(marker.len()).any(|part| part == marker)
    };
    MARKERS.iter().filter(holds).copied().collect()
}
