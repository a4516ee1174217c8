//! What is offered, from the store.

use jiff::Timestamp;
use practice::Catalogue;
use practice::availability::{
    ALTERNATIVES, Asked, Busy, Refusal, Slot, days_touched, nearest, offered,
};
use practice::booking::FieldError;
use practice::catalogue::Practice;

use super::choice::Choice;
use super::making::{lost_status, words};
use super::times::Lost;
use super::when;
use crate::App;
use crate::answer::Failure;

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

    /// The nearest other starts to one that cannot be had.
    pub(super) async fn nearest(
        &self,
        catalogue: &Catalogue,
        choice: &Choice<'_>,
        start: Timestamp,
    ) -> Result<Vec<Slot>, Failure> {
        let around = choice.within(start..start).around(start);
        Ok(nearest(
            self.slots(catalogue, &around, &[]).await?,
            start,
            ALTERNATIVES,
        ))
    }

    /// What to say and show for a start that is refused.
    pub(super) async fn lost(
        &self,
        catalogue: &Catalogue,
        choice: &Choice<'_>,
        start: Timestamp,
        refusal: Refusal,
    ) -> Result<Lost, Failure> {
        self.all_lost(catalogue, choice, &[(start, refusal)]).await
    }

    /// The same for starts of a series, each by its date.
    pub(super) async fn all_lost(
        &self,
        catalogue: &Catalogue,
        choice: &Choice<'_>,
        refused: &[(Timestamp, Refusal)],
    ) -> Result<Lost, Failure> {
        let Some((start, refusal)) = refused.first() else {
            return Ok(Lost::default());
        };
        Ok(Lost {
            errors: refused_errors(refused, &catalogue.practice),
            nearest: self.nearest(catalogue, choice, *start).await?,
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
