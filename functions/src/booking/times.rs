//! "Choose a time": a week of starts, as radios.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use practice::Catalogue;
use practice::availability::{Slot, WINDOW_DAYS_MAX, window, with_offset};
use practice::booking::FieldError;
use serde::Serialize;

use super::ask::Ask;
use super::carried::{self, Hidden, PAGE_FIELDS, Problem};
use super::when;
use crate::answer::{Failure, PageFacts};
use crate::request::{Encoding, Fields, parse_query, read_fields};
use crate::{App, Published};

/// How far ahead the first free time is looked for at first, in days; then once more to the end.
const FIRST_LOOK_DAYS: i32 = 28;
/// How far ahead weeks can be opened where the practice sets no horizon, in days.
const WEEKS_AHEAD_DAYS: i32 = 730;

/// Whether answers have been given that must not stand in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Method {
    Get,
    Post,
}

/// A start that could not be had, and others near it.
#[derive(Default)]
pub(super) struct Lost {
    pub(super) errors: Vec<FieldError>,
    pub(super) nearest: Vec<Slot>,
}

#[derive(Serialize)]
struct TimesPage {
    page: PageFacts,
    problem: Option<Problem>,
    service: ServiceView,
    minutes: u16,
    price: String,
    method: Method,
    hidden: Vec<Hidden>,
    therapists: Vec<TherapistChoice>,
    timezone: String,
    first: Option<FirstView>,
    nearest: Vec<TimeView>,
    days: Vec<DayView>,
    week: String,
    earlier: Option<WeekLink>,
    later: Option<WeekLink>,
}

#[derive(Serialize)]
struct ServiceView {
    title: String,
    address: String,
}

#[derive(Serialize)]
struct TherapistChoice {
    id: String,
    name: String,
    chosen: bool,
    address: String,
}

#[derive(Serialize)]
struct FirstView {
    label: String,
    value: String,
    address: String,
}

#[derive(Serialize)]
struct DayView {
    date: String,
    heading: String,
    times: Vec<TimeView>,
}

#[derive(Serialize)]
struct TimeView {
    id: String,
    value: String,
    label: String,
    name: String,
    checked: bool,
}

#[derive(Serialize)]
struct WeekLink {
    label: &'static str,
    address: String,
    value: String,
}

/// `GET /booking/times`
pub(super) async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let published = app.published();
    let fields = parse_query(query.unwrap_or_default().as_bytes())?;
    let ask = Ask::read(&published.catalogue, &fields)?;
    app.times_page(&published, &fields, &ask, Method::Get, Lost::default())
        .await
}

/// `POST /booking/times`: the same, for a client who has given answers already.
pub(super) async fn show_again(
    State(app): State<App>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let published = app.published();
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&PAGE_FIELDS)?;
    let ask = Ask::read(&published.catalogue, &fields)?;
    app.times_page(&published, &fields, &ask, Method::Post, Lost::default())
        .await
}

