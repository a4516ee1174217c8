//! What can go wrong with a request, how often, and when.

use fastrand::Rng;

use super::kind::Kind;

/// One thing that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// The answer takes its time.
    Slow,
    /// Another transaction is at one of the items; nothing is applied.
    Conflict,
    /// A transaction of the same token is still under way, AWS says; nothing is applied.
    InProgress,
    /// Too many requests; nothing is applied.
    Throttled,
    /// 5xx; nothing is applied.
    FailedBefore,
    /// 5xx, and yet it is applied.
    FailedAfter,
    /// The connection ends; nothing is applied.
    LostBefore,
    /// The connection ends instead of the answer; it is applied.
    LostAfter,
    /// The connection ends, and the request is applied when its sender has long gone on.
    AppliedLater,
    /// A read answers what it answered earlier.
    Stale,
    /// A batch of reads leaves some out.
    Unprocessed,
    /// A batch of reads sees some items before a change and others after it.
    Torn,
}

/// How many of a thousand requests, of those it can happen to, each thing happens to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rates {
    pub(crate) slow: u32,
    pub(crate) conflict: u32,
    pub(crate) in_progress: u32,
    pub(crate) throttled: u32,
    pub(crate) failed_before: u32,
    pub(crate) failed_after: u32,
    pub(crate) lost_before: u32,
    pub(crate) lost_after: u32,
    pub(crate) applied_later: u32,
    pub(crate) stale: u32,
    pub(crate) unprocessed: u32,
    pub(crate) torn: u32,
}

impl Rates {
    /// Nothing goes wrong.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// Everything does: about two in five of all writes and a fifth of all reads that decide.
    pub(crate) fn all() -> Self {
        Self {
            slow: 60,
            conflict: 80,
            in_progress: 30,
            throttled: 40,
            failed_before: 30,
            failed_after: 60,
            lost_before: 30,
            lost_after: 80,
            applied_later: 70,
            stale: 250,
            unprocessed: 40,
            torn: 150,
        }
    }

    /// Whether anything goes wrong at all.
    pub(crate) fn is_any(&self) -> bool {
        self.table().iter().any(|(_, rate)| *rate > 0)
    }

    /// What happens to the next request of a connection, by its own dice.
    pub(super) fn draw(&self, dice: &mut Rng, kind: Kind) -> Option<Fault> {
        let mut drawn = dice.u32(0..1000);
        let possible = self.table().into_iter();
        let mut possible = possible.filter(|(fault, _)| fault.can_happen_to(kind));
        let (fault, _) = possible.find(|(_, rate)| {
            let happens = drawn < *rate;
            drawn = drawn.saturating_sub(*rate);
            happens
        })?;
        Some(fault)
    }

    fn table(&self) -> [(Fault, u32); 12] {
        [
            (Fault::Slow, self.slow),
            (Fault::Conflict, self.conflict),
            (Fault::InProgress, self.in_progress),
            (Fault::Throttled, self.throttled),
            (Fault::FailedBefore, self.failed_before),
            (Fault::FailedAfter, self.failed_after),
            (Fault::LostBefore, self.lost_before),
            (Fault::LostAfter, self.lost_after),
            (Fault::AppliedLater, self.applied_later),
            (Fault::Stale, self.stale),
            (Fault::Unprocessed, self.unprocessed),
            (Fault::Torn, self.torn),
        ]
    }
}

impl Fault {
    fn can_happen_to(self, kind: Kind) -> bool {
        match self {
            Self::Slow | Self::Throttled | Self::FailedBefore | Self::LostBefore => {
                kind != Kind::Table
            }
            Self::InProgress => kind == Kind::Transaction,
            Self::Conflict => matches!(kind, Kind::Transaction | Kind::Write),
            Self::FailedAfter | Self::LostAfter | Self::AppliedLater => kind.is_write(),
            Self::Stale => kind.is_eventual_read(),
            Self::Unprocessed | Self::Torn => matches!(kind, Kind::BatchOfReads { .. }),
        }
    }
}
