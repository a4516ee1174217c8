//! Accounts: who works at the desk, as what, and who is told of by which address.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::StaffId;
use crate::desk::Role;

/// A staff member. It has no `Debug`: it names somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Staff {
    pub(crate) id: StaffId,
    #[serde(flatten)]
    pub(crate) account: Account,
    /// Sessions of an earlier number have ended: so all of them can be ended at once.
    pub(crate) sessions: u32,
    pub(crate) version: u64,
    pub(crate) made_at: Timestamp,
    /// Since when nobody may sign in with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) closed_at: Option<Timestamp>,
    /// The audit row of the last change.
    #[serde(default)]
    pub(crate) change: String,
}

/// What an owner says of a staff member.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) name: String,
    /// Where sign-in links go.
    pub(crate) email: String,
    /// What the address is known under.
    pub(crate) code: String,
    pub(crate) role: Role,
    /// Who they are in the catalogue, if they treat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) therapist: Option<String>,
}

impl Staff {
    pub(crate) fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    pub(super) fn new(id: StaffId, account: Account, now: Timestamp) -> Self {
        Self {
            id,
            account,
            sessions: 0,
            version: 1,
            made_at: now,
            closed_at: None,
            change: String::new(),
        }
    }
}

/// Who has an account, and who of them is an owner: the one item over which accounts are added,
/// closed and made owners, so that there is always an owner, whatever comes at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Roster {
    pub(super) version: u64,
    pub(super) staff: BTreeMap<String, Listed>,
}

/// How an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Listed {
    Owner,
    Other,
    Closed,
}

/// Accounts a practice can have, closed ones included: their list is one item.
const STAFF_MAX: usize = 200;

impl Roster {
    /// Nobody has an account yet.
    pub(super) fn is_empty(&self) -> bool {
        self.staff.is_empty()
    }

    /// The roster with an account as it now is; none if nobody could run the practice then, or
    /// there would be too many.
    pub(super) fn with(&self, staff: &Staff) -> Result<Self, NotStaffed> {
        let mut next = self.clone();
        next.version += 1;
        next.staff.insert(staff.id.to_string(), Listed::of(staff));
        if !next.staff.values().any(|listed| *listed == Listed::Owner) {
            return Err(NotStaffed::LastOwner);
        }
        if next.staff.len() > STAFF_MAX {
            return Err(NotStaffed::TooMany);
        }
        Ok(next)
    }
}

impl Listed {
    fn of(staff: &Staff) -> Self {
        match staff.account.role {
            _ if !staff.is_open() => Self::Closed,
            Role::Owner => Self::Owner,
            _ => Self::Other,
        }
    }
}

/// Why an account stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotStaffed {
    /// Nobody else could run the practice.
    LastOwner,
    /// Somebody has this address already.
    AddressTaken,
    /// It was changed since it was looked at.
    Stale,
    /// As many as a practice can have.
    TooMany,
    /// There is no such account.
    Unknown,
    Store(crate::store::StoreError),
}

impl From<crate::store::StoreError> for NotStaffed {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Store(error)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{Account, NotStaffed, Roster, STAFF_MAX, Staff, StaffId};
    use crate::desk::Role;

    fn staff(number: u8, role: Role) -> Staff {
        let account = Account {
            name: String::new(),
            email: String::new(),
            code: String::new(),
            role,
            therapist: None,
        };
        Staff::new(
            StaffId::from_bytes([number; 16]),
            account,
            Timestamp::UNIX_EPOCH,
        )
    }

    #[test]
    fn the_last_owner_stays() {
        let owner = staff(1, Role::Owner);
        let roster = Roster::default().with(&owner).expect("a first owner");
        let closed = Staff {
            closed_at: Some(Timestamp::UNIX_EPOCH),
            ..owner
        };
        let left = staff(1, Role::Therapist);
        for gone in [&closed, &left] {
            assert_eq!(roster.with(gone), Err(NotStaffed::LastOwner));
        }
        let two = roster.with(&staff(2, Role::Owner)).expect("another owner");
        assert!(two.with(&closed).is_ok() && two.with(&left).is_ok());
    }

    #[test]
    fn nobody_begins_without_an_owner() {
        let roster = Roster::default();
        assert_eq!(
            roster.with(&staff(1, Role::FrontDesk)),
            Err(NotStaffed::LastOwner)
        );
    }

    #[test]
    fn accounts_have_an_end() {
        let mut roster = Roster::default()
            .with(&staff(0, Role::Owner))
            .expect("owner");
        for number in 1..STAFF_MAX {
            let number = u8::try_from(number).expect("a small number");
            roster = roster.with(&staff(number, Role::Therapist)).expect("room");
        }
        let one_more = staff(u8::MAX, Role::Therapist);
        assert_eq!(roster.with(&one_more), Err(NotStaffed::TooMany));
    }
}
