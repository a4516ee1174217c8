//! How long everything may take: each within what waits for it. The stack's numbers are tested
//! against these.
//!
//! ```text
//! connect < one attempt at the store < all of them < function < API < CloudFront
//! connect < one attempt at sending < a mail < sweep's end < function (notify) < claim
//! ```

use std::time::Duration;

use jiff::SignedDuration;

/// Connecting to the store.
pub const STORE_CONNECT: Duration = Duration::from_millis(800);
/// One attempt at the store: above a slow answer.
pub const STORE_ATTEMPT: Duration = Duration::from_millis(1_500);
/// After this long no other attempt is begun: the request is told to come again.
pub const STORE_ATTEMPTS: Duration = Duration::from_millis(2_500);
/// The most that one thing asked of the store takes: its last attempt may begin at the last moment.
pub const STORE_TOTAL: Duration = STORE_ATTEMPTS.saturating_add(STORE_ATTEMPT);

/// Connecting to KMS.
pub const KMS_CONNECT: Duration = Duration::from_secs(1);
/// One attempt at opening the practice's key. There are [`KMS_ATTEMPTS_MAX`].
pub const KMS_ATTEMPT: Duration = Duration::from_secs(2);
/// Attempts at it, the first included.
pub const KMS_ATTEMPTS_MAX: u32 = 2;

/// The timeout of the functions that answer requests, in seconds: booking, intake, desk.
pub const FUNCTION_SECONDS: u32 = 15;
/// The timeout of the API's integrations, in milliseconds. API Gateway allows 30,000.
pub const API_MILLISECONDS: u32 = 20_000;
/// How long CloudFront waits for the API, in seconds.
pub const FRONT_SECONDS: u32 = 30;

/// Connecting to SES.
pub const SES_CONNECT: Duration = Duration::from_secs(3);
/// One attempt at handing a mail to SES.
pub const SES_ATTEMPT: Duration = Duration::from_secs(5);
/// Sending a mail, from the first word to the last, in whatever way.
pub const MAIL: Duration = Duration::from_secs(40);
/// After this long a sweep begins nothing more; what is left is the next one's.
pub const SWEEP: Duration = Duration::from_secs(8);
/// The timeout of the notify function, in seconds.
pub const NOTIFY_SECONDS: u32 = 55;
/// For how long a promise is claimed: nobody else keeps it meanwhile.
pub const CLAIM: SignedDuration = SignedDuration::from_secs(60);

const fn milliseconds(duration: Duration) -> u128 {
    duration.as_millis()
}

const _: () = {
    assert!(milliseconds(STORE_CONNECT) < milliseconds(STORE_ATTEMPT));
    assert!(milliseconds(STORE_ATTEMPT) < milliseconds(STORE_ATTEMPTS));
    // A request asks the store for several things; if it does not answer, the first is the last.
    assert!(2 * milliseconds(STORE_TOTAL) < FUNCTION_SECONDS as u128 * 1000);
    // The desk's first request opens the practice's key, and looks at the table of keys.
    assert!(
        milliseconds(KMS_ATTEMPT) * KMS_ATTEMPTS_MAX as u128 + 2 * milliseconds(STORE_TOTAL)
            < FUNCTION_SECONDS as u128 * 1000
    );
    assert!(FUNCTION_SECONDS * 1000 < API_MILLISECONDS);
    assert!(API_MILLISECONDS < FRONT_SECONDS * 1000 && API_MILLISECONDS < 30_000);
    assert!(milliseconds(SES_CONNECT) < milliseconds(SES_ATTEMPT));
    assert!(milliseconds(SES_ATTEMPT) < milliseconds(MAIL));
    // A mail that is begun at the last moment is sent, and written down, before the function ends.
    assert!(
        milliseconds(SWEEP) + milliseconds(MAIL) + milliseconds(STORE_TOTAL)
            < NOTIFY_SECONDS as u128 * 1000
    );
    assert!((NOTIFY_SECONDS as i64) < CLAIM.as_secs());
};
