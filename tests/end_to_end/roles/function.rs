//! The functions that have a role each.

use std::fmt;

/// A function of the cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Function {
    Booking,
    Intake,
    Desk,
    Notify,
}

impl Function {
    pub(super) const ALL: [Self; 4] = [Self::Booking, Self::Intake, Self::Desk, Self::Notify];

    /// The function that answers at a path, as the front leads there.
    pub(super) fn at(path: &str) -> Self {
        let begins = |places: [&str; 2]| places.iter().any(|place| path.starts_with(place));
        match () {
            () if begins(["/desk", "/api/desk/"]) => Self::Desk,
            () if begins(["/intake/", "/api/intake/"]) => Self::Intake,
            () => Self::Booking,
        }
    }

    /// Its role in the template.
    pub(super) fn role(self) -> String {
        format!("{self:?}Role")
    }
}

impl fmt::Display for Function {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Booking => "booking",
            Self::Intake => "intake",
            Self::Desk => "desk",
            Self::Notify => "notify",
        })
    }
}
