//! What is in the way of staff, in words, with links to it.

use std::collections::HashMap;

use practice::Catalogue;
use practice::availability::{Entry, InTheWay, Purpose, Resource};
use serde::Serialize;

use super::entry::{Looker, address, said_of};
use crate::answer::Failure;
use crate::booking::when;
use crate::desk::Desk;
use crate::store::Booking;

/// One thing in the way.
#[derive(Serialize)]
pub(super) struct ObstacleView {
    words: String,
    /// Where it is opened; empty where there is nothing to open.
    address: String,
}

impl Desk {
    /// All that is in the way, in words.
    pub(super) async fn obstacles(
        &self,
        all: &[InTheWay],
        looker: &Looker,
    ) -> Result<Vec<ObstacleView>, Failure> {
        let published = self.app.published();
        let catalogue = &published.catalogue;
        let entries = all.iter().filter_map(|one| match one {
            InTheWay::Taken { entry, .. } => Some(entry),
            _ => None,
        });
        let bookings = self.bookings_of(entries).await?;
        let words = |one: &InTheWay| match one {
            InTheWay::DoesNotGiveService => rule("This therapist does not give this massage"),
            InTheWay::NotItsRoom => rule("This massage is not given in this room"),
            InTheWay::OutsideHours => rule("The therapist does not work then, or not long enough"),
            InTheWay::Taken { resource, entry } => {
                let booking = bookings.get(&entry.id);
                taken(resource, entry, booking, catalogue, looker)
            }
        };
        Ok(all.iter().map(words).collect())
    }

    /// The same, of what is in a block's way.
    pub(super) async fn obstacles_of_block(
        &self,
        (resource, entries): (&Resource, &[Entry]),
        looker: &Looker,
    ) -> Result<Vec<ObstacleView>, Failure> {
        let all = entries.iter().map(|entry| InTheWay::Taken {
            resource: resource.clone(),
            entry: entry.clone(),
        });
        self.obstacles(&all.collect::<Vec<_>>(), looker).await
    }

    async fn bookings_of(
        &self,
        entries: impl Iterator<Item = &Entry>,
    ) -> Result<HashMap<String, Booking>, Failure> {
        let of_bookings = entries.filter(|entry| entry.purpose == Purpose::Booking);
        let mut ids: Vec<_> = of_bookings.map(|entry| entry.id.clone()).collect();
        ids.sort();
        ids.dedup();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let bookings = self.app.store.bookings(&ids).await?;
        let by_id = bookings.into_iter();
        Ok(by_id.map(|booking| (booking.id.clone(), booking)).collect())
    }
}

fn rule(words: &str) -> ObstacleView {
    ObstacleView {
        words: words.to_owned(),
        address: String::new(),
    }
}

fn taken(
    resource: &Resource,
    entry: &Entry,
    booking: Option<&Booking>,
    catalogue: &Catalogue,
    looker: &Looker,
) -> ObstacleView {
    let time = when::from_to(entry.time.start(), entry.time.end(), &catalogue.practice);
    let what = match (entry.purpose, booking) {
        (Purpose::Booking, Some(booking)) => booking.name.clone(),
        (Purpose::Booking, None) => "a booking".to_owned(),
        (Purpose::Hold { .. }, _) => "somebody who is booking at this moment".to_owned(),
        (Purpose::Block, _) => "a block".to_owned(),
    };
    let resource = said_of(resource, catalogue);
    let opened = booking.filter(|booking| looker.opens(booking));
    ObstacleView {
        words: format!("{resource} is taken by {what}: {time}"),
        address: match entry.purpose {
            Purpose::Block => "/desk/blocks".to_owned(),
            _ => opened.map_or(String::new(), |booking| address(&booking.id)),
        },
    }
}
