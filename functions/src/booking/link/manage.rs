//! A booking, for the one who holds its link. Opening it changes nothing.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use practice::Catalogue;

use super::manage_view::{Done, ManagePage, SeriesView};
use crate::App;
use crate::answer::{Failure, see_other};
use crate::link::manage_address;
use crate::request::parse_query;
use crate::secret::Purpose;
use crate::store::Booking;

/// How long a link opens its booking after the appointment.
const LINK_LIVES_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);
/// From one appointment of a series to the next, as near as a link's life needs it.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// `GET /booking/m/{token}/`
pub(in crate::booking) async fn show(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.booking_of(&token).await?;
    let published = app.published();
    let done = Done::read(&parse_query(query.unwrap_or_default().as_bytes())?);
    let series = app.series_of(&booking, &published.catalogue).await?;
    let page = ManagePage::of(&booking, &published.catalogue, &token, app.now());
    let page = page.after(done, &booking).with_series(series);
    Ok(published.page(StatusCode::OK, "booking/booking.html", &page))
}

/// 303 to a booking, after a change of it.
pub(in crate::booking) fn back_to(token: &str, done: Done) -> Response {
    see_other(&format!("{}?done={}", manage_address(token), done.as_str()))
}

impl App {
    /// The id in a link's token; nothing is read for it.
    pub(in crate::booking) fn id_in(
        &self,
        purpose: Purpose,
        token: &str,
    ) -> Result<String, Failure> {
        let id = self.secret.id_in_token(purpose, token);
        id.ok_or(Failure::NotFound)
    }

    /// The booking a link leads to. Wrong, expired and foreign tokens get one answer.
    pub(in crate::booking) async fn booking_of(&self, token: &str) -> Result<Booking, Failure> {
        self.booking_by(Purpose::Manage, token).await
    }

    /// The same, for a link of this purpose.
    pub(in crate::booking) async fn booking_by(
        &self,
        purpose: Purpose,
        token: &str,
    ) -> Result<Booking, Failure> {
        let id = self.id_in(purpose, token)?;
        let booking = self.store.booking(&id).await?.ok_or(Failure::NotFound)?;
        if link_lives(&booking, self.now()) && !booking.is_forgotten() {
            Ok(booking)
        } else {
            Err(Failure::NotFound)
        }
    }

    /// The other appointments of a weekly series: of its first, the later; of a later, the first.
    async fn series_of(
        &self,
        booking: &Booking,
        catalogue: &Catalogue,
    ) -> Result<SeriesView, Failure> {
        let mut view = SeriesView::default();
        for later in self.later_of(booking).await? {
            let token = self.manage_token(&later.id)?;
            view.add_later(&later, &token, &catalogue.practice);
        }
        if let Some(series) = booking.series.as_ref().filter(|series| series.week > 0)
            && let Some(first) = self.store.booking(&series.first).await?
            && link_lives(&first, self.now())
        {
            let token = self.manage_token(&first.id)?;
            view.set_first(&first, &token, &catalogue.practice);
        }
        Ok(view)
    }
}

/// Whether a booking's link still opens it. That of a series' first leads to all the others, and
/// lives as long as the last was to.
fn link_lives(booking: &Booking, now: Timestamp) -> bool {
    let series = booking.series.as_ref().filter(|series| series.week == 0);
    let weeks = series.map_or(0, |series| i32::from(series.weeks) - 1);
    now.duration_since(booking.end) <= LINK_LIVES_AFTER + WEEK * weeks
}
