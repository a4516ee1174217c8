//! The practice of the storm: few days, two therapists, two rooms, nights that run over midnight.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::offered;
use crate::harness::{Practice, Served};
use crate::reconcile::Facts;

/// When the storm blows: between one time and the next every hold expires, and `knead` is killed
/// and started again.
pub(super) const NOWS: [&str; 3] = [
    "2026-11-24T08:00:00-05:00",
    "2026-11-24T08:11:00-05:00",
    "2026-11-24T08:22:00-05:00",
];

/// What is booked: service, minutes.
pub(super) const OFFERS: [(&str, u16); 3] = [("deep", 60), ("deep", 90), ("calm", 45)];

/// Minutes before and after a service.
pub(super) fn buffers(service: &str) -> (i64, i64) {
    if service == "deep" { (10, 15) } else { (0, 5) }
}

/// Every start of an offer that an empty practice offers.
#[derive(Clone)]
pub(super) struct Starts(Vec<Vec<Timestamp>>);

/// A practice that is open on one day too near to change anything, two nights and a day.
pub(super) fn practice() -> Practice {
    let practice = Practice::empty();
    for (path, text) in FILES {
        practice.write(path, text);
    }
    practice
}

/// What the table of this practice is held against.
pub(super) fn facts(now: &str) -> Facts {
    Facts {
        zone: TimeZone::get("America/New_York").expect("a zone"),
        now: now.parse().expect("an instant"),
    }
}

impl Starts {
    /// Asks for them.
    pub(super) async fn ask(served: &Served) -> Self {
        let mut starts = Vec::new();
        for (service, minutes) in OFFERS {
            starts.push(offered::ask(served, service, minutes).await);
        }
        Self(starts)
    }

    pub(super) fn of(&self, service: &str, minutes: u16) -> &[Timestamp] {
        let offer = OFFERS.iter().position(|offer| *offer == (service, minutes));
        &self.0[offer.expect("an offer")]
    }
}

pub(super) fn slots_query(service: &str, minutes: u16) -> String {
    format!("/api/slots?service={service}&minutes={minutes}&from=2026-11-24&to=2026-11-28")
}

const FILES: [(&str, &str); 6] = [
    (
        "practice.toml",
        r#"name = "Practice in a storm"
phone = "(555) 555-0100"
timezone = "America/New_York"
currency = "USD"
rooms = ["quiet", "garden"]
[hours]
tue = ["11:00-15:00"]
wed = ["19:00-02:00"]
thu = ["09:00-18:00"]
fri = ["21:00-02:30"]
[booking]
notice_minutes = 120
horizon_days = 5
cancel_window_hours = 24
hold_minutes = 10
"#,
    ),
    (
        "index.md",
        "+++\ntitle = \"A practice in a storm\"\n+++\nWelcome.\n",
    ),
    (
        "services/deep.md",
        r#"+++
title = "Deep"
summary = "In the quiet room, with time before and after."
rooms = ["quiet"]
buffer_before = 10
buffer_after = 15
start_every = 15
offers = [{ minutes = 60, price = "95.00" }, { minutes = 90, price = "135.00" }]
+++
Slow and firm.
"#,
    ),
    (
        "services/calm.md",
        r#"+++
title = "Calm"
summary = "In either room."
buffer_after = 5
start_every = 20
offers = [{ minutes = 45, price = "65.00" }]
+++
Long strokes.
"#,
    ),
    ("team/maya.md", "+++\nname = \"Maya\"\n+++\nMaya.\n"),
    ("team/jonas.md", "+++\nname = \"Jonas\"\n+++\nJonas.\n"),
];
