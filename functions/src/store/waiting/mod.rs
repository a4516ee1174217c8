//! The waiting list: who waits for what, in which line, and what is kept for them.
//!
//! There is a line for each service. Its item counts who ever joined it, so that limits hold and
//! places are in order whatever comes at once; every other change is of one waiting alone, over the
//! version it was decided on.

mod close;
mod join;
mod line;
mod pass_on;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use practice::Catalogue;
use practice::availability::Interval;
use practice::waiting::{Awaited, Dates, Parts};
use serde::{Deserialize, Serialize};

use super::hold::Hold;

pub(crate) use join::{Joining, NotJoined};
pub(super) use line::read;

/// How long after its last date a waiting is kept, so that its link still says what became of it.
const KEPT_DAYS_AFTER: i64 = 30;
/// How many times that lapsed are remembered; the oldest are forgotten first.
const LAPSED_MAX: usize = 20;

/// Where somebody waits: in which line, and which of it they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) service: String,
    pub(crate) id: String,
}

/// Somebody on the waiting list. It has no `Debug`: it holds a name and an address.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Waiting {
    pub(crate) id: String,
    /// Raised by one at each change.
    pub(crate) version: u64,
    /// How many have joined the line before, and themselves.
    pub(crate) number: u64,
    pub(crate) service: String,
    pub(crate) minutes: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) therapist: Option<String>,
    pub(crate) from: Date,
    pub(crate) to: Date,
    /// `morning,evening`
    pub(crate) parts: String,
    pub(crate) name: String,
    pub(crate) email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<String>,
    /// Of the request that made it: the same request a moment later is the same click.
    pub(crate) fingerprint: String,
    pub(crate) made_at: Timestamp,
    #[serde(flatten)]
    pub(crate) state: WaitingState,
    /// What was offered and not taken in time: nobody is asked twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) lapsed: Vec<Lapsed>,
    /// The last change it went through, by the id of its audit row.
    pub(crate) change: String,
    /// After which it may be cleared away: seconds since 1970.
    pub(crate) ttl: i64,
}

/// Where a waiting stands. That its dates have passed is judged by its dates.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub(crate) enum WaitingState {
    /// In line.
    Waiting,
    /// A time is kept for them.
    Offered {
        /// Until when, and where.
        hold: Hold,
    },
    /// They have booked.
    Booked {
        /// What.
        booking: String,
    },
    /// They wait no longer.
    Left,
}

/// A time that was kept for somebody, and not taken.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lapsed {
    start: Timestamp,
    end: Timestamp,
}

impl Waiting {
    pub(crate) fn place(&self) -> Place {
        Place {
            service: self.service.clone(),
            id: self.id.clone(),
        }
    }

    /// What they wait for; none if it is not offered any more, or nobody of that name is there.
    pub(crate) fn awaited<'a>(&self, catalogue: &'a Catalogue) -> Option<Awaited<'a>> {
        let service = catalogue.service(&self.service)?;
        let therapist = self.therapist.as_deref();
        let therapist = therapist.map(|id| catalogue.therapist(id).ok_or(()));
        Some(Awaited {
            minutes: service.offer(self.minutes)?.minutes,
            service,
            therapist: therapist.transpose().ok()?.map(|therapist| &therapist.id),
            dates: Dates::new(self.from..=self.to)?,
            parts: Parts::parse(&self.parts).ok()?,
        })
    }

    /// Whether they are still to be told of a time, on a date or later.
    pub(crate) fn is_open(&self, today: Date) -> bool {
        let waits = matches!(
            self.state,
            WaitingState::Waiting | WaitingState::Offered { .. }
        );
        waits && self.to >= today
    }

    /// What is kept for them.
    pub(crate) fn hold(&self) -> Option<&Hold> {
        match &self.state {
            WaitingState::Offered { hold } => Some(hold),
            _ => None,
        }
    }

    /// What is kept for them at `now`.
    pub(crate) fn kept_at(&self, now: Timestamp) -> Option<&Hold> {
        self.hold().filter(|hold| hold.expires_at > now)
    }

    fn lapsed_times(&self) -> Vec<Interval> {
        let each = self.lapsed.iter();
        each.filter_map(|lapsed| Interval::new(lapsed.start..lapsed.end))
            .collect()
    }

    /// The same, one version later.
    fn became(&self, state: WaitingState, change: &str) -> Self {
        Self {
            version: self.version + 1,
            state,
            change: change.to_owned(),
            ..self.clone()
        }
    }
}

/// After which a waiting of this last date may be cleared away.
fn clear_after(last: Date) -> i64 {
    let days = SignedDuration::from_hours(24 * KEPT_DAYS_AFTER);
    let midnight = jiff::tz::TimeZone::UTC.to_timestamp(last.at(0, 0, 0, 0));
    let after = midnight.and_then(|midnight| midnight.checked_add(days));
    after.unwrap_or(Timestamp::MAX).as_second()
}
