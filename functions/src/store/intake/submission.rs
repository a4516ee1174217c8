//! A signed form, as it is kept: each field sealed by itself to the client's key.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::sealing::{Place, Sealed};
use crate::store::keys;

/// A signed form.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Submission {
    pub(crate) id: String,
    /// The client it is filed under, to whose key it is sealed.
    pub(crate) client: String,
    /// The booking whose link it was sent by.
    pub(crate) booking: String,
    /// The form's id.
    pub(crate) form: String,
    /// The version of the form.
    pub(crate) form_version: String,
    /// A fingerprint of the exact texts that were agreed to.
    pub(crate) consents_hash: String,
    /// When it was signed and sent.
    pub(crate) signed_at: Timestamp,
    /// The practice's time zone, on whose clock that is told.
    pub(crate) zone: String,
    /// The booked service.
    pub(crate) service: String,
    /// Every field of the form by its id, also those that were not answered: an answer as JSON, or
    /// nothing.
    pub(crate) fields: BTreeMap<String, Sealed>,
    /// The flags it raised, as JSON.
    pub(crate) flags: Sealed,
}

impl Submission {
    /// What the flags are sealed as; no field's id has a `#`.
    const FLAGS: &'static str = "#flags";

    /// The item it is kept in, to which everything in it is bound.
    pub(crate) fn item(id: &str) -> String {
        keys::submission("", id).sort
    }

    /// Where a field of a submission belongs.
    pub(crate) fn place<'a>(client: &'a str, item: &'a str, field: &'a str) -> Place<'a> {
        Place {
            client,
            item,
            field,
        }
    }

    /// Where the flags of a submission belong.
    pub(crate) fn flags_place<'a>(client: &'a str, item: &'a str) -> Place<'a> {
        Self::place(client, item, Self::FLAGS)
    }
}
