//! A weekly series before it is booked: whether each of its dates can be had.

use jiff::Timestamp;
use practice::availability::{
    Refusal, SERIES_WEEKS_MAX, Wanted, accept_series, days_touched, weekly,
};
use practice::booking::FieldError;
use practice::catalogue::Practice;

use super::offered::Looked;
use super::times::week::in_days;
use super::when;
use crate::App;
use crate::answer::Failure;

impl App {
    /// What is wrong with so many weeks from a start, if anything is, by the rule that books them.
    pub(super) async fn weeks_refused(
        &self,
        looked: &Looked<'_>,
        start: Timestamp,
        weeks: u8,
    ) -> Result<Option<FieldError>, Failure> {
        let (catalogue, choice, now) = (looked.catalogue, looked.choice, self.now());
        let starts = weekly(&catalogue.practice.timezone, start, weeks);
        let wanted: Vec<_> = starts
            .iter()
            .map(|start| Wanted {
                service: choice.service,
                minutes: choice.offer.minutes,
                start: *start,
                therapist: choice.therapist_id(),
                // Nothing is entered.
                entry_id: "",
                hold_until: None,
                own: looked.own.as_slice(),
            })
            .collect();
        let each = wanted.iter();
        let mut touched: Vec<_> = each
            .flat_map(|wanted| days_touched(catalogue, &wanted.asked(), now))
            .collect();
        touched.sort_unstable();
        touched.dedup();
        let days = self.store.days(&touched).await?;
        let Err(refused) = accept_series(catalogue, &wanted, &days, now) else {
            return Ok(None);
        };
        let at = |(index, refusal): (usize, Refusal)| Some((*starts.get(index)?, refusal));
        let refused: Vec<_> = refused.into_iter().filter_map(at).collect();
        Ok(Some(weeks_error(start, &refused, &catalogue.practice)))
    }
}

/// Which dates of a series cannot be had, why, and how many weeks could be.
pub(super) fn weeks_error(
    start: Timestamp,
    refused: &[(Timestamp, Refusal)],
    practice: &Practice,
) -> FieldError {
    let dates: Vec<_> = refused
        .iter()
        .map(|(start, refusal)| {
            let date = when::weekday(when::local_date(*start, practice));
            format!("{date} ({})", reason(*refusal))
        })
        .collect();
    let starts = weekly(&practice.timezone, start, SERIES_WEEKS_MAX);
    let is_free = |start: &&Timestamp| refused.iter().all(|(lost, _)| lost != *start);
    let instead = match starts.iter().take_while(is_free).count() {
        0 | 1 => "Choose just this once".to_owned(),
        weeks => format!("Choose {weeks} weeks or fewer"),
    };
    let dates = dates.join("; ");
    FieldError::new(
        "weeks",
        format!(
            "Not every week is free at this time: {dates}. {instead}, or go back to another time"
        ),
    )
}

/// The most weeks that a series from this start can have before it is later than the practice takes
/// bookings.
pub(super) fn weeks_most(start: Timestamp, practice: &Practice, now: Timestamp) -> u8 {
    let ahead = practice.booking.horizon_days;
    let ahead = ahead.and_then(|days| i32::try_from(days).ok());
    let last = ahead.map(|days| in_days(when::local_date(now, practice), days));
    let starts = weekly(&practice.timezone, start, SERIES_WEEKS_MAX).into_iter();
    let dates = starts.map(|start| when::local_date(start, practice));
    let within = dates.take_while(|date| last.is_none_or(|last| *date <= last));
    u8::try_from(within.count()).unwrap_or(SERIES_WEEKS_MAX)
}

fn reason(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Taken(_) => "taken",
        Refusal::Closed | Refusal::DoesNotFit => "closed",
        Refusal::OffGrid => "nothing starts then",
        Refusal::BeyondHorizon { .. } => "further ahead than we book",
        Refusal::InThePast => "past",
        Refusal::TooSoon { .. } => "too soon",
        Refusal::TherapistDoesNotGiveService => "not with this therapist",
    }
}
