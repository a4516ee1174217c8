//! Asking a therapist to look at the desk before a visit.

use super::mailing::address_of;
use super::{Kept, Notify, dropped};
use crate::store::{Booking, Promise, StoreError};

impl Notify {
    /// Sends the mail, unless there is nothing to look at any more.
    pub(super) async fn ask_to_look(
        &self,
        promise: &Promise,
        booking: &Booking,
    ) -> Result<Kept, StoreError> {
        if !booking.is_active() || booking.end <= self.app.now() {
            return Ok(dropped("it does not take place, or is over"));
        }
        let state = self.app.store.intake_state(&booking.id).await?;
        if !state.is_some_and(|state| state.review) {
            return Ok(dropped("there is nothing to look at any more"));
        }
        let published = self.app.published();
        let letter = self.to_look(&published, booking)?;
        let whom = address_of(&published, &booking.therapist);
        Ok(self.send(&published, promise, whom, &letter).await)
    }
}
