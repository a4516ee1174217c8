//! The visits at which, between them, every question of the form is asked.

/// A visit: of whom, for what, and when they were born.
pub(super) struct Visit {
    pub(super) client: usize,
    pub(super) service: &'static str,
    pub(super) minutes: u16,
    pub(super) therapist: &'static str,
    pub(super) start: &'static str,
    /// Day, month and year.
    pub(super) born: [&'static str; 3],
}

const OF_AGE: [&str; 3] = ["19", "March", "1987"];
const UNDER_AGE: [&str; 3] = ["13", "February", "2011"];

/// Somebody who comes to Maya for the first time, and again; somebody under age; and somebody for sports.
pub(super) const VISITS: [Visit; 4] = [
    Visit {
        client: 1,
        service: "deep-tissue",
        minutes: 60,
        therapist: "maya",
        start: "2026-12-01T10:00:00-05:00",
        born: OF_AGE,
    },
    Visit {
        client: 1,
        service: "trigger-point",
        minutes: 45,
        therapist: "maya",
        start: "2026-12-08T10:00:00-05:00",
        born: OF_AGE,
    },
    Visit {
        client: 2,
        service: "swedish",
        minutes: 60,
        therapist: "maya",
        start: "2026-12-02T10:00:00-05:00",
        born: UNDER_AGE,
    },
    Visit {
        client: 3,
        service: "sports",
        minutes: 30,
        therapist: "jonas",
        start: "2026-12-03T10:00:00-05:00",
        born: OF_AGE,
    },
];
