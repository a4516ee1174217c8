//! What is still open: connections, and requests to be applied after their connection was lost.

use tokio::sync::watch;

/// Counts what is open.
pub(super) struct Open(watch::Sender<usize>);

/// One that is open, until it is dropped.
pub(super) struct OpenOne(watch::Sender<usize>);

impl Open {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    pub(super) fn one(&self) -> OpenOne {
        self.0.send_modify(|open| *open += 1);
        OpenOne(self.0.clone())
    }

    /// Waits until nothing is.
    pub(super) async fn none(&self) {
        let mut open = self.0.subscribe();
        open.wait_for(|open| *open == 0)
            .await
            .expect("the count lives as long as we do");
    }
}

impl Drop for OpenOne {
    fn drop(&mut self) {
        self.0.send_modify(|open| *open -= 1);
    }
}
