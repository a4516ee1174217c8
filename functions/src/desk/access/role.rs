//! Who may do what: one matrix, from which every door's check and its tests are made.

use serde::{Deserialize, Serialize};

/// What somebody is at the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Runs the practice.
    Owner,
    /// Treats: knows the health data of their own clients.
    Therapist,
    /// Answers the phone: never opens health data.
    FrontDesk,
}

/// What a door asks of the one who opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// See the day, the week and the bookings in them.
    SeeSchedule,
    /// Book, move, confirm, cancel; block time.
    ChangeBookings,
    /// See who the clients are, and how to reach them.
    SeeClients,
    /// Correct a client's contact; merge doubles.
    ChangeClients,
    /// Read a client's health data.
    SeeHealth,
    /// Write notes; acknowledge flags.
    WriteHealth,
    /// Add, change and close accounts.
    ManageStaff,
    /// Take data out.
    ExportData,
    /// Erase a client.
    EraseData,
    /// See the mail, the waiting list and what needs a person.
    SeeOffice,
    /// See who looked at which client's record.
    SeeAudit,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Therapist, Self::FrontDesk];

    /// Whether this role has a right.
    #[must_use]
    pub fn may(self, right: Right) -> bool {
        MATRIX
            .iter()
            .find(|(known, _)| *known == right)
            .is_some_and(|(_, [owner, therapist, front_desk])| match self {
                Self::Owner => *owner,
                Self::Therapist => *therapist,
                Self::FrontDesk => *front_desk,
            })
    }

    /// The role of this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// One word for it: `owner`, `therapist`, `front-desk`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Therapist => "therapist",
            Self::FrontDesk => "front-desk",
        }
    }

    /// As people say it.
    #[must_use]
    pub fn said(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Therapist => "Therapist",
            Self::FrontDesk => "Front desk",
        }
    }
}

/// Each right, and whether an owner, a therapist, the front desk has it. Health data is a
/// therapist's only of their own clients: that is a door's scope.
const MATRIX: [(Right, [bool; 3]); 11] = [
    (Right::SeeSchedule, [true, true, true]),
    (Right::ChangeBookings, [true, true, true]),
    (Right::SeeClients, [true, true, true]),
    (Right::ChangeClients, [true, false, true]),
    (Right::SeeHealth, [true, true, false]),
    (Right::WriteHealth, [true, true, false]),
    (Right::ManageStaff, [true, false, false]),
    (Right::ExportData, [true, false, false]),
    (Right::EraseData, [true, false, false]),
    (Right::SeeOffice, [true, false, true]),
    (Right::SeeAudit, [true, false, false]),
];

#[cfg(test)]
mod tests {
    use super::{MATRIX, Right, Role};

    #[test]
    fn the_front_desk_has_no_right_to_health_data() {
        for right in [Right::SeeHealth, Right::WriteHealth, Right::ExportData] {
            assert!(!Role::FrontDesk.may(right), "{right:?}");
        }
    }

    #[test]
    fn an_owner_has_every_right() {
        assert!(MATRIX.iter().all(|(right, _)| Role::Owner.may(*right)));
    }

    #[test]
    fn a_role_is_known_by_its_word() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        assert_eq!(Role::parse("Owner"), None);
    }
}
