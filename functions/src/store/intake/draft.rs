//! What a client has saved of a form: one item for each section, sealed under their link's token.

use serde::{Deserialize, Serialize};

use crate::sealing::Sealed;

/// A section as it was saved last.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Draft {
    /// The section's id.
    pub(crate) section: String,
    /// Raised by one at each save.
    pub(crate) version: u64,
    /// The version of the form it was answered in.
    pub(crate) form_version: String,
    /// Its answers.
    pub(crate) sealed: Sealed,
    /// After which it may be cleared away: seconds since 1970. Whoever reads it judges by the
    /// booking's end.
    pub(crate) ttl: i64,
}
