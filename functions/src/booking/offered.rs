//! What is offered, from the store.

use jiff::Timestamp;
use practice::Catalogue;
use practice::availability::{
    ALTERNATIVES, Asked, Busy, Refusal, Slot, days_touched, explain, nearest, offered,
};
use practice::booking::FieldError;
use practice::catalogue::Practice;

use super::choice::Choice;
use super::making::{lost_status, words};
use super::times::page::Lost;
use super::when;
use crate::App;
use crate::answer::Failure;

/// What free times are looked for.
pub(super) struct Looked<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) choice: &'a Choice<'a>,
    /// What of the client's own is not in their way, by id.
    pub(super) own: Option<&'a str>,
    /// A start that would change nothing.
    pub(super) but: Option<Timestamp>,
}

impl<'a> Looked<'a> {
    pub(super) fn of(
        catalogue: &'a Catalogue,
        choice: &'a Choice<'a>,
        own: Option<&'a str>,
    ) -> Self {
        Self {
            catalogue,
            choice,
            own,
            but: None,
        }
    }
}

impl<'a> Choice<'a> {
    /// The question for starts within a window.
    pub(super) fn within(&self, window: std::ops::Range<Timestamp>) -> Asked<'a> {
        Asked {
            service: self.service,
            minutes: self.offer.minutes,
            therapist: self.therapist_id(),
            window,
        }
    }
}

impl App {
    /// Every start that is asked for and offered now, were it not for what is the asker's own.
    pub(super) async fn slots(
        &self,
        catalogue: &Catalogue,
        asked: &Asked<'_>,
        own: &[&str],
    ) -> Result<Vec<Slot>, Failure> {
        let now = self.now();
        let busy = self.busy(catalogue, asked, now, own).await?;
        Ok(offered(catalogue, asked, &busy, now))
    }

    /// Whose time is not free, as far as a question hangs on it, but for what is the asker's own.
    pub(super) async fn busy(
        &self,
        catalogue: &Catalogue,
        asked: &Asked<'_>,
        now: Timestamp,
        own: &[&str],
    ) -> Result<Busy, Failure> {
        let touched = days_touched(catalogue, asked, now);
        let days = self.store.days(&touched).await?;
        Ok(Busy::from_days(&days, now, own))
    }

    /// What is offered within a window of what is looked for.
    pub(super) async fn found(
        &self,
        looked: &Looked<'_>,
        asked: &Asked<'_>,
    ) -> Result<Vec<Slot>, Failure> {
        let own = looked.own.as_slice();
        let mut slots = self.slots(looked.catalogue, asked, own).await?;
        slots.retain(|slot| looked.but != Some(slot.start));
        Ok(slots)
    }

    /// Why a start cannot be had; none if it is offered now.
    pub(super) async fn refusal(
        &self,
        looked: &Looked<'_>,
        start: Timestamp,
    ) -> Result<Option<Refusal>, Failure> {
        let (now, catalogue) = (self.now(), looked.catalogue);
        let asked = looked.choice.within(start..start).only(start);
        let own = looked.own.as_slice();
        let busy = self.busy(catalogue, &asked, now, own).await?;
        Ok(explain(catalogue, &asked, start, &busy, now))
    }

    /// The nearest other starts to one that cannot be had.
    pub(super) async fn nearest(
        &self,
        looked: &Looked<'_>,
        start: Timestamp,
    ) -> Result<Vec<Slot>, Failure> {
        let around = looked.choice.within(start..start).around(start);
        let slots = self.found(looked, &around).await?;
        Ok(nearest(slots, start, ALTERNATIVES))
    }

    /// What to say and show for a start that is refused.
    pub(super) async fn lost(
        &self,
        looked: &Looked<'_>,
        start: Timestamp,
        refusal: Refusal,
    ) -> Result<Lost, Failure> {
        self.all_lost(looked, &[(start, refusal)]).await
    }

    /// The same for starts of a series, each by its date.
    pub(super) async fn all_lost(
        &self,
        looked: &Looked<'_>,
        refused: &[(Timestamp, Refusal)],
    ) -> Result<Lost, Failure> {
        let Some((start, refusal)) = refused.first() else {
            return Ok(Lost::default());
        };
        Ok(Lost {
            errors: refused_errors(refused, &looked.catalogue.practice),
            nearest: self.nearest(looked, *start).await?,
            status: lost_status(*refusal),
        })
    }
}

/// What is wrong with each start; of several, by its date.
pub(super) fn refused_errors(
    refused: &[(Timestamp, Refusal)],
    practice: &Practice,
) -> Vec<FieldError> {
    let each = refused.iter().map(|(start, refusal)| {
        let message = words(*refusal, practice);
        let message = match refused {
            [_] => message,
            _ => format!("{}: {message}", when::day_at(*start, practice)),
        };
        FieldError::new("start", message)
    });
    each.collect()
}
