//! What a mail says: the facts of a booking as they are now.

use jiff::Timestamp;
use practice::booking::Status;

use super::Notify;
use crate::Published;
use crate::intake::form_address;
use crate::link::{decide_address, feed_address, manage_address};
use crate::mail::{Appointment, By, Letter, News as StaffNews, Session, Standing};
use crate::secret::Purpose;
use crate::store::{Booking, News, Reader, StoreError};
use crate::{App, said};

impl Notify {
    /// The letter that tells a reader of a change to a booking, and of these others with it.
    pub(super) fn letter(
        &self,
        published: &Published,
        (booking, others): (&Booking, &[Booking]),
        (to, news, from): (Reader, News, Option<Timestamp>),
    ) -> Result<Letter, StoreError> {
        let appointment = self.app.appointment(published, booking)?;
        let more = others.iter();
        let more = more.map(|booking| self.app.appointment(published, booking));
        let more = more.collect::<Result<_, _>>()?;
        let from = from.unwrap_or(booking.start);
        Ok(match (to, news) {
            (Reader::Client, News::Requested) => Letter::Received { appointment, more },
            (Reader::Client, News::Booked | News::Confirmed) => {
                Letter::Confirmed { appointment, more }
            }
            (Reader::Client, News::Moved) => Letter::Moved { from, appointment },
            (Reader::Client, News::Declined) => Letter::Declined { appointment },
            (Reader::Client, News::Cancelled) => Letter::Cancelled {
                by: By::Client,
                appointment,
            },
            (Reader::Client, News::CalledOff) => Letter::Cancelled {
                by: By::Practice,
                appointment,
            },
            (Reader::Therapist, news) => Letter::Staff {
                news: match news {
                    News::Requested => StaffNews::Request {
                        decide: self.app.decide_link(published, booking)?,
                    },
                    News::Moved => StaffNews::Moved { from },
                    News::Cancelled | News::CalledOff | News::Declined => StaffNews::Cancelled,
                    News::Booked | News::Confirmed => StaffNews::New,
                },
                client: booking.name.clone(),
                appointment,
                more,
                feed: self.app.feed_link(published, &booking.therapist),
            },
        })
    }

    /// The letter that tells a therapist that somebody else gives it now.
    pub(super) fn relieved(
        &self,
        published: &Published,
        booking: &Booking,
        (therapist, start): (&str, Timestamp),
    ) -> Result<Letter, StoreError> {
        let mut appointment = self.app.appointment(published, booking)?;
        let session = &mut appointment.session;
        session.end = start + session.start.duration_until(session.end);
        session.start = start;
        let former = said::therapist(therapist, &published.catalogue);
        session.therapist = former.unwrap_or_default().to_owned();
        Ok(Letter::Staff {
            news: StaffNews::Relieved,
            client: booking.name.clone(),
            appointment,
            more: Vec::new(),
            feed: self.app.feed_link(published, therapist),
        })
    }

    /// The letter that asks a therapist to look at the desk before a visit. It does not say why.
    pub(super) fn to_look(
        &self,
        published: &Published,
        booking: &Booking,
    ) -> Result<Letter, StoreError> {
        Ok(Letter::Staff {
            news: StaffNews::Review {
                desk: format!("{}/desk/", self.app.origin(published)),
            },
            client: booking.name.clone(),
            appointment: self.app.appointment(published, booking)?,
            more: Vec::new(),
            feed: self.app.feed_link(published, &booking.therapist),
        })
    }

    /// The reminder.
    pub(super) fn reminder(
        &self,
        published: &Published,
        booking: &Booking,
    ) -> Result<Letter, StoreError> {
        let appointment = self.app.appointment(published, booking)?;
        Ok(Letter::Reminder { appointment })
    }
}

impl App {
    /// A booking as mail and calendars tell of it.
    pub(crate) fn appointment(
        &self,
        published: &Published,
        booking: &Booking,
    ) -> Result<Appointment, StoreError> {
        let token = self.secret.token(Purpose::Manage, &booking.id);
        let (token, origin) = (token.ok_or(StoreError::Broken)?, self.origin(published));
        let form = form_address(booking, &token, &published.catalogue, self.now());
        Ok(Appointment {
            session: session(published, booking),
            id: booking.id.clone(),
            reference: said::reference(&booking.id),
            standing: match booking.status {
                Status::Pending => Standing::Tentative,
                Status::Confirmed | Status::Completed | Status::NoShow => Standing::Confirmed,
                Status::Cancelled | Status::Declined => Standing::Cancelled,
            },
            sequence: u32::try_from(booking.version.saturating_sub(1)).unwrap_or(u32::MAX),
            stamp: booking.changed_at(),
            intake: form.map_or(String::new(), |path| format!("{origin}{path}")),
            link: format!("{origin}{}", manage_address(&token)),
        })
    }

    fn decide_link(&self, published: &Published, booking: &Booking) -> Result<String, StoreError> {
        let token = self.secret.token(Purpose::Decide, &booking.id);
        self.link(published, token.as_deref(), decide_address)
    }

    /// The therapist's own calendar; empty if they are not with the practice any more.
    fn feed_link(&self, published: &Published, therapist: &str) -> String {
        let therapist = published.catalogue.therapist(therapist);
        therapist.map_or_else(String::new, |therapist| {
            let token = self.secret.feed_token(therapist.id.as_str());
            format!("{}{}", self.origin(published), feed_address(&token))
        })
    }

    /// The whole address of what a token leads to; no token is made for an id that is none of ours.
    pub(super) fn link(
        &self,
        published: &Published,
        token: Option<&str>,
        address: fn(&str) -> String,
    ) -> Result<String, StoreError> {
        let token = token.ok_or(StoreError::Broken)?;
        Ok(format!("{}{}", self.origin(published), address(token)))
    }

    /// Where the site is, without a closing slash.
    pub(crate) fn origin<'a>(&'a self, published: &'a Published) -> &'a str {
        let own = &published.catalogue.practice.url;
        self.site_origin.as_deref().unwrap_or(own)
    }
}

/// A booking as mail tells of it.
pub(super) fn session(published: &Published, booking: &Booking) -> Session {
    let catalogue = &published.catalogue;
    let therapist = said::therapist(&booking.therapist, catalogue);
    Session {
        service: said::service(&booking.service, catalogue).to_owned(),
        start: booking.start,
        end: booking.end,
        therapist: therapist.unwrap_or_default().to_owned(),
        room: booking.room.as_deref().map_or(String::new(), said::room),
        price: said::agreed_price(booking, &catalogue.practice),
    }
}
