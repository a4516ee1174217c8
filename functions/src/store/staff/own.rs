//! Whose client somebody is.

use crate::store::{Store, StoreError};

impl Store {
    /// Whether a client has a booking with a therapist that was neither cancelled nor declined.
    pub(crate) async fn is_client_of(
        &self,
        client: &str,
        therapist: &str,
    ) -> Result<bool, StoreError> {
        let Some(client) = self.client(client).await? else {
            return Ok(false);
        };
        let filed = self.filed(&client.id).await?;
        let ids: Vec<_> = filed.into_iter().map(|filed| filed.booking).collect();
        let bookings = self.bookings(&ids).await?;
        let mut own = bookings.iter().filter(|booking| booking.is_active());
        Ok(own.any(|booking| booking.therapist == therapist))
    }
}
