//! The form of a booking: begun, stopped, flagged, checked, signed; by a program; by who was here
//! before.

use serde_json::json;

use super::GRACE_SECONDS;
use crate::harness::booking_with;
use crate::intake::{ABOUT, SIGNED, whole};
use crate::roles::world::{Visitor, World};

/// The client whose record the desk looks at, and the one who is the same.
pub(super) const ADA: usize = 21;
pub(super) const ADA_AGAIN: usize = 22;

pub(super) async fn walk(world: &World) {
    let client = world.visitor();
    let form = book(&client, ADA, "2026-12-10T10:00:00-05:00").await;
    client.get(&format!("{form}stop")).await;
    save(&client, &form, "about", &ABOUT).await;
    save(
        &client,
        &form,
        "health",
        &[("heart.clot", "yes"), ("heart_what", "Deep")],
    )
    .await;
    world.wait(GRACE_SECONDS);
    world.sweep().await;
    client.get(&form).await.fine();
    client.get(&format!("{form}stop")).await;
    client.get(&format!("{form}check")).await.fine();
    save(&client, &form, "sign", &SIGNED).await;
    client.get(&format!("{form}done")).await.fine();

    let next = book(&client, ADA, "2026-12-16T10:00:00-05:00").await;
    client
        .form(&format!("{next}unchanged"), &[])
        .await
        .leads_on();
    by_program(&client, ADA_AGAIN, "2026-12-11T10:00:00-05:00").await;
    begun(&client, ADA_AGAIN, "2026-12-17T10:00:00-05:00").await;
}

/// A form that is begun, and never sent.
pub(super) async fn begun(client: &Visitor<'_>, number: usize, start: &str) {
    let form = book(client, number, start).await;
    save(client, &form, "today", &[("ill", "no")]).await;
}

/// Sends a form as a program does.
pub(super) async fn by_program(client: &Visitor<'_>, number: usize, start: &str) {
    let form = book(client, number, start).await;
    let path = format!("/api{}", form.trim_end_matches('/'));
    client.get(&path).await.fine();
    let mut whole = whole();
    let returning = client.get(&path).await.body.contains("\"returning\":true");
    if returning {
        whole["answers"]["ill"] = json!("no");
        whole["answers"]["about_still_true"] = json!("no");
        whole["answers"]["health_still_true"] = json!("no");
    }
    client.json(&path, &whole).await.fine();
}

/// Books, and gives the address of the form.
async fn book(client: &Visitor<'_>, number: usize, start: &str) -> String {
    let members = json!({ "start": start, "phone": "555 0142 42", "name": format!("Ada Lovelace{}", "e".repeat(number % 2)) });
    let made = client
        .json("/api/bookings", &booking_with(number, &members))
        .await;
    format!("/intake/{}/", made.fine().said("token"))
}

async fn save(client: &Visitor<'_>, form: &str, section: &str, typed: &[(&str, &str)]) {
    let page = format!("{form}{section}");
    client.fill_in(&page, &page, typed).await.leads_on();
}
