//! The waiting list's doors: the form to join it, the page of one who waits, and the same in JSON.

pub(super) mod api;
pub(super) mod form;
mod joining;
mod json;
pub(super) mod show;
mod typed;
