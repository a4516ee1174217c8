//! The intake function as a process of its own, with nothing but its own permissions.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use functions::sealing::{KeyFile, PracticeKey, Sealed, draft};
use serde_json::{Value, json};

use super::{bytes, opened, submissions, whole};
use crate::harness::{Practice, knead, run};
use crate::lambda::{Function, Runtime, event};

/// A start that is to come for the machine's clock as for the practice's.
const START: &str = "2027-01-19T10:00:00-05:00";
const OTHER_START: &str = "2027-01-19T14:00:00-05:00";

#[tokio::test]
async fn the_intake_function_cannot_open_what_it_wrote_yesterday() {
    let practice = super::practice();
    let out = practice.path().join("dist");
    let build = run(knead()
        .args(["build", "--out"])
        .arg(&out)
        .arg(practice.path()));
    assert_eq!(build.code, 0, "{}", build.stderr);
    practice.replace("practice.toml", "horizon_days = 60\n", "");
    let served = practice.serve();
    let sending = super::book_at(&served, 1, START).await;
    let saving = super::book_at(&served, 2, OTHER_START).await;

    let public = std::fs::read_to_string(practice.data().join("practice.pub"));
    let environment = [
        ("AWS_ENDPOINT_URL_DYNAMODB", practice.store()),
        ("KNEAD_TABLE", "knead".to_owned()),
        ("KNEAD_COUNTING_KEY", "7".repeat(64)),
        (
            "KNEAD_PRACTICE_PUBLIC",
            public.expect("the public half").trim().to_owned(),
        ),
        (
            "KNEAD_FUNCTIONS_DIR",
            out.join("functions").display().to_string(),
        ),
    ];
    let mut runtime = Runtime::start().await;
    let mut command = runtime.command("intake");
    let child = command.envs(environment.clone()).spawn();
    let _function = Function(child.expect("the function starts"));
    let path = format!("/api/intake/{sending}");
    let body = whole().to_string();
    let sent = runtime
        .invoke(event("POST", &path, "", "application/json", &body))
        .await;
    assert_eq!(sent["statusCode"], 201, "{sent}");
    save(&mut runtime, &saving).await;

    let submission = submissions(&practice).await.remove(0);
    let name = opened(&practice, &submission, "full_name").await;
    assert_eq!(name, Some(json!("Ada Lovelace")), "the desk's key opens it");
    let draft = saved(&practice).await;
    assert!(draft.opens_with(&saving), "the client's link opens it");

    // The links were the clients'. What the process has, now that its requests are over:
    let mut known: Vec<String> = environment.into_iter().map(|(_, value)| value).collect();
    practice
        .items()
        .await
        .iter()
        .for_each(|item| learn(&mut known, item));
    known.retain(|text| !text.is_empty());
    assert!(known.len() > 50, "it may read the table");
    for text in &known {
        assert!(
            !text.contains(&sending) && !text.contains(&saving),
            "a link is in the table"
        );
        assert!(
            !draft.opens_with(text),
            "a draft opens with what the table holds"
        );
        assert!(
            practice_key_of(&practice, text).is_none(),
            "the practice's key is known"
        );
    }
}

/// Saves a section as a browser would.
async fn save(runtime: &mut Runtime, token: &str) {
    let path = format!("/intake/{token}/health");
    let page = runtime.invoke(event("GET", &path, "", "", "")).await;
    let html = page["body"].as_str().expect("a page");
    let (_, version) = html
        .split_once("name=\"form_version\" value=\"")
        .expect("a version");
    let version = version.split('"').next().expect("its end");
    let body = format!("form_version={version}&seen=0&heart.none=yes");
    let kind = "application/x-www-form-urlencoded";
    let saved = runtime.invoke(event("POST", &path, "", kind, &body)).await;
    assert_eq!(saved["statusCode"], 303, "{saved}");
}

/// A section that was saved, as the table holds it.
struct Draft {
    booking: String,
    section: String,
    sealed: Sealed,
}

async fn saved(practice: &Practice) -> Draft {
    let items = practice.items_of("H#").await;
    let mut drafts = items.iter().filter(|item| item["section"]["S"].is_string());
    let draft = drafts.next().expect("a draft");
    let partition = draft["pk"]["S"].as_str().expect("a key");
    Draft {
        booking: partition.trim_start_matches("H#").to_owned(),
        section: draft["section"]["S"]
            .as_str()
            .expect("a section")
            .to_owned(),
        sealed: bytes(&draft["sealed"]),
    }
}

impl Draft {
    fn opens_with(&self, text: &str) -> bool {
        let place = draft::DraftPlace {
            booking: &self.booking,
            section: &self.section,
        };
        draft::open(text, place, &self.sealed).is_ok()
    }
}

/// Every text and every run of bytes of an item.
fn learn(known: &mut Vec<String>, value: &Value) {
    match value {
        Value::String(text) => known.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| learn(known, value)),
        Value::Object(members) => members.values().for_each(|value| learn(known, value)),
        _ => {}
    }
}

/// The practice's key, if this text is its private half in any way of writing it.
fn practice_key_of(practice: &Practice, text: &str) -> Option<PracticeKey> {
    let key = KeyFile::at(&practice.data().join("practice.key")).read();
    let public = key.expect("the practice's key").public();
    let standard = STANDARD.decode(text).unwrap_or_default();
    let written = [
        text.to_owned(),
        URL_SAFE_NO_PAD.encode(standard),
        URL_SAFE_NO_PAD.encode(text),
    ];
    let mut lines = written
        .iter()
        .map(|digits| format!("current {} {digits}", public.id()));
    lines
        .find_map(|line| PracticeKey::parse(&line).ok())
        .or_else(|| PracticeKey::parse(text).ok())
}
