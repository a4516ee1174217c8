//! The waiting list: joined, left, offered what was freed, booked from the offer, lapsed.

use serde_json::{Value, json};

use super::GRACE_SECONDS;
use crate::harness::booking_with;
use crate::roles::world::{Visitor, World};

/// Maya's day of which all is booked.
const STARTS: [&str; 6] = ["09:00", "10:15", "13:15", "14:30", "15:45", "17:00"];
/// Longer than an offer stands.
const OFFER_SECONDS: i64 = 3 * 3_600;

pub(super) async fn walk(world: &World) {
    let client = world.visitor();
    let mut booked = Vec::new();
    for (number, start) in STARTS.iter().enumerate() {
        let members = json!({ "start": format!("2026-12-08T{start}:00-05:00") });
        let made = client
            .json("/api/bookings", &booking_with(10 + number, &members))
            .await;
        booked.push(made.fine().said("token"));
    }
    leaves(&client).await;
    let first = join(&client, 1).await;
    let second = join(&client, 2).await;
    let cancel = format!("/api/bookings/{}/cancel", booked[0]);
    client.json(&cancel, &json!({})).await.fine();
    world.wait(GRACE_SECONDS);
    world.sweep().await;
    lapses_or_is_booked(world, &client, (&first, &second)).await;
}

async fn leaves(client: &Visitor<'_>) {
    let page = format!("/booking/waiting/{}/", join(client, 3).await);
    client
        .get("/booking/waiting?service=deep-tissue&minutes=60")
        .await
        .fine();
    client.get(&page).await.fine();
    client.form(&format!("{page}leave"), &[]).await.leads_on();
    let token = join(client, 4).await;
    let leave = format!("/api/waiting/{token}/leave");
    client.json(&leave, &json!({})).await.fine();
}

/// The first in line lets the offer lapse; the next one books what was kept for them.
async fn lapses_or_is_booked(world: &World, client: &Visitor<'_>, (first, second): (&str, &str)) {
    assert_eq!(status(client, first).await, "offered");
    world.wait(OFFER_SECONDS);
    world.sweep().await;
    assert_eq!(status(client, second).await, "offered");
    let page = format!("/booking/waiting/{second}/");
    client.get(&page).await.fine();
    let check = client.form(&format!("{page}book"), &[]).await.leads_on();
    client
        .fill_in(&check.location, "/booking/", &[])
        .await
        .leads_on();
    assert_eq!(status(client, second).await, "booked");
}

async fn status(client: &Visitor<'_>, token: &str) -> String {
    let seen = client.get(&format!("/api/waiting/{token}")).await;
    seen.fine().said("status")
}

/// Joins the line, and gives the token.
pub(super) async fn join(client: &Visitor<'_>, number: usize) -> String {
    let waiting: Value = json!({
        "service": "deep-tissue", "minutes": 60, "therapist": "maya",
        "from": "2026-12-08", "to": "2026-12-08", "parts": "morning,afternoon",
        "name": format!("Waiting {number}"), "email": format!("waiting{number}@example.com"),
    });
    let joined = client.json("/api/waiting", &waiting).await;
    joined.fine().said("token")
}
