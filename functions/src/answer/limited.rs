//! More than can be taken online at once: what is said of it, and when to come again.

use site_gen::words;

/// How long one is asked to wait who has as many bookings as an address can have. A round number:
/// the true one would tell whoever knows an address when its next appointment is over.
const CONTACT_WAIT_SECONDS: u32 = 24 * 60 * 60;

/// What there was too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limited {
    /// Asks from one network; its window ends after so many seconds.
    Network { seconds: u32 },
    /// Bookings of one contact.
    Contact,
}

impl Limited {
    /// After how many seconds it may be worth asking again.
    pub(crate) fn seconds(self) -> u32 {
        match self {
            Self::Network { seconds } => seconds,
            Self::Contact => CONTACT_WAIT_SECONDS,
        }
    }

    /// What happened and what to do.
    pub(crate) fn detail(self) -> String {
        match self {
            Self::Network { seconds } => format!(
                "Very many requests have come over your connection, which others may share. Nothing was changed. Try again in {}, or call us: we are glad to do it with you.",
                words::span(seconds.div_ceil(60))
            ),
            Self::Contact => "That is as much as can be booked online with one email address. Nothing was booked. Call us: we are glad to make more appointments with you.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Limited;

    #[test]
    fn the_wait_is_said_in_whole_minutes() {
        let detail = Limited::Network { seconds: 361 }.detail();
        assert!(detail.contains("Try again in 7 minutes"), "{detail}");
        let detail = Limited::Network { seconds: 1 }.detail();
        assert!(detail.contains("Try again in 1 minute,"), "{detail}");
    }
}
