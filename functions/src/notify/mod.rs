//! Notify: keeps what the outbox promises. Mails are sent, reminders come in time, and what cannot
//! be sent is tried again, then left where staff see it.
//!
//! Every promise is claimed, held against the booking as it is now, and ended in one transaction
//! with what follows from it. What is out of date is dropped, never sent.

mod called;
mod letters;
mod mailing;
mod passing_on;
mod proving;
mod retention;
mod reviewing;
mod signing_in;
mod telling;
mod waiting;

use std::sync::{Arc, Mutex};
use std::time::Instant;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

pub use called::{Call, NotSwept};

use crate::App;
use crate::budget;
use crate::mail::Sender;
use crate::store::{End, Promise, Settled, StoreError, Task};

/// How long a promise waits after each try that failed; after the last it is given up.
const WAITS: [SignedDuration; 5] = [
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(15),
    SignedDuration::from_hours(1),
    SignedDuration::from_hours(4),
];
/// A sweep goes on while there is more to do, but not for ever.
const ROUNDS_MAX: usize = 20;

/// The one who keeps promises.
#[derive(Clone)]
pub struct Notify {
    app: App,
    sender: Sender,
    /// The day whose walk through what is kept is over.
    walked: Arc<Mutex<Option<Date>>>,
}

/// What a sweep has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Swept {
    /// Mails that have left.
    pub sent: u32,
    /// Promises that were out of date.
    pub dropped: u32,
    /// Promises to be tried again.
    pub put_off: u32,
    /// Promises given up.
    pub failed: u32,
}

impl Swept {
    /// One line, whose numbers can be counted.
    fn log(self, began: Instant) {
        let Self {
            sent,
            dropped,
            put_off,
            failed,
        } = self;
        let duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(
            sent,
            dropped,
            put_off,
            failed,
            duration_ms,
            "Swept the outbox: {sent} sent"
        );
    }
}

/// What a try at a promise came to.
enum Kept {
    /// It has ended.
    Ended(Settled),
    /// Not now: no sooner than then, and why.
    Later(Timestamp, String),
    /// It failed, for this reason, which trying again may mend.
    Failed(String),
}

impl Notify {
    /// The one who keeps the promises of a practice.
    #[must_use]
    pub fn new(app: App, sender: Sender) -> Self {
        Self {
            app,
            sender,
            walked: Arc::default(),
        }
    }

    /// Keeps every promise that is due, and logs what was done, if anything was.
    ///
    /// # Errors
    /// [`StoreError`], when the store does not answer; what was done stays done.
    pub async fn sweep(&self) -> Result<Swept, StoreError> {
        let began = Instant::now();
        let swept = self.sweep_up().await?;
        if swept != Swept::default() {
            swept.log(began);
        }
        Ok(swept)
    }

    async fn sweep_up(&self) -> Result<Swept, StoreError> {
        let mut swept = Swept::default();
        let ends = Instant::now() + budget::SWEEP;
        'sweep: for _ in 0..ROUNDS_MAX {
            let due = self.app.store.due(self.app.now()).await?;
            if due.is_empty() {
                break;
            }
            for promise in due {
                if Instant::now() > ends {
                    break 'sweep;
                }
                self.try_to_keep(&promise, &mut swept).await?;
            }
        }
        self.keep_no_longer().await?;
        Ok(swept)
    }

    async fn try_to_keep(&self, promise: &Promise, swept: &mut Swept) -> Result<(), StoreError> {
        let store = &self.app.store;
        let Some(claimed) = store.claim(promise, self.app.now()).await? else {
            return Ok(());
        };
        let kept = match self.keep(&claimed).await {
            Err(StoreError::Broken) => Kept::Failed("what it tells of cannot be read".to_owned()),
            kept => kept?,
        };
        let now = self.app.now();
        match kept {
            Kept::Ended(settled) => {
                match &settled.end {
                    Some((End::Sent, _)) => swept.sent += 1,
                    Some((End::Dropped, _)) => swept.dropped += 1,
                    Some((End::Failed, _)) => swept.failed += 1,
                    None => {}
                }
                store.settle(&claimed, &settled, now).await
            }
            Kept::Later(until, why) => {
                swept.put_off += 1;
                let tries = claimed.tries.saturating_sub(1);
                store.put_off(&claimed, until, &why, tries).await
            }
            Kept::Failed(why) => match wait_after(claimed.tries) {
                Some(wait) => {
                    swept.put_off += 1;
                    store
                        .put_off(&claimed, now + wait, &why, claimed.tries)
                        .await
                }
                None => {
                    swept.failed += 1;
                    give_up(&claimed, &why);
                    store.settle(&claimed, &ended(End::Failed, why), now).await
                }
            },
        }
    }

    async fn keep(&self, promise: &Promise) -> Result<Kept, StoreError> {
        match &promise.task {
            Task::PassOn { freed } => self.pass_on(freed).await,
            Task::Write { service, news } => self.write(promise, service, *news).await,
            Task::Release { service } => self.release(promise, service).await,
            Task::SignIn { staff, ends } => self.send_link(promise, *staff, *ends).await,
            _ => self.keep_of_booking(promise).await,
        }
    }

    /// Keeps what was promised of a booking, as it is now.
    async fn keep_of_booking(&self, promise: &Promise) -> Result<Kept, StoreError> {
        let booking = self.app.store.booking(&promise.booking).await?;
        let Some(booking) = booking.filter(|booking| !booking.is_forgotten()) else {
            return Ok(dropped("the booking is not there"));
        };
        match &promise.task {
            Task::Mail { to, news, from } => {
                self.mail(promise, &booking, (*to, *news, *from)).await
            }
            Task::Relieve { therapist, start } => {
                self.relieve(promise, &booking, (therapist, *start)).await
            }
            Task::Remind { .. } => self.remind(promise, &booking).await,
            Task::Review => self.ask_to_look(promise, &booking).await,
            Task::Prove => self.ask_to_prove(promise, &booking).await,
            Task::Lapse => self.lapse(booking).await,
            Task::Tell { news, before } => {
                self.app.store.file(&booking, self.app.now()).await?;
                let told = self.tell(promise, &booking, *news).await?;
                Ok(self.and_pass_on(promise, told, (*news, before.as_ref())))
            }
            Task::PassOn { .. }
            | Task::Write { .. }
            | Task::Release { .. }
            | Task::SignIn { .. } => Err(StoreError::Broken),
        }
    }
}

fn wait_after(tries: u32) -> Option<SignedDuration> {
    let failed = usize::try_from(tries.saturating_sub(1)).ok()?;
    WAITS.get(failed).copied()
}

fn give_up(promise: &Promise, why: &str) {
    tracing::error!(
        booking.id = promise.booking,
        kind = promise.task.kind(),
        why,
        "A mail about `{}` could not be sent and will not be tried again: {why}",
        promise.booking
    );
}

fn dropped(why: &str) -> Kept {
    Kept::Ended(ended(End::Dropped, why.to_owned()))
}

fn ended(end: End, why: String) -> Settled {
    Settled {
        end: Some((end, why)),
        ..Settled::default()
    }
}
