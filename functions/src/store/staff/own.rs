//! Whose client somebody is.

use practice::booking::Status;

use crate::store::{Store, StoreError};

impl Store {
    /// Whether a client has a booking with a therapist that was neither cancelled nor declined.
    pub(crate) async fn is_client_of(
        &self,
        client: &str,
        therapist: &str,
    ) -> Result<bool, StoreError> {
        let client = self.client(client).await?;
        let Some(client) = client else {
            return Ok(false);
        };
        let filed = self.filed(&client.id).await?;
        let theirs = filed.iter().filter(|filed| filed.therapist == therapist);
        let ids: Vec<_> = theirs.map(|filed| filed.booking.clone()).collect();
        let bookings = self.bookings(&ids).await?;
        Ok(bookings.iter().any(|booking| {
            let fell_through = matches!(booking.status, Status::Cancelled | Status::Declined);
            booking.therapist == therapist && !fell_through
        }))
    }
}
