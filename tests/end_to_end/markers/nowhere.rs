//! Where no word of a client's may stand: the data folder, byte by byte, the mails, and refusals.

use std::fs;
use std::path::{Path, PathBuf};

use reqwest::{RequestBuilder, StatusCode};
use serde_json::json;

use super::typing::{held, marker, phone};
use crate::harness::{Practice, Served};
use crate::intake::whole;
use crate::post::letter::Letter;

/// More than a body may have.
const TOO_LARGE: usize = 70 * 1024;

/// Those of the words that the files of the data folder hold: tables, logs of changes, mails.
pub(super) fn in_files(practice: &Practice, words: &[String]) -> Vec<String> {
    let files = files_below(&practice.data());
    let is_there = |ending: &str| {
        let mut names = files.iter().map(|path| path.to_string_lossy());
        names.any(|name| name.ends_with(ending))
    };
    assert!(is_there("store.sqlite") && is_there("store.sqlite-wal") && is_there(".eml"));
    let files = files.iter().map(|path| fs::read(path).unwrap_or_default());
    held(&files.collect::<Vec<_>>().concat(), words)
}

/// Those of the words that a mail tells its reader.
pub(super) fn in_mails(practice: &Practice, words: &[String]) -> Vec<String> {
    let files = files_below(&practice.data().join("mail")).into_iter();
    let mails = files.map(|path| Letter::kept(fs::read(path).expect("a mail")));
    let told = mails.map(|mail| [mail.subject(), mail.text(), mail.links().join("\n")].concat());
    let told: Vec<_> = told.collect();
    assert!(told.len() > 4, "each visit is told of");
    held(told.concat().as_bytes(), words)
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let paths = entries.map(|entry| entry.path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files_below(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Requests full of markers, in names and in values, and what each is refused with.
pub(super) fn refused(
    served: &Served,
    sent: &str,
    unsent: &str,
) -> Vec<(RequestBuilder, StatusCode)> {
    let to = |token: &str| served.post(&format!("/api/intake/{token}"));
    let with = |path: &str, name: &str| {
        let mut form = marked();
        form[path][name] = json!(marker("value"));
        form.to_string()
    };
    let json = |request: RequestBuilder, body: String| {
        request
            .header("content-type", "application/json")
            .body(body)
    };
    let named = marker("name of a member");
    let twice = marked().to_string().replacen(
        "\"answers\":{",
        &format!("\"answers\":{{\"{named}\":1,\"{named}\":2,"),
        1,
    );
    let of_body = format!("{{\"{named}\":\"{}\"}}", marker("value"));
    let twice_outside = format!("{{\"{named}\":1,\"{named}\":\"{}\"}}", marker("value"));
    let many = marker("value").repeat(TOO_LARGE / marker("value").len());
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    vec![
        (
            json(to("nobodys"), marked().to_string()),
            StatusCode::NOT_FOUND,
        ),
        (json(to(sent), marked().to_string()), StatusCode::CONFLICT),
        (
            json(
                to(unsent),
                json!({ "answers": {}, "form_version": marker("version") }).to_string(),
            ),
            StatusCode::CONFLICT,
        ),
        (json(to(unsent), many), StatusCode::PAYLOAD_TOO_LARGE),
        (
            to(unsent).body(marked().to_string()),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (
            json(to(unsent), marker("not JSON")),
            StatusCode::BAD_REQUEST,
        ),
        (json(to(unsent), marked().to_string()), unprocessable),
        (json(to(unsent), with("answers", &named)), unprocessable),
        (
            json(
                to(unsent),
                with("answers", &format!("full_name{}", phone("name"))),
            ),
            unprocessable,
        ),
        (json(to(unsent), with("consents", &named)), unprocessable),
        (json(to(unsent), with("signature", &named)), unprocessable),
        (json(to(unsent), twice), unprocessable),
        (json(to(unsent), of_body.clone()), unprocessable),
        (json(to(unsent), twice_outside.clone()), unprocessable),
        (json(served.post("/api/bookings"), of_body), unprocessable),
        (
            json(served.post("/api/bookings"), twice_outside),
            unprocessable,
        ),
        (
            json(
                served.post("/api/waiting"),
                json!({ named: [marker("value")] }).to_string(),
            ),
            unprocessable,
        ),
    ]
}

/// A form whose every answer is a marker of the wrong shape or too long.
fn marked() -> serde_json::Value {
    let mut form = whole();
    form["answers"] = json!({
        "full_name": marker("value").repeat(20), "birth_date": marker("value"),
        "phone": marker("value"), "circulation": [marker("value")], "pain_now": marker("value"),
        "medicines": [{ marker("part"): marker("value") }], "areas": marker("value"),
        "emergency_contact": { "name": marker("value").repeat(20), "relation": "", "phone": phone("value").repeat(9) },
    });
    form["signature"] = json!({ "name": marker("value").repeat(20), "agreed": marker("value") });
    form
}
