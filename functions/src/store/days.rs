//! Reading day items: what is busy.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::civil::Date;
use practice::availability::{Day, Resource, remove};

use super::batch::Freshness;
use super::booking::Booking;
use super::find;
use super::keys::{self, Key};
use super::retry::until_answered;
use super::waiting::{Place, Waiting, read as read_waiting};
use super::{Store, StoreError};

impl Store {
    /// The days of these resources and dates, for showing; those that are not stored are empty.
    ///
    /// # Errors
    /// [`StoreError`], when the store does not answer, or holds a day that cannot be believed.
    pub async fn days(&self, wanted: &[(Resource, Date)]) -> Result<Vec<Day>, StoreError> {
        let keys: Vec<_> = wanted
            .iter()
            .map(|(resource, date)| keys::day(resource, *date))
            .collect();
        let items = until_answered(|| self.items(&keys, Freshness::Eventual)).await?;
        days(wanted, &items)
    }

    /// The same as they stand at this moment, asked once.
    pub(super) async fn days_to_decide_on(
        &self,
        wanted: &[(Resource, Date)],
    ) -> Result<Vec<Day>, StoreError> {
        let keys: Vec<_> = wanted
            .iter()
            .map(|(resource, date)| keys::day(resource, *date))
            .collect();
        days(wanted, &self.items(&keys, Freshness::Consistent).await?)
    }

    /// A booking and the days it would touch, read in one round, for deciding.
    pub(super) async fn booking_and_days(
        &self,
        id: &str,
        wanted: &[(Resource, Date)],
    ) -> Result<(Option<Booking>, Vec<Day>), StoreError> {
        let own = keys::booking(id);
        let mut keys: Vec<_> = wanted
            .iter()
            .map(|(resource, date)| keys::day(resource, *date))
            .collect();
        keys.push(own.clone());
        let mut items = self.items(&keys, Freshness::Consistent).await?;
        let booking = items
            .remove(&own.partition)
            .map(|item| find::read(id, item))
            .transpose()?;
        Ok((booking, days(wanted, &items)?))
    }

    /// Somebody on the waiting list and the days of what might be kept for them, read in one round,
    /// for deciding.
    pub(super) async fn waiting_and_days(
        &self,
        place: &Place,
        wanted: &[(Resource, Date)],
    ) -> Result<(Option<Waiting>, Vec<Day>), StoreError> {
        let own = keys::waiting(place);
        let days_keys = wanted
            .iter()
            .map(|(resource, date)| keys::day(resource, *date));
        let keys: Vec<_> = days_keys.chain([own.clone()]).collect();
        let mut items = self.items(&keys, Freshness::Consistent).await?;
        let waiting = items
            .remove(&own.partition)
            .map(|item| read_waiting(place, item))
            .transpose()?;
        Ok((waiting, days(wanted, &items)?))
    }

    /// The items of these keys, by partition: every key here is the only one of its partition.
    pub(super) async fn items(
        &self,
        keys: &[Key],
        freshness: Freshness,
    ) -> Result<Items, StoreError> {
        let found = self.batch(&self.table, keys, freshness).await?;
        let by_partition = found.into_iter().filter_map(|item| {
            let partition = item.get("pk")?.as_s().ok()?.clone();
            Some((partition, item))
        });
        Ok(by_partition.collect())
    }
}

/// Those of the days on which something stands under this id, without it (N6).
pub(super) fn without(days: &[Day], id: &str) -> Vec<Day> {
    days.iter().filter_map(|day| remove(day, id)).collect()
}

type Items = HashMap<String, HashMap<String, AttributeValue>>;

fn days(wanted: &[(Resource, Date)], items: &Items) -> Result<Vec<Day>, StoreError> {
    wanted
        .iter()
        .map(|(resource, date)| {
            let key = keys::day(resource, *date);
            let Some(item) = items.get(&key.partition) else {
                return Ok(Day::empty(resource.clone(), *date));
            };
            let day: Result<Day, _> = serde_dynamo::from_item(item.clone());
            match day {
                Ok(day) if day.resource() == resource && day.date() == *date => Ok(day),
                _ => {
                    tracing::error!(
                        day = key.partition,
                        "The day `{}` cannot be read",
                        key.partition
                    );
                    Err(StoreError::Broken)
                }
            }
        })
        .collect()
}
