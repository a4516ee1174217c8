//! Sending one mail: still true, still of use, put together, sent.

use jiff::{SignedDuration, Timestamp};
use practice::booking::{Email, Status};
use practice::mail::{is_quiet, reminder_of_use_until};

use super::{Kept, Notify, dropped, ended};
use crate::Published;
use crate::mail::{Envelope, Letter, NotSent, Why, compose};
use crate::store::{Booking, End, News, Promise, Reader, Settled, StoreError, Told};

/// Until quiet hours end they are asked about again and again.
const QUIET_LOOK: SignedDuration = SignedDuration::from_mins(10);
/// A reminder that comes when quiet hours begin is not late for a few minutes.
const LATE: SignedDuration = SignedDuration::from_mins(15);

impl Notify {
    /// Sends the mail that tells a reader of a change.
    pub(super) async fn mail(
        &self,
        promise: &Promise,
        booking: &Booking,
        (to, news, from): (Reader, News, Option<Timestamp>),
    ) -> Result<Kept, StoreError> {
        if booking.version != promise.version {
            return Ok(dropped("it was changed since, of which another mail tells"));
        }
        if booking.end <= self.app.now() {
            return Ok(dropped("the appointment is over"));
        }
        let published = self.app.published();
        let others = self.told_with(booking, to, news).await?;
        let letter = self.letter(&published, (booking, &others), (to, news, from))?;
        let known = std::iter::once(booking).chain(&others).map(Told::of);
        let whom = address(&published, booking, to);
        Ok(match self.send(&published, promise, whom, &letter).await {
            Kept::Ended(settled) if matches!(settled.end, Some((End::Sent, _))) => {
                Kept::Ended(Settled {
                    told: Some((to, known.collect())),
                    ..settled
                })
            }
            kept => kept,
        })
    }

    /// Reminds the client, unless it is too late to be of use, or night.
    pub(super) async fn remind(
        &self,
        promise: &Promise,
        booking: &Booking,
    ) -> Result<Kept, StoreError> {
        if booking.version != promise.version || booking.status != Status::Confirmed {
            return Ok(dropped("it was changed since"));
        }
        let (now, published) = (self.app.now(), self.app.published());
        let practice = &published.catalogue.practice;
        if now > reminder_of_use_until(promise.due..booking.start) {
            return Ok(dropped("it is too late to be of use"));
        }
        if is_quiet(now, practice.mail.quiet_hours, &practice.timezone) && now > promise.due + LATE
        {
            return Ok(Kept::Later(now + QUIET_LOOK, "it is night".to_owned()));
        }
        let letter = self.reminder(&published, booking)?;
        let whom = address(&published, booking, Reader::Client);
        Ok(self.send(&published, promise, whom, &letter).await)
    }

    /// Tells a therapist that somebody else gives it now.
    pub(super) async fn relieve(
        &self,
        promise: &Promise,
        booking: &Booking,
        (therapist, start): (&str, Timestamp),
    ) -> Result<Kept, StoreError> {
        if booking.is_active() && booking.therapist == therapist {
            return Ok(dropped("it is theirs again, of which another mail tells"));
        }
        if start <= self.app.now() {
            return Ok(dropped("it would have begun by now"));
        }
        let published = self.app.published();
        let letter = self.relieved(&published, booking, (therapist, start))?;
        let whom = address_of(&published, therapist);
        Ok(self.send(&published, promise, whom, &letter).await)
    }

    pub(super) async fn send(
        &self,
        published: &Published,
        promise: &Promise,
        whom: Option<(Option<String>, Email)>,
        letter: &Letter,
    ) -> Kept {
        let Some((name, address)) = whom else {
            return dropped("there is no address to send it to");
        };
        let from = self.app.mail_address(published);
        let envelope = Envelope {
            name: name.as_deref(),
            to: &address,
            from: &from,
            message_id: &format!(
                "{}.{}.{}",
                promise.booking,
                promise.version,
                promise.task.kind()
            ),
            date: self.app.now(),
        };
        let message = match compose(published, letter, &envelope) {
            Ok(message) => message,
            Err(problem) => {
                tracing::error!(
                    kind = promise.task.kind(),
                    "A mail cannot be put together: {problem}"
                );
                return Kept::Failed("it cannot be put together".to_owned());
            }
        };
        match self.sender.send(&message).await {
            Ok(_) => Kept::Ended(ended(End::Sent, String::new())),
            Err(NotSent {
                why: Why::Lasting,
                reason,
            }) => {
                super::give_up(promise, &reason);
                Kept::Ended(ended(End::Failed, reason))
            }
            Err(NotSent { reason, .. }) => Kept::Failed(reason),
        }
    }
}

/// Whom a mail goes to.
fn address(
    published: &Published,
    booking: &Booking,
    to: Reader,
) -> Option<(Option<String>, Email)> {
    match to {
        Reader::Client => Some((
            Some(booking.name.clone()),
            Email::parse(&booking.email).ok()?,
        )),
        Reader::Therapist => address_of(published, &booking.therapist),
    }
}

/// A therapist's own address, or the practice's.
pub(super) fn address_of(
    published: &Published,
    therapist: &str,
) -> Option<(Option<String>, Email)> {
    let catalogue = &published.catalogue;
    let therapist = catalogue.therapist(therapist);
    let name = therapist.map(|therapist| therapist.name.clone());
    let own = therapist.and_then(|therapist| therapist.email.clone());
    let own = own.or_else(|| Email::parse(&catalogue.practice.email).ok())?;
    Some((name, own))
}
