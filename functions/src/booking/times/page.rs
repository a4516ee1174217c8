//! "Choose a time": a week of starts, as radios.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jiff::civil::Date;
use practice::Catalogue;
use practice::availability::{Slot, WINDOW_DAYS_MAX, window, with_offset};
use practice::booking::FieldError;
use practice::catalogue::Practice;
use serde::Serialize;

use super::month::MonthView;
use super::view::{Drawer, FirstView, TherapistChoice, TimeView, WeekView};
use super::week::{Week, in_days};
use crate::answer::{Failure, Mistakes, PageFacts, Problem, see_other};
use crate::booking::address;
use crate::booking::aim::{Aim, FormView};
use crate::booking::choice::{Choice, read_start};
use crate::booking::form::carried::Hidden;
use crate::booking::form::choose_page::chosen;
use crate::booking::offered::Looked;
use crate::booking::when;
use crate::limits::Effort;
use crate::request::{Encoding, Fields, Network, read_fields};
use crate::store::NotHeld;
use crate::{App, Published};

/// How far ahead the first free time is looked for at first, in days; then once more to the end.
const FIRST_LOOK_DAYS: i32 = 28;
/// With so few times in a week, one may rather wait for another.
const FEW_TIMES: usize = 3;
/// How far ahead weeks can be opened where the practice sets no horizon, in days.
const WEEKS_AHEAD_DAYS: i32 = 730;

/// Why a start could not be had, and others near it.
#[derive(Default)]
pub(in crate::booking) struct Lost {
    pub(in crate::booking) errors: Vec<FieldError>,
    pub(in crate::booking) nearest: Vec<Slot>,
    pub(in crate::booking) status: StatusCode,
}

impl Lost {
    /// A start that cannot be read.
    pub(in crate::booking) fn unreadable(error: FieldError) -> Self {
        Self {
            errors: vec![error],
            nearest: Vec::new(),
            status: StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

/// What the times of a page are chosen for.
pub(in crate::booking) struct Chosen<'a> {
    pub(in crate::booking) fields: &'a Fields,
    pub(in crate::booking) choice: &'a Choice<'a>,
    pub(in crate::booking) aim: Aim<'a>,
}

#[derive(Serialize)]
struct TimesPage {
    page: PageFacts,
    problem: Option<Problem>,
    back: String,
    service: ServiceView,
    minutes: u16,
    price: String,
    /// When the booking that moves takes place now; empty for one to be made.
    present: String,
    form: FormView,
    hidden: Vec<Hidden>,
    therapists: Vec<TherapistChoice>,
    timezone: String,
    first: Option<FirstView>,
    nearest: Vec<TimeView>,
    week: WeekView,
    month: MonthView,
    /// Where to ask to be told of a time that becomes free; empty for a booking that moves.
    waiting: String,
    /// Whether the week has so few times that this comes first.
    few: bool,
}

#[derive(Serialize)]
struct ServiceView {
    title: String,
    address: String,
}

/// `GET /booking/times`
pub(in crate::booking) async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let published = app.published();
    let fields = app.read_address(query)?;
    let choice = chosen(&published, &fields)?;
    app.times_page(&published, &fields, &choice, Lost::default())
        .await
}

/// `POST /booking/times`: a time was chosen. It is held while details are given.
pub(in crate::booking) async fn choose(
    State(app): State<App>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let published = app.published();
    let catalogue = &published.catalogue;
    let mut fields = app.read_times_form(request).await?;
    let choice = chosen(&published, &fields)?;
    let lost = match read_start(&fields) {
        Ok(start) => {
            fields.set("start", with_offset(&catalogue.practice.timezone, start));
            let before = app.hold_in(&fields).unwrap_or_default();
            let admitted = match app.admit(network, Effort::None).await {
                Ok(admitted) => admitted,
                Err(failure) => {
                    let times = address::times(&choice, fields.get("start"), &fields);
                    return Ok(failure.leading_back(times));
                }
            };
            let held = app.take_hold(catalogue, &choice, start, before.as_ref(), &admitted);
            match held.await {
                Ok(held) => {
                    fields.set("hold", held.token);
                    app.draft_anew(&mut fields);
                    return Ok(see_other(&address::details(
                        &choice,
                        fields.get("start"),
                        &fields,
                    )));
                }
                Err(NotHeld::Refused(refusal)) => {
                    let own = before.as_ref().map(|hold| hold.id.as_str());
                    let looked = Looked::of(catalogue, &choice, own);
                    app.lost(&looked, start, refusal).await?
                }
                Err(NotHeld::Store(error)) => return Err(error.into()),
            }
        }
        Err(error) => Lost::unreadable(error),
    };
    app.turn_away(&published, &fields, &choice, lost).await
}

/// `POST /booking/release`: the client does not want the time after all.
pub(in crate::booking) async fn release(
    State(app): State<App>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let published = app.published();
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["hold"])?;
    if let Some(hold) = app.hold_in(&fields).unwrap_or_default() {
        let admitted = app.admit(network, Effort::None).await?;
        app.give_back(&published.catalogue, &hold, &admitted)
            .await?;
    }
    Ok(see_other("/book/"))
}

