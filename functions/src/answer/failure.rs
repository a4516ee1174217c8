//! Every way a request can end without what it asked for.

use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use practice::booking::{FieldError, Status};

use super::limited::Limited;
use crate::booking::SlotJson;

/// Seconds after which a store that was busy is asked again.
const BUSY_SECONDS: u32 = 1;

/// What the outside is told. The operator's cause is logged where it is known.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Fields that cannot be taken as they are.
    Fields(Vec<FieldError>),
    /// A massage, length or therapist that cannot be chosen; none of them: nothing was chosen at all.
    Choice(Vec<FieldError>),
    /// These times are somebody else's; others near the first of them.
    Taken(Vec<FieldError>, Vec<SlotJson>),
    /// It is later than the practice lets a client change a booking alone.
    TooLate,
    /// The booking stands where it cannot be changed so.
    NotActive(Status),
    /// The booking's massage or length is not offered any more.
    NotOffered,
    /// What was held is held no longer, or has been renewed before.
    HoldLost,
    /// The form of this booking was sent.
    FormSent,
    /// The form is another than the one that was answered.
    FormChanged,
    /// As many wait for this massage as can.
    WaitingFull,
    /// The key was used for another booking.
    KeyReused,
    /// Nothing here, or a token that opens nothing: one answer for both.
    NotFound,
    /// A body over the limit.
    TooLarge,
    /// A body of another type than this one.
    ContentType(&'static str),
    /// A body that cannot be read at all.
    Malformed(String),
    /// A change that another site's page asked for.
    CrossSite,
    /// A request that has not come through the practice's site.
    PastFront,
    /// A door that only staff open who are signed in.
    SignedOut,
    /// More than can be taken online at once.
    Limited(Limited),
    /// The store could not decide in time; nothing was changed, or the key will tell.
    Busy,
    /// Our fault.
    Broken,
}

impl Failure {
    /// One field that cannot be taken as it is.
    pub(crate) fn field(name: &str, message: impl Into<String>) -> Self {
        Self::Fields(vec![FieldError::new(name, message)])
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            // "Continue" was pressed with nothing chosen: a page to go on with, not a bad request.
            Self::Choice(errors) if errors.is_empty() => StatusCode::OK,
            Self::Choice(_) | Self::Fields(_) | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Taken(..)
            | Self::NotActive(_)
            | Self::NotOffered
            | Self::HoldLost
            | Self::FormSent
            | Self::FormChanged
            | Self::WaitingFull => StatusCode::CONFLICT,
            Self::TooLate => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::ContentType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::CrossSite | Self::PastFront => StatusCode::FORBIDDEN,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Limited(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// After how many seconds the same request may be answered otherwise, where it may.
    pub(crate) fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Limited(limited) => Some(limited.seconds()),
            Self::Busy => Some(BUSY_SECONDS),
            _ => None,
        }
    }

    /// The kind of problem, for programs.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Choice(_) | Self::Fields(_) => "fields",
            Self::Taken(..) => "taken",
            Self::TooLate => "too-late",
            Self::NotActive(_) => "not-active",
            Self::NotOffered => "not-offered",
            Self::HoldLost => "hold-lost",
            Self::FormSent => "form-sent",
            Self::FormChanged => "form-changed",
            Self::WaitingFull => "waiting-full",
            Self::KeyReused => "key-reused",
            Self::NotFound => "not-found",
            Self::TooLarge => "too-large",
            Self::ContentType(_) => "content-type",
            Self::Malformed(_) => "malformed",
            Self::CrossSite => "cross-site",
            Self::PastFront => "past-front",
            Self::SignedOut => "signed-out",
            Self::Limited(_) => "limited",
            Self::Busy => "busy",
            Self::Broken => "broken",
        }
    }

    /// The kind of problem, in words; also a page's heading.
    pub(crate) fn title(&self) -> &'static str {
        match self {
            Self::Choice(_) | Self::Fields(_) => "Some answers need another look",
            Self::Taken(..) => "That time has just been taken",
            Self::TooLate => "It is too late to change this booking here",
            Self::NotActive(_) => "This booking cannot be changed any more",
            Self::NotOffered => "This massage is not offered any more",
            Self::HoldLost => "That time is not kept for you any more",
            Self::FormSent => "You have sent this form already",
            Self::FormChanged => "This form has changed",
            Self::WaitingFull => "Our waiting list for this massage is full",
            Self::KeyReused => "This form has already made a booking",
            Self::NotFound => "There is nothing at this address",
            Self::TooLarge => "That is too long to send",
            Self::ContentType(_) => "That was sent in another form than this page reads",
            Self::Malformed(_) => "What was sent could not be read",
            Self::CrossSite => "That came from another site",
            Self::PastFront => "This is not the way in",
            Self::SignedOut => "You are not signed in",
            Self::Limited(_) => "We cannot take this online right now",
            Self::Busy => "Many people are booking at this moment",
            Self::Broken => "Something went wrong on our side",
        }
    }

    /// What happened and what to do.
    pub(crate) fn detail(&self) -> String {
        match self {
            Self::Choice(errors) | Self::Fields(errors) => {
                let words: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
                words.join(". ")
            }
            Self::Taken(..) => "Somebody else has booked it. Choose another time; nothing else you told us is lost.".to_owned(),
            Self::TooLate => "Nothing was changed. Call us, and we will find a way.".to_owned(),
            Self::NotActive(Status::Cancelled) => "It was cancelled. You are welcome to book another time.".to_owned(),
            Self::NotActive(Status::Declined) => "We could not take it. You are welcome to book another time.".to_owned(),
            Self::NotActive(_) => "Its time has passed. You are welcome to book another.".to_owned(),
            Self::NotOffered => "Nothing was changed. Call us to move it, or cancel it and book another.".to_owned(),
            Self::HoldLost => "It may still be free: choose it again.".to_owned(),
            Self::FormSent => "It cannot be sent again. If something has changed, call us, or tell your therapist at the visit.".to_owned(),
            Self::FormChanged => "Nothing was sent. Open the form again, look through it and send it as it is now.".to_owned(),
            Self::WaitingFull => "You are not on it. Look again in a few days, or call us.".to_owned(),
            Self::KeyReused => "Its booking stands. To book another time, begin again; programs use a new Idempotency-Key.".to_owned(),
            Self::NotFound => "The link may be old, or a character of it may be missing.".to_owned(),
            Self::TooLarge => "The most we read is 64 KiB. Shorten what you wrote and send it again.".to_owned(),
            Self::ContentType(wanted) => format!("Send it as {wanted}."),
            Self::Malformed(why) => format!("{why}."),
            Self::CrossSite => "Nothing was changed. Open the page on this site and send it from there.".to_owned(),
            Self::PastFront => "Nothing was changed. Open this practice's website, and ask there.".to_owned(),
            Self::SignedOut => "Nothing was changed. Sign in at the desk, then ask again.".to_owned(),
            Self::Limited(limited) => limited.detail(),
            Self::Busy => "Your booking was not made yet. Wait a few seconds and send it again: it will not be made twice.".to_owned(),
            Self::Broken => "We have been told. Try again in a while, or call us.".to_owned(),
        }
    }
}

/// A token that is not even text opens nothing.
impl From<PathRejection> for Failure {
    fn from(_: PathRejection) -> Self {
        Self::NotFound
    }
}

impl From<Vec<FieldError>> for Failure {
    fn from(errors: Vec<FieldError>) -> Self {
        Self::Fields(errors)
    }
}

impl From<FieldError> for Failure {
    fn from(error: FieldError) -> Self {
        Self::Fields(vec![error])
    }
}
