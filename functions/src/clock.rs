//! Where "now" comes from.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// The function's only clock; `knead dev --now` fixes it, a test moves it.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's.
    System,
    /// One instant, for ever.
    Fixed(Timestamp),
    /// The instant to which whoever shares it has set it: milliseconds since 1970.
    Shared(Arc<AtomicI64>),
}

impl Clock {
    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Fixed(instant) => *instant,
            Self::Shared(set) => {
                Timestamp::from_millisecond(set.load(Ordering::SeqCst)).unwrap_or_default()
            }
        }
    }
}
