//! Passing on what has become free: down the lines of those who wait, until nothing of it is left.

use practice::availability::Standing;

use super::{Kept, Notify};
use crate::secret::random_id;
use crate::store::{Before, News, Promise, Settled, StoreError, Task, WaitingState};

impl Notify {
    /// What a change has freed is passed on, whether or not there is still somebody to be told of
    /// the change: another change of the booking does not take it back.
    pub(super) fn and_pass_on(
        &self,
        promise: &Promise,
        told: Kept,
        (news, before): (News, Option<&Before>),
    ) -> Kept {
        let frees = matches!(
            news,
            News::Moved | News::Cancelled | News::CalledOff | News::Declined
        );
        match (told, before) {
            (Kept::Ended(mut settled), Some(before)) if frees => {
                let freed = before.clone();
                let task = Task::PassOn { freed };
                settled.then.push(promise.then(task, self.app.now()));
                Kept::Ended(settled)
            }
            (told, _) => told,
        }
    }

    /// Offers what was freed to those who wait for it, first come, first served. It may be done
    /// again after it was half done: what is kept for somebody is not free for the next.
    pub(super) async fn pass_on(&self, freed: &Before) -> Result<Kept, StoreError> {
        match freed.standing() {
            Some(freed) if freed.time.start() > self.app.now() => self.offer(&freed).await?,
            _ => {}
        }
        Ok(Kept::Ended(Settled::default()))
    }

    async fn offer(&self, freed: &Standing) -> Result<(), StoreError> {
        let (published, store) = (self.app.published(), &self.app.store);
        let catalogue = &published.catalogue;
        for waiting in store.waiting_for(catalogue, freed).await? {
            if !matches!(waiting.state, WaitingState::Waiting) {
                continue;
            }
            let hold = random_id(self.app.now()).map_err(|_| StoreError::Broken)?;
            let now = || self.app.now();
            let offered = store
                .pass_on(catalogue, &waiting, (freed, &hold), now)
                .await?;
            if let Some(offered) = offered {
                tracing::info!(
                    waiting.id = offered.id,
                    "Offered a freed time to `{}`",
                    offered.id
                );
            }
        }
        Ok(())
    }
}
