//! The mail ledger: what is to come, what was sent, dropped or given up, and why. It names nobody.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jiff::{Span, Timestamp};
use practice::catalogue::Practice;
use serde::Serialize;
use site_gen::words;

use crate::answer::{Failure, PageFacts, see_other};
use crate::booking::when;
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, read_fields};
use crate::said;
use crate::store::{End, Entry, Row};

/// How many days back it shows.
const DAYS: i32 = 7;
/// The most rows it shows.
const ROWS_MAX: usize = 300;

#[derive(Serialize)]
struct MailPage {
    page: PageFacts,
    /// Those that a person has to look at.
    failed: Vec<RowView>,
    planned: Vec<RowView>,
    ended: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    /// When it is due, or ended.
    at: String,
    /// `booked-client`
    kind: String,
    /// The booking, as it is said aloud.
    about: String,
    end: &'static str,
    tries: u32,
    why: String,
    /// What sends it again; none where it cannot be, or was.
    again: Option<Again>,
}

/// Which row is to be sent again.
#[derive(Serialize)]
struct Again {
    at: String,
    booking: String,
    version: u64,
    kind: String,
}

/// `GET /desk/mail`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
) -> Result<Response, Failure> {
    let published = desk.app.published();
    let practice = &published.catalogue.practice;
    let ledger = desk.recent_mail().await?;
    let mut page = MailPage {
        page: PageFacts {
            title: "Mail".to_owned(),
            description: "What became of each mail.",
            address: "/desk/mail",
        },
        failed: Vec::new(),
        planned: Vec::new(),
        ended: Vec::new(),
    };
    for entry in ledger.into_iter().take(ROWS_MAX) {
        let rows = match entry.end {
            None => &mut page.planned,
            Some(End::Failed) if entry.again_at.is_none() => &mut page.failed,
            Some(_) => &mut page.ended,
        };
        rows.push(RowView::of(entry, practice));
    }
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/mail.html", &page))
}

/// `POST /desk/mail/again`
pub(super) async fn again(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["at", "booking", "version", "kind"])?;
    let row = Row {
        at: fields.get("at").parse().map_err(|_| unreadable())?,
        booking: fields.get("booking").to_owned(),
        version: fields.get("version").parse().map_err(|_| unreadable())?,
        kind: fields.get("kind").to_owned(),
    };
    let by = (signed_in.actor(), desk.app.now());
    // What was sent again meanwhile is not sent twice: the page says so.
    desk.app.store.send_again(&row, by).await?;
    Ok(see_other("/desk/mail"))
}

/// What is said of a row that no page of ours names.
fn unreadable() -> Failure {
    Failure::Malformed("This names no mail. Open the page of mails anew.".to_owned())
}

impl Desk {
    /// The ledger of the last days, and what is to come.
    pub(super) async fn recent_mail(&self) -> Result<Vec<Entry>, Failure> {
        let today = jiff::tz::TimeZone::UTC.to_datetime(self.app.now()).date();
        let dates = (0..DAYS).filter_map(|days| today.checked_sub(Span::new().days(days)).ok());
        Ok(self.app.store.ledger(&dates.collect::<Vec<_>>()).await?)
    }
}

impl RowView {
    fn of(entry: Entry, practice: &Practice) -> Self {
        let again = entry.can_go_again().then(|| Again {
            at: entry.at.to_string(),
            booking: entry.booking.clone(),
            version: entry.version,
            kind: entry.kind.clone(),
        });
        Self {
            at: moment(entry.at, practice),
            about: said::reference(&entry.booking),
            end: match (entry.end, entry.again_at) {
                (None, _) => "To come",
                (Some(End::Sent), _) => "Sent",
                (Some(End::Dropped), _) => "Dropped",
                (Some(End::Failed), None) => "Given up",
                (Some(End::Failed), Some(_)) => "Given up, then sent again",
            },
            tries: entry.tries,
            kind: entry.kind,
            why: entry.why,
            again,
        }
    }
}

/// `24 November 2026, 8:00 am`
pub(super) fn moment(at: Timestamp, practice: &Practice) -> String {
    let date = words::date(when::local_date(at, practice));
    format!("{date}, {}", when::clock(at, practice))
}
