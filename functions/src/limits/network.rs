//! How often a change may be asked for from one network: so many times in ten minutes.
//!
//! A household books in a few asks, a practice's own front desk in dozens; a program that fills the
//! days asks thousands of times. Whoever shares an address with many can still call.

use jiff::{SignedDuration, Timestamp};

use super::Limits;
use crate::Ground;
use crate::answer::{Failure, Limited};
use crate::request::Network;

/// Asks from one network within a window.
const ASKS_MAX: u64 = 60;
/// The same, where an ask comes with a proof of work.
const PROVEN_ASKS_MAX: u64 = 3 * ASKS_MAX;
/// How long a window is. Windows stand side by side, so that a count is one number.
const WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// What an ask has cost the one who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    None,
    /// The work that its proof proves.
    Proven,
}

/// That an ask was counted, and was not one too many. Every change wants to see it, and
/// [`Ground::admit`] alone makes it: so none goes uncounted.
pub(crate) struct Admitted(());

/// The stretch of time in which asks are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
}

impl Ground {
    /// Counts an ask for a change, once it is known to be one and before anything is read for it.
    ///
    /// # Errors
    /// [`Failure::Limited`], if it is one too many; [`Failure::Busy`], if it cannot be counted:
    /// what cannot be counted is not done.
    pub(crate) async fn admit(
        &self,
        network: Option<Network>,
        effort: Effort,
    ) -> Result<Admitted, Failure> {
        let (Limits::Kept, Some(network)) = (self.limits, network) else {
            return Ok(Admitted(()));
        };
        let now = self.now();
        let window = Window::around(now);
        let code = self.networks.code(network.as_bytes());
        let asks = self.store.count("network", &code, window).await?;
        if asks <= effort.asks_max() {
            return Ok(Admitted(()));
        }
        Err(Failure::Limited(Limited::Network {
            seconds: window.seconds_left(now),
        }))
    }
}

/// Links to sign in with that are sent to one address within a window.
const LINKS_MAX: u64 = 5;

impl Ground {
    /// Counts one more link for an address, and says whether it may be sent: nobody's mailbox is to
    /// be filled by others.
    pub(crate) async fn admit_link(&self, contact: &str) -> Result<bool, Failure> {
        if self.limits == Limits::Lifted {
            return Ok(true);
        }
        let window = Window::around(self.now());
        let links = self.store.count("sign-in", contact, window).await?;
        Ok(links <= LINKS_MAX)
    }
}

impl Effort {
    fn asks_max(self) -> u64 {
        match self {
            Self::None => ASKS_MAX,
            Self::Proven => PROVEN_ASKS_MAX,
        }
    }
}

impl Window {
    /// The window an instant lies in.
    fn around(now: Timestamp) -> Self {
        let into = now.as_second().rem_euclid(WINDOW.as_secs());
        let at = |second| Timestamp::from_second(second).unwrap_or(now);
        Self {
            start: at(now.as_second() - into),
            end: at(now.as_second() - into + WINDOW.as_secs()),
        }
    }

    /// How long it still lasts, in whole seconds; never none.
    fn seconds_left(self, now: Timestamp) -> u32 {
        let left = self.end.as_second() - now.as_second();
        u32::try_from(left).unwrap_or(1).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::Window;

    #[track_caller]
    fn check(now: &str, start: &str, seconds_left: u32) {
        let [now, start] = [now, start].map(|text| text.parse().expect("an instant"));
        let window = Window::around(now);
        assert_eq!(
            (window.start, window.seconds_left(now)),
            (start, seconds_left)
        );
    }

    #[test]
    fn windows_of_ten_minutes_stand_side_by_side() {
        check("2026-11-24T13:00:00Z", "2026-11-24T13:00:00Z", 600);
        check("2026-11-24T13:09:59.9Z", "2026-11-24T13:00:00Z", 1);
        check("2026-11-24T13:10:00Z", "2026-11-24T13:10:00Z", 600);
        check("1969-12-31T23:59:00Z", "1969-12-31T23:50:00Z", 60);
    }
}
