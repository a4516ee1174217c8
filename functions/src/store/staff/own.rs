//! Whose client somebody is.

use serde::Deserialize;

use crate::store::retry::until_answered;
use crate::store::rows::From;
use crate::store::{Store, StoreError, keys};
use practice::booking::Status;

#[derive(Deserialize)]
struct Profile {
    #[serde(default)]
    merged_into: Option<String>,
}

impl Store {
    /// Whether a client has a booking with a therapist that was neither cancelled nor declined.
    pub(crate) async fn is_client_of(
        &self,
        client: &str,
        therapist: &str,
    ) -> Result<bool, StoreError> {
        let profile: Option<Profile> = self.kept(&keys::client(client)).await?;
        let stays = profile.and_then(|profile| profile.merged_into);
        let client = stays.as_deref().unwrap_or(client);
        let partition = keys::client(client).partition;
        let to = format!("{}~", keys::CLIENT_BOOKING_PREFIX);
        let rows = until_answered(|| self.rows(&partition, &to, (From::Last, None))).await?;
        let ids: Vec<String> = rows
            .iter()
            .filter_map(|row| row.get("sk")?.as_s().ok())
            .filter_map(|sort| sort.strip_prefix(keys::CLIENT_BOOKING_PREFIX))
            .filter_map(|sort| sort.rsplit_once('#').map(|(_, id)| id.to_owned()))
            .collect();
        let bookings = self.bookings(&ids).await?;
        Ok(bookings.iter().any(|booking| {
            let fell_through = matches!(booking.status, Status::Cancelled | Status::Declined);
            booking.therapist == therapist && !fell_through
        }))
    }
}
