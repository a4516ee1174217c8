//! What is past its time goes by itself.

use reqwest::StatusCode;

use super::{audit_of, filed, markers_in, serve, told};
use crate::harness::{NOW, Practice, booking};
use crate::intake::practice;

/// Until today's walk is over.
async fn walked(practice: &Practice) {
    loop {
        let walk = walk_of(practice).await;
        if walk.iter().any(|walk| walk["done"]["BOOL"] == true) {
            return;
        }
    }
}

/// Serves it on a date until that day's walk is over.
async fn live(practice: &Practice, date: &str) {
    let served = serve(practice, &format!("{date}T08:00:00-05:00"));
    loop {
        let walk = walk_of(practice).await;
        if walk.iter().any(|walk| walk["day"]["S"] == date) {
            break;
        }
    }
    walked(practice).await;
    served.kill();
}

async fn lines(practice: &Practice) -> usize {
    let served = serve(practice, NOW);
    let lines = practice.items_of("N#clients").await.len();
    served.kill();
    lines
}

#[tokio::test]
async fn who_was_only_booked_is_erased_when_their_contact_is_past_its_time() {
    let practice = practice();
    let served = serve(&practice, NOW);
    let (status, made) = served.book("", &booking(1)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let client = filed(&practice, made["id"].as_str().expect("an id")).await;
    served.kill();
    live(&practice, "2029-12-01").await;
    assert_eq!(lines(&practice).await, 1, "three years are not over");
    live(&practice, "2029-12-02").await;
    assert_eq!(lines(&practice).await, 0);
    let served = serve(&practice, NOW);
    let audit = audit_of(&practice, &client).await;
    assert!(
        audit.contains(&"client erased by time".to_owned()),
        "{audit:?}"
    );
    assert_eq!(
        practice.items_of("B#").await.len(),
        1,
        "the accounts are kept"
    );
    served.kill();
    live(&practice, "2033-12-02").await;
    let served = serve(&practice, NOW);
    assert_eq!(practice.items_of("B#").await.len(), 0);
    served.kill();
}

#[tokio::test]
async fn who_has_a_record_stays_as_long_as_it_but_old_bookings_forget_them() {
    let practice = practice();
    let served = serve(&practice, NOW);
    let client = told(&practice, &served).await;
    served.kill();
    live(&practice, "2029-12-02").await;
    let served = serve(&practice, NOW);
    let bookings = practice.items_of("B#").await;
    let bookings = serde_json::to_string(&bookings).expect("JSON");
    assert_eq!(markers_in(bookings.as_bytes()), Vec::<&str>::new());
    assert_eq!(practice.items_of("N#clients").await.len(), 1);
    served.kill();
    live(&practice, "2033-12-02").await;
    let served = serve(&practice, NOW);
    let audit = audit_of(&practice, &client).await;
    assert!(
        audit.contains(&"client erased by time".to_owned()),
        "{audit:?}"
    );
    let table = serde_json::to_string(&practice.items().await).expect("JSON");
    assert_eq!(markers_in(table.as_bytes()), Vec::<&str>::new());
    served.kill();
}

/// How far the sweep has looked for what is kept too long.
async fn walk_of(practice: &Practice) -> Vec<serde_json::Value> {
    let mut items = crate::stored::items(&practice.store()).await;
    items.retain(|item| item["pk"]["S"] == "N#retention");
    items
}
