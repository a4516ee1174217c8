//! What every handler has at hand.

use std::sync::{Arc, RwLock};

use jiff::{SignedDuration, Timestamp};
use practice::booking::Email;

use crate::limits::Limits;
use crate::mail::own_address;
use crate::store::Store;
use crate::{Clock, Published, Secret};

/// How long the first mail about a booking waits, so that who changes their mind at once is not
/// sent two.
const MAIL_GRACE: SignedDuration = SignedDuration::from_mins(2);

/// The state of a function. Clones share it.
#[derive(Clone)]
pub struct App {
    published: Arc<RwLock<Arc<Published>>>,
    pub(crate) store: Store,
    pub(crate) secret: Secret,
    pub(crate) site_origin: Option<Arc<str>>,
    /// How long the first mail about a booking waits for a change that replaces it.
    pub(crate) mail_grace: SignedDuration,
    mail_from: Option<Email>,
    pub(crate) limits: Limits,
    clock: Clock,
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
            published: Arc::new(RwLock::new(Arc::new(published))),
            store,
            secret,
            site_origin: site_origin.map(Arc::from),
            mail_grace: MAIL_GRACE,
            mail_from: None,
            limits: Limits::Kept,
            clock,
        }
    }

    /// The same, but the first mail about a booking is due after this long.
    #[must_use]
    pub fn with_mail_grace(mut self, mail_grace: SignedDuration) -> Self {
        self.mail_grace = mail_grace;
        self
    }

    /// The same, but its mail comes from this address, which calendars know as the organizer; none:
    /// from the practice's own.
    #[must_use]
    pub fn with_mail_from(mut self, mail_from: Option<Email>) -> Self {
        self.mail_from = mail_from;
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
        self.limits = Limits::Lifted;
        self
    }

    /// Replaces what is published; requests under way finish with what they began with.
    pub fn publish(&self, published: Published) {
        let mut current = self
            .published
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *current = Arc::new(published);
    }

    /// What is published at this moment.
    #[must_use]
    pub fn published(&self) -> Arc<Published> {
        let current = self
            .published
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&current)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
