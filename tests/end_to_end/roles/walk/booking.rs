//! Booking: looked for, held, booked by page and by program, moved, cancelled, too much at once.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::GRACE_SECONDS;
use crate::harness::booking_with;
use crate::page::{START, TIMES, TYPED};
use crate::roles::world::{Visitor, World};

pub(super) async fn walk(world: &World) {
    let client = world.visitor();
    by_page(&client).await;
    by_program(&client).await;
    each_week(&client).await;
    too_many(&client).await;
    world.wait(GRACE_SECONDS);
    world.sweep().await;
    client.get(&world.mailed("/booking/feed/")).await.fine();
}

async fn by_page(client: &Visitor<'_>) {
    let chosen = client
        .fill_in(TIMES, "/booking/times", &[("start", START)])
        .await;
    let details = chosen.leads_on().location;
    let sent = client.fill_in(&details, "/booking/details", &TYPED).await;
    let check = sent.leads_on().location;
    let booked = client.fill_in(&check, "/booking/", &[]).await.leads_on();
    let own = booked.location;
    let move_page = format!("{own}move");
    client.get(&own).await.fine();
    client.get(&move_page).await.fine();
    client.get(&format!("{own}cancel")).await.fine();
    let check = format!("{move_page}/check?start=2026-12-01T14:00:00-05:00");
    client.fill_in(&check, &move_page, &[]).await.leads_on();
    let cancel = format!("{own}cancel");
    client.fill_in(&cancel, &cancel, &[]).await.leads_on();
}

async fn by_program(client: &Visitor<'_>) {
    let slots = "/api/slots?service=deep-tissue&minutes=60&from=2026-12-01&to=2026-12-14";
    client.get(slots).await.fine();
    let wanted =
        json!({ "service": "deep-tissue", "minutes": 60, "start": "2026-12-03T10:00:00-05:00" });
    let held = client.json("/api/holds", &wanted).await.fine();
    let hold = format!("/api/holds/{}", held.said("hold"));
    client
        .json(&format!("{hold}/renew"), &json!({}))
        .await
        .fine();
    client
        .json(&format!("{hold}/release"), &json!({}))
        .await
        .fine();
    let held = client.json("/api/holds", &wanted).await.fine();
    let members = json!({ "start": "2026-12-03T10:00:00-05:00", "hold": held.said("hold"), "therapist": null });
    let mut booking = booking_with(1, &members);
    booking
        .as_object_mut()
        .expect("an object")
        .remove("therapist");
    let made = client.json("/api/bookings", &booking).await.fine();
    let own = format!("/api/bookings/{}", made.said("token"));
    client.get(&own).await.fine();
    client
        .get(&format!("{own}/slots?from=2026-12-07&to=2026-12-11"))
        .await
        .fine();
    client.get(&format!("{own}/calendar.ics")).await.fine();
    let to = json!({ "start": "2026-12-04T10:00:00-05:00" });
    client.json(&format!("{own}/move"), &to).await.fine();
    client
        .json(&format!("{own}/cancel"), &json!({}))
        .await
        .fine();
}

async fn each_week(client: &Visitor<'_>) {
    let members = json!({ "start": "2026-12-04T13:00:00-05:00", "weeks": 3 });
    let made = client
        .json("/api/bookings", &booking_with(2, &members))
        .await;
    let first = format!("/booking/m/{}/", made.fine().said("token"));
    let page = client.get(&first).await.fine().page();
    for later in page.all("a[href^='/booking/m/']", "href") {
        client.get(&later).await;
    }
}

/// Asks for more than one contact may have, until that is said.
async fn too_many(client: &Visitor<'_>) {
    let dates = "from=2026-12-02&to=2027-01-20";
    let query = format!("/api/slots?service=swedish&minutes=60&therapist=jonas&{dates}");
    let slots: Value = serde_json::from_str(&client.get(&query).await.body).expect("JSON");
    for slot in slots["slots"].as_array().expect("a list") {
        let members = json!({ "service": "swedish", "therapist": "jonas", "start": slot["start"] });
        let wanted = booking_with(9, &members);
        let made = client.json("/api/bookings", &wanted).await;
        if made.status == StatusCode::TOO_MANY_REQUESTS {
            return;
        }
    }
    unreachable!("one contact may book whatever there is");
}
