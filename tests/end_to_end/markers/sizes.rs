//! The form that ships, answered at its longest, against what DynamoDB takes: 400 KB an item, and 100
//! items and 4 MB a transaction.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use practice::form::{Ask, Field, Form, Kind};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::client::Client;
use super::{form, practice, serve, story};
use crate::harness::{Practice, answer};

const ITEM_BYTES_MAX: usize = 400 * 1024;
const TRANSACTION_ITEMS_MAX: usize = 100;
const TRANSACTION_BYTES_MAX: usize = 4 * 1024 * 1024;
/// A sign of three bytes: of signs of four, the longest form would not fit a request.
const SIGN: &str = "語";

#[tokio::test]
async fn the_longest_answers_to_the_form_that_ships_fit_the_store() {
    let practice = practice();
    let (served, form) = (serve(&practice), form(&practice));
    let mut client = Client::of(&served, &form);
    // Every section is saved first, so that as many drafts as there can be go when it is sent.
    let story = client.saves(&story::VISITS[0]).await;
    let before = stored(&practice).await;
    let body = json!({
        "answers": answers(&form, |field| !is_signed(field)),
        "consents": answers(&form, |field| matches!(field.kind, Kind::Consent { .. })),
        "signature": { "name": SIGN.repeat(100), "agreed": true },
    });
    let request = served.post(&format!("/api/intake/{}", story.token));
    let (status, sent) = answer(request.json(&body)).await;
    assert_eq!(status, StatusCode::CREATED, "{sent}");
    let after = stored(&practice).await;

    let touched = before.keys().chain(after.keys());
    let touched: BTreeMap<_, _> = touched
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| (key, after.get(key).map_or(0, size)))
        .collect();
    eprintln!(
        "TOUCHED {touched:?} DRAFT {:?}",
        before.values().map(size).max()
    );
    let gone = touched.values().filter(|bytes| **bytes == 0).count();
    assert!(gone > 5, "the drafts go: {touched:?}");
    assert!(touched.len() <= TRANSACTION_ITEMS_MAX, "{touched:?}");
    let largest = touched.values().max().copied().unwrap_or_default();
    assert!(largest > 40_000 && largest < ITEM_BYTES_MAX, "{touched:?}");
    assert!(touched.values().sum::<usize>() < TRANSACTION_BYTES_MAX);
    let drafts = before.values().map(size).max().unwrap_or_default();
    assert!(drafts < ITEM_BYTES_MAX, "{drafts}");
}

fn is_signed(field: &Field) -> bool {
    matches!(field.kind, Kind::Consent { .. } | Kind::Signature)
}

/// The longest answer to each of these fields, as far as a first visit asks them.
fn answers(form: &Form, is_wanted: impl Fn(&Field) -> bool) -> Value {
    let sections = form.sections.iter();
    let asked =
        sections.filter(|section| section.services.is_empty() && section.ask != Ask::Returning);
    let fields = asked.flat_map(|section| &section.fields);
    let fields = fields.filter(|field| is_wanted(field));
    fields
        .map(|field| (field.id.clone(), longest(form, field)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn longest(form: &Form, field: &Field) -> Value {
    let signs = |most: usize| json!(SIGN.repeat(most));
    let phone = "(503) 555-0199";
    match &field.kind {
        Kind::Text { max } | Kind::LongText { max } => signs(*max),
        Kind::Choice { options } => json!(options[0].id),
        Kind::Choices { options, .. } => {
            json!(options.iter().map(|option| &option.id).collect::<Vec<_>>())
        }
        Kind::Date { .. } if form.birth.as_ref() == Some(&field.id) => json!("1985-12-10"),
        Kind::Date { bound } if *bound == practice::form::Bound::Past => json!("2026-10-07"),
        Kind::Date { .. } => json!("2026-12-20"),
        Kind::Number { most, .. } => json!(most),
        Kind::Scale { .. } => json!(10),
        Kind::Phone => json!(phone),
        Kind::Contact => json!({ "name": signs(100), "relation": signs(60), "phone": phone }),
        Kind::BodyMap { max, .. } => {
            let regions = practice::form::REGIONS.iter().take(*max);
            let area = |region: &practice::form::Region| json!({ "region": region.id, "kind": "pain", "intensity": 10 });
            json!(regions.map(area).collect::<Vec<_>>())
        }
        Kind::Medications { max } => {
            let one = json!({ "name": signs(100), "dose": signs(100), "why": signs(200) });
            json!(vec![one; *max])
        }
        Kind::Consent { .. } => json!(true),
        Kind::Signature => Value::Null,
    }
}

/// Every item but what mail and filing leave there, by its key.
async fn stored(practice: &Practice) -> BTreeMap<String, Value> {
    let items = practice.items_but_mail().await;
    let key = |item: &Value| format!("{} {}", item["pk"]["S"], item["sk"]["S"]);
    items.into_iter().map(|item| (key(&item), item)).collect()
}

/// An item's bytes, as DynamoDB counts them: names and values, and three for each map or list, and one
/// for each of its members.
fn size(item: &Value) -> usize {
    let members = item.as_object().into_iter().flatten();
    members
        .map(|(name, value)| name.len() + weight(value))
        .sum()
}

fn weight(value: &Value) -> usize {
    let (kind, value) = value
        .as_object()
        .and_then(|typed| typed.iter().next())
        .expect("a typed value");
    match kind.as_str() {
        "B" => STANDARD
            .decode(value.as_str().expect("base64"))
            .expect("base64")
            .len(),
        "M" => 3 + size(value) + value.as_object().map_or(0, serde_json::Map::len),
        "L" => {
            let values = value.as_array().expect("a list");
            3 + values.iter().map(|value| 1 + weight(value)).sum::<usize>()
        }
        _ => value.as_str().map_or(1, str::len),
    }
}
