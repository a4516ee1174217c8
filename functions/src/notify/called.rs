//! Notify where it is deployed: called by its schedule, and by nothing else.

use std::time::Instant;

use lambda_http::lambda_runtime::Diagnostic;
use serde::de::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Notify, Swept};

/// What Lambda hands to the function.
pub struct Call {
    /// Whether it can be a schedule's: an object, and no request of an API.
    is_schedule: bool,
}

/// Why a call was not answered with a sweep.
#[derive(Debug)]
pub enum NotSwept {
    /// Something else than the schedule called.
    NotASchedule,
    /// The store does not answer; the next call goes on.
    Store,
}

impl Notify {
    /// Sweeps, and logs one line with what was done: also where that is nothing.
    ///
    /// # Errors
    /// [`NotSwept`]. The next call goes on where this one ended.
    pub async fn answer(&self, call: Call) -> Result<Swept, NotSwept> {
        let began = Instant::now();
        let swept = if call.is_schedule {
            // Boxed, since a sweep's future is deep.
            Box::pin(self.sweep_up()).await.map_err(|_| NotSwept::Store)
        } else {
            Err(NotSwept::NotASchedule)
        };
        match &swept {
            Ok(swept) => swept.log(began),
            Err(why) => {
                let duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
                tracing::error!(duration_ms, "The outbox was not swept: {}", why.words());
            }
        }
        swept
    }
}

impl<'de> Deserialize<'de> for Call {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let event = Value::deserialize(deserializer)?;
        let event = event.as_object();
        let is_schedule = event.is_some_and(|event| !event.contains_key("requestContext"));
        Ok(Self { is_schedule })
    }
}

impl NotSwept {
    fn words(&self) -> &'static str {
        match self {
            Self::NotASchedule => {
                "this function is called by its schedule, with a JSON object; it answers no requests"
            }
            Self::Store => "the store did not answer; the next call goes on",
        }
    }
}

impl From<NotSwept> for Diagnostic {
    fn from(why: NotSwept) -> Self {
        Self {
            error_type: format!("{why:?}"),
            error_message: why.words().to_owned(),
        }
    }
}
