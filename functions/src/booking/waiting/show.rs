//! The page of one who waits: what for, what is kept for them, and the way off the list. Opening it
//! changes nothing.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::availability::with_offset;
use practice::catalogue::Practice;
use practice::waiting::{Part, Parts};
use serde::Serialize;
use site_gen::words;

use crate::answer::{Failure, PageFacts, see_other};
use crate::booking::address;
use crate::booking::choice::Choice;
use crate::booking::form::carried::{self, Summary};
use crate::booking::when;
use crate::limits::{Admitted, Effort};
use crate::link::waiting_address;
use crate::request::{Encoding, Fields, Network, read_no_fields};
use crate::secret::random_key;
use crate::store::{Actor, Hold, Waiting, WaitingState};
use crate::{App, Published, said};

#[derive(Serialize)]
struct WaitingPage {
    page: PageFacts,
    heading: &'static str,
    /// `waiting`, `offered`, `booked`, `left` or `over`.
    state: &'static str,
    massage: String,
    dates: String,
    parts: String,
    email: String,
    /// The time that is kept for them.
    kept: Option<Kept>,
    /// Where the forms are sent, less their last word; empty where nothing can be done any more.
    action: String,
    /// Where times are looked at.
    times: String,
}

#[derive(Serialize)]
struct Kept {
    summary: Summary,
    until: String,
}

/// `GET /booking/waiting/{token}/`
pub(in crate::booking) async fn show(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let waiting = app.waiting_of(&token).await?;
    let published = app.published();
    let page = app.waiting_page(&published, &waiting, &token);
    Ok(published.page(StatusCode::OK, "booking/waiting.html", &page))
}

/// `POST /booking/waiting/{token}/leave`
pub(in crate::booking) async fn leave(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    read_no_fields(request, Encoding::Form).await?;
    let admitted = app.admit(network, Effort::None).await?;
    app.leave_list(&token, &admitted).await?;
    Ok(see_other(&waiting_address(&token)))
}

/// `POST /booking/waiting/{token}/book`: the way to book what is kept, all that is known filled in.
pub(in crate::booking) async fn book(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    read_no_fields(request, Encoding::Form).await?;
    let waiting = app.waiting_of(&token).await?;
    let published = app.published();
    let choice = choice(&waiting, &published).ok_or(Failure::NotOffered)?;
    // What is kept no longer is said on the page itself.
    let Some(hold) = waiting.kept_at(app.now()) else {
        return Ok(see_other(&waiting_address(&token)));
    };
    let start = with_offset(&published.catalogue.practice.timezone, hold.start);
    let fields = app.filled_in(&waiting, hold)?;
    Ok(see_other(&address::details(&choice, &start, &fields)))
}

impl App {
    /// Takes somebody off the list.
    pub(super) async fn leave_list(
        &self,
        token: &str,
        _admitted: &Admitted,
    ) -> Result<Waiting, Failure> {
        let place = self.place_of(token)?;
        let published = self.published();
        let now = || self.now();
        let actor = Actor::Client;
        let left = self
            .store
            .leave(&published.catalogue, &place, actor, now)
            .await?;
        let left = left.ok_or(Failure::NotFound)?;
        tracing::info!(waiting.id = left.id, "Took `{}` out of line", left.id);
        Ok(left)
    }

    /// What a booking needs, as far as it is known, as a draft.
    fn filled_in(&self, waiting: &Waiting, hold: &Hold) -> Result<Fields, Failure> {
        let mut fields = Fields::default();
        let held = self.held(hold.clone()).map_err(|_| Failure::Broken)?;
        let key = random_key().map_err(|_| Failure::Broken)?;
        let phone = waiting.phone.as_deref().unwrap_or_default();
        for (name, value) in [
            ("key", key.as_str()),
            ("hold", &held.token),
            ("name", &waiting.name),
            ("email", &waiting.email),
            ("phone", phone),
        ] {
            fields.set(name, value);
        }
        self.draft_anew(&mut fields);
        Ok(fields)
    }

    fn waiting_page(&self, published: &Published, waiting: &Waiting, token: &str) -> WaitingPage {
        let practice = &published.catalogue.practice;
        let state = self.state(waiting, practice);
        let open = matches!(state, "waiting" | "offered");
        let choice = choice(waiting, published);
        let kept = waiting.kept_at(self.now()).zip(choice.as_ref());
        WaitingPage {
            heading: heading(state),
            page: PageFacts {
                title: heading(state).to_owned(),
                description: "Your place on our waiting list.",
                address: "/booking/waiting",
            },
            state,
            massage: massage(waiting, published),
            dates: when::span(waiting.from, waiting.to),
            parts: parts(waiting),
            email: waiting.email.clone(),
            kept: kept.map(|(hold, choice)| kept_view(hold, choice, published)),
            action: if open {
                waiting_address(token)
            } else {
                String::new()
            },
            times: choice.map_or("/book/".to_owned(), |choice| {
                address::times_of(&choice, &Fields::default())
            }),
        }
    }

    /// Where somebody stands now, in one word.
    pub(super) fn state(&self, waiting: &Waiting, practice: &Practice) -> &'static str {
        let today = when::local_date(self.now(), practice);
        match &waiting.state {
            WaitingState::Booked { .. } => "booked",
            WaitingState::Left => "left",
            _ if waiting.kept_at(self.now()).is_some() => "offered",
            _ if waiting.is_open(today) => "waiting",
            _ => "over",
        }
    }
}

/// What is waited for, as a choice; none if it is not offered any more.
fn choice<'p>(waiting: &Waiting, published: &'p Published) -> Option<Choice<'p>> {
    let awaited = waiting.awaited(&published.catalogue)?;
    let therapist = awaited.therapist.map(practice::Id::as_str);
    Some(Choice {
        service: awaited.service,
        offer: *awaited.service.offer(awaited.minutes)?,
        therapist: therapist.and_then(|id| published.catalogue.therapist(id)),
    })
}

fn kept_view(hold: &Hold, choice: &Choice<'_>, published: &Published) -> Kept {
    let catalogue = &published.catalogue;
    let with = Choice {
        therapist: catalogue.therapist(&hold.therapist),
        ..*choice
    };
    Kept {
        summary: carried::summary(catalogue, &with, hold.start),
        until: when::day_at(hold.expires_at, &catalogue.practice),
    }
}

fn massage(waiting: &Waiting, published: &Published) -> String {
    let catalogue = &published.catalogue;
    let title = said::service(&waiting.service, catalogue);
    let therapist = waiting.therapist.as_deref();
    let who = therapist.and_then(|id| said::therapist(id, catalogue));
    let who = who.unwrap_or("anyone");
    format!("{title}, {} minutes, with {who}", waiting.minutes)
}

fn parts(waiting: &Waiting) -> String {
    let parts = Parts::parse(&waiting.parts);
    let parts: Vec<_> = parts.iter().flat_map(Parts::iter).collect();
    if parts.len() == Part::ALL.len() {
        return "At any time of day".to_owned();
    }
    let named = parts.iter().map(|part| format!("in the {}", part.as_str()));
    let words = words::alternatives(&named.collect::<Vec<_>>());
    let (first, rest) = words.split_at_checked(1).unwrap_or_default();
    format!("{}{rest}", first.to_uppercase())
}

fn heading(state: &str) -> &'static str {
    match state {
        "offered" => "A time has become free",
        "booked" => "You have booked a time",
        "left" => "You have left the waiting list",
        "over" => "The days you named have passed",
        _ => "You are on the waiting list",
    }
}
