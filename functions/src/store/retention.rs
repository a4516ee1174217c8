//! Keeping nothing longer than the practice says: once a day a walk through the directory, some
//! clients at each sweep, judged by what is stored and not by when somebody planned to look.

use jiff::Timestamp;
use jiff::civil::Date;
use practice::Catalogue;
use practice::retention::{HasRecord, Kind};
use serde::{Deserialize, Serialize};

use super::audit::{Actor, Deed};
use super::client::{Client, Listed};
use super::erase::{Forgetting, Plan};
use super::fault::NotCommitted;
use super::retry::until_answered;
use super::{Store, StoreError, keys};
use crate::Secret;

/// How many clients one sweep looks at.
const CLIENTS_AT_ONCE: usize = 25;

/// How far the walk of a day has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Walk {
    version: u64,
    day: Option<Date>,
    /// The last line of the directory that was looked at.
    after: String,
    done: bool,
}

/// What a part of a walk has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Walked {
    /// Clients who were erased.
    pub(crate) clients: u32,
    /// Bookings that belong to nobody any more, or are gone.
    pub(crate) bookings: u32,
    /// Whether the day's walk is over.
    pub(crate) done: bool,
}

/// What is true of a walk: the rules, and the day.
#[derive(Clone, Copy)]
pub(crate) struct Rules<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) secret: &'a Secret,
    pub(crate) now: Timestamp,
}

impl Rules<'_> {
    fn date(&self, at: Timestamp) -> Date {
        let zone = &self.catalogue.practice.timezone;
        zone.to_datetime(at).date()
    }

    fn is_over(&self, kind: Kind, last: Timestamp) -> bool {
        let policy = &self.catalogue.practice.retention;
        policy.is_over(kind, self.date(last), self.date(self.now))
    }

    fn is_to_come(&self, plan: &Plan) -> bool {
        plan.to_come(self.now) > 0
    }
}

impl Store {
    /// Goes on with today's walk.
    pub(crate) async fn walk_on(&self, rules: Rules<'_>) -> Result<Walked, StoreError> {
        let key = keys::walk();
        let stored: Option<Walk> = until_answered(|| self.item(&key)).await?;
        let today = Some(rules.date(rules.now));
        let mut walk = stored.unwrap_or_default();
        if walk.day != today {
            walk = Walk {
                version: walk.version,
                day: today,
                ..Walk::default()
            };
        }
        let mut walked = Walked::default();
        if walk.done {
            walked.done = true;
            return Ok(walked);
        }
        let lines = self.lines_after(&walk.after).await?;
        for (_, listed) in &lines {
            self.look_at_client(listed, rules, &mut walked).await?;
        }
        match lines.last() {
            Some((sort, _)) => walk.after.clone_from(sort),
            None => {
                self.clear_accounts(rules, &mut walked).await?;
                walk.done = true;
            }
        }
        walk.version += 1;
        walked.done = walk.done;
        let mut transaction = self.transaction();
        let put = transaction.put_version(&key, &walk, walk.version);
        let written = match put {
            Ok(()) => transaction.commit().await,
            Err(error) => Err(error),
        };
        match written {
            // Another sweep has walked as far: what both did is done once.
            Ok(()) | Err(NotCommitted::Again) => Ok(walked),
            Err(NotCommitted::Broken) => Err(StoreError::Broken),
        }
    }

    /// The next lines of the directory, each with its sort key.
    async fn lines_after(&self, after: &str) -> Result<Vec<(String, Listed)>, StoreError> {
        let rows = until_answered(|| self.all_rows(keys::DIRECTORY, "")).await?;
        let lines = rows.into_iter().filter_map(|row| {
            let sort = row.get("sk").and_then(|sort| sort.as_s().ok()).cloned()?;
            let listed = (*sort > *after).then(|| super::rows::readable(row))??;
            Some((sort, listed))
        });
        Ok(lines.take(CLIENTS_AT_ONCE).collect())
    }

