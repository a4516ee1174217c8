//! What is done with every function: all that there is, once.

mod asking;
mod booking;
mod desk;
mod ending;
mod intake;
mod waiting;

use super::recorder::{Answers, Record, Touched};
use super::world::World;
use crate::harness::Practice;

/// Longer than the first mail about a change waits.
const GRACE_SECONDS: i64 = 180;

/// What every function has asked of the store when everything has been done.
pub(super) async fn everything(answers: Answers) -> Touched {
    let record = Record::default();
    let world = World::open(practice(), &record, answers).await;
    booking::walk(&world).await;
    waiting::walk(&world).await;
    intake::walk(&world).await;
    desk::walk(&world).await;
    ending::walk(&world).await;
    let world = World::open(practice_that_asks(), &record, answers).await;
    asking::walk(&world).await;
    record.touched()
}

/// A practice with addresses and a form.
fn practice() -> Practice {
    let practice = crate::post::practice();
    practice.write("forms/intake.toml", include_str!("../../intake/form.toml"));
    practice
}

/// The same, but it decides on each booking, and new clients confirm their address first.
fn practice_that_asks() -> Practice {
    let practice = practice();
    let hours = "cancel_window_hours = 24";
    let asks = format!("{hours}\napproval = true\nconfirm_new_clients = true");
    practice.replace("practice.toml", hours, &asks);
    practice
}
