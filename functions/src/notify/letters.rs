//! What a mail says: the facts of a booking as they are now.

use jiff::Timestamp;
use practice::Money;
use practice::booking::Status;

use super::Notify;
use crate::Published;
use crate::intake::{FORM, intake_address};
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
        let former = published.catalogue.therapist(therapist);
        session.therapist = former.map_or(String::new(), |former| former.name.clone());
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
        let token = token.ok_or(StoreError::Broken)?;
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
            link: format!("{}/booking/m/{token}/", self.origin(published)),
            intake: match published.catalogue.form(FORM) {
                Some(_) => format!("{}{}", self.origin(published), intake_address(&token)),
                None => String::new(),
            },
        })
    }

    fn decide_link(&self, published: &Published, booking: &Booking) -> Result<String, StoreError> {
        let token = self.secret.token(Purpose::Decide, &booking.id);
        let token = token.ok_or(StoreError::Broken)?;
        Ok(format!(
            "{}/booking/decide/{token}/",
            self.origin(published)
        ))
    }

    /// The therapist's own calendar; empty if they are not with the practice any more.
    fn feed_link(&self, published: &Published, therapist: &str) -> String {
        let therapist = published.catalogue.therapist(therapist);
        therapist.map_or_else(String::new, |therapist| {
            let token = self.secret.feed_token(therapist.id.as_str());
            format!("{}/booking/feed/{token}", self.origin(published))
        })
    }

    /// Where the site is, without a closing slash.
    pub(crate) fn origin<'a>(&'a self, published: &'a Published) -> &'a str {
        let own = &published.catalogue.practice.url;
        self.site_origin.as_deref().unwrap_or(own)
    }
}

pub(super) fn session(published: &Published, booking: &Booking) -> Session {
    let catalogue = &published.catalogue;
    let practice = &catalogue.practice;
    let service = catalogue.service(&booking.service);
    let therapist = catalogue.therapist(&booking.therapist);
    let price = Money::parse(&booking.price);
    let price = price.filter(|_| practice.currency.code() == booking.currency);
    Session {
        service: service.map_or(booking.service.clone(), |service| {
            service.page.title.clone()
        }),
        start: booking.start,
        end: booking.end,
        therapist: therapist.map_or(String::new(), |therapist| therapist.name.clone()),
        room: booking.room.as_deref().map_or(String::new(), said::room),
        price: price.map_or_else(
            || format!("{} {}", booking.price, booking.currency),
            |price| practice.currency.write(price),
        ),
    }
}
