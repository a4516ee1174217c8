//! `knead slots`: which times would be offered.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use functions::booking::SlotsJson;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use practice::availability::{
    Asked, Busy, NotAWindow, Slot, SupposedBooking, WINDOW_DAYS_MAX, days_touched, offered, window,
};
use practice::catalogue::Service;
use practice::read::suggestion;
use practice::{Catalogue, Id};

use crate::command_line::Slots;
use crate::dev::stored;
use crate::failure::Failure;
use crate::practice_folder::PracticeFolder;
use crate::terminal;

/// The days shown where nobody says how many.
const DAYS_SHOWN: i32 = 14;

pub(crate) fn run(arguments: &Slots) -> Result<(), Failure> {
    let folder = PracticeFolder::find(&arguments.dir)?;
    let catalogue = folder.catalogue()?;
    let service = service(&catalogue, &arguments.service)?;
    let zone = zone(&catalogue, arguments.zone.as_deref())?;
    let now = arguments.now.unwrap_or_else(Timestamp::now);
    let asked = Asked {
        service,
        minutes: minutes(service, arguments.minutes)?,
        therapist: arguments
            .therapist
            .as_deref()
            .map(|id| therapist(service, id))
            .transpose()?,
        window: instants(&zone, dates(arguments, &zone, now))?,
    };
    let busy = match &arguments.bookings {
        Some(file) => Busy::from_supposed(&catalogue, &supposed(file, &catalogue)?, now),
        None => {
            let days = stored::days(&folder, &days_touched(&catalogue, &asked, now))?;
            Busy::from_days(&days, now, &[])
        }
    };
    let slots = offered(&catalogue, &asked, &busy, now);
    if arguments.json {
        let name = zone
            .iana_name()
            .unwrap_or(&catalogue.practice.timezone_name);
        let answer = SlotsJson::of(&asked, &slots, &zone, name);
        terminal::data(
            serde_json::to_string_pretty(&answer).map_err(|error| Failure::said(error, ""))?,
        );
    } else {
        terminal::data(table(&asked, &slots, &zone));
    }
    Ok(())
}

fn service<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a Service, Failure> {
    catalogue.service(id).ok_or_else(|| {
        let known = catalogue.services.iter().map(|service| service.id.as_str());
        let help = suggestion(id, known, "a file in `services/` makes one");
        Failure::said(format!("no service is called `{id}`"), help)
    })
}

fn minutes(service: &Service, minutes: Option<u16>) -> Result<u16, Failure> {
    let offer = match minutes {
        Some(minutes) => service.offer(minutes),
        None => service.offers.first(),
    };
    offer.map(|offer| offer.minutes).ok_or_else(|| {
        let known: Vec<_> = service
            .offers
            .iter()
            .map(|offer| offer.minutes.to_string())
            .collect();
        let minutes = minutes.unwrap_or_default();
        Failure::said(
            format!("`{}` is not offered for {minutes} minutes", service.id),
            format!("it is offered for {}", known.join(", ")),
        )
    })
}

fn therapist<'a>(service: &'a Service, id: &str) -> Result<&'a Id, Failure> {
    let found = service
        .therapists
        .iter()
        .find(|therapist| therapist.as_str() == id);
    found.ok_or_else(|| {
        let known = service.therapists.iter().map(Id::as_str);
        let help = suggestion(id, known, "name one who gives it");
        Failure::said(
            format!("no therapist called `{id}` gives `{}`", service.id),
            help,
        )
    })
}

fn zone(catalogue: &Catalogue, name: Option<&str>) -> Result<TimeZone, Failure> {
    let Some(name) = name else {
        return Ok(catalogue.practice.timezone.clone());
    };
    TimeZone::get(name).map_err(|_| {
        Failure::said(
            format!("no time zone is called `{name}`"),
            "use an IANA name such as Europe/London",
        )
    })
}

fn dates(arguments: &Slots, zone: &TimeZone, now: Timestamp) -> RangeInclusive<Date> {
    let from = arguments
        .from
        .unwrap_or_else(|| zone.to_datetime(now).date());
    from..=arguments
        .to
        .unwrap_or_else(|| from.saturating_add((DAYS_SHOWN - 1).days()))
}

fn instants(
    zone: &TimeZone,
    dates: RangeInclusive<Date>,
) -> Result<std::ops::Range<Timestamp>, Failure> {
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

fn supposed(file: &Path, catalogue: &Catalogue) -> Result<Vec<SupposedBooking>, Failure> {
    let text = fs::read_to_string(file).map_err(|error| {
        Failure::said(
            format!("`{}` cannot be read: {error}", file.display()),
            "name a JSON file",
        )
    })?;
    let bookings: Vec<SupposedBooking> = serde_json::from_str(&text).map_err(|error| {
        Failure::said(
            format!("`{}`: {error}", file.display()),
            r#"write a list such as [{"start":"2026-12-01T09:00:00-05:00","end":"2026-12-01T10:00:00-05:00","status":"confirmed"}]"#,
        )
    })?;
    let therapists = bookings
        .iter()
        .filter_map(|booking| booking.therapist.as_ref());
    for id in therapists.filter(|id| catalogue.therapist(id.as_str()).is_none()) {
        terminal::message(format!(
            "warning: `{}`: no therapist is called `{id}`",
            file.display()
        ));
    }
    let rooms = bookings.iter().filter_map(|booking| booking.room.as_ref());
    for id in rooms.filter(|id| !catalogue.practice.rooms.contains(id)) {
        terminal::message(format!(
            "warning: `{}`: no room is called `{id}`",
            file.display()
        ));
    }
    Ok(bookings)
}

/// A line a day: `Tue 2026-12-01   09:00  09:30`, with the therapists of each start.
fn table(asked: &Asked<'_>, slots: &[Slot], zone: &TimeZone) -> String {
    if slots.is_empty() {
        return "No times.".to_owned();
    }
    let several = asked.service.therapists.len() > 1 && asked.therapist.is_none();
    let local = |slot: &Slot| zone.to_datetime(slot.start);
    let days = slots.chunk_by(|one, other| local(one).date() == local(other).date());
    let lines = days.filter_map(|day| {
        let date = local(day.first()?).date();
        let times = day.iter().map(|slot| {
            let time = local(slot).strftime("%H:%M").to_string();
            let who: Vec<_> = slot.therapists.iter().map(Id::as_str).collect();
            if several {
                format!("{time} ({})", who.join(", "))
            } else {
                time
            }
        });
        Some(format!(
            "{}  {}",
            date.strftime("%a %F"),
            times.collect::<Vec<_>>().join("  ")
        ))
    });
    lines.collect::<Vec<_>>().join("\n")
}
