//! How far the form of a booking is. It says nothing of what was answered, but that somebody has to
//! look before the visit.

use jiff::Timestamp;
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
    /// When it was sent; none while it was not.
    pub(crate) fn sent_at(&self) -> Option<Timestamp> {
        match &self.progress {
            Progress::Started => None,
            Progress::Submitted { sent_at, .. } => Some(*sent_at),
        }
    }
}
