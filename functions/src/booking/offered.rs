//! What is offered, from the store.

use jiff::Timestamp;
use practice::Catalogue;
use practice::availability::{
    ALTERNATIVES, Asked, Busy, Refusal, Slot, days_touched, nearest, offered,
};
use practice::booking::FieldError;

use super::choice::Choice;
use super::making::{lost_status, words};
use super::times::Lost;
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
    /// Every start that is asked for and offered now.
    pub(super) async fn slots(
        &self,
        catalogue: &Catalogue,
        asked: &Asked<'_>,
    ) -> Result<Vec<Slot>, Failure> {
        let now = self.now();
        let busy = self.busy(catalogue, asked, now).await?;
        Ok(offered(catalogue, asked, &busy, now))
    }

    /// Whose time is not free, as far as a question hangs on it.
    pub(super) async fn busy(
        &self,
        catalogue: &Catalogue,
        asked: &Asked<'_>,
        now: Timestamp,
    ) -> Result<Busy, Failure> {
        let touched = days_touched(catalogue, asked, now);
        let days = self.store.days(&touched).await?;
        Ok(Busy::from_days(&days, now, &[]))
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
            self.slots(catalogue, &around).await?,
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
        Ok(Lost {
            errors: vec![FieldError::new(
                "start",
                words(refusal, &catalogue.practice),
            )],
            nearest: self.nearest(catalogue, choice, start).await?,
            status: lost_status(refusal),
        })
    }
}
