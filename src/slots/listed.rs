//! Which starts are offered.

use std::ops::{Range, RangeInclusive};

use functions::booking::SlotsJson;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use practice::availability::{Asked, Busy, NotAWindow, WINDOW_DAYS_MAX, offered, window};

use super::obstacles::obstacles;
use super::question::Question;
use super::table::table;
use super::write_json;
use crate::command_line::Slots;
use crate::failure::Failure;
use crate::terminal;

/// The days shown where nobody says how many.
const DAYS_SHOWN: i32 = 14;

pub(super) fn answer(question: &Question<'_>, arguments: &Slots) -> Result<(), Failure> {
    let therapist = arguments.therapist.as_deref();
    let asked = Asked {
        service: question.service,
        minutes: question.minutes,
        therapist: therapist.map(|id| question.giver(id)).transpose()?,
        window: instants(
            &question.zone,
            dates(arguments, &question.zone, question.now),
        )?,
    };
    let obstacles = obstacles(question, &asked, arguments.bookings.as_deref())?;
    let busy = Busy::of(&obstacles);
    let slots = offered(question.catalogue, &asked, &busy, question.now);
    if arguments.json {
        let (zone, name) = (&question.zone, question.zone_name());
        return write_json(&SlotsJson::of(&asked, &slots, zone, name));
    }
    terminal::data(table(&asked, &slots, &question.zone));
    Ok(())
}

fn dates(arguments: &Slots, zone: &TimeZone, now: Timestamp) -> RangeInclusive<Date> {
    let from = arguments
        .from
        .unwrap_or_else(|| zone.to_datetime(now).date());
    from..=arguments
        .to
        .unwrap_or_else(|| from.saturating_add((DAYS_SHOWN - 1).days()))
}

fn instants(zone: &TimeZone, dates: RangeInclusive<Date>) -> Result<Range<Timestamp>, Failure> {
    window(zone, &dates).map_err(|why| match why {
        NotAWindow::EndsBeforeItStarts => {
            Failure::said("--to is before --from", "give the earlier date to --from")
        }
        NotAWindow::TooLong => Failure::said(
            format!("{} to {} are too many days", dates.start(), dates.end()),
            format!("ask for at most {WINDOW_DAYS_MAX}"),
        ),
    })
}
