//! How a client asks: again when told to come later, and now and then without waiting for the answer.

use std::time::{Duration, Instant};

use reqwest::RequestBuilder;
use serde_json::Value;

use super::client::{Client, Place};

/// How often an operation whose answer was lost or put off is asked for again, at most.
const TRIES_MAX: u32 = 4;
/// Without faults nobody is told to come later, unless the machine itself is so busy with other
/// things that an answer takes this long.
pub(super) const STARVED: Duration = Duration::from_secs(2);
/// The longest that a client who is about to leave waits.
const PATIENCE_MAX: Duration = Duration::from_millis(60);

/// An answer that was heard.
pub(super) struct Heard {
    pub(super) status: u16,
    pub(super) body: Value,
    /// When it was asked for.
    pub(super) asked_at: Instant,
}

/// What became of an operation.
pub(super) struct Asked {
    pub(super) heard: Option<Heard>,
    /// How often it was asked without one.
    pub(super) unanswered: usize,
}

impl Client {
    /// Asks until there is an answer that is not "later"; none where the client gave up.
    pub(super) async fn ask(
        &mut self,
        place: &Place,
        what: &'static str,
        request: impl Fn(&reqwest::Client) -> RequestBuilder,
    ) -> Asked {
        let mut asked = Asked {
            heard: None,
            unanswered: 0,
        };
        for _ in 0..TRIES_MAX {
            asked.heard = self.ask_once(place, what, request(&self.http)).await;
            if asked.heard.is_some() {
                break;
            }
            asked.unanswered += 1;
            if self.dice.u8(0..4) == 0 {
                break;
            }
        }
        asked
    }

    async fn ask_once(
        &mut self,
        place: &Place,
        what: &'static str,
        request: RequestBuilder,
    ) -> Option<Heard> {
        let asked_at = Instant::now();
        let sent = send(request);
        let answer = if self.dice.u8(0..20) == 0 {
            let patience = PATIENCE_MAX.mul_f64(self.dice.f64());
            tokio::time::timeout(patience, sent).await.ok()
        } else {
            Some(sent.await)
        };
        let Some(answer) = answer else {
            self.tally.count(what, "left".to_owned());
            return None;
        };
        let Ok((status, may_come_again, body)) = answer else {
            self.tally.count(what, "lost".to_owned());
            self.complain(&format!("{what}: the connection ended without an answer"));
            return None;
        };
        self.tally.count(what, status.to_string());
        let is_excused = place.is_under_fire || asked_at.elapsed() >= STARVED;
        if status == 503 && may_come_again && is_excused {
            return None;
        }
        if status >= 500 {
            self.complain(&format!("{what}: {status} {body}"));
            return None;
        }
        Some(Heard {
            status,
            body,
            asked_at,
        })
    }

    /// Asks, and leaves at once.
    pub(super) async fn ask_and_leave(&mut self, what: &'static str, request: RequestBuilder) {
        let patience = PATIENCE_MAX.mul_f64(self.dice.f64());
        let _ = tokio::time::timeout(patience, send(request)).await;
        self.tally.count(what, "left".to_owned());
    }
}

async fn send(request: RequestBuilder) -> Result<(u16, bool, Value), reqwest::Error> {
    let answer = request.send().await?;
    let may_come_again = answer.headers().contains_key("retry-after");
    let status = answer.status().as_u16();
    let text = answer.text().await?;
    let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    Ok((status, may_come_again, body))
}
