//! Reading a booking with all that there is of its form, and what the intake may know of its client.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Draft, IntakeState, Progress};
use crate::store::batch::Freshness;
use crate::store::booking::Booking;
use crate::store::keys::Key;
use crate::store::retry::until_answered;
use crate::store::transaction::Item;
use crate::store::{Store, StoreError, find, keys};

/// A booking and what there is of its form.
pub(crate) struct IntakeRead {
    pub(crate) booking: Booking,
    /// None: nothing was ever saved.
    pub(crate) state: Option<IntakeState>,
    pub(crate) drafts: Vec<Draft>,
}

/// That a client signed a form, and when they last did.
#[derive(Serialize, Deserialize)]
pub(super) struct Signed {
    pub(super) at: Timestamp,
}

/// That somebody was found to be the same as a client, and under whom their forms are filed.
#[derive(Serialize, Deserialize)]
pub(in crate::store) struct Led {
    pub(in crate::store) to: String,
}

impl Store {
    /// The booking of this id and what there is of its form; none if there is no such booking.
    pub(crate) async fn intake(&self, booking: &str) -> Result<Option<IntakeRead>, StoreError> {
        until_answered(|| self.intake_once(booking)).await
    }

    /// The same, asked once. What was saved is read after the state that is written with it: a save
    /// in between makes what follows from both fail, and be tried again.
    pub(super) async fn intake_once(&self, id: &str) -> Result<Option<IntakeRead>, StoreError> {
        let wanted = [keys::booking(id), keys::intake(id)];
        let (mut booking, mut state) = (None, None);
        for row in self
            .batch(&self.table, &wanted, Freshness::Consistent)
            .await?
        {
            match Key::of(&row) {
                Some(key) if key == wanted[0] => booking = Some(find::read(id, row)?),
                _ => state = Some(read::<IntakeState>(row, id)?),
            }
        }
        let started = |state: &IntakeState| matches!(state.progress, Progress::Started);
        let drafts = match &state {
            Some(state) if started(state) => self.drafts_once(id).await?,
            _ => Vec::new(),
        };
        Ok(booking.map(|booking| IntakeRead {
            booking,
            state,
            drafts,
        }))
    }

    async fn drafts_once(&self, booking: &str) -> Result<Vec<Draft>, StoreError> {
        let key = keys::draft(booking, "");
        let rows = self.all_rows(&key.partition, &key.sort).await?;
        rows.into_iter().map(|row| read(row, booking)).collect()
    }

    /// How far the form of a booking is; none: nothing was ever saved.
    pub(crate) async fn intake_state(
        &self,
        booking: &str,
    ) -> Result<Option<IntakeState>, StoreError> {
        let key = keys::intake(booking);
        until_answered(|| self.item(&key)).await
    }

    /// When a client last signed a form; none if they never did. It reads nothing of what they wrote.
    pub(crate) async fn last_signed(&self, client: &str) -> Result<Option<Timestamp>, StoreError> {
        let key = keys::signed(client);
        let signed: Option<Signed> = until_answered(|| self.item(&key)).await?;
        Ok(signed.map(|signed| signed.at))
    }

    /// Under whom the forms of a client are filed who was found to be somebody else; none: their own.
    pub(crate) async fn led_to(&self, client: &str) -> Result<Option<String>, StoreError> {
        let key = keys::led(client);
        let led: Option<Led> = until_answered(|| self.item(&key)).await?;
        Ok(led.map(|led| led.to))
    }
}

/// A row of a booking's form, believed only if it can be read whole.
fn read<T: serde::de::DeserializeOwned>(row: Item, booking: &str) -> Result<T, StoreError> {
    let sort = sort_key(&row).to_owned();
    // What is wrong names a field of ours, never what a client wrote.
    serde_dynamo::from_item(row).map_err(|error| {
        tracing::error!(
            booking.id = booking,
            "`{sort}` of `{booking}` cannot be read: {error}"
        );
        StoreError::Broken
    })
}

fn sort_key(row: &Item) -> &str {
    row.get("sk")
        .and_then(|sort| sort.as_s().ok())
        .map_or("", String::as_str)
}
