//! After the practice's key was changed: every client's key sealed anew, one by one.
//!
//! Each is one conditional write, so a run that ends in between leaves every key whole, under the
//! one practice key or the other; the next run goes on with those that are left.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::error::ProvideErrorMetadata as _;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};

use super::keys::{NotOpened, WrappedHalf, read};
use crate::sealing::{KeyId, OpenError, PracticeKey};
use crate::store::fault::judge;
use crate::store::retry::until_answered;
use crate::store::transaction::{Item, item};
use crate::store::{Store, StoreError, keys};

/// How many clients' keys are looked at where some are enough.
const LOOKED_AT_MAX: i32 = 10;

/// What came of sealing the clients' keys anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rewrapped {
    /// How many are now sealed to the current practice key that were not.
    pub changed: usize,
    /// What could not be opened, and is as it was.
    pub left: Vec<OpenError>,
}

impl Store {
    /// How many clients' keys are sealed to which practice key.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn practice_keys_in_use(&self) -> Result<BTreeMap<KeyId, usize>, StoreError> {
        let mut in_use = BTreeMap::new();
        let mut page = Page::first();
        while let Some(items) = self.next_keys(&mut page).await? {
            for (_, half) in items {
                *in_use.entry(half.key.practice_key().clone()).or_insert(0) += 1;
            }
        }
        Ok(in_use)
    }

    /// Practice keys that some of the clients' keys are sealed to: enough to know another practice's
    /// from ours, in one read unit or two.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn some_practice_keys_in_use(&self) -> Result<BTreeSet<KeyId>, StoreError> {
        let answer = until_answered(|| async {
            let scan = self.client.scan().table_name(&*self.keys_table);
            let scan = scan
                .limit(LOOKED_AT_MAX)
                .return_consumed_capacity(ReturnConsumedCapacity::Total);
            let answer = scan.send().await;
            answer.map_err(|error| judge("Scan", &error))
        })
        .await?;
        self.meter.read(answer.consumed_capacity());
        let items = answer.items.unwrap_or_default().into_iter();
        items
            .map(|item| Ok(wrapped(item)?.1.key.practice_key().clone()))
            .collect()
    }

    /// Seals every client's key to the practice's current key that is sealed to a former one.
    /// Ended in between, it goes on where it was when it is called again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rewrap_client_keys(
        &self,
        practice: &PracticeKey,
    ) -> Result<Rewrapped, StoreError> {
        let current = practice.public();
        let mut rewrapped = Rewrapped::default();
        let mut page = Page::first();
        while let Some(items) = self.next_keys(&mut page).await? {
            for (client, half) in items {
                if half.key.practice_key() == current.id() {
                    continue;
                }
                match self.rewrap(practice, &client, half).await {
                    Ok(changed) => rewrapped.changed += usize::from(changed),
                    Err(NotOpened::Open(error)) => rewrapped.left.push(error),
                    Err(NotOpened::Store(error)) => return Err(error),
                }
            }
        }
        Ok(rewrapped)
    }

    /// Whether it was changed: it is not where somebody else has changed or destroyed it meanwhile.
    async fn rewrap(
        &self,
        practice: &PracticeKey,
        client: &str,
        half: WrappedHalf,
    ) -> Result<bool, NotOpened> {
        let key = practice.rewrap(client, &half.key)?;
        let seen = half.key.practice_key().as_str().to_owned();
        let half = WrappedHalf { key, ..half };
        let item = item(&keys::wrapped_key(client), &half).map_err(|_| StoreError::Broken)?;
        Ok(until_answered(|| self.put_rewrapped(item.clone(), &seen)).await?)
    }

    async fn put_rewrapped(&self, item: Item, seen: &str) -> Result<bool, StoreError> {
        let put = self
            .client
            .put_item()
            .table_name(&*self.keys_table)
            .set_item(Some(item))
            .condition_expression("practice_key = :seen")
            .expression_attribute_values(":seen", AttributeValue::S(seen.to_owned()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        match put {
            Ok(answer) => {
                self.meter.wrote(answer.consumed_capacity());
                Ok(true)
            }
            Err(error) if error.code() == Some("ConditionalCheckFailedException") => Ok(false),
            Err(error) => Err(judge("PutItem", &error)),
        }
    }

    /// The next page of wrapped keys with their clients; none after the last.
    async fn next_keys(
        &self,
        page: &mut Page,
    ) -> Result<Option<Vec<(String, WrappedHalf)>>, StoreError> {
        let Page::After(last) = page else {
            return Ok(None);
        };
        let answer = until_answered(|| async {
            let scan = self.client.scan().table_name(&*self.keys_table);
            let scan = scan
                .consistent_read(true)
                .set_exclusive_start_key(last.clone())
                .return_consumed_capacity(ReturnConsumedCapacity::Total);
            let answer = scan.send().await;
            answer.map_err(|error| judge("Scan", &error))
        })
        .await?;
        self.meter.read(answer.consumed_capacity());
        *page = match answer.last_evaluated_key {
            None => Page::None,
            last => Page::After(last),
        };
        let items = answer.items.unwrap_or_default();
        items
            .into_iter()
            .map(wrapped)
            .collect::<Result<_, _>>()
            .map(Some)
    }
}

/// Which page of the table of keys comes next.
enum Page {
    After(Option<Item>),
    None,
}

impl Page {
    fn first() -> Self {
        Self::After(None)
    }
}

fn wrapped(item: Item) -> Result<(String, WrappedHalf), StoreError> {
    let partition = item.get("pk").and_then(|value| value.as_s().ok());
    let client = partition.and_then(|partition| keys::client_of_wrapped_key(partition));
    let client = client.unwrap_or_default().to_owned();
    let half = read(&client, item)?;
    Ok((client, half))
}
