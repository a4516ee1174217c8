//! Addresses of the form's pages: the token, and ids of ours.

use crate::link::intake_address;

/// One of its pages, or a section of it.
pub(super) fn within(token: &str, page: &str) -> String {
    format!("{}{page}", intake_address(token))
}
