//! One connection to the proxy: each request on it, and what goes wrong with it.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use fastrand::Rng;
use hyper::body::Incoming;
use serde_json::Value;

use super::errors;
use super::fault::Fault;
use super::kind::Kind;
use super::proxy::{Asked, Proxy, Reply, wait};
use super::torn;
use super::unprocessed;

/// The longest that a slow request is kept back, and one applied later.
const SLOW_MAX: Duration = Duration::from_millis(40);
const LATER_MAX: Duration = Duration::from_millis(300);
/// More than DynamoDB reads.
const BODY_BYTES_MAX: usize = 16 << 20;

/// One connection.
pub(super) struct Connection {
    proxy: Arc<Proxy>,
    dice: Mutex<Rng>,
}

/// The connection is to end here, without an answer.
#[derive(Debug)]
pub(super) struct Cut;

impl Connection {
    pub(super) fn new(proxy: Arc<Proxy>, dice: Rng) -> Self {
        Self {
            proxy,
            dice: Mutex::new(dice),
        }
    }

    /// Answers one request, or cuts the connection.
    pub(super) async fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
    ) -> Result<Response<Body>, Cut> {
        let asked = read(request).await?;
        let kind = Kind::of(&asked.operation, &asked.body);
        // Carried out to its end even if the one who asked goes away, as it would be at AWS.
        let answered = tokio::spawn(async move { self.meet(kind, asked).await });
        let reply = answered.await.expect("no panic")?;
        let body = match reply.body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        let response = Response::builder()
            .status(reply.status)
            .header("content-type", "application/x-amz-json-1.0");
        Ok(response.body(body.into()).expect("a response"))
    }

    async fn meet(&self, kind: Kind, asked: Asked) -> Result<Reply, Cut> {
        let _open = self.proxy.open.one();
        if kind.is_write() && !self.proxy.end.lets_write() {
            return Err(Cut);
        }
        // Drawn whether they are needed or not, so that the next request's do not depend on it.
        let (fault, mut dice) = {
            let mut dice = self.dice.lock().unwrap_or_else(PoisonError::into_inner);
            (self.proxy.draw(&mut dice, kind), dice.fork())
        };
        self.proxy.carried_out.asked(kind, fault);
        match fault {
            None => Ok(self.carry_out(kind, &asked).await),
            Some(fault) => self.fail(fault, kind, asked, &mut dice).await,
        }
    }

    async fn fail(
        &self,
        fault: Fault,
        kind: Kind,
        asked: Asked,
        dice: &mut Rng,
    ) -> Result<Reply, Cut> {
        match fault {
            Fault::Slow => {
                tokio::time::sleep(wait(dice, SLOW_MAX)).await;
                Ok(self.carry_out(kind, &asked).await)
            }
            Fault::Conflict => Ok(conflict(kind, &asked, dice)),
            Fault::InProgress => Ok(errors::in_progress()),
            Fault::Throttled => Ok(errors::throttled(dice.bool())),
            Fault::FailedBefore => Ok(errors::failed(dice.bool())),
            Fault::FailedAfter => {
                self.carry_out(kind, &asked).await;
                Ok(errors::failed(dice.bool()))
            }
            Fault::LostBefore => Err(Cut),
            Fault::LostAfter => {
                self.carry_out(kind, &asked).await;
                Err(Cut)
            }
            Fault::AppliedLater => {
                self.apply_later(asked, wait(dice, LATER_MAX));
                Err(Cut)
            }
            Fault::Stale => match self.proxy.memory.earlier(&asked.body.to_string(), dice) {
                Some(earlier) => Ok(earlier),
                None => Ok(self.carry_out(kind, &asked).await),
            },
            Fault::Torn => Ok(torn::carry_out(&self.proxy, asked, dice).await),
            Fault::Unprocessed => Ok(unprocessed::carry_out(&self.proxy, asked, dice).await),
        }
    }

    async fn carry_out(&self, kind: Kind, asked: &Asked) -> Reply {
        let reply = self.proxy.carry_out(asked).await;
        if kind.is_eventual_read() && reply.status.is_success() {
            self.proxy.memory.keep(&asked.body.to_string(), &reply);
        }
        reply
    }

    fn apply_later(&self, asked: Asked, after: Duration) {
        let (proxy, open) = (self.proxy.clone(), self.proxy.open.one());
        tokio::spawn(async move {
            tokio::time::sleep(after).await;
            proxy.carry_out(&asked).await;
            drop(open);
        });
    }
}

fn conflict(kind: Kind, asked: &Asked, dice: &mut Rng) -> Reply {
    let items = asked.body["TransactItems"].as_array().map_or(0, Vec::len);
    if kind == Kind::Transaction && items > 0 {
        errors::conflict_in_transaction(items, dice.usize(0..items))
    } else {
        errors::conflict_of_write()
    }
}

async fn read(request: Request<Incoming>) -> Result<Asked, Cut> {
    let (head, body) = request.into_parts();
    let body = to_bytes(Body::new(body), BODY_BYTES_MAX).await;
    let body = body.map_err(|_| Cut)?;
    let target = head.headers.get("x-amz-target");
    let target = target.and_then(|target| target.to_str().ok());
    let operation = target.and_then(|target| target.split('.').next_back());
    Ok(Asked {
        operation: operation.ok_or(Cut)?.to_owned(),
        headers: head.headers,
        body: serde_json::from_slice(&body).unwrap_or_default(),
    })
}

impl fmt::Display for Cut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the connection is cut")
    }
}

impl std::error::Error for Cut {}
