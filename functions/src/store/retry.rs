//! Trying again: how often, how long, and with how much chance between.

use std::time::Duration;

use tokio::time::Instant;

use super::fault::StoreError;
use crate::budget::STORE_ATTEMPTS;

/// Tries of one request at most.
const TRIES_MAX: u32 = 10;
/// The first wait is up to this long, each next up to twice the one before.
const WAIT_FIRST_MS: u64 = 20;
/// No wait is longer.
const WAIT_MAX_MS: u64 = 600;

/// The tries of one request.
pub(super) struct Tries {
    ends: Instant,
    made: u32,
}

impl Tries {
    pub(super) fn begin() -> Self {
        Self {
            ends: Instant::now() + STORE_ATTEMPTS,
            made: 0,
        }
    }

    /// Whether another try may be made; from the second on, after a random wait.
    pub(super) async fn another(&mut self) -> bool {
        if self.made > 0 {
            let wait = Duration::from_millis(fastrand::u64(0..=wait_most_ms(self.made)));
            if self.made >= TRIES_MAX || Instant::now() + wait >= self.ends {
                return false;
            }
            tokio::time::sleep(wait).await;
        }
        self.made += 1;
        true
    }
}

/// Asks until there is an answer that will not pass.
pub(super) async fn until_answered<T, Answer>(ask: impl Fn() -> Answer) -> Result<T, StoreError>
where
    Answer: Future<Output = Result<T, StoreError>>,
{
    let mut tries = Tries::begin();
    while tries.another().await {
        match ask().await {
            Err(StoreError::Busy) => {}
            answered => return answered,
        }
    }
    Err(StoreError::Busy)
}

fn wait_most_ms(made: u32) -> u64 {
    WAIT_MAX_MS.min(WAIT_FIRST_MS << made.min(16))
}

#[cfg(test)]
mod tests {
    use super::{TRIES_MAX, Tries, wait_most_ms};

    #[test]
    fn waits_double_up_to_their_most() {
        let waits: Vec<_> = (1..=7).map(wait_most_ms).collect();
        assert_eq!(waits, [40, 80, 160, 320, 600, 600, 600]);
    }

    #[tokio::test(start_paused = true)]
    async fn tries_end() {
        let mut tries = Tries::begin();
        let mut made = 0;
        while tries.another().await {
            made += 1;
        }
        assert!((2..=TRIES_MAX).contains(&made), "{made}");
    }
}
