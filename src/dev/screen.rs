//! What open browsers are told: that there is something new, or what is wrong.

use std::sync::Arc;

use tokio::sync::watch;

/// What a browser should show now.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// Raised whenever pages may look different.
    pub(super) generation: u64,
    /// What is wrong with the content, if something is; the last good pages stay behind it.
    pub(super) problem: Option<Arc<str>>,
}

/// The present [`Shown`], and news of the next. Clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Screen(Arc<watch::Sender<Shown>>);

impl Screen {
    /// New pages.
    pub(super) fn refresh(&self) {
        self.0.send_modify(|shown| {
            shown.generation += 1;
            shown.problem = None;
        });
    }

    /// The old pages, and why there are no new ones.
    pub(super) fn complain(&self, problem: &str) {
        self.0
            .send_modify(|shown| shown.problem = Some(Arc::from(problem)));
    }

    pub(super) fn now(&self) -> Shown {
        self.0.borrow().clone()
    }

    pub(super) fn news(&self) -> watch::Receiver<Shown> {
        self.0.subscribe()
    }
}
