//! What is known by a token's code alone, and ends: sessions, links that work once, ceremonies.
//!
//! Ends are judged by their value, never by whether a row has been cleared away.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Staff, StaffId};

/// How long a session lasts that is not used.
const IDLE: SignedDuration = SignedDuration::from_mins(15);
/// How long any session lasts.
const WHOLE: SignedDuration = SignedDuration::from_hours(12);
/// How long after signing in somebody may open doors that ask for it anew.
const FRESH: SignedDuration = SignedDuration::from_mins(5);
/// How old the last note of a session's use becomes before it is written again.
const NOTED_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Somebody who is signed in, in one browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) staff: StaffId,
    /// The number of the account's sessions at which it was made.
    sessions: u32,
    pub(crate) made_at: Timestamp,
    used_at: Timestamp,
    ttl: i64,
}

/// Whether a session goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Touch {
    /// It has ended.
    Ended,
    /// It goes on.
    GoesOn,
    /// It goes on, and that it was used is to be written down.
    Note,
}

impl Session {
    pub(super) fn begin(staff: &Staff, now: Timestamp) -> Self {
        Self {
            staff: staff.id,
            sessions: staff.sessions,
            made_at: now,
            used_at: now,
            ttl: (now + WHOLE).as_second(),
        }
    }

    /// Whether it goes on now, for this account as it now is.
    pub(crate) fn touch(&self, staff: &Staff, now: Timestamp) -> Touch {
        let idle = now.duration_since(self.used_at);
        let whole = now.duration_since(self.made_at);
        let ended = idle >= IDLE || whole >= WHOLE || staff.sessions != self.sessions;
        if ended || !staff.is_open() || staff.id != self.staff {
            Touch::Ended
        } else if idle >= NOTED_EVERY {
            Touch::Note
        } else {
            Touch::GoesOn
        }
    }

    /// Whether somebody has just signed in.
    pub(crate) fn is_fresh(&self, now: Timestamp) -> bool {
        now.duration_since(self.made_at) < FRESH
    }
}

/// What ends by itself, or by being used.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Ending {
    Session(Session),
    Link(SignIn),
    Ceremony {
        /// What the library keeps between its two steps.
        state: String,
        /// Whose passkey is added; none where somebody signs in.
        staff: Option<StaffId>,
        expires_at: Timestamp,
        ttl: i64,
    },
}

/// A link by which somebody may sign in, once.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SignIn {
    /// Who; none where nobody has the address that was typed.
    pub(crate) staff: Option<StaffId>,
    /// Whether the code is asked for that was shown where the link was.
    pub(crate) coded: bool,
    pub(crate) expires_at: Timestamp,
    /// How often a code was tried.
    #[serde(default)]
    pub(crate) tries: u32,
    pub(crate) ttl: i64,
}

impl SignIn {
    pub(crate) fn new(staff: Option<StaffId>, coded: bool, expires_at: Timestamp) -> Self {
        Self {
            staff,
            coded,
            expires_at,
            tries: 0,
            ttl: expires_at.as_second(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Session, Touch};
    use crate::desk::Role;
    use crate::store::{Account, Staff, StaffId};

    const BEGAN: Timestamp = Timestamp::UNIX_EPOCH;

    fn staff() -> Staff {
        let account = Account {
            name: String::new(),
            email: String::new(),
            code: String::new(),
            role: Role::Owner,
            therapist: None,
        };
        Staff::new(StaffId::from_bytes([1; 16]), account, BEGAN)
    }

    #[track_caller]
    fn check(used_after: i64, now_after: i64, expected: Touch) {
        let session = Session {
            used_at: BEGAN + SignedDuration::from_secs(used_after),
            ..Session::begin(&staff(), BEGAN)
        };
        let now = BEGAN + SignedDuration::from_secs(now_after);
        assert_eq!(session.touch(&staff(), now), expected);
    }

    #[test]
    fn a_session_ends_after_a_quarter_of_an_hour_without_use() {
        check(0, 15 * 60 - 1, Touch::Note);
        check(0, 15 * 60, Touch::Ended);
        check(600, 15 * 60, Touch::Note);
    }

    #[test]
    fn a_session_ends_after_half_a_day_however_much_it_is_used() {
        let half_a_day = 12 * 60 * 60;
        check(half_a_day - 1, half_a_day - 1, Touch::GoesOn);
        check(half_a_day - 1, half_a_day, Touch::Ended);
    }

    #[test]
    fn that_a_session_is_used_is_written_once_a_minute() {
        check(0, 59, Touch::GoesOn);
        check(0, 60, Touch::Note);
    }

    #[test]
    fn a_session_ends_with_its_account_or_when_all_are_ended() {
        let session = Session::begin(&staff(), BEGAN);
        let mut closed = staff();
        closed.closed_at = Some(BEGAN);
        assert_eq!(session.touch(&closed, BEGAN), Touch::Ended);
        let mut signed_out = staff();
        signed_out.sessions += 1;
        assert_eq!(session.touch(&signed_out, BEGAN), Touch::Ended);
    }

    #[test]
    fn somebody_is_fresh_for_five_minutes() {
        let session = Session::begin(&staff(), BEGAN);
        assert!(session.is_fresh(BEGAN + SignedDuration::from_secs(299)));
        assert!(!session.is_fresh(BEGAN + SignedDuration::from_secs(300)));
    }
}
