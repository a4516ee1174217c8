//! What needs a person: mails given up, requests to decide, forms to look at, days that cannot be read.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use jiff::{SignedDuration, Span};
use practice::Catalogue;
use practice::availability::{Purpose, Resource};
use practice::booking::Status;
use serde::Serialize;

use super::mail::moment;
use crate::answer::{Failure, PageFacts};
use crate::booking::when;
use crate::desk::{Desk, SignedIn};
use crate::said;
use crate::store::{Booking, End, StoreError};

/// How far ahead it looks.
const DAYS_AHEAD: i32 = 62;
/// A request lapses soon that nobody confirms within this long.
const SOON: SignedDuration = SignedDuration::from_mins(30);

#[derive(Serialize)]
struct MessagesPage {
    page: PageFacts,
    messages: Vec<Message>,
}

#[derive(Serialize)]
struct Message {
    words: String,
    /// Where it is seen to.
    address: Option<String>,
}

/// What stands on the days to come.
struct Ahead {
    bookings: Vec<Booking>,
    /// Days that cannot be read.
    unreadable: Vec<(Resource, Date)>,
}

/// `GET /desk/messages`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
) -> Result<Response, Failure> {
    let published = desk.app.published();
    let catalogue = &published.catalogue;
    let mut messages = desk.mail_messages().await?;
    let ahead = desk.ahead(catalogue).await?;
    messages.extend(ahead.unreadable.iter().map(|(resource, date)| Message {
        words: format!("The day {date} of {resource} cannot be read. Nothing can be booked there."),
        address: None,
    }));
    messages.extend(desk.booking_messages(&ahead.bookings, catalogue).await?);
    for erasure in desk.app.store.erasures().await? {
        if erasure.done_at.is_none() {
            messages.push(Message {
                words: "An erasure was cut off; it goes on by itself".to_owned(),
                address: Some(format!("/desk/erasures/{}", erasure.id)),
            });
        }
    }
    let page = MessagesPage {
        page: PageFacts {
            title: "Messages".to_owned(),
            description: "What needs a person.",
            address: "/desk/messages",
        },
        messages,
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/messages.html", &page))
}

impl Desk {
    async fn mail_messages(&self) -> Result<Vec<Message>, Failure> {
        let ledger = self.recent_mail().await?;
        let failed = ledger
            .iter()
            .filter(|entry| entry.end == Some(End::Failed) && entry.again_at.is_none());
        let messages = failed.map(|entry| Message {
            words: format!(
                "A mail about {} was given up: {}",
                said::reference(&entry.booking),
                entry.why
            ),
            address: Some("/desk/mail".to_owned()),
        });
        Ok(messages.collect())
    }

    async fn booking_messages(
        &self,
        bookings: &[Booking],
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, Failure> {
        let now = self.app.now();
        let ids: Vec<_> = bookings.iter().map(|booking| booking.id.as_str()).collect();
        let intakes = self.app.store.intakes(&ids).await?;
        let mut messages = Vec::new();
        for booking in bookings {
            let reviewed = intakes.get(&booking.id).is_some_and(|state| state.review);
            let what = if reviewed {
                "A health form is to be looked at before the visit"
            } else if booking.prove_by.is_some_and(|by| by <= now + SOON) && booking.awaits_proof()
            {
                "A new client has not confirmed their address, and the booking lapses soon"
            } else if booking.status == Status::Pending && booking.prove_by.is_none() {
                "A request is to be decided on"
            } else {
                continue;
            };
            let start = moment(booking.start, &catalogue.practice);
            messages.push(Message {
                words: format!("{what}: {start}"),
                address: Some(format!("/desk/bookings/{}", booking.id)),
            });
        }
        Ok(messages)
    }

    async fn ahead(&self, catalogue: &Catalogue) -> Result<Ahead, Failure> {
        let today = when::local_date(self.app.now(), &catalogue.practice);
        let therapists = catalogue.therapists.iter();
        let rooms = catalogue.practice.rooms.iter();
        let resources = therapists
            .map(|therapist| Resource::Therapist(therapist.id.clone()))
            .chain(rooms.map(|room| Resource::Room(room.clone())));
        let mut wanted = Vec::new();
        for resource in resources {
            let dates =
                (0..DAYS_AHEAD).filter_map(|days| today.checked_add(Span::new().days(days)).ok());
            wanted.extend(dates.map(|date| (resource.clone(), date)));
        }
        let store = &self.app.store;
        let (mut days, mut unreadable) = (Vec::new(), Vec::new());
        match store.days(&wanted).await {
            Ok(all) => days = all,
            Err(StoreError::Busy) => return Err(Failure::Busy),
            // One by one, so that one that cannot be read hides no other.
            Err(StoreError::Broken) => {
                for day in wanted {
                    match store.days(std::slice::from_ref(&day)).await {
                        Ok(read) => days.extend(read),
                        Err(StoreError::Busy) => return Err(Failure::Busy),
                        Err(StoreError::Broken) => unreadable.push(day),
                    }
                }
            }
        }
        let entries = days.iter().flat_map(practice::availability::Day::entries);
        let of_bookings = entries.filter(|entry| entry.purpose == Purpose::Booking);
        let ids: BTreeSet<_> = of_bookings.map(|entry| entry.id.clone()).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        let mut bookings = store.bookings(&ids).await?;
        bookings.sort_by_key(|booking| booking.start);
        Ok(Ahead {
            bookings,
            unreadable,
        })
    }
}
