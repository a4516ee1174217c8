//! Where the practice asks first: an address is confirmed or lapses, a request is decided on.

use serde_json::json;

use super::GRACE_SECONDS;
use crate::harness::booking_with;
use crate::roles::world::World;

/// Longer than a new client has to confirm.
const PROOF_SECONDS: i64 = 2 * 3_600;

pub(super) async fn walk(world: &World) {
    let client = world.visitor();
    for (number, decision) in [(1, "confirm"), (2, "decline")] {
        let members = json!({ "start": format!("2026-12-0{number}T10:00:00-05:00") });
        client
            .json("/api/bookings", &booking_with(number, &members))
            .await
            .fine();
        world.sweep().await;
        let proof = world.mailed("/booking/prove/");
        client.get(&proof).await.fine();
        client.form(&proof, &[]).await.leads_on();
        world.wait(GRACE_SECONDS);
        world.sweep().await;
        let request = world.mailed("/booking/decide/");
        client.get(&request).await.fine();
        client
            .form(&request, &[("decision", decision)])
            .await
            .leads_on();
    }
    let members = json!({ "start": "2026-12-03T10:00:00-05:00" });
    client
        .json("/api/bookings", &booking_with(3, &members))
        .await
        .fine();
    world.wait(PROOF_SECONDS);
    world.sweep().await;
    let items = world.items().await;
    let lapsed = items.iter().filter(|item| item["action"]["S"] == "lapse");
    assert_eq!(lapsed.count(), 1);
}