impl App {
    /// Draws the page for a booking to be made; with what was lost, if a start could not be had.
    pub(in crate::booking) async fn times_page(
        &self,
        published: &Published,
        fields: &Fields,
        choice: &Choice<'_>,
        lost: Lost,
    ) -> Result<Response, Failure> {
        let chosen = Chosen {
            fields,
            choice,
            aim: Aim::Book,
        };
        self.times_page_for(published, &chosen, lost).await
    }

    /// Draws the page for whatever the time is to be.
    pub(in crate::booking) async fn times_page_for(
        &self,
        published: &Published,
        chosen: &Chosen<'_>,
        lost: Lost,
    ) -> Result<Response, Failure> {
        let Chosen {
            fields,
            choice,
            aim,
        } = *chosen;
        let catalogue = &published.catalogue;
        let practice = &catalogue.practice;
        let today = when::local_date(self.now(), practice);
        let looked_to = in_days(today, FIRST_LOOK_DAYS - 1);
        let held = self.hold_in(fields).unwrap_or_default();
        let looked = aim.looked(catalogue, choice, held.as_ref());
        let soon = self.between(&looked, today, looked_to).await?;
        let first = match soon.first() {
            Some(slot) => Some(slot.clone()),
            None => self.first_after(&looked, today).await?,
        };
        let first_date = first
            .as_ref()
            .map(|slot| when::local_date(slot.start, practice));
        let week = shown_week(fields, today, first_date);
        // Usually the week that is shown has been looked at already.
        let slots = if week.sunday() <= looked_to {
            soon
        } else {
            self.between(&looked, week.monday, week.sunday()).await?
        };
        let few = slots_in(&slots, week, practice) <= FEW_TIMES;
        let mistakes = Mistakes(&lost.errors);
        let reach = today..=last_date(catalogue, today);
        let mut drawer = Drawer::new(catalogue, chosen);
        let page = TimesPage {
            page: PageFacts {
                title: mistakes.title(aim.heading()),
                description: "Free times for your massage, a week on a page.",
                address: "/booking/times",
            },
            problem: mistakes.problem(),
            back: aim.back(),
            service: ServiceView {
                title: choice.service.page.title.clone(),
                address: choice.service.page.address.clone(),
            },
            minutes: choice.offer.minutes,
            price: aim.price(catalogue, choice),
            present: aim.present(catalogue),
            form: aim.form(),
            hidden: aim.hidden(choice, fields),
            therapists: drawer.therapists(week),
            timezone: when::zone(practice),
            first: first.map(|slot| drawer.first(&slot)),
            nearest: lost.nearest.iter().map(|slot| drawer.time(slot)).collect(),
            month: MonthView::of(catalogue, chosen, week, &reach),
            week: drawer.week(&slots, week, reach),
            waiting: aim.waiting(choice, week.monday, fields),
            few,
        };
        Ok(published.page(lost.status, "booking/times.html", &page))
    }

    /// The first free time after the first look, to the end of what can be asked for.
    async fn first_after(&self, looked: &Looked<'_>, today: Date) -> Result<Option<Slot>, Failure> {
        let last_day = i32::try_from(WINDOW_DAYS_MAX).unwrap_or(FIRST_LOOK_DAYS) - 1;
        let (from, to) = (in_days(today, FIRST_LOOK_DAYS), in_days(today, last_day));
        let slots = self.between(looked, from, to).await?;
        Ok(slots.into_iter().next())
    }

    async fn between(
        &self,
        looked: &Looked<'_>,
        from: Date,
        to: Date,
    ) -> Result<Vec<Slot>, Failure> {
        let catalogue = looked.catalogue;
        match window(&catalogue.practice.timezone, &(from..=to)) {
            Ok(window) => {
                let asked = looked.choice.within(window);
                self.found(looked, &asked).await
            }
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

/// How many of these times are in a week.
fn slots_in(slots: &[Slot], week: Week, practice: &Practice) -> usize {
    let dates = week.monday..=week.sunday();
    let starts = slots.iter().map(|slot| slot.start);
    starts
        .filter(|start| dates.contains(&when::local_date(*start, practice)))
        .count()
}

fn last_date(catalogue: &Catalogue, today: Date) -> Date {
    let ahead = catalogue.practice.booking.horizon_days;
    let ahead = ahead
        .and_then(|days| i32::try_from(days).ok())
        .unwrap_or(WEEKS_AHEAD_DAYS);
    in_days(today, ahead)
}
