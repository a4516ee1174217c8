//! A question for starts.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use super::instant::{after, minutes_long};
use super::interval::{Buffers, Interval};
use crate::catalogue::{Service, Therapist};
use crate::{Catalogue, Id};

/// Which starts are asked for.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// What is to be booked.
    pub service: &'a Service,
    /// How long the client is treated; the caller has checked that the service offers it.
    pub minutes: u16,
    /// With whom; none: with anyone.
    pub therapist: Option<&'a Id>,
    /// Within which instants it starts (R12): at most [`super::WINDOW_DAYS_MAX`] days.
    pub window: Range<Timestamp>,
}

/// What a start would take.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    /// The treatment itself.
    pub(super) time: Interval,
    /// The treatment with the service's buffers (R8).
    pub(super) padded: Interval,
}

impl Asked<'_> {
    /// The same question about one start alone.
    #[must_use]
    pub fn only(&self, start: Timestamp) -> Self {
        Self {
            window: start..after(start, SignedDuration::from_nanos(1)),
            ..*self
        }
    }

    /// What a start would take; none if it would take no time.
    pub(super) fn candidate(&self, start: Timestamp) -> Option<Candidate> {
        let time = Interval::new(start..after(start, self.duration()))?;
        let buffers = Buffers::of(self.service);
        Some(Candidate {
            time,
            padded: time.padded(buffers),
        })
    }

    /// How long the client is treated.
    pub(super) fn duration(&self) -> SignedDuration {
        minutes_long(self.minutes)
    }

    /// Who is asked for and gives the service, ids ascending (M3, M4).
    pub(super) fn therapists<'c>(&self, catalogue: &'c Catalogue) -> Vec<&'c Therapist> {
        let gives = |id: &Id| self.service.therapists.contains(id);
        let wanted = |id: &Id| self.therapist.is_none_or(|wanted| wanted == id);
        let all = catalogue.therapists.iter();
        let mut therapists: Vec<_> = all
            .filter(|therapist| gives(&therapist.id) && wanted(&therapist.id))
            .collect();
        therapists.sort_unstable_by_key(|therapist| &therapist.id);
        therapists
    }
}

impl Buffers {
    /// Those of a service.
    #[must_use]
    pub fn of(service: &Service) -> Self {
        Self {
            before: service.buffer_before,
            after: service.buffer_after,
        }
    }
}
