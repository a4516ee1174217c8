//! The mail that leaves: what is told to whom and when, whatever the mail server does.

mod calendars;
mod delivery;
mod feeds;
mod ledger;
pub(crate) mod letter;
mod links;
pub(crate) mod office;
mod processes;
mod reminding;
mod requests;
mod schedule;
pub(crate) mod server;
mod telling;
mod weekly;

use crate::harness::Practice;

/// Longer than the grace in which a change replaces the first mail.
const GRACE_SECONDS: i64 = 121;

/// The tests' practice, with an address; of its therapists only Maya has one of her own.
pub(crate) fn practice() -> Practice {
    let practice = Practice::new();
    let (name, email) = (
        "name = \"Test Practice\"",
        "email = \"desk@practice.example\"",
    );
    let url = "url = \"https://practice.example\"";
    practice.replace("practice.toml", name, &format!("{name}\n{email}\n{url}"));
    let maya = "name = \"Maya\"";
    let email = "email = \"maya@practice.example\"";
    practice.replace("team/maya.md", maya, &format!("{maya}\n{email}"));
    practice
}
