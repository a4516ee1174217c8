//! How the forms of many bookings stand, and the flags of those that were sent: three batches of
//! reads, however many they are.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Acknowledgement;
use crate::sealing::{ClientKey, OpenError, PracticeKey, Sealed};
use crate::store::batch::Freshness;
use crate::store::intake::{IntakeState, Progress};
use crate::store::keys::{self, Key};
use crate::store::retry::until_answered;
use crate::store::transaction::Item;
use crate::store::{Store, StoreError};

/// What is read of a submission for its flags.
const FLAGS_ATTRIBUTES: [&str; 5] = ["pk", "sk", "id", "client", "flags"];

/// The flags of a submission, and whether a therapist has seen them.
pub(crate) struct Flagged {
    pub(crate) flags: Sealed,
    pub(crate) acknowledgement: Option<Acknowledgement>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    flags: Sealed,
}

impl Store {
    /// How far the forms of these bookings are, by booking; those of which nothing is there are not.
    pub(crate) async fn intakes(
        &self,
        bookings: &[&str],
    ) -> Result<HashMap<String, IntakeState>, StoreError> {
        let bookings: BTreeSet<_> = bookings.iter().collect();
        let keys: Vec<_> = bookings.iter().map(|id| keys::intake(id)).collect();
        let items = until_answered(|| self.batch(&self.table, &keys, Freshness::Eventual)).await?;
        let states = items.into_iter().filter_map(read::<IntakeState>);
        Ok(states.map(|state| (state.booking.clone(), state)).collect())
    }

    /// The flags of the forms that were sent, by submission.
    pub(crate) async fn flagged(
        &self,
        states: impl Iterator<Item = &IntakeState>,
    ) -> Result<HashMap<String, Flagged>, StoreError> {
        let (mut submissions, mut acknowledgements) = (Vec::new(), Vec::new());
        for state in states {
            if let Progress::Submitted {
                submission, client, ..
            } = &state.progress
            {
                submissions.push(keys::submission(client, submission));
                acknowledgements.push(keys::acknowledgement(client, submission));
            }
        }
        let rows = self.some(&submissions, &FLAGS_ATTRIBUTES).await?;
        let acknowledged = self.some(&acknowledgements, &[]).await?;
        let mut acknowledged: HashMap<String, Acknowledgement> = acknowledged
            .into_iter()
            .filter_map(|item| {
                let sort = item.get("sk")?.as_s().ok()?;
                let submission = keys::acknowledged_in(sort)?.to_owned();
                Some((submission, read(item)?))
            })
            .collect();
        let rows = rows.into_iter().filter_map(read::<Row>);
        Ok(rows
            .map(|row| {
                let flagged = Flagged {
                    flags: row.flags,
                    acknowledgement: acknowledged.remove(&row.id),
                };
                (row.id, flagged)
            })
            .collect())
    }

    /// Opens the keys of these clients; who has none is not there.
    pub(crate) async fn client_keys(
        &self,
        practice: &PracticeKey,
        clients: &BTreeSet<&str>,
    ) -> Result<HashMap<String, Result<ClientKey, OpenError>>, StoreError> {
        let wanted: Vec<_> = clients.iter().map(|id| keys::wrapped_key(id)).collect();
        let items =
            until_answered(|| self.batch(&self.keys_table, &wanted, Freshness::Consistent)).await?;
        let opened = items.into_iter().filter_map(|item| {
            let client = item.get("pk")?.as_s().ok()?;
            let client = keys::client_of_wrapped_key(client)?.to_owned();
            let wrapped = read(item)?;
            Some((client.clone(), practice.open_client(&client, &wrapped)))
        });
        Ok(opened.collect())
    }

    async fn some(&self, keys: &[Key], attributes: &[&str]) -> Result<Vec<Item>, StoreError> {
        let freshness = Freshness::Consistent;
        until_answered(|| self.batch_of(&self.table, keys, freshness, attributes)).await
    }
}

/// An item, unless it cannot be read: that keeps no other from being shown.
fn read<T: DeserializeOwned>(item: Item) -> Option<T> {
    let read = serde_dynamo::from_item(item);
    // What is wrong names a field of ours, never what a client wrote.
    read.inspect_err(|error| tracing::error!("An item of a record cannot be read: {error}"))
        .ok()
}
