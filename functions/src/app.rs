//! What every handler has at hand.

use std::sync::{Arc, RwLock};

use jiff::Timestamp;

use crate::store::Store;
use crate::{Clock, Published, Secret};

/// The state of a function. Clones share it.
#[derive(Clone)]
pub struct App {
    published: Arc<RwLock<Arc<Published>>>,
    pub(crate) store: Store,
    pub(crate) secret: Secret,
    pub(crate) site_origin: Option<Arc<str>>,
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
            clock,
        }
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
