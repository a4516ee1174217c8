//! New clients: the mail that asks them to confirm their address, and the end of what nobody confirms.

use practice::booking::Email;

use super::letters::session;
use super::{Kept, Notify, dropped};
use crate::link::prove_address;
use crate::mail::Letter;
use crate::secret::Purpose;
use crate::store::{Actor, Booking, Change, NotChanged, Promise, Settled, StoreError};

impl Notify {
    /// Sends a new client the link by which they confirm their address.
    pub(super) async fn ask_to_prove(
        &self,
        promise: &Promise,
        booking: &Booking,
    ) -> Result<Kept, StoreError> {
        let in_time = booking.prove_by.filter(|by| *by > self.app.now());
        let Some(kept_until) = in_time.filter(|_| booking.awaits_proof()) else {
            return Ok(dropped("there is nothing left to confirm"));
        };
        let published = self.app.published();
        let token = self.app.secret.token(Purpose::Prove, &booking.id);
        let letter = Letter::Prove {
            session: session(&published, booking),
            kept_until,
            link: self.app.link(&published, token.as_deref(), prove_address)?,
        };
        // The address may be somebody else's: they are told nobody's name.
        let whom = Email::parse(&booking.email).ok().map(|email| (None, email));
        Ok(self.send(&published, promise, whom, &letter).await)
    }

    /// Gives up what nobody has confirmed in time.
    pub(super) async fn lapse(&self, booking: Booking) -> Result<Kept, StoreError> {
        if !booking.awaits_proof() {
            return Ok(dropped("it does not wait for its client any more"));
        }
        let (published, now) = (self.app.published(), || self.app.now());
        let store = &self.app.store;
        let lapsed = store.change(
            &published.catalogue,
            booking,
            Change::Lapse,
            Actor::Time,
            now,
        );
        match lapsed.await {
            Ok(_) => Ok(Kept::Ended(Settled::default())),
            Err(NotChanged::Store(error)) => Err(error),
            Err(_) => Ok(dropped("it does not wait for its client any more")),
        }
    }
}
