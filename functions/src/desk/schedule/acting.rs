//! What staff do about a booking besides moving it: each says which version was seen.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::booking::{FieldError, Status};

use super::booking_page::Shown;
use super::entry::{Looker, address};
use crate::answer::{Failure, see_other};
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, Fields, read_fields};
use crate::store::{Asker, Booking, Change, NotChanged};

/// What is said to whoever would have changed what somebody else has changed.
const STALE: &str = "This booking was changed while you looked at it. Nothing was changed by you: here is how it stands now.";

/// `POST /desk/bookings/{booking}`
pub(super) async fn act(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    id: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    // What is not there is not there, whatever is sent.
    let booking = desk.booking(id).await?;
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["action", "version"])?;
    let change = match fields.get("action") {
        "confirm" => Change::Confirm,
        "decline" => Change::Decline,
        "cancel" => Change::Cancel,
        "complete" => Change::Complete,
        "no-show" => Change::NoShow,
        _ => return Err(Failure::field("action", "Choose what to do about it")),
    };
    let version = read_version(&fields)?;
    let changed = desk.change(&signed_in, booking.clone(), change, version);
    match changed.await {
        Ok(booking) => Ok(desk.back_to(&signed_in, &booking)),
        Err(refused) => desk.not_changed(&signed_in, &booking, refused, None).await,
    }
}

/// Reads the version that was seen.
pub(super) fn read_version(fields: &Fields) -> Result<u64, FieldError> {
    let version = fields.get("version").parse();
    version.map_err(|_| FieldError::new("version", "Open the page anew and send it from there"))
}

impl Desk {
    /// Changes a booking, if it is as it was seen.
    pub(super) async fn change(
        &self,
        signed_in: &SignedIn,
        booking: Booking,
        change: Change<'_>,
        version: u64,
    ) -> Result<Booking, NotChanged> {
        let published = self.app.published();
        let asker = Asker {
            actor: signed_in.actor(),
            expected: Some(version),
        };
        let store = &self.app.store;
        let changed = store.change(&published.catalogue, booking, change, asker, || {
            self.app.now()
        });
        let changed = changed.await?;
        tracing::info!(
            booking.id = changed.id,
            booking.version = changed.version,
            booking.status = changed.status.as_str(),
            "Changed `{}` at the desk",
            changed.id
        );
        Ok(changed)
    }

    /// 303 to the page of a booking; to today's, if it is not theirs any more.
    pub(super) fn back_to(&self, signed_in: &SignedIn, booking: &Booking) -> Response {
        if Looker::of(signed_in).opens(booking) {
            see_other(&address(&booking.id))
        } else {
            see_other("/desk/")
        }
    }

    /// The page of a booking that was not changed, with what was typed, and why.
    pub(super) async fn not_changed(
        &self,
        signed_in: &SignedIn,
        booking: &Booking,
        refused: NotChanged,
        typed: Option<Fields>,
    ) -> Result<Response, Failure> {
        let looker = Looker::of(signed_in);
        let (mut shown, mut booking) = (Shown::default(), booking.clone());
        shown.typed = typed;
        let notice = match refused {
            NotChanged::Store(error) => return Err(error.into()),
            NotChanged::Stale(now) => {
                booking = *now;
                if !looker.opens(&booking) {
                    return Err(Failure::NotFound);
                }
                STALE.to_owned()
            }
            NotChanged::InTheWay(all) => {
                shown.obstacles = self.obstacles(&all, &looker).await?;
                "It was not moved: something is in the way.".to_owned()
            }
            NotChanged::NotYet => {
                "It has not begun yet: whether it took place can be said from its start on."
                    .to_owned()
            }
            NotChanged::Status(status) => format!("It {}. Nothing was changed.", stands(status)),
            _ => "It cannot be put there. Nothing was changed.".to_owned(),
        };
        shown.notice = Some(notice);
        Ok(self.booking_page(signed_in, StatusCode::CONFLICT, &booking, shown))
    }
}

fn stands(status: Status) -> &'static str {
    match status {
        Status::Pending => "waits to be confirmed",
        Status::Confirmed => "is confirmed",
        Status::Completed => "took place",
        Status::NoShow => "did not take place, since its client did not come",
        Status::Cancelled => "was cancelled",
        Status::Declined => "was declined",
    }
}
