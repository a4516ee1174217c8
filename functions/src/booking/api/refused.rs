//! Starts that cannot be had, as programs are told.

use jiff::Timestamp;
use practice::availability::Refusal;

use super::json::SlotJson;
use crate::App;
use crate::answer::Failure;
use crate::booking::offered::{Looked, refused_errors};

impl App {
    /// The answer to starts that cannot be had: taken, with others near; or never offered.
    pub(super) async fn starts_refused(
        &self,
        looked: &Looked<'_>,
        refused: &[(Timestamp, Refusal)],
    ) -> Result<Failure, Failure> {
        let practice = &looked.catalogue.practice;
        let errors = refused_errors(refused, practice);
        let Some((start, Refusal::Taken(_))) = refused.first() else {
            return Ok(Failure::Fields(errors));
        };
        let slots = self.nearest(looked, *start).await?;
        let zone = &practice.timezone;
        let slots = slots.iter().map(|slot| SlotJson::of(slot, zone)).collect();
        // One start alone needs no saying which.
        let errors = if errors.len() > 1 { errors } else { Vec::new() };
        Ok(Failure::Taken(errors, slots))
    }
}
