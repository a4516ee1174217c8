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
        let first = self.first_of(booking).await?;
        let (mut then, mut forgotten) = (Vec::new(), None);
        for to in [Reader::Client, Reader::Therapist] {
            if first
                .as_ref()
                .is_some_and(|first| tells_of(first, booking, (to, news)))
            {
                continue;
            }
            let mut told = self.app.store.told(&booking.id, to).await?;
            if to == Reader::Therapist {
                let former = told.take_if(|told| told.therapist != booking.therapist);
                then.extend(former.as_ref().and_then(relieve));
                forgotten = former.map(Told::forgotten);
            }
            then.extend(mail(booking, news, to, told.as_ref()));
        }
        then.extend(self.reminders(booking, now));
        let then = then.into_iter();
        let mut then: Vec<_> = then
            .map(|(task, due)| Promise::of(booking, task, due.unwrap_or(now), now))
            .collect();
        then.extend(self.orphaned(booking, now).await?);
        Ok(Kept::Ended(Settled {
            then,
            told: forgotten.map(|told| (Reader::Therapist, vec![told])),
            ..Settled::default()
        }))
    }

    /// The others of a series that the mail about its first tells of.
    pub(super) async fn told_with(
        &self,
        first: &Booking,
        to: Reader,
        news: News,
    ) -> Result<Vec<Booking>, StoreError> {
        let status = match news {
            News::Booked => Status::Confirmed,
            News::Requested => Status::Pending,
            _ => return Ok(Vec::new()),
        };
        let mut others = self.app.later_of(first).await?;
        others.retain(|other| other.status == status && tells_of(first, other, (to, news)));
        Ok(others)
    }

    /// The first of the series of which a booking is a later one.
    async fn first_of(&self, booking: &Booking) -> Result<Option<Booking>, StoreError> {
        match &booking.series {
            Some(series) if series.week > 0 => self.app.store.booking(&series.first).await,
            _ => Ok(None),
        }
    }

    /// The mails about the others of a series whose first was called off before its mail told of
    /// them.
    async fn orphaned(
        &self,
        booking: &Booking,
        now: Timestamp,
    ) -> Result<Vec<Promise>, StoreError> {
        if booking.is_active() {
            return Ok(Vec::new());
        }
        let mut mails = Vec::new();
        for other in self.app.later_of(booking).await? {
            let news = match other.status {
                Status::Confirmed => News::Booked,
                Status::Pending => News::Requested,
                _ => continue,
            };
            for to in [Reader::Client, Reader::Therapist] {
                let told = self.app.store.told(&other.id, to).await?;
                if told.is_none() && tells_of(booking, &other, (to, news)) {
                    let from = None;
                    mails.push(Promise::of(&other, Task::Mail { to, news, from }, now, now));
                }
            }
        }
        Ok(mails)
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

/// The mail to a therapist who does not give it any more.
fn relieve(former: &Told) -> Option<(Task, Option<Timestamp>)> {
    let (therapist, start) = (former.therapist.clone(), former.start);
    (!therapist.is_empty()).then_some((Task::Relieve { therapist, start }, None))
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
        (News::Moved, _) if !knows && confirmed => Some(News::Booked),
        (News::Moved, _) if !knows => Some(News::Requested),
        (News::Moved, _) if told.is_some_and(|told| told.start == booking.start) => None,
        // The practice decides itself, and does not tell itself.
        (News::Confirmed | News::Declined, Reader::Therapist) => None,
        (News::Cancelled | News::CalledOff, Reader::Therapist) if told.is_none() => None,
        _ => Some(news),
    }
}

/// Whether the mail that tells of the first of a series tells of this later one, too. A therapist
/// decides on each request by a link of its own, and is told of what they give themselves.
fn tells_of(first: &Booking, later: &Booking, (to, news): (Reader, News)) -> bool {
    match (news, to) {
        (News::Booked | News::Requested, Reader::Client) => true,
        (News::Booked, Reader::Therapist) => first.therapist == later.therapist,
        _ => false,
    }
}
