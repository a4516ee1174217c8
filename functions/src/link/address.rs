//! Where links lead: the path of each, on pages, in JSON and in mails alike.

/// Where a client sees their booking.
pub(crate) fn manage_address(token: &str) -> String {
    format!("/booking/m/{token}/")
}

/// Where a new client confirms.
pub(crate) fn prove_address(token: &str) -> String {
    format!("/booking/prove/{token}/")
}

/// Where a request is taken on or declined.
pub(crate) fn decide_address(token: &str) -> String {
    format!("/booking/decide/{token}/")
}

/// What a therapist's own calendar subscribes to.
pub(crate) fn feed_address(token: &str) -> String {
    format!("/booking/feed/{token}")
}

/// The page of one who waits.
pub(crate) fn waiting_address(token: &str) -> String {
    format!("/booking/waiting/{token}/")
}

/// Where the form of a booking is.
pub(crate) fn intake_address(token: &str) -> String {
    format!("/intake/{token}/")
}