    async fn look_at_client(
        &self,
        listed: &Listed,
        rules: Rules<'_>,
        walked: &mut Walked,
    ) -> Result<(), StoreError> {
        let filed = self.filed(&listed.client).await?;
        let Some(client) = self.client_as_filed(&listed.client).await? else {
            return Ok(());
        };
        let last = filed.iter().map(|filed| filed.start).max();
        let last = last.unwrap_or(client.made_at).max(client.made_at);
        if self.is_client_over(&client, last, rules).await? {
            walked.clients += self.erase_in_time(&client, rules).await?;
            return Ok(());
        }
        for booking in filed {
            if rules.is_over(Kind::Contact, booking.start) {
                walked.bookings += self.forget_in_time(&booking.booking, rules).await?;
            }
        }
        Ok(())
    }

    async fn is_client_over(
        &self,
        client: &Client,
        last: Timestamp,
        rules: Rules<'_>,
    ) -> Result<bool, StoreError> {
        if !rules.is_over(Kind::Contact, last) {
            return Ok(false);
        }
        let partition = keys::record(&client.id);
        let mut record = HasRecord::No;
        for prefix in [keys::SUBMISSION_PREFIX, keys::NOTE_PREFIX] {
            let rows = until_answered(|| self.keys_of(&partition, prefix)).await?;
            if !rows.is_empty() {
                record = HasRecord::Yes;
            }
        }
        let policy = &rules.catalogue.practice.retention;
        Ok(policy.is_client_over(rules.date(last), record, rules.date(rules.now)))
    }

    async fn erase_in_time(&self, client: &Client, rules: Rules<'_>) -> Result<u32, StoreError> {
        let by = (Actor::Time, rules.now);
        let (catalogue, secret) = (rules.catalogue, rules.secret);
        let plan = self.plan_erasure(catalogue, secret, &client.id).await?;
        // What is to come holds everything that came before.
        let Some(plan) = plan.filter(|plan| !rules.is_to_come(plan)) else {
            return Ok(0);
        };
        let erasure = self.begin_erasure(plan, by).await?;
        self.erase(catalogue, erasure, by).await?;
        Ok(1)
    }

    /// Takes name and address from a booking that is long over; one, if they were there.
    async fn forget_in_time(&self, id: &str, rules: Rules<'_>) -> Result<u32, StoreError> {
        let booking = self.booking(id).await?;
        let Some(booking) = booking.filter(|booking| !booking.is_forgotten()) else {
            return Ok(0);
        };
        if !rules.is_over(Kind::Contact, booking.end) {
            return Ok(0);
        }
        let by = (Actor::Time, rules.now);
        self.forget_booking(id, Forgetting::Contact, by).await?;
        Ok(1)
    }

    /// Takes away what the accounts need no more.
    async fn clear_accounts(
        &self,
        rules: Rules<'_>,
        walked: &mut Walked,
    ) -> Result<(), StoreError> {
        for account in self.accounts().await? {
            if rules.is_over(Kind::Accounts, account.start) {
                self.remove_account(&account.booking, account.start, rules.now)
                    .await?;
                walked.bookings += 1;
            }
        }
        Ok(())
    }

    async fn remove_account(
        &self,
        booking: &str,
        start: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let deed = Deed::new("remove booking", Actor::Time, now);
        let mut transaction = self.transaction();
        let row = deed.row_with(&[("booking", booking)]);
        let written = transaction
            .delete_any(&keys::booking(booking))
            .and_then(|()| transaction.delete_any(&keys::account(start, booking)))
            .and_then(|()| transaction.put_new(row));
        let committed = match written {
            Ok(()) => transaction.commit().await,
            Err(error) => Err(error),
        };
        match committed {
            Ok(()) => Ok(()),
            // The next walk finds it again.
            Err(NotCommitted::Again) => Err(StoreError::Busy),
            Err(NotCommitted::Broken) => Err(StoreError::Broken),
        }
    }
}
