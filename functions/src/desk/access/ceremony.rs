//! The two steps of a passkey's ceremony: what was asked is kept in the table, and taken once.

use axum::Json;
use axum::response::{IntoResponse as _, Response};
use jiff::SignedDuration;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::token;
use crate::answer::Failure;
use crate::desk::Desk;
use crate::store::{Ending, StaffId};

/// How long a device may take to answer.
const CEREMONY: SignedDuration = SignedDuration::from_mins(5);

impl Desk {
    /// Keeps what the library has to know again, and gives the token under which it is kept.
    pub(super) async fn keep_ceremony(
        &self,
        state: &impl Serialize,
        staff: Option<StaffId>,
    ) -> Result<String, Failure> {
        let ceremony = token::random()?;
        let expires_at = self.app.now() + CEREMONY;
        let ending = Ending::Ceremony {
            state: serde_json::to_string(state).map_err(|_| Failure::Broken)?,
            staff,
            expires_at,
            ttl: expires_at.as_second(),
        };
        let code = token::code(&ceremony);
        self.app.store.keep_ending(&code, &ending).await?;
        Ok(ceremony)
    }

    /// Takes it back, once.
    pub(super) async fn take_ceremony<State: DeserializeOwned>(
        &self,
        ceremony: &str,
    ) -> Result<(State, Option<StaffId>), Failure> {
        let (code, now) = (token::code(ceremony), self.app.now());
        let taken = self.app.store.take_ceremony(&code, now).await?;
        let (state, staff) = taken.ok_or(Failure::SignedOut)?;
        // What was kept for another kind of ceremony is none of this one's.
        let state = serde_json::from_str(&state).map_err(|_| Failure::SignedOut)?;
        Ok((state, staff))
    }
}

/// What a script asks the device with.
pub(super) fn begun(ceremony: &str, options: &impl Serialize) -> Result<Response, Failure> {
    let mut options = serde_json::to_value(options).map_err(|_| Failure::Broken)?;
    let options = options["publicKey"].take();
    let body = serde_json::json!({ "ceremony": ceremony, "publicKey": options });
    Ok(Json(body).into_response())
}

/// What is said of an answer that is no device's.
pub(super) fn malformed() -> Failure {
    Failure::field("credential", "Send what the device answered, as JSON text")
}
