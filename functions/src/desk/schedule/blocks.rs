//! Blocks: time off and closed rooms, made and taken back.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::Catalogue;
use practice::availability::{BLOCK_DAYS_MAX, Interval, NotABlock, Resource, Span};
use practice::booking::FieldError;
use ulid::Ulid;

use super::entry::Looker;
use super::reading::{address_fields, resources};
use super::typed::{force, keep, read_date, read_time};
use crate::answer::{Failure, see_other};
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, Fields, read_fields, read_no_fields};
use crate::secret::random_key;
use crate::store::{Block, BlockAsked, NotBlocked, NotRemoved};

/// The longest word for the staff, in characters.
const WORDS_CHARACTERS_MAX: usize = 60;
/// What the form sends.
const BLOCK_FIELDS: [&str; 8] = [
    "key", "of", "date", "to_date", "from", "to", "words", "force",
];

/// What was typed, checked.
struct Typed {
    resource: Resource,
    time: Interval,
    words: String,
}

/// `GET /desk/blocks`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let mut fields = address_fields(query, &["of", "date"])?;
    fields.set("key", random_key().map_err(|_| Failure::Broken)?);
    let (errors, obstacles) = (Vec::new(), Vec::new());
    desk.blocks_page(&signed_in, StatusCode::OK, (&fields, &errors, obstacles))
        .await
}

/// `POST /desk/blocks`
pub(super) async fn send(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&BLOCK_FIELDS)?;
    let key = fields.get("key");
    if key.is_empty() {
        return Err(Failure::field(
            "key",
            "Open the page anew and send it from there",
        ));
    }
    let published = desk.app.published();
    let typed = match Typed::read(&published.catalogue, &fields) {
        Ok(typed) => typed,
        Err(errors) => {
            let (status, obstacles) = (StatusCode::UNPROCESSABLE_ENTITY, Vec::new());
            let shown = (&fields, &errors[..], obstacles);
            return desk.blocks_page(&signed_in, status, shown).await;
        }
    };
    let asked = BlockAsked {
        id: desk.block_id(&typed, key),
        resource: &typed.resource,
        time: typed.time,
        words: &typed.words,
        force: force(&fields),
    };
    let now = || desk.app.now();
    let store = &desk.app.store;
    let blocked = store.block(&published.catalogue, &asked, signed_in.actor(), now);
    match blocked.await {
        Ok(block) => {
            tracing::info!(block.id = block.id, "Blocked time as `{}`", block.id);
            Ok(see_other("/desk/blocks"))
        }
        Err(NotBlocked::InTheWay(entries)) => {
            let in_the_way = (&typed.resource, &entries[..]);
            let looker = Looker::of(&signed_in);
            let obstacles = desk.obstacles_of_block(in_the_way, &looker).await?;
            let shown = (&fields, &[][..], obstacles);
            desk.blocks_page(&signed_in, StatusCode::CONFLICT, shown)
                .await
        }
        Err(NotBlocked::Store(error)) => Err(error.into()),
    }
}

/// `POST /desk/blocks/{block}/remove`: what is gone already is as it is wanted.
pub(super) async fn remove(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    id: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(id) = id?;
    let id = Ulid::from_string(&id).map_err(|_| Failure::NotFound)?;
    read_no_fields(request, Encoding::Form).await?;
    let published = desk.app.published();
    let (id, now) = (id.to_string(), || desk.app.now());
    let store = &desk.app.store;
    let removed = store.unblock(&published.catalogue, &id, signed_in.actor(), now);
    match removed.await {
        Ok(()) => {
            tracing::info!(block.id = id, "Took the block `{id}` back");
            Ok(see_other("/desk/blocks"))
        }
        Err(NotRemoved::Gone) => Ok(see_other("/desk/blocks")),
        Err(NotRemoved::Store(error)) => Err(error.into()),
    }
}

impl Desk {
    /// The same form sent twice asks for the same block.
    fn block_id(&self, typed: &Typed, key: &str) -> String {
        let made_of = format!("block {key} {}", typed.resource);
        let number = Ulid::from_string(&self.app.secret.booking_id(&made_of));
        let number = number.map_or(0, |id| id.random());
        Block::id_of(typed.time.end(), number)
    }
}

impl Typed {
    /// Reads it, or says everything that is wrong with it.
    fn read(catalogue: &Catalogue, fields: &Fields) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let resource = keep(read_resource(catalogue, fields), &mut errors);
        let span = read_span(fields).map_err(|more| errors.extend(more)).ok();
        let words = keep(read_words(fields), &mut errors);
        let time = span.and_then(|span| {
            let interval = span.interval(&catalogue.practice.timezone);
            keep(interval.map_err(|why| refusal(why, &span)), &mut errors)
        });
        match (resource, time, words) {
            (Some(resource), Some(time), Some(words)) => Ok(Self {
                resource,
                time,
                words,
            }),
            _ => Err(errors),
        }
    }
}

fn read_resource(catalogue: &Catalogue, fields: &Fields) -> Result<Resource, FieldError> {
    let all = resources(catalogue).into_iter();
    let mut of = all.filter(|resource| resource.to_string() == fields.get("of"));
    of.next()
        .ok_or_else(|| FieldError::new("of", "Choose a therapist or a room"))
}

/// Without times, whole days: one, or up to the last; with times, a part of one day.
fn read_span(fields: &Fields) -> Result<Span, Vec<FieldError>> {
    let mut errors = Vec::new();
    let is_empty = |name: &str| fields.get(name).trim().is_empty();
    let first = keep(read_date(fields, "date"), &mut errors);
    let last = match is_empty("to_date") {
        true => first,
        false => keep(read_date(fields, "to_date"), &mut errors),
    };
    let is_whole = is_empty("from") && is_empty("to");
    if !is_whole && first != last && errors.is_empty() {
        let message = "Leave the last date empty for a part of a day, or the times for whole days";
        errors.push(FieldError::new("to_date", message));
    }
    let times = (!is_whole).then(|| {
        let from = keep(read_time(fields, "from"), &mut errors)?;
        Some((from, keep(read_time(fields, "to"), &mut errors)?))
    });
    match (first, last, times) {
        (Some(first), Some(last), None) if errors.is_empty() => Ok(Span::Days { first, last }),
        (Some(date), _, Some(Some((from, to)))) if errors.is_empty() => {
            Ok(Span::Within { date, from, to })
        }
        _ => Err(errors),
    }
}

fn read_words(fields: &Fields) -> Result<String, FieldError> {
    let words = fields.get("words").trim();
    let refuse = |message: String| Err(FieldError::new("words", message));
    if words.chars().count() > WORDS_CHARACTERS_MAX {
        return refuse(format!("Use {WORDS_CHARACTERS_MAX} characters or fewer"));
    }
    if words.chars().any(char::is_control) {
        return refuse("Write it on one line".to_owned());
    }
    Ok(words.to_owned())
}

fn refusal(why: NotABlock, span: &Span) -> FieldError {
    match (why, span) {
        (NotABlock::TooLong, _) => {
            let message = format!("Block at most {BLOCK_DAYS_MAX} days at a time");
            FieldError::new("to_date", message)
        }
        (NotABlock::EndsBeforeItBegins, Span::Within { .. }) => {
            FieldError::new("to", "Enter an end that is after the beginning")
        }
        (NotABlock::EndsBeforeItBegins, Span::Days { .. }) => {
            FieldError::new("to_date", "Enter a last date that is not before the first")
        }
    }
}
