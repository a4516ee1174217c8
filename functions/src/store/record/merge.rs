//! Merging doubles: somebody who was filed twice leads to the one who stays.
//!
//! One transaction says so, and takes the double out of the directory. What is sealed stays where it
//! is; bookings are filed anew afterwards, a few at a time: a run that ends in between leaves each
//! filed under one id or the other, both of which are read, and the next run goes on.

use jiff::Timestamp;
use serde::Serialize;

use super::{NotWritten, Uncommitted, until_committed};
use crate::store::audit::{Actor, Deed};
use crate::store::client::{Client, Filed, Listed};
use crate::store::fault::NotCommitted;
use crate::store::intake::Led;
use crate::store::retry::Tries;
use crate::store::transaction::item;
use crate::store::{StaffId, Store, StoreError, keys};

/// How many bookings are filed anew at once: two writes each, of a hundred a transaction may have.
const REFILED_AT_ONCE: usize = 40;
/// A client has no more doubles: all of them are led on in one transaction.
const DOUBLES_MAX: usize = 20;

/// Why two clients stay two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotMerged {
    /// One of them was changed since they were seen, or is there no more.
    Stale,
    /// They have as many doubles as can be.
    TooMany,
    /// The store could not tell in time.
    Store(StoreError),
}

/// A client as they were seen.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) id: &'a str,
    pub(crate) version: u64,
}

/// That somebody was found to be the same.
#[derive(Serialize)]
struct Double {
    by: StaffId,
    at: Timestamp,
}

impl Store {
    /// Leads a double to the one who stays, over the versions that were seen.
    pub(crate) async fn merge(
        &self,
        double: Seen<'_>,
        stays: Seen<'_>,
        by: StaffId,
        now: Timestamp,
    ) -> Result<(), NotMerged> {
        let deed = Deed::new("merge", Actor::Staff(by), now);
        let counted = async {
            let [one, other] = [self.filing(double.id).await?, self.filing(stays.id).await?];
            Ok::<_, StoreError>(one.doubles.len() + other.doubles.len() + 1)
        };
        if counted.await.map_err(NotMerged::Store)? > DOUBLES_MAX {
            return Err(NotMerged::TooMany);
        }
        let merged = until_committed(|| self.merge_once(double, stays, (by, now), &deed)).await;
        merged.map_err(|error| match error {
            NotWritten::Stale => NotMerged::Stale,
            NotWritten::Store(error) => NotMerged::Store(error),
        })?;
        self.file_anew(double.id, stays.id)
            .await
            .map_err(NotMerged::Store)
    }

    async fn merge_once(
        &self,
        double: Seen<'_>,
        stays: Seen<'_>,
        (by, at): (StaffId, Timestamp),
        deed: &Deed,
    ) -> Result<(), Uncommitted> {
        let [own, other] = [self.filing(double.id).await?, self.filing(stays.id).await?];
        let profile = own.profile.ok_or(Uncommitted::Stale)?;
        let kept = other.profile.ok_or(Uncommitted::Stale)?;
        if profile.merged_into.as_deref() == Some(stays.id) {
            // It was merged before: what is left is to file its bookings.
            return Ok(());
        }
        let as_seen = profile.version == double.version && kept.version == stays.version;
        if !as_seen || profile.merged_into.is_some() || kept.merged_into.is_some() {
            return Err(Uncommitted::Stale);
        }
        let mut transaction = self.transaction();
        let mark = Double { by, at };
        let led = Led {
            to: stays.id.to_owned(),
        };
        for id in own.doubles.iter().map(String::as_str).chain([double.id]) {
            transaction.put_new(item(&keys::double(stays.id, id), &mark)?)?;
            transaction.put_over(&keys::led(id), &led)?;
        }
        for id in &own.doubles {
            let earlier: Option<Client> = self.item(&keys::client(id)).await?;
            let earlier = earlier.ok_or(StoreError::Broken)?.merged(stays.id);
            transaction.put_version(&keys::client(id), &earlier, earlier.version)?;
            transaction.delete_there(&keys::double(double.id, id))?;
        }
        let merged = profile.merged(stays.id);
        transaction.put_version(&keys::client(double.id), &merged, merged.version)?;
        transaction.delete_any(&profile.line())?;
        let kept_after = Client {
            version: kept.version + 1,
            ..kept
        };
        transaction.put_version(&keys::client(stays.id), &kept_after, kept_after.version)?;
        let before: Option<Listed> = self.item(&kept_after.line()).await?;
        let filed: Vec<_> = own.filed.iter().chain(&other.filed).cloned().collect();
        let listed = kept_after.listed(before.as_ref(), &filed);
        transaction.put_version(&kept_after.line(), &listed, listed.version)?;
        let facts = [("client", stays.id), ("double", double.id)];
        transaction.put_new(deed.row_with(&facts))?;
        Ok(transaction.commit().await?)
    }

    /// Files what is filed under the double's id under that of the one who stays.
    async fn file_anew(&self, double: &str, stays: &str) -> Result<(), StoreError> {
        let mut tries = Tries::begin();
        while tries.another().await {
            match self.file_anew_once(double, stays).await {
                Ok(()) => return Ok(()),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    async fn file_anew_once(&self, double: &str, stays: &str) -> Result<(), NotCommitted> {
        let left = self.filed_once(double).await?;
        let there = self.filed_once(stays).await?;
        let is_there = |filed: &Filed| {
            let mut same = there.iter().filter(|other| other.booking == filed.booking);
            same.any(|other| other.version >= filed.version)
        };
        for some in left.chunks(REFILED_AT_ONCE) {
            let mut transaction = self.transaction();
            for filed in some {
                if !is_there(filed) {
                    let key = keys::filed(stays, &filed.booking);
                    transaction.put_newer(&key, filed, filed.version)?;
                }
                transaction.delete_any(&keys::filed(double, &filed.booking))?;
            }
            transaction.commit().await?;
        }
        Ok(())
    }
}

impl Client {
    /// The same, led to the one who stays.
    fn merged(&self, stays: &str) -> Self {
        Self {
            version: self.version + 1,
            merged_into: Some(stays.to_owned()),
            ..self.clone()
        }
    }
}
