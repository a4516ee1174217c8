//! What a client may believe of a booking: where it surely was, and what has perhaps happened since.
//!
//! A change that was not answered may take effect, or not, and even later, but never twice and never
//! over a change that was acknowledged after it: the store writes a booking over one version only.

use jiff::Timestamp;
use serde_json::Value;

/// Where a booking is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) is_cancelled: bool,
    pub(super) start: Timestamp,
    pub(super) therapist: String,
    pub(super) room: Option<String>,
}

/// A change that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Move {
        start: Timestamp,
        therapist: Option<String>,
    },
    Cancel,
}

/// What is known of one booking by the one who made it.
#[derive(Debug)]
pub(super) struct Belief {
    sure: Place,
    perhaps: Vec<Change>,
    /// Changes, after the booking itself, that must and that may have been carried out (N8).
    pub(super) changes_least: u64,
    pub(super) changes_most: u64,
}

impl Place {
    /// Reads it in an answer or an item, which name it alike.
    pub(super) fn read(booking: &Value) -> Option<Self> {
        Some(Self {
            is_cancelled: booking["status"] == "cancelled",
            start: booking["start"].as_str()?.parse().ok()?,
            therapist: booking["therapist"].as_str()?.to_owned(),
            room: booking["room"].as_str().map(str::to_owned),
        })
    }
}

impl Change {
    /// Whether a booking that is there may have come there by this change.
    pub(super) fn leads_to(&self, place: &Place) -> bool {
        match self {
            Self::Cancel => place.is_cancelled,
            Self::Move { start, therapist } => {
                let is_whose = |id: &String| *id == place.therapist;
                let is_whose = therapist.as_ref().is_none_or(is_whose);
                !place.is_cancelled && *start == place.start && is_whose
            }
        }
    }
}

impl Belief {
    /// Of a booking that was just answered.
    pub(super) fn of(place: Place) -> Self {
        Self {
            sure: place,
            perhaps: Vec::new(),
            changes_least: 0,
            changes_most: 0,
        }
    }

    /// Where it was when that was last certain.
    pub(super) fn last_sure(&self) -> &Place {
        &self.sure
    }

    /// Where it is, if nothing is uncertain.
    pub(super) fn sure(&self) -> Option<&Place> {
        self.perhaps.is_empty().then_some(&self.sure)
    }

    /// Whether it may be cancelled.
    pub(super) fn may_be_cancelled(&self) -> bool {
        self.sure.is_cancelled || self.perhaps.contains(&Change::Cancel)
    }

    /// Whether it may be there (N3).
    pub(super) fn admits(&self, place: &Place) -> bool {
        *place == self.sure || self.perhaps.iter().any(|change| change.leads_to(place))
    }

    /// A change was asked for, and nobody knows what became of it.
    pub(super) fn unanswered(&mut self, change: Change) {
        if !self.sure.is_cancelled {
            self.perhaps.push(change);
            self.changes_most += 1;
        }
    }

    /// A change was acknowledged: it led here.
    pub(super) fn acknowledged(&mut self, place: Place) {
        if place != self.sure || !self.perhaps.is_empty() {
            self.changes_most += 1;
        }
        self.seen(place);
    }

    /// It was seen here.
    pub(super) fn seen(&mut self, place: Place) {
        if place == self.sure {
            return;
        }
        self.changes_least += 1;
        // One uncertain change, and it was this one: it cannot happen again. And what was not among
        // the uncertain ones was written over the version that they all rested on.
        if self.perhaps.len() == 1 || place.is_cancelled || !self.admits(&place) {
            self.perhaps.clear();
        }
        self.sure = place;
    }
}
