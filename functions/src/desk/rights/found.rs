//! How much there is, or was, of each kind: in words.

use serde::Serialize;

use crate::store::Found;

/// One kind, and how much of it.
#[derive(Serialize)]
pub(super) struct Line {
    what: &'static str,
    count: u32,
}

/// Every kind of which there is something.
pub(super) fn lines(found: &Found) -> Vec<Line> {
    let all = [
        (found.keys, "Keys, without which nothing sealed can be read"),
        (found.submissions, "Signed health forms"),
        (
            found.drafts,
            "Saved parts of health forms that were not sent",
        ),
        (found.notes, "Notes of therapists"),
        (
            found.acknowledgements,
            "Flags that therapists have acknowledged",
        ),
        (
            found.bookings,
            "Bookings that lose name, address, phone number and note",
        ),
        (found.places, "Places on the waiting list"),
        (found.mails, "Mails that were still to be sent"),
        (found.contacts, "Addresses, remembered by a code"),
    ];
    let there = all.into_iter().filter(|(count, _)| *count > 0);
    there.map(|(count, what)| Line { what, count }).collect()
}
