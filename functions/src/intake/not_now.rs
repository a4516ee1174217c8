//! What cannot be taken at this moment: the page comes back as it was typed, and says when to send
//! it again.

use axum::http::{StatusCode, header};
use axum::response::Response;

use crate::answer::Failure;

/// Why not now, and when.
pub(super) struct NotNow {
    pub(super) words: String,
    pub(super) status: StatusCode,
    seconds: u32,
}

impl NotNow {
    /// Of a failure that passes.
    ///
    /// # Errors
    /// The failure itself, when it does not.
    pub(super) fn of(failure: Failure) -> Result<Self, Failure> {
        let words = match &failure {
            Failure::Limited(limited) => limited.detail(),
            Failure::Busy => "It could not be kept in time. Wait a few seconds and send it again: it will not be kept twice.".to_owned(),
            _ => return Err(failure),
        };
        Ok(Self {
            words: format!("{words} What you typed is still here."),
            status: failure.status(),
            seconds: failure.retry_after().unwrap_or_default(),
        })
    }

    /// A page that says so, for browsers and programs.
    pub(super) fn on(&self, mut page: Response) -> Response {
        page.headers_mut()
            .insert(header::RETRY_AFTER, self.seconds.into());
        page
    }
}
