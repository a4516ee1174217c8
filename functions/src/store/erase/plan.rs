//! What an erasure would find: shown before it is asked for, and then its aim.

use std::collections::BTreeSet;

use jiff::Timestamp;
use practice::Catalogue;
use practice::booking::{Email, FullName};

use super::{Aim, Contact, Found};
use crate::Secret;
use crate::store::booking::Booking;
use crate::store::client::{Client, Listed};
use crate::store::keys::Key;
use crate::store::retry::until_answered;
use crate::store::waiting::Waiting;
use crate::store::{Store, StoreError, keys};

/// What an erasure would find. It has no `Debug`: it holds who the client is.
#[derive(Clone)]
pub(crate) struct Plan {
    pub(crate) client: Client,
    pub(crate) found: Found,
    /// The bookings as they are.
    pub(crate) bookings: Vec<Booking>,
    pub(super) aim: Aim,
}

impl Plan {
    /// How many appointments are still to come: they need to know whose they are.
    pub(crate) fn to_come(&self, now: Timestamp) -> usize {
        let bookings = self.bookings.iter();
        bookings
            .filter(|booking| booking.is_active() && booking.end > now)
            .count()
    }

    /// When they were last here or are next, as far as bookings say.
    pub(crate) fn last(&self) -> Timestamp {
        let bookings = self.bookings.iter().filter(|booking| booking.is_active());
        let last = bookings.map(|booking| booking.end).max();
        last.unwrap_or(self.client.made_at)
    }

    /// Whether anything of their health is kept.
    pub(crate) fn has_record(&self) -> bool {
        self.found.submissions + self.found.notes > 0
    }
}

impl Store {
    /// What there is of a client; none if there is no such client.
    pub(crate) async fn plan_erasure(
        &self,
        catalogue: &Catalogue,
        secret: &Secret,
        client: &str,
    ) -> Result<Option<Plan>, StoreError> {
        let Some(client) = self.client(client).await? else {
            return Ok(None);
        };
        let mut plan = Plan {
            client,
            found: Found::default(),
            bookings: Vec::new(),
            aim: Aim::default(),
        };
        let id = plan.client.id.clone();
        for double in self.find_kept(&mut plan, id).await? {
            self.find_kept(&mut plan, double).await?;
        }
        plan.aim.bookings.sort_unstable();
        // What is being filed anew stands under both ids for a moment.
        plan.aim.bookings.dedup();
        plan.bookings = self.bookings(&plan.aim.bookings).await?;
        for id in &plan.aim.bookings {
            plan.found.drafts += self.drafts_of(id).await?;
        }
        plan.found.bookings = count(plan.aim.bookings.len());
        self.find_contacts(&mut plan, secret).await?;
        self.find_places(&mut plan, (catalogue, secret)).await?;
        plan.found.mails = count(self.promises_of(&plan.aim).await?.len());
        Ok(Some(plan))
    }

    /// What is kept under an id, and the ids of its doubles.
    async fn find_kept(&self, plan: &mut Plan, id: String) -> Result<Vec<String>, StoreError> {
        let mut doubles = Vec::new();
        for partition in [keys::client(&id).partition, keys::record(&id)] {
            let rows = until_answered(|| self.keys_of(&partition, "")).await?;
            doubles.extend(rows.iter().filter_map(|row| plan.take(row)));
        }
        plan.found.keys += u32::from(self.has_public(&id).await?);
        plan.aim.clients.push(id);
        Ok(doubles)
    }

    async fn drafts_of(&self, booking: &str) -> Result<u32, StoreError> {
        let key = keys::draft(booking, "");
        let drafts = until_answered(|| self.keys_of(&key.partition, &key.sort)).await?;
        Ok(count(drafts.len()))
    }

    async fn find_contacts(&self, plan: &mut Plan, secret: &Secret) -> Result<(), StoreError> {
        let directory = self.directory().await?;
        let bookings = plan.bookings.iter().map(|booking| &booking.email);
        let emails: BTreeSet<_> = bookings
            .chain([&plan.client.email])
            .filter_map(|email| code_of(email, secret))
            .collect();
        let somebody_else = |code: &str| {
            let of_others = |listed: &&Listed| !plan.aim.clients.contains(&listed.client);
            let mut others = directory.iter().filter(of_others);
            others.any(|listed| code_of(&listed.email, secret).is_some_and(|other| other == code))
        };
        let contacts = emails.into_iter().map(|code| Contact {
            shared: somebody_else(&code),
            code,
        });
        plan.aim.contacts = contacts.collect();
        plan.found.contacts = count(plan.aim.contacts.len());
        Ok(())
    }

    /// Their places on the waiting list. Where somebody else is reached at the same address, only
    /// those under the client's own name.
    async fn find_places(
        &self,
        plan: &mut Plan,
        (catalogue, secret): (&Catalogue, &Secret),
    ) -> Result<(), StoreError> {
        let own_name = folded(&plan.client.name);
        let is_theirs = |waiting: &Waiting| {
            let code = code_of(&waiting.email, secret);
            let mut contacts = plan.aim.contacts.iter();
            let contact = contacts.find(|contact| Some(&contact.code) == code.as_ref());
            contact.is_some_and(|contact| !contact.shared || folded(&waiting.name) == own_name)
        };
        let mut places = Vec::new();
        for service in &catalogue.services {
            let line = self.everyone_in(service.id.as_str()).await?;
            let theirs = line.iter().filter(|waiting| is_theirs(waiting));
            places.extend(theirs.map(Waiting::place));
        }
        plan.found.places = count(places.len());
        plan.aim.places = places;
        Ok(())
    }
}

impl Plan {
    /// Counts a row; gives the double's id where it names one.
    fn take(&mut self, row: &Key) -> Option<String> {
        let (kind, id) = row.sort.split_once('#')?;
        let found = &mut self.found;
        match kind {
            "INTAKE" => found.submissions += 1,
            "NOTE" => found.notes += 1,
            "ACK" => found.acknowledgements += 1,
            "BOOKING" => self.aim.bookings.push(id.to_owned()),
            "DOUBLE" => return Some(id.to_owned()),
            _ => {}
        }
        None
    }
}

fn folded(name: &str) -> Option<String> {
    FullName::parse(name).ok().map(|name| name.folded())
}

fn code_of(email: &str, secret: &Secret) -> Option<String> {
    let email = Email::parse(email).ok()?;
    Some(secret.contact_code(&email))
}

pub(super) fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}
