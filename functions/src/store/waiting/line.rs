//! Reading lines.

use aws_sdk_dynamodb::types::AttributeValue;
use practice::Catalogue;
use practice::availability::Standing;
use practice::catalogue::Service;
use serde::{Deserialize, Serialize};

use super::{Place, Waiting};
use crate::store::fault::judge;
use crate::store::keys;
use crate::store::retry::until_answered;
use crate::store::transaction::Item;
use crate::store::{Store, StoreError};

/// A line as it was read: who stands in it, in order, and how many ever joined it.
pub(super) struct Line {
    pub(super) joined: u64,
    pub(super) waiting: Vec<Waiting>,
}

/// A line's own item.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Joined {
    /// Raised by one whenever somebody joins.
    pub(super) version: u64,
}

impl Store {
    /// Somebody on the waiting list, as they stand now; none if they are not on it.
    pub(crate) async fn waiting(&self, place: &Place) -> Result<Option<Waiting>, StoreError> {
        until_answered(|| self.waiting_once(place)).await
    }

    /// The same, asked once.
    pub(in crate::store) async fn waiting_once(
        &self,
        place: &Place,
    ) -> Result<Option<Waiting>, StoreError> {
        let item = self.get(&keys::waiting(place)).await?;
        item.map(|item| read(place, item)).transpose()
    }

    /// Everyone in the lines for services that could use what was freed; who joined first is first.
    pub(crate) async fn waiting_for(
        &self,
        catalogue: &Catalogue,
        freed: &Standing,
    ) -> Result<Vec<Waiting>, StoreError> {
        let mut waiting = Vec::new();
        let services = catalogue.services.iter();
        for service in services.filter(|service| could_use(service, freed)) {
            let line = until_answered(|| self.line(service.id.as_str())).await?;
            waiting.extend(line.waiting);
        }
        // Numbers count within one line only.
        waiting.sort_by(|one, other| {
            let order = |waiting: &Waiting| (waiting.made_at, waiting.number);
            order(one).cmp(&order(other))
        });
        Ok(waiting)
    }

    /// The line for a service, without those who have booked or left.
    pub(super) async fn line(&self, service: &str) -> Result<Line, StoreError> {
        let text = |value: &str| AttributeValue::S(value.to_owned());
        let pages = self
            .client
            .query()
            .table_name(&*self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :line")
            .filter_expression("attribute_not_exists(#status) OR #status IN (:waiting, :offered)")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":line", text(&keys::line(service).partition))
            .expression_attribute_values(":waiting", text("waiting"))
            .expression_attribute_values(":offered", text("offered"));
        let mut pages = pages.into_paginator().items().send();
        let mut line = Line {
            joined: 0,
            waiting: Vec::new(),
        };
        while let Some(item) = pages.next().await {
            let item = item.map_err(|error| judge("Query", &error))?;
            line.take(service, item)?;
        }
        line.waiting.sort_by_key(|waiting| waiting.number);
        Ok(line)
    }
}

impl Line {
    fn take(&mut self, service: &str, item: Item) -> Result<(), StoreError> {
        let id = item.get("sk").and_then(|sort| sort.as_s().ok()).cloned();
        let id = id.ok_or(StoreError::Broken)?;
        if id == keys::line(service).sort {
            let joined: Result<Joined, _> = serde_dynamo::from_item(item);
            self.joined = joined.map_err(|_| StoreError::Broken)?.version;
            return Ok(());
        }
        let place = Place {
            service: service.to_owned(),
            id,
        };
        self.waiting.push(read(&place, item)?);
        Ok(())
    }
}

/// Somebody on the waiting list, believed only if they can be read whole.
pub(in crate::store) fn read(place: &Place, item: Item) -> Result<Waiting, StoreError> {
    let waiting: Result<Waiting, _> = serde_dynamo::from_item(item);
    match waiting {
        Ok(waiting) if waiting.place() == *place && waiting.from <= waiting.to => Ok(waiting),
        _ => {
            tracing::error!(
                waiting.id = place.id,
                "The waiting `{}` cannot be read",
                place.id
            );
            Err(StoreError::Broken)
        }
    }
}

/// Whether a service is given by the therapist, or in the room, that was freed.
fn could_use(service: &Service, freed: &Standing) -> bool {
    let room = freed.room.as_ref();
    service.therapists.contains(&freed.therapist)
        || room.is_some_and(|room| service.rooms.contains(room))
}
