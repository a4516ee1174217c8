//! What the handlers of a function have at hand that makes and opens links.

use std::ops::Deref;

use jiff::SignedDuration;
use practice::booking::Email;

use crate::limits::Limits;
use crate::mail::own_address;
use crate::request::Front;
use crate::store::Store;
use crate::{Clock, Ground, Published, Secret};

/// The state of a function that has the practice's secret: its [`Ground`], and the secret. Clones
/// share it.
#[derive(Clone)]
pub struct App {
    ground: Ground,
    pub(crate) secret: Secret,
    mail_from: Option<Email>,
}

impl App {
    /// A function over a store.
    #[must_use]
    pub fn new(
        published: Published,
        store: Store,
        secret: Secret,
        site_origin: Option<&str>,
        clock: Clock,
    ) -> Self {
        Self {
            ground: Ground::new(published, store, secret.network_key(), site_origin, clock),
            secret,
            mail_from: None,
        }
    }

    /// The same, but the first mail about a booking is due after this long.
    #[must_use]
    pub fn with_mail_grace(mut self, mail_grace: SignedDuration) -> Self {
        self.ground.mail_grace = mail_grace;
        self
    }

    /// The same, but its mail comes from this address, which calendars know as the organizer; none:
    /// from the practice's own.
    #[must_use]
    pub fn with_mail_from(mut self, mail_from: Option<Email>) -> Self {
        self.mail_from = mail_from;
        self
    }

    /// The same behind this front.
    #[must_use]
    pub(crate) fn behind(mut self, front: Front) -> Self {
        self.ground = self.ground.behind(front);
        self
    }

    /// The address that mail comes from: the same in every mail and calendar.
    pub(crate) fn mail_address(&self, published: &Published) -> Email {
        let own = || own_address(&published.catalogue.practice);
        self.mail_from.clone().unwrap_or_else(own)
    }

    /// The same, but one may ask for changes as often as one likes.
    #[must_use]
    pub fn without_limits(mut self) -> Self {
        self.ground.limits = Limits::Lifted;
        self
    }

    /// What it stands on, without the secret.
    #[must_use]
    pub fn ground(&self) -> &Ground {
        &self.ground
    }
}

impl Deref for App {
    type Target = Ground;

    fn deref(&self) -> &Ground {
        &self.ground
    }
}
