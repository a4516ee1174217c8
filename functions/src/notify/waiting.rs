//! What those on the waiting list are promised: a mail, and that an offer ends.

use practice::booking::Email;
use practice::waiting::Dates;

use super::{Kept, Notify, dropped};
use crate::link::waiting_address;
use crate::mail::{Letter, Session};
use crate::store::{Hold, Place, Promise, Settled, StoreError, Waiting, WaitingNews, WaitingState};
use crate::{App, Published, said};

impl Notify {
    /// Writes to somebody on the waiting list, if it is still so.
    pub(super) async fn write(
        &self,
        promise: &Promise,
        service: &str,
        news: WaitingNews,
    ) -> Result<Kept, StoreError> {
        let Some(waiting) = self.app.store.waiting(&place(promise, service)).await? else {
            return Ok(dropped("nobody waits there"));
        };
        if waiting.version != promise.version {
            return Ok(dropped("it was changed since"));
        }
        let published = self.app.published();
        let letter = match (news, &waiting.state) {
            (WaitingNews::Joined, _) => self.app.joined(&published, &waiting)?,
            (WaitingNews::Offered, WaitingState::Offered { hold })
                if hold.expires_at > self.app.now() =>
            {
                self.app.offer_of(&published, &waiting, hold)?
            }
            (WaitingNews::Offered, _) => return Ok(dropped("it is not kept any more")),
        };
        let email = Email::parse(&waiting.email).ok();
        let whom = email.map(|email| (Some(waiting.name.clone()), email));
        Ok(self.send(&published, promise, whom, &letter).await)
    }

    /// Ends an offer that was not taken in time.
    pub(super) async fn release(
        &self,
        promise: &Promise,
        service: &str,
    ) -> Result<Kept, StoreError> {
        let place = place(promise, service);
        let lapsed = self
            .app
            .store
            .let_lapse(&place, promise.version, self.app.now());
        lapsed.await?;
        Ok(Kept::Ended(Settled::default()))
    }
}

impl App {
    /// The letter to somebody who has joined.
    fn joined(&self, published: &Published, waiting: &Waiting) -> Result<Letter, StoreError> {
        let service = said::service(&waiting.service, &published.catalogue);
        let dates = Dates::new(waiting.from..=waiting.to);
        Ok(Letter::Waiting {
            service: service.to_owned(),
            dates: dates.map(|dates| dates.first()..=dates.last()),
            leave: self.waiting_link(published, waiting)?,
        })
    }

    /// The letter to somebody for whom a time is kept.
    fn offer_of(
        &self,
        published: &Published,
        waiting: &Waiting,
        hold: &Hold,
    ) -> Result<Letter, StoreError> {
        let link = self.waiting_link(published, waiting)?;
        Ok(Letter::Offer {
            session: session(published, hold),
            kept_until: hold.expires_at,
            leave: link.clone(),
            link,
        })
    }

    fn waiting_link(&self, published: &Published, waiting: &Waiting) -> Result<String, StoreError> {
        let token = self.secret.waiting_token(&waiting.service, &waiting.id);
        self.link(published, token.as_deref(), waiting_address)
    }
}

/// What is kept, as mail tells of it: at today's price.
fn session(published: &Published, hold: &Hold) -> Session {
    let catalogue = &published.catalogue;
    let service = catalogue.service(&hold.service);
    let therapist = said::therapist(&hold.therapist, catalogue);
    let offer = service.and_then(|service| service.offer(hold.minutes));
    Session {
        service: said::service(&hold.service, catalogue).to_owned(),
        start: hold.start,
        end: hold.end,
        therapist: therapist.unwrap_or_default().to_owned(),
        room: hold.room.as_deref().map_or(String::new(), said::room),
        price: offer.map_or(String::new(), |offer| {
            catalogue.practice.currency.write(offer.price)
        }),
    }
}

fn place(promise: &Promise, service: &str) -> Place {
    Place {
        service: service.to_owned(),
        id: promise.booking.clone(),
    }
}
