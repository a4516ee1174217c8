//! What a mail's templates see: words already chosen, so that a theme only arranges.

use jiff::Timestamp;
use practice::catalogue::Practice;
use serde::Serialize;
use site_gen::words;

use super::letter::{Appointment, By, Letter, News, Session};
use crate::booking::when;

/// The context of `mail/KIND.txt` and `mail/KIND.html`. What a kind does not have is left out, so
/// that a template that asks for it is told of.
#[derive(Default, Serialize)]
pub(super) struct LetterView<'a> {
    /// The first line of the text; only HTML sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<&'a str>,
    /// The practice's address in one line; may be empty.
    place: String,
    /// What it is about; of a series, the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<SessionView<'a>>,
    /// The others of a series; empty for one appointment.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<Vec<SessionView<'a>>>,
    /// When it would have been.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Moment>,
    /// `client` or `practice`.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kept_until: Option<Moment>,
    /// Where to do what the mail is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    /// Where to leave the waiting list.
    #[serde(skip_serializing_if = "Option::is_none")]
    leave: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<&'a str>,
    /// `1 to 14 December 2026`; empty where none were named.
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<&'a str>,
    /// The therapist's own calendar; may be empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    feed: Option<&'a str>,
    /// `new`, `request`, `moved`, `relieved` or `cancelled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    news: Option<&'static str>,
}

#[derive(Serialize)]
struct SessionView<'a> {
    service: &'a str,
    minutes: i64,
    start: Moment,
    /// `10:00 am`
    ends: String,
    /// `New York time`
    zone: String,
    therapist: &'a str,
    room: &'a str,
    price: &'a str,
    /// Empty as long as there is no booking.
    reference: &'a str,
    /// The booking's page; empty where there is none, or none for this reader.
    link: &'a str,
    /// The booking's health form; the same.
    intake: &'a str,
}

#[derive(Serialize)]
struct Moment {
    /// `Tuesday, 1 December 2026`
    day: String,
    /// `Tuesday, 1 December`
    weekday: String,
    /// `9:00 am`
    time: String,
}

impl<'a> LetterView<'a> {
    pub(super) fn of(letter: &'a Letter, practice: &Practice) -> Self {
        let place = practice.address.as_ref().map(words::address);
        Self {
            place: place.unwrap_or_default(),
            ..Self::of_kind(letter, practice)
        }
    }

    fn of_kind(letter: &'a Letter, practice: &Practice) -> Self {
        let booked = |appointment: &'a Appointment| Self {
            link: Some(&appointment.link),
            session: Some(SessionView::booked(appointment, practice)),
            ..Self::default()
        };
        let at = |instant| Some(Moment::of(instant, practice));
        match letter {
            Letter::Declined { appointment } | Letter::Reminder { appointment } => {
                booked(appointment)
            }
            Letter::Received { appointment, more } | Letter::Confirmed { appointment, more } => {
                let more = more.iter();
                Self {
                    more: Some(
                        more.map(|next| SessionView::booked(next, practice))
                            .collect(),
                    ),
                    ..booked(appointment)
                }
            }
            Letter::Moved { from, appointment } => Self {
                from: at(*from),
                ..booked(appointment)
            },
            Letter::Cancelled { by, appointment } => Self {
                by: Some(match by {
                    By::Client => "client",
                    By::Practice => "practice",
                }),
                ..booked(appointment)
            },
            Letter::Offer {
                session,
                kept_until,
                link,
                leave,
            } => Self {
                session: Some(SessionView::of(session, practice)),
                kept_until: at(*kept_until),
                link: Some(link),
                leave: Some(leave),
                ..Self::default()
            },
            Letter::Waiting {
                service,
                dates,
                leave,
            } => Self {
                service: Some(service),
                dates: Some(dates.as_ref().map_or_else(String::new, |dates| {
                    when::span(*dates.start(), *dates.end())
                })),
                leave: Some(leave),
                ..Self::default()
            },
            Letter::Prove {
                session,
                kept_until,
                link,
            } => Self {
                session: Some(SessionView::of(session, practice)),
                kept_until: at(*kept_until),
                link: Some(link),
                ..Self::default()
            },
            Letter::SignIn { link, ends } => Self {
                kept_until: at(*ends),
                link: Some(link),
                ..Self::default()
            },
            Letter::Staff {
                news,
                client,
                appointment,
                more,
                feed,
            } => {
                let more = more.iter();
                Self {
                    client: Some(client),
                    more: Some(
                        more.map(|next| SessionView::of(&next.session, practice))
                            .collect(),
                    ),
                    feed: Some(feed),
                    ..Self::staff(news, appointment, practice)
                }
            }
        }
    }

    fn staff(news: &'a News, appointment: &'a Appointment, practice: &Practice) -> Self {
        let mut session = SessionView::booked(appointment, practice);
        session.link = "";
        session.intake = "";
        let (word, decide, from) = match news {
            News::New => ("new", "", None),
            News::Request { decide } => ("request", decide.as_str(), None),
            News::Review { desk } => ("review", desk.as_str(), None),
            News::Moved { from } => ("moved", "", Some(Moment::of(*from, practice))),
            News::Relieved => ("relieved", "", None),
            News::Cancelled => ("cancelled", "", None),
        };
        Self {
            news: Some(word),
            session: Some(session),
            link: Some(decide),
            from,
            ..Self::default()
        }
    }
}

impl<'a> SessionView<'a> {
    fn of(session: &'a Session, practice: &Practice) -> Self {
        Self {
            service: &session.service,
            minutes: session.start.duration_until(session.end).as_mins(),
            start: Moment::of(session.start, practice),
            ends: clock(session.end, practice),
            zone: when::zone(practice),
            therapist: &session.therapist,
            room: &session.room,
            price: &session.price,
            reference: "",
            link: "",
            intake: "",
        }
    }

    fn booked(appointment: &'a Appointment, practice: &Practice) -> Self {
        Self {
            reference: &appointment.reference,
            link: &appointment.link,
            intake: &appointment.intake,
            ..Self::of(&appointment.session, practice)
        }
    }
}

impl Moment {
    fn of(at: Timestamp, practice: &Practice) -> Self {
        let date = when::local_date(at, practice);
        Self {
            day: words::day(date),
            weekday: when::weekday(date),
            time: clock(at, practice),
        }
    }
}

/// "10:45" and "am" stay on one line.
fn clock(at: Timestamp, practice: &Practice) -> String {
    when::clock(at, practice).replace(' ', "\u{a0}")
}
