//! "Choose a time": a week of starts, as radios.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use practice::Catalogue;
use practice::availability::{Slot, WINDOW_DAYS_MAX, window};
use practice::booking::FieldError;
use serde::Serialize;

use super::carried::{self, Hidden, Problem};
use super::choice::Choice;
use super::choose_page::chosen;
use super::month_view::MonthView;
use super::times_view::{Drawer, FirstView, TherapistChoice, TimeView, WeekView};
use super::week::{Week, in_days};
use super::when;
use crate::answer::{Failure, PageFacts};
use crate::request::Fields;
use crate::{App, Published};

/// How far ahead the first free time is looked for at first, in days; then once more to the end.
const FIRST_LOOK_DAYS: i32 = 28;
/// How far ahead weeks can be opened where the practice sets no horizon, in days.
const WEEKS_AHEAD_DAYS: i32 = 730;

/// Why a start could not be had, and others near it.
#[derive(Default)]
pub(super) struct Lost {
    pub(super) errors: Vec<FieldError>,
    pub(super) nearest: Vec<Slot>,
    pub(super) status: StatusCode,
}

impl Lost {
    /// A start that cannot be read.
    pub(super) fn unreadable(error: FieldError) -> Self {
        Self {
            errors: vec![error],
            nearest: Vec::new(),
            status: StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

#[derive(Serialize)]
struct TimesPage {
    page: PageFacts,
    problem: Option<Problem>,
    back: &'static str,
    service: ServiceView,
    minutes: u16,
    price: String,
    form: FormView,
    hidden: Vec<Hidden>,
    therapists: Vec<TherapistChoice>,
    timezone: String,
    first: Option<FirstView>,
    nearest: Vec<TimeView>,
    week: WeekView,
    month: MonthView,
}

/// Where the chosen time is sent, and how.
#[derive(Serialize)]
struct FormView {
    method: &'static str,
    action: &'static str,
}

#[derive(Serialize)]
struct ServiceView {
    title: String,
    address: String,
}

/// `GET /booking/times`
pub(super) async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let published = app.published();
    let fields = app.read_address(query)?;
    let choice = chosen(&published, &fields)?;
    app.times_page(&published, &fields, &choice, Lost::default())
        .await
}

impl App {
    /// Draws the page; with what was lost, if a start could not be had.
    pub(super) async fn times_page(
        &self,
        published: &Published,
        fields: &Fields,
        choice: &Choice<'_>,
        lost: Lost,
    ) -> Result<Response, Failure> {
        let catalogue = &published.catalogue;
        let practice = &catalogue.practice;
        let today = when::local_date(self.now(), practice);
        let looked_to = in_days(today, FIRST_LOOK_DAYS - 1);
        let soon = self.between(catalogue, choice, today, looked_to).await?;
        let first = match soon.first() {
            Some(slot) => Some(slot.clone()),
            None => self.first_after(catalogue, choice, today).await?,
        };
        let first_date = first
            .as_ref()
            .map(|slot| when::local_date(slot.start, practice));
        let week = shown_week(fields, today, first_date);
        // Usually the week that is shown has been looked at already.
        let slots = if week.sunday() <= looked_to {
            soon
        } else {
            self.between(catalogue, choice, week.monday, week.sunday())
                .await?
        };
        let problem = carried::problem(&lost.errors);
        let reach = today..=last_date(catalogue, today);
        let mut drawer = Drawer::new(catalogue, choice, fields);
        let page = TimesPage {
            page: PageFacts {
                title: carried::title("Choose a time", problem.as_ref()),
                description: "Free times for your massage, a week on a page.",
                address: "/booking/times",
            },
            problem,
            back: "/book/",
            service: ServiceView {
                title: choice.service.page.title.clone(),
                address: choice.service.page.address.clone(),
            },
            minutes: choice.offer.minutes,
            price: practice.currency.write(choice.offer.price),
            form: FormView {
                method: "get",
                action: "/booking/details",
            },
            hidden: hidden(choice, fields),
            therapists: drawer.therapists(week),
            timezone: when::zone(practice),
            first: first.map(|slot| drawer.first(&slot)),
            nearest: lost.nearest.iter().map(|slot| drawer.time(slot)).collect(),
            month: MonthView::of(catalogue, choice, week, &reach),
            week: drawer.week(&slots, week, reach),
        };
        Ok(published.page(lost.status, "booking/times.html", &page))
    }

    /// The first free time after the first look, to the end of what can be asked for.
    async fn first_after(
        &self,
        catalogue: &Catalogue,
        choice: &Choice<'_>,
        today: Date,
    ) -> Result<Option<Slot>, Failure> {
        let last_day = i32::try_from(WINDOW_DAYS_MAX).unwrap_or(FIRST_LOOK_DAYS) - 1;
        let (from, to) = (in_days(today, FIRST_LOOK_DAYS), in_days(today, last_day));
        let slots = self.between(catalogue, choice, from, to).await?;
        Ok(slots.into_iter().next())
    }

    async fn between(
        &self,
        catalogue: &Catalogue,
        choice: &Choice<'_>,
        from: Date,
        to: Date,
    ) -> Result<Vec<Slot>, Failure> {
        match window(&catalogue.practice.timezone, &(from..=to)) {
            Ok(window) => self.slots(catalogue, &choice.within(window)).await,
            // Only dates at the calendar's end are no window.
            Err(_) => Ok(Vec::new()),
        }
    }
}

/// The week that was asked for; else that of the chosen start, of the first free time, or of today.
fn shown_week(fields: &Fields, today: Date, first: Option<Date>) -> Week {
    let asked = fields.get("week").parse().ok();
    let chosen = fields
        .get("start")
        .get(..10)
        .and_then(|date| date.parse().ok());
    let date = asked.or(chosen).or(first).unwrap_or(today);
    Week::of(date.max(today))
}

/// What the form sends along with the time.
fn hidden(choice: &Choice<'_>, fields: &Fields) -> Vec<Hidden> {
    let mut hidden = carried::of_choice(choice);
    if fields.has("draft") {
        hidden.push(carried::hidden("draft", fields.get("draft")));
    }
    hidden
}

fn last_date(catalogue: &Catalogue, today: Date) -> Date {
    let ahead = catalogue.practice.booking.horizon_days;
    let ahead = ahead
        .and_then(|days| i32::try_from(days).ok())
        .unwrap_or(WEEKS_AHEAD_DAYS);
    in_days(today, ahead)
}
