//! A practice whose store is listened in on, so that everything asked of it has a cost.

use functions::App;
use functions::mail::{Mailbox, Sender};
use functions::notify::Notify;
use functions::store::{Endpoint, Store, Units};
use jiff::SignedDuration;
use serde_json::Value;
use tempfile::TempDir;

use crate::cost::Cost;
use crate::door::Door;
use crate::emulator::{Emulator, TABLE};
use crate::practice;
use crate::tap::Tap;

/// A practice, its meter, and an ear at the wire.
pub(crate) struct Counted {
    pub(crate) app: App,
    store: Store,
    tap: Tap,
    door: Door,
    notify: Notify,
    _emulator: Emulator,
    _mail: TempDir,
}

impl Counted {
    /// One that has no bookings.
    pub(crate) async fn new() -> Self {
        let emulator = Emulator::start().await;
        let tap = Tap::on(&emulator.url).await;
        let store = Store::new(&Endpoint::local(&tap.url), TABLE);
        // Mails are due at once, so that a sweep finds them under a clock that stands still.
        let app = practice::app(store.clone()).with_mail_grace(SignedDuration::ZERO);
        let mail = TempDir::new().expect("a temporary folder");
        let sender = Sender::Mailbox(Mailbox::new(mail.path()));
        Self {
            store,
            tap,
            door: Door::new(app.clone()),
            notify: Notify::new(app.clone(), sender),
            app,
            _emulator: emulator,
            _mail: mail,
        }
    }

    /// Posts what must succeed.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> (Value, Cost) {
        self.cost_of(self.door.made(path, body)).await
    }

    /// Asks for what changes nothing.
    pub(crate) async fn get(&self, path: &str) -> Cost {
        let ((status, answer), cost) = self.cost_of(self.door.get(path)).await;
        assert!(status.is_success(), "{path}: {status} {answer}");
        cost
    }

    /// Sends every mail that is due.
    pub(crate) async fn sweep(&self) -> Cost {
        let (swept, cost) = self.cost_of(self.notify.sweep()).await;
        let swept = swept.expect("the outbox is swept");
        assert_eq!(swept.failed + swept.put_off, 0, "every mail leaves");
        cost
    }

    async fn cost_of<T>(&self, work: impl Future<Output = T>) -> (T, Cost) {
        let before = self.store.meter().units();
        drop(self.tap.take());
        let done = work.await;
        let after = self.store.meter().units();
        let metered = Units {
            read: after.read - before.read,
            write: after.write - before.write,
            requests: after.requests - before.requests,
        };
        (done, Cost::new(metered, self.tap.take()))
    }
}
