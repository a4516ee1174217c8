//! A store under fire: a DynamoDB in this process, and before it a proxy that lets go wrong what
//! goes wrong between a function and AWS. What was applied all the same, the proxy writes down.

mod carried_out;
mod connection;
mod end;
mod errors;
mod fault;
mod kind;
mod memory;
mod open;
mod proxy;
mod tests;
mod torn;
mod unprocessed;

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use reqwest::Client;
use serde_json::Value;
use tokio::net::TcpListener;

pub(crate) use carried_out::CarriedOut;
pub(crate) use fault::Rates;
use proxy::Proxy;

/// The store, and the way to it that is under fire.
pub(crate) struct Fire {
    /// Where the proxy speaks DynamoDB's protocol.
    pub(crate) url: String,
    /// The same table past the proxy.
    store: String,
    proxy: Arc<Proxy>,
}

impl Fire {
    /// An empty store; all that goes wrong before it follows from the seed.
    pub(crate) async fn light(seed: u64, rates: Rates) -> Self {
        let database = dynoxide::Database::memory().expect("an empty database");
        let (listener, store) = listen().await;
        tokio::spawn(dynoxide::server::serve_on(listener, database));
        let (listener, url) = listen().await;
        let proxy = Arc::new(Proxy::new(seed, rates, store.clone()));
        tokio::spawn(proxy::serve(listener, proxy.clone()));
        Self { url, store, proxy }
    }

    /// Lets everything through, until it is to [`Self::rage`] again.
    pub(crate) fn rest(&self) {
        self.proxy.rests.store(true, Relaxed);
    }

    /// Lets go wrong what is to go wrong.
    pub(crate) fn rage(&self) {
        self.proxy.rests.store(false, Relaxed);
    }

    /// What somebody does, killed before the next write once so many were carried out; none of whom
    /// was killed.
    pub(crate) async fn killed_after<T>(
        &self,
        writes: u64,
        doing: impl Future<Output = T>,
    ) -> Option<T> {
        self.proxy.end.after(Some(writes));
        let done = tokio::select! {
            biased;
            done = doing => Some(done),
            () = self.proxy.end.come() => None,
        };
        self.proxy.end.after(None);
        done
    }

    /// What the store has carried out so far, and what went wrong before it.
    pub(crate) fn carried_out(&self) -> &CarriedOut {
        &self.proxy.carried_out
    }

    /// Everything in the table, but of staff. Ask when [`Self::is_quiet`]: a long table is read in parts.
    pub(crate) async fn items(&self) -> Vec<Value> {
        crate::stored::items_but_staff(&self.store).await
    }

    /// Waits until nobody is connected and nothing is left to be applied: after `knead` has ended.
    pub(crate) async fn is_quiet(&self) {
        // Connections are accepted one after another: when this one, which asks for nothing the
        // store knows, has been ended, every earlier one is counted.
        let ended = Client::new().get(&self.url).send().await;
        assert!(ended.is_err(), "the proxy ends what it cannot read");
        self.proxy.open.none().await;
    }
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    (listener, format!("http://{address}"))
}
