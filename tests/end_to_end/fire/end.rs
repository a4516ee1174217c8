//! The end of a process: so many writes are carried out, and it is gone before the next.

use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

/// How many writes are left, and whether the end has come.
pub(super) struct End {
    left: Mutex<Option<u64>>,
    come: watch::Sender<bool>,
}

impl End {
    /// None is planned.
    pub(super) fn new() -> Self {
        Self {
            left: Mutex::new(None),
            come: watch::Sender::new(false),
        }
    }

    /// It comes after so many more writes; or never.
    pub(super) fn after(&self, writes: Option<u64>) {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = writes;
        self.come.send_replace(false);
    }

    /// Whether one more write is carried out.
    pub(super) fn lets_write(&self) -> bool {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        match left.as_mut() {
            None => true,
            Some(0) => {
                self.come.send_replace(true);
                false
            }
            Some(left) => {
                *left -= 1;
                true
            }
        }
    }

    /// Waits until it has come.
    pub(super) async fn come(&self) {
        let mut come = self.come.subscribe();
        let come = come.wait_for(|come| *come).await;
        come.expect("it lives as long as we do");
    }
}
