//! Addresses of the form's pages: the token, and ids of ours.

/// Where the form of a booking is.
pub(crate) fn intake_address(token: &str) -> String {
    format!("/intake/{token}/")
}

/// One of its pages, or a section of it.
pub(super) fn within(token: &str, page: &str) -> String {
    format!("/intake/{token}/{page}")
}
