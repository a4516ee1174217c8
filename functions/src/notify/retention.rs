//! Keeping nothing longer than the practice says, and finishing erasures that were cut off.

use std::sync::PoisonError;

use super::Notify;
use crate::store::{Rules, StoreError};

impl Notify {
    /// Goes on with today's walk through what is kept; an erasure that was cut off is finished
    /// first.
    pub(super) async fn keep_no_longer(&self) -> Result<(), StoreError> {
        let (published, now) = (self.app.published(), self.app.now());
        let catalogue = &published.catalogue;
        let store = &self.app.store;
        let finished = store.finish_erasures(catalogue, now).await?;
        if finished > 0 {
            tracing::info!(finished, "Finished {finished} erasures that were cut off");
        }
        let today = Some(catalogue.practice.timezone.to_datetime(now).date());
        if *self.walked.lock().unwrap_or_else(PoisonError::into_inner) == today {
            return Ok(());
        }
        let rules = Rules {
            catalogue,
            secret: &self.app.secret,
            now,
        };
        let walked = store.walk_on(rules).await?;
        let (clients, bookings) = (walked.clients, walked.bookings);
        if clients + bookings > 0 {
            tracing::info!(
                clients,
                bookings,
                "The time was over of {clients} clients and {bookings} bookings"
            );
        }
        if walked.done {
            *self.walked.lock().unwrap_or_else(PoisonError::into_inner) = today;
        }
        Ok(())
    }
}
