//! A client's bookings, past and to come, in words.

use jiff::Timestamp;
use practice::Catalogue;
use practice::booking::Status;
use serde::Serialize;

use super::flags;
use crate::answer::Failure;
use crate::booking::when;
use crate::desk::{Desk, Role, SignedIn};
use crate::said;
use crate::store::{Booking, Record};

/// A client's bookings.
#[derive(Serialize)]
pub(super) struct VisitsView {
    /// The next first.
    to_come: Vec<VisitView>,
    /// The last first.
    past: Vec<VisitView>,
    /// How many took place.
    took_place: usize,
}

/// One of them.
#[derive(Serialize)]
struct VisitView {
    id: String,
    /// The booking's page; empty for who may not open it.
    address: String,
    when: String,
    service: String,
    who: String,
    state: &'static str,
    /// How its health form stands; empty where nothing of it is there.
    intake: &'static str,
    #[serde(skip)]
    start: Timestamp,
}

impl Desk {
    pub(super) async fn visits(
        &self,
        signed_in: &SignedIn,
        record: &Record,
    ) -> Result<VisitsView, Failure> {
        let (app, now) = (&self.app, self.app.now());
        let ids: Vec<_> = record
            .filed()
            .iter()
            .map(|filed| filed.booking.clone())
            .collect();
        let bookings = app.store.bookings(&ids).await?;
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        let states = app.store.intakes(&ids).await?;
        let published = app.published();
        let view = |booking: &Booking| {
            let intake = states.get(&booking.id).map_or("", flags::said);
            VisitView::of(booking, &published.catalogue, signed_in, intake)
        };
        let came = bookings.iter().filter(|booking| {
            let done = matches!(booking.status, Status::Completed | Status::Confirmed);
            done && booking.end <= now
        });
        let took_place = came.count();
        let (mut to_come, past): (Vec<_>, Vec<_>) = bookings
            .iter()
            .map(view)
            .partition(|visit| visit.start > now);
        to_come.reverse();
        Ok(VisitsView {
            to_come,
            past,
            took_place,
        })
    }
}

impl VisitView {
    fn of(
        booking: &Booking,
        catalogue: &Catalogue,
        signed_in: &SignedIn,
        intake: &'static str,
    ) -> Self {
        let who = said::therapist(&booking.therapist, catalogue);
        let own = signed_in.staff.account.therapist.as_deref();
        let opens = signed_in.role() != Role::Therapist || own == Some(booking.therapist.as_str());
        Self {
            id: booking.id.clone(),
            address: match opens {
                true => format!("/desk/bookings/{}", booking.id),
                false => String::new(),
            },
            when: when::from_to(booking.start, booking.end, &catalogue.practice),
            service: said::service(&booking.service, catalogue).to_owned(),
            who: who.unwrap_or(&booking.therapist).to_owned(),
            state: said::status(booking.status),
            intake,
            start: booking.start,
        }
    }
}