impl App {
    /// Draws the page; with what was lost, if a start could not be had.
    pub(super) async fn times_page(
        &self,
        published: &Published,
        fields: &Fields,
        ask: &Ask<'_>,
        method: Method,
        lost: Lost,
    ) -> Result<Response, Failure> {
        let catalogue = &published.catalogue;
        let practice = &catalogue.practice;
        let today = when::local_date(self.now(), practice);
        let first = self.first_free(catalogue, ask, today).await?;
        let shown = fields.get("week").parse().ok().or_else(|| {
            first
                .as_ref()
                .map(|slot| when::local_date(slot.start, practice))
        });
        let week = Week::of(shown.unwrap_or(today).max(today));
        let slots = self.week(catalogue, ask, week).await?;
        let status = if lost.errors.is_empty() {
            StatusCode::OK
        } else if lost.nearest.is_empty() {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::CONFLICT
        };
        let problem = carried::problem(&lost.errors);
        let mut hidden = carried::of_ask(ask);
        if method == Method::Post {
            hidden.extend(carried::of_answers(fields));
        }
        let mut ids = RadioIds::default();
        let chosen = fields.get("start");
        let page = TimesPage {
            page: PageFacts {
                title: carried::title("Choose a time", problem.as_ref()),
                description: "Free times for your massage, a week on a page.",
                address: "/booking/times",
            },
            problem,
            service: ServiceView {
                title: ask.service.page.title.clone(),
                address: ask.service.page.address.clone(),
            },
            minutes: ask.offer.minutes,
            price: practice.currency.write(ask.offer.price),
            method,
            hidden,
            therapists: therapists(catalogue, ask, week),
            timezone: when::zone(practice),
            first: first.map(|slot| first_view(catalogue, ask, &slot)),
            nearest: lost
                .nearest
                .iter()
                .map(|slot| time_view(catalogue, slot, chosen, &mut ids))
                .collect(),
            days: days(catalogue, &slots, week, chosen, &mut ids),
            week: when::span(week.monday, week.sunday()),
            earlier: week
                .earlier(today)
                .map(|week| link("Earlier times", ask, week)),
            later: week
                .later(self.last_date(catalogue, today))
                .map(|week| link("Later times", ask, week)),
        };
        Ok(self.page(status, "booking/times.html", &page))
    }

    async fn first_free(
        &self,
        catalogue: &Catalogue,
        ask: &Ask<'_>,
        today: Date,
    ) -> Result<Option<Slot>, Failure> {
        let last_day = i32::try_from(WINDOW_DAYS_MAX).unwrap_or(FIRST_LOOK_DAYS) - 1;
        for (from, to) in [(0, FIRST_LOOK_DAYS - 1), (FIRST_LOOK_DAYS, last_day)] {
            let slots = self
                .between(catalogue, ask, in_days(today, from), in_days(today, to))
                .await?;
            if let Some(first) = slots.into_iter().next() {
                return Ok(Some(first));
            }
        }
        Ok(None)
    }

    async fn week(
        &self,
        catalogue: &Catalogue,
        ask: &Ask<'_>,
        week: Week,
    ) -> Result<Vec<Slot>, Failure> {
        self.between(catalogue, ask, week.monday, week.sunday())
            .await
    }

    async fn between(
        &self,
        catalogue: &Catalogue,
        ask: &Ask<'_>,
        from: Date,
        to: Date,
    ) -> Result<Vec<Slot>, Failure> {
        match window(&catalogue.practice.timezone, &(from..=to)) {
            Ok(window) => self.slots(catalogue, &ask.within(window)).await,
            Err(_) => Ok(Vec::new()),
        }
    }

    fn last_date(&self, catalogue: &Catalogue, today: Date) -> Date {
        let ahead = catalogue
            .practice
            .booking
            .horizon_days
            .and_then(|days| i32::try_from(days).ok());
        in_days(today, ahead.unwrap_or(WEEKS_AHEAD_DAYS))
    }
}

/// Seven days from a Monday.
#[derive(Clone, Copy)]
struct Week {
    monday: Date,
}

impl Week {
    fn of(date: Date) -> Self {
        Self {
            monday: in_days(date, -i32::from(date.weekday().since(Weekday::Monday))),
        }
    }

    fn sunday(self) -> Date {
        in_days(self.monday, 6)
    }

    fn earlier(self, today: Date) -> Option<Self> {
        let earlier = Self {
            monday: in_days(self.monday, -7),
        };
        (earlier.sunday() >= today && earlier.monday < self.monday).then_some(earlier)
    }

    fn later(self, last: Date) -> Option<Self> {
        let later = Self {
            monday: in_days(self.monday, 7),
        };
        (later.monday <= last && later.monday > self.monday).then_some(later)
    }
}

/// A date some days away; the calendar's ends stay where they are.
fn in_days(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}

