//! How far the form of a booking is. It says nothing of what was answered, but that somebody has to
//! look before the visit.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How far the form of a booking is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct IntakeState {
    /// The booking's id.
    pub(crate) booking: String,
    /// Raised by one at each change.
    pub(crate) version: u64,
    /// The form's id.
    pub(crate) form: String,
    /// The version of the form that was answered last.
    pub(crate) form_version: String,
    /// Whether somebody of the practice has to look before the visit: an answer raised a red flag.
    #[serde(default)]
    pub(crate) review: bool,
    /// For when the last mail that says so was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) look_due: Option<Timestamp>,
    /// How far it is.
    #[serde(flatten)]
    pub(crate) progress: Progress,
}

/// How far a form is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(crate) enum Progress {
    /// Some of it is saved.
    Started,
    /// It was sent.
    Submitted {
        /// The submission's id.
        submission: String,
        /// The client under whom it is filed.
        client: String,
        /// When.
        sent_at: Timestamp,
    },
}

impl IntakeState {
    /// Follows the state before it. Gives when the mail that says to look is due, if one is to be
    /// promised: whoever has been asked to look is not asked again, and one mail that is still to
    /// leave is enough.
    pub(super) fn follow(
        &mut self,
        before: Option<&Self>,
        now: Timestamp,
        grace: SignedDuration,
    ) -> Option<Timestamp> {
        self.version = before.map_or(0, |before| before.version) + 1;
        self.look_due = before.and_then(|before| before.look_due);
        let was_asked = before.is_some_and(|before| before.review);
        let is_to_leave = self.look_due.is_some_and(|due| now < due);
        if !self.review || was_asked || is_to_leave {
            return None;
        }
        self.look_due = Some(now + grace);
        self.look_due
    }

    /// When it was sent; none while it was not.
    pub(crate) fn sent_at(&self) -> Option<Timestamp> {
        match &self.progress {
            Progress::Started => None,
            Progress::Submitted { sent_at, .. } => Some(*sent_at),
        }
    }
}
