//! `knead backup`, `knead restore`, `knead drill`: copies of the tables, and the proof that they hold.

mod copy;
mod drill;
mod fill;
mod manifest;
mod place;
mod restore;
mod take;
mod trial;
mod writing;

pub(crate) use drill::run as drill;
pub(crate) use restore::run as restore;
pub(crate) use take::run as backup;

use functions::store::StoreError;

use crate::failure::Failure;

/// What to do when the table does not answer.
const TABLE_HELP: &str = "see that the table is there, that the region is its own, and that we are let in; then run this again";

/// What the table did not do.
fn refused(error: StoreError) -> Failure {
    Failure::said(error, TABLE_HELP)
}
