//! Telling of a change: who is to be told what, as the booking is now.

use jiff::Timestamp;
use practice::booking::Status;
use practice::mail::reminder_due;

use super::{Kept, Notify, dropped};
use crate::store::{Booking, News, Promise, Reader, Settled, StoreError, Task, Told};

impl Notify {
    /// Turns a promise to tell into mails, and plans the reminders.
    pub(super) async fn tell(
        &self,
        promise: &Promise,
        booking: &Booking,
        news: News,
    ) -> Result<Kept, StoreError> {
        if booking.version != promise.version {
            return Ok(dropped("it was changed since, of which another mail tells"));
        }
        if booking.prove_by.is_some() {
            return Ok(dropped("nobody has shown that they read mail there"));
        }
        let now = self.app.now();
        let mut then = Vec::new();
        for to in [Reader::Client, Reader::Therapist] {
            let told = self.app.store.told(&booking.id, to).await?;
            then.extend(mail(booking, news, to, told.as_ref()));
        }
        then.extend(self.reminders(booking, now));
        let then = then.into_iter();
        Ok(Kept::Ended(Settled {
            then: then
                .map(|(task, due)| Promise::of(booking, task, due.unwrap_or(now), now))
                .collect(),
            ..Settled::default()
        }))
    }

    fn reminders(&self, booking: &Booking, now: Timestamp) -> Vec<(Task, Option<Timestamp>)> {
        if booking.status != Status::Confirmed {
            return Vec::new();
        }
        let published = self.app.published();
        let practice = &published.catalogue.practice;
        let (quiet, zone) = (practice.mail.quiet_hours, &practice.timezone);
        let hours = practice.mail.reminder_hours.iter();
        let mut planned: Vec<_> = hours
            .filter_map(|hours| {
                let due = reminder_due(booking.start, *hours, quiet, zone, now)?;
                Some((Task::Remind { hours: *hours }, Some(due)))
            })
            .collect();
        // Quiet hours may bring two to one instant: one is enough.
        planned.dedup_by_key(|(_, due)| *due);
        planned
    }
}

/// The mail to a reader who knows this much, if there is one to send.
fn mail(
    booking: &Booking,
    news: News,
    to: Reader,
    told: Option<&Told>,
) -> Option<(Task, Option<Timestamp>)> {
    let news = worth_telling(booking, news, to, told)?;
    let from = told.map(|told| told.start);
    let from = from.filter(|_| news == News::Moved);
    Some((Task::Mail { to, news, from }, None))
}

/// What a change is to somebody who knows this much: who never heard of a booking is not told that
/// it has moved, but that it is there.
fn worth_telling(booking: &Booking, news: News, to: Reader, told: Option<&Told>) -> Option<News> {
    let confirmed = booking.status == Status::Confirmed;
    let knows = told.is_some_and(|told| told.confirmed || !confirmed);
    match (news, to) {
        // The first mail of a series tells of all of it.
        (News::Requested | News::Booked, _) if is_later_of_series(booking) => None,
        (News::Moved, _) if !knows && confirmed => Some(News::Booked),
        (News::Moved, _) if !knows => Some(News::Requested),
        (News::Moved, _) if told.is_some_and(|told| told.start == booking.start) => None,
        // The practice decides itself, and does not tell itself.
        (News::Confirmed | News::Declined, Reader::Therapist) => None,
        (News::Cancelled, Reader::Therapist) if told.is_none() => None,
        _ => Some(news),
    }
}

fn is_later_of_series(booking: &Booking) -> bool {
    booking
        .series
        .as_ref()
        .is_some_and(|series| series.week > 0)
}
