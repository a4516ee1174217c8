//! Copies of what is kept.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{audit_of, serve, told};
use crate::desk::Owner;
use crate::harness::{NOW, answer, booking_with};
use crate::intake::practice;
use crate::page::Page;

#[tokio::test]
async fn a_client_gets_a_copy_of_everything_as_data_and_to_read() {
    let practice = practice();
    let served = serve(&practice, NOW);
    let client = told(&practice, &served).await;
    let owner = Owner::of(&served).await;
    let (status, copy) = answer(owner.get(&format!("/api/desk/clients/{client}/export"))).await;
    assert_eq!(status, StatusCode::OK, "{copy}");
    assert_eq!(copy["client"]["name"], "Zebulon Quillmark");
    assert_eq!(copy["bookings"][0]["note"], "Purplenote");
    let answers = copy["forms"][0]["answers"].as_array().expect("answers");
    let answer = |label: &str| {
        let found = answers.iter().find(|answer| answer["label"] == label);
        found.expect("an answer")["answer"].clone()
    };
    assert_eq!(answer("What exactly?"), "Purplenote of the heart");
    assert_eq!(answer("Heart and circulation"), json!(["pressure"]));
    let page = Page::of(owner.get(&format!("/desk/clients/{client}/export"))).await;
    for part in ["What exactly?", "Purplenote of the heart", "deep-tissue"] {
        assert!(page.html.contains(part), "{part} is not in {}", page.html);
    }
    let exports = audit_of(&practice, &client).await;
    let exports = exports.iter().filter(|row| *row == "export by staff");
    assert_eq!(exports.count(), 2);
}

#[tokio::test]
async fn the_whole_practice_is_a_line_for_each_client_and_an_end() {
    let practice = practice();
    let served = serve(&practice, NOW);
    told(&practice, &served).await;
    let owner = Owner::of(&served).await;
    let part = owner.get("/desk/export/practice.ndjson");
    let part = part.send().await.expect("an answer");
    assert_eq!(part.headers()["content-type"], "application/x-ndjson");
    let text = part.text().await.expect("lines");
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert_eq!(lines[0]["client"]["name"], "Zebulon Quillmark");
    assert_eq!(lines[1], json!({ "next": null }));
    let unknown = owner.get("/desk/export/practice.ndjson?after=nobody");
    let unknown = unknown.send().await.expect("an answer");
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_table_of_clients_holds_no_formula() {
    let practice = practice();
    let served = serve(&practice, NOW);
    let formula = json!({ "name": "=1+2 Formula", "phone": "+1 555 555 0100" });
    let (status, made) = served.book("", &booking_with(3, &formula)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    super::filed(&practice, made["id"].as_str().expect("an id")).await;
    let owner = Owner::of(&served).await;
    let table = owner.get("/desk/export/clients.csv");
    let table = table.send().await.expect("an answer");
    assert_eq!(table.headers()["content-type"], "text/csv; charset=utf-8");
    let text = table.text().await.expect("a table");
    let row = "\"'=1+2 Formula\",\"client3@example.com\",\"'+1 555 555 0100\",";
    assert!(text.contains(row), "{text}");
    let bookings = owner.get("/desk/export/bookings.csv?month=2026-12");
    let bookings = bookings.send().await.expect("an answer");
    let bookings = bookings.text().await.expect("a table");
    assert!(
        bookings.contains("\"2026-12-01\",\"10:00\",\"60\""),
        "{bookings}"
    );
    let wrong = owner.get("/desk/export/bookings.csv?month=December");
    let wrong = wrong.send().await.expect("an answer");
    assert_eq!(wrong.status(), StatusCode::BAD_REQUEST);
}
