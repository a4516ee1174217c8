//! Making and changing accounts: each change is one transaction with its audit row, over the roster.

use jiff::Timestamp;

use super::account::{Account, NotStaffed, Roster, Staff};
use super::id::StaffId;
use crate::store::audit::{Actor, Deed};
use crate::store::fault::NotCommitted;
use crate::store::retry::Tries;
use crate::store::transaction::item;
use crate::store::{Store, StoreError, keys};

/// What is to become of an account.
#[derive(Clone, Copy)]
pub(crate) enum StaffChange<'a> {
    /// It says this of its staff member.
    Account(&'a Account),
    /// Nobody signs in with it any more, and who is signed in is not.
    Close,
    /// Its staff member may sign in again.
    Open,
    /// Who is signed in with it is not any more.
    EndSessions,
}

impl Store {
    /// A staff member; none if there is no such account.
    pub(crate) async fn staff(&self, id: StaffId) -> Result<Option<Staff>, StoreError> {
        self.kept(&keys::staff(id)).await
    }

    /// Whose account has this address, by its code.
    pub(crate) async fn staff_at(&self, code: &str) -> Result<Option<Staff>, StoreError> {
        match self.kept::<Pointer>(&keys::staff_address(code)).await? {
            Some(pointer) => self.staff(pointer.staff).await,
            None => Ok(None),
        }
    }

    /// Everybody who has an account, in the order in which they were made.
    pub(crate) async fn all_staff(&self) -> Result<Vec<Staff>, StoreError> {
        let roster: Option<Roster> = self.kept(&keys::roster()).await?;
        let mut all = Vec::new();
        for id in roster.unwrap_or_default().staff.keys() {
            let id = StaffId::parse(id).ok_or(StoreError::Broken)?;
            all.extend(self.staff(id).await?);
        }
        Ok(all)
    }

    /// Makes an account.
    pub(crate) async fn add_staff(
        &self,
        id: StaffId,
        account: &Account,
        actor: Actor,
        now: Timestamp,
    ) -> Result<Staff, NotStaffed> {
        self.make_staff(id, account, (actor, now), |_| true).await
    }

    /// Makes the practice's first account, an owner's; none if somebody has one already.
    pub(crate) async fn add_first_owner(
        &self,
        id: StaffId,
        account: &Account,
        now: Timestamp,
    ) -> Result<Option<Staff>, StoreError> {
        let made = self.make_staff(id, account, (Actor::Time, now), Roster::is_empty);
        match made.await {
            Ok(staff) => Ok(Some(staff)),
            Err(NotStaffed::Store(error)) => Err(error),
            Err(_) => Ok(None),
        }
    }

    async fn make_staff(
        &self,
        id: StaffId,
        account: &Account,
        (actor, now): (Actor, Timestamp),
        may: impl Fn(&Roster) -> bool,
    ) -> Result<Staff, NotStaffed> {
        let deed = Deed::new("staff-add", actor, now);
        let mut tries = Tries::begin();
        while tries.another().await {
            let Some(roster) = self.roster_once().await? else {
                continue;
            };
            let mut staff = Staff::new(id, account.clone(), now);
            staff.change.clone_from(&deed.id);
            if roster.staff.contains_key(&id.to_string()) {
                return Ok(staff);
            }
            if !may(&roster) {
                return Err(NotStaffed::Stale);
            }
            let roster = roster.with(&staff)?;
            if self.has_address(&account.code).await? {
                return Err(NotStaffed::AddressTaken);
            }
            match self.commit_staff(&staff, None, Some(&roster), &deed).await {
                Ok(()) => return Ok(staff),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken.into()),
            }
        }
        Err(StoreError::Busy.into())
    }

    /// Changes an account that was seen at this version; none: whatever it is by now.
    pub(crate) async fn change_staff(
        &self,
        (id, seen): (StaffId, Option<u64>),
        change: StaffChange<'_>,
        actor: Actor,
        now: Timestamp,
    ) -> Result<Staff, NotStaffed> {
        let deed = Deed::new(change.as_str(), actor, now);
        let mut tries = Tries::begin();
        while tries.another().await {
            let Some(roster) = self.roster_once().await? else {
                continue;
            };
            let before = self.staff(id).await?.ok_or(NotStaffed::Unknown)?;
            if before.change == deed.id {
                return Ok(before);
            }
            if seen.is_some_and(|seen| seen != before.version) {
                return Err(NotStaffed::Stale);
            }
            let staff = change.of(&before, &deed, now);
            let roster = match change {
                StaffChange::EndSessions => None,
                _ => Some(roster.with(&staff)?),
            };
            let moved = staff.account.code != before.account.code;
            if moved && self.has_address(&staff.account.code).await? {
                return Err(NotStaffed::AddressTaken);
            }
            let committed = self.commit_staff(&staff, Some(&before), roster.as_ref(), &deed);
            match committed.await {
                Ok(()) => return Ok(staff),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken.into()),
            }
        }
        Err(StoreError::Busy.into())
    }

    async fn commit_staff(
        &self,
        staff: &Staff,
        before: Option<&Staff>,
        roster: Option<&Roster>,
        deed: &Deed,
    ) -> Result<(), NotCommitted> {
        let mut transaction = self.transaction();
        transaction.put_version(&keys::staff(staff.id), staff, staff.version)?;
        if let Some(roster) = roster {
            transaction.put_version(&keys::roster(), roster, roster.version)?;
        }
        let code = &staff.account.code;
        if before.is_none_or(|before| before.account.code != *code) {
            let pointer = Pointer { staff: staff.id };
            transaction.put_new(item(&keys::staff_address(code), &pointer)?)?;
            if let Some(before) = before {
                transaction.delete_any(&keys::staff_address(&before.account.code))?;
            }
        }
        transaction.put_new(deed.row_of("staff", &staff.id.to_string(), staff.version))?;
        transaction.commit().await
    }

    /// None if the store should be asked again.
    async fn roster_once(&self) -> Result<Option<Roster>, StoreError> {
        match self.kept_once(&keys::roster()).await {
            Ok(roster) => Ok(Some(roster.unwrap_or_default())),
            Err(StoreError::Busy) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn has_address(&self, code: &str) -> Result<bool, StoreError> {
        let pointer: Option<Pointer> = self.kept(&keys::staff_address(code)).await?;
        Ok(pointer.is_some())
    }
}

/// Whose account has an address.
#[derive(serde::Serialize, serde::Deserialize)]
struct Pointer {
    staff: StaffId,
}

impl StaffChange<'_> {
    fn as_str(&self) -> &'static str {
        match self {
            Self::Account(_) => "staff-change",
            Self::Close => "staff-close",
            Self::Open => "staff-open",
            Self::EndSessions => "sign-out-everywhere",
        }
    }

    fn of(&self, before: &Staff, deed: &Deed, now: Timestamp) -> Staff {
        let mut staff = before.clone();
        staff.version += 1;
        staff.change.clone_from(&deed.id);
        match *self {
            Self::Account(account) => {
                // Who gets the links to sign in with is somebody else, perhaps.
                staff.sessions += u32::from(account.code != staff.account.code);
                staff.account = account.clone();
            }
            Self::Close => {
                staff.closed_at = staff.closed_at.or(Some(now));
                staff.sessions += 1;
            }
            Self::Open => staff.closed_at = None,
            Self::EndSessions => staff.sessions += 1,
        }
        staff
    }
}
