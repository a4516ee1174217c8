//! Between the SDK and the store: accepts connections and hands on what gets through.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use fastrand::Rng;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use reqwest::Client;
use serde_json::Value;
use tokio::net::TcpListener;

use super::carried_out::CarriedOut;
use super::connection::Connection;
use super::end::End;
use super::fault::{Fault, Rates};
use super::kind::Kind;
use super::memory::Memory;
use super::open::Open;

/// What all connections share.
pub(super) struct Proxy {
    seed: u64,
    rates: Rates,
    /// Whether everything is let through at the moment.
    pub(super) rests: AtomicBool,
    store: String,
    client: Client,
    pub(super) carried_out: CarriedOut,
    pub(super) memory: Memory,
    pub(super) open: Open,
    pub(super) end: End,
}

/// A request to the store.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) operation: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Value,
}

/// What the store answers, or what is answered in its place.
#[derive(Clone)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) body: Value,
}

impl Proxy {
    pub(super) fn new(seed: u64, rates: Rates, store: String) -> Self {
        Self {
            seed,
            rates,
            rests: AtomicBool::new(false),
            store,
            client: Client::new(),
            carried_out: CarriedOut::default(),
            memory: Memory::default(),
            open: Open::new(),
            end: End::new(),
        }
    }

    /// What goes wrong with a request.
    pub(super) fn draw(&self, dice: &mut Rng, kind: Kind) -> Option<Fault> {
        let drawn = self.rates.draw(dice, kind);
        drawn.filter(|_| !self.rests.load(Relaxed))
    }

    /// Lets the store carry out a request, and writes down what it did.
    pub(super) async fn carry_out(&self, asked: &Asked) -> Reply {
        let body = asked.body.to_string();
        let mut headers = asked.headers.clone();
        headers.remove("content-length");
        headers.remove("host");
        let sent = self.client.post(&self.store).headers(headers).body(body);
        let answer = sent.send().await.expect("the store answers");
        let status = answer.status();
        let body = answer.json().await.expect("the store answers in JSON");
        if status.is_success() {
            self.carried_out.note(&asked.operation, &asked.body);
        }
        Reply { status, body }
    }

    /// Each connection has dice of its own: what happens on it depends on its number alone.
    fn dice(&self, connection: u64) -> Rng {
        Rng::with_seed(
            self.seed
                .wrapping_add(connection.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
        )
    }
}

/// Accepts connections until the test ends.
pub(super) async fn serve(listener: TcpListener, proxy: Arc<Proxy>) {
    let mut number = 0;
    while let Ok((socket, _)) = listener.accept().await {
        number += 1;
        let open = proxy.open.one();
        let _ = socket.set_nodelay(true);
        let connection = Arc::new(Connection::new(proxy.clone(), proxy.dice(number)));
        tokio::spawn(async move {
            let service = service_fn(move |request| connection.clone().answer(request));
            let connection = http1::Builder::new().serve_connection(TokioIo::new(socket), service);
            // It ends with an error whenever a fault cuts it.
            let _ = connection.await;
            drop(open);
        });
    }
}

/// A wait of up to this long.
pub(super) fn wait(dice: &mut Rng, most: Duration) -> Duration {
    most.mul_f64(dice.f64())
}
