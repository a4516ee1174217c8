//! Where a booking stands (N5).

use serde::{Deserialize, Serialize};

/// A booking's status. It moves only along [`Status::may_become`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Asked for: the desk has still to decide, or a new client to confirm their address. It blocks
    /// its time.
    Pending,
    /// It takes place.
    Confirmed,
    /// It took place.
    Completed,
    /// The client did not come.
    NoShow,
    /// Called off by the client or the practice; final.
    Cancelled,
    /// Refused by the desk; final.
    Declined,
}

impl Status {
    /// Whether a booking may go from this status to the other.
    #[must_use]
    pub fn may_become(self, other: Self) -> bool {
        matches!(
            (self, other),
            (
                Self::Pending,
                Self::Confirmed | Self::Cancelled | Self::Declined
            ) | (
                Self::Confirmed,
                Self::Completed | Self::NoShow | Self::Cancelled
            )
        )
    }

    /// The word in JSON, the table and logs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::Completed => "completed",
            Self::NoShow => "no-show",
            Self::Cancelled => "cancelled",
            Self::Declined => "declined",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Status::{self, Cancelled, Completed, Confirmed, Declined, NoShow, Pending};

    const ALL: [Status; 6] = [Pending, Confirmed, Completed, NoShow, Cancelled, Declined];

    #[test]
    fn a_booking_moves_only_along_n5() {
        let moves: Vec<_> = ALL
            .iter()
            .flat_map(|from| ALL.iter().map(move |to| (*from, *to)))
            .filter(|(from, to)| from.may_become(*to))
            .collect();
        let allowed = [
            (Pending, Confirmed),
            (Pending, Cancelled),
            (Pending, Declined),
            (Confirmed, Completed),
            (Confirmed, NoShow),
            (Confirmed, Cancelled),
        ];
        assert_eq!(moves, allowed);
    }
}
