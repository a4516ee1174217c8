//! Keeping the outbox's promises on this machine: at once after each change, and by the clock.

use std::sync::Arc;
use std::time::Duration;

use functions::notify::Notify;
use tokio::runtime::Handle;

use super::scrub::Scrub;

/// How often is looked for what has become due by the clock alone.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Wakes whoever keeps the promises. Clones share it.
#[derive(Clone)]
pub(super) struct Promises {
    runtime: Handle,
    changed: Arc<tokio::sync::Notify>,
    scrub: Scrub,
}

impl Promises {
    /// Within the runtime that serves.
    pub(super) fn new(scrub: Scrub) -> Self {
        Self {
            runtime: Handle::current(),
            changed: Arc::default(),
            scrub,
        }
    }

    /// Something may have been promised.
    pub(super) fn look(&self) {
        self.changed.notify_one();
    }

    /// Keeps promises, for ever.
    pub(super) fn keep(&self, notify: Notify) {
        let changed = Arc::clone(&self.changed);
        let mut scrub = self.scrub.clone();
        self.runtime.spawn(async move {
            loop {
                // What went wrong is in the log, and in the ledger; the next look tries again.
                let _ = notify.sweep().await;
                scrub.look().await;
                let _ = tokio::time::timeout(LOOK_EVERY, changed.notified()).await;
            }
        });
    }
}
