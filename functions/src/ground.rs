//! What every function stands on: the practice as it is published, the store, the clock, and how
//! asks are counted. It holds no key that makes a link or opens anything.

use std::sync::{Arc, RwLock};

use jiff::{SignedDuration, Timestamp};

use crate::limits::Limits;
use crate::request::Front;
use crate::secret::NetworkKey;
use crate::store::Store;
use crate::{Clock, Published};

/// How long the first mail about a change waits, so that who changes their mind at once is not
/// sent two.
const MAIL_GRACE: SignedDuration = SignedDuration::from_mins(2);

/// What a function stands on. Clones share it.
#[derive(Clone)]
pub struct Ground {
    published: Arc<RwLock<Arc<Published>>>,
    pub(crate) store: Store,
    pub(crate) site_origin: Option<Arc<str>>,
    /// How long the first mail about a change waits for one that replaces it.
    pub(crate) mail_grace: SignedDuration,
    pub(crate) limits: Limits,
    pub(crate) networks: NetworkKey,
    pub(crate) front: Front,
    clock: Clock,
}

impl Ground {
    /// A practice over a store; networks are counted under this key.
    #[must_use]
    pub fn new(
        published: Published,
        store: Store,
        networks: NetworkKey,
        site_origin: Option<&str>,
        clock: Clock,
    ) -> Self {
        Self {
            published: Arc::new(RwLock::new(Arc::new(published))),
            store,
            site_origin: site_origin.map(Arc::from),
            mail_grace: MAIL_GRACE,
            limits: Limits::Kept,
            networks,
            front: Front::Here,
            clock,
        }
    }

    /// The same behind this front.
    #[must_use]
    pub(crate) fn behind(mut self, front: Front) -> Self {
        self.front = front;
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