/// The first radio of the page is `start`, to which the error summary leads.
#[derive(Default)]
struct RadioIds {
    given: usize,
}

impl RadioIds {
    fn another(&mut self) -> String {
        self.given += 1;
        if self.given == 1 {
            "start".to_owned()
        } else {
            format!("start-{}", self.given)
        }
    }
}

fn therapists(catalogue: &Catalogue, ask: &Ask<'_>, week: Week) -> Vec<TherapistChoice> {
    let anyone = TherapistChoice {
        id: String::new(),
        name: "Anyone".to_owned(),
        chosen: ask.therapist.is_none(),
        address: times_address(
            &Ask {
                therapist: None,
                ..*ask
            },
            week,
        ),
    };
    let each = catalogue
        .therapists_of(ask.service)
        .map(|therapist| TherapistChoice {
            id: therapist.id.to_string(),
            name: therapist.name.clone(),
            chosen: ask
                .therapist
                .is_some_and(|chosen| chosen.id == therapist.id),
            address: times_address(
                &Ask {
                    therapist: Some(therapist),
                    ..*ask
                },
                week,
            ),
        });
    std::iter::once(anyone).chain(each).collect()
}

fn days(
    catalogue: &Catalogue,
    slots: &[Slot],
    week: Week,
    chosen: &str,
    ids: &mut RadioIds,
) -> Vec<DayView> {
    let dates = (0..7).map(|day| in_days(week.monday, day));
    dates
        .map(|date| {
            let on_date = slots
                .iter()
                .filter(|slot| when::local_date(slot.start, &catalogue.practice) == date);
            let times = on_date
                .map(|slot| time_view(catalogue, slot, chosen, ids))
                .collect();
            DayView {
                date: date.to_string(),
                heading: when::weekday(date),
                times,
            }
        })
        .collect()
}

fn time_view(catalogue: &Catalogue, slot: &Slot, chosen: &str, ids: &mut RadioIds) -> TimeView {
    let practice = &catalogue.practice;
    let value = with_offset(&practice.timezone, slot.start);
    let date = when::weekday(when::local_date(slot.start, practice));
    let label = when::clock(slot.start, practice);
    TimeView {
        id: ids.another(),
        name: format!("{date}, {label}, with {}", who(catalogue, slot)),
        checked: value == chosen,
        value,
        label,
    }
}

fn who(catalogue: &Catalogue, slot: &Slot) -> String {
    let names = slot
        .therapists
        .iter()
        .filter_map(|id| catalogue.therapist(id.as_str()));
    let names: Vec<_> = names.map(|therapist| therapist.name.as_str()).collect();
    names.join(" or ")
}

fn first_view(catalogue: &Catalogue, ask: &Ask<'_>, slot: &Slot) -> FirstView {
    let practice = &catalogue.practice;
    let value = with_offset(&practice.timezone, slot.start);
    let date = when::weekday(when::local_date(slot.start, practice));
    FirstView {
        label: format!("{date} at {}", when::clock(slot.start, practice)),
        address: format!(
            "/booking/details?{}&start={}",
            query(ask),
            value.replace('+', "%2B")
        ),
        value,
    }
}

fn link(label: &'static str, ask: &Ask<'_>, week: Week) -> WeekLink {
    WeekLink {
        label,
        address: times_address(ask, week),
        value: week.monday.to_string(),
    }
}

fn times_address(ask: &Ask<'_>, week: Week) -> String {
    format!("/booking/times?{}&week={}", query(ask), week.monday)
}

/// The choice as a query: ids and numbers, nothing that needs escaping.
pub(super) fn query(ask: &Ask<'_>) -> String {
    let therapist = ask.therapist.map_or(String::new(), |therapist| {
        format!("&therapist={}", therapist.id)
    });
    format!(
        "service={}&minutes={}{therapist}",
        ask.service.id, ask.offer.minutes
    )
}
