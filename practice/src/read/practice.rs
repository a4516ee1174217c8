//! `practice.toml`.

use jiff::tz::TimeZone;

use super::hours;
use super::nearest::nearest;
use super::source::File;
use super::table::{Placed, Table};
use crate::availability::Hours;
use crate::catalogue::{Address, BookingPolicy, NavLink, Practice};
use crate::{Currency, Id};

/// The longest notice: thirty days.
const NOTICE_MINUTES_MAX: i64 = 30 * 24 * 60;
/// The farthest horizon: two years.
const HORIZON_DAYS_MAX: i64 = 730;
/// The longest cancel window: thirty days.
const CANCEL_WINDOW_HOURS_MAX: i64 = 30 * 24;
/// The longest hold: an hour.
const HOLD_MINUTES_MAX: i64 = 60;

/// What `practice.toml` says, and the taxonomies it allows.
pub(super) struct Read {
    pub(super) practice: Practice,
    pub(super) taxonomies: Vec<String>,
}

/// Reads it; none if a fact without which nothing can be said is missing or wrong.
pub(super) fn practice(file: &File<'_>, table: Table<'_>) -> Option<Read> {
    let name = required(
        &table,
        "name",
        "write `name = \"...\"`, the name over the door",
    );
    let zone = time_zone(&table);
    let currency = currency(&table);
    let plain = |key| table.text(key).map_or(String::new(), |text| text.value);
    let weekly = hours::weekly(&table);
    if weekly.is_none() && !table.has("hours") {
        table.warning(
            table.head(),
            "the practice has no hours",
            "write `[hours]` with a line such as `mon = [\"09:00-17:00\"]`",
        );
    }
    let practice = Practice {
        name: name.unwrap_or_default(),
        tagline: plain("tagline"),
        phone: plain("phone"),
        email: email(&table),
        url: url(&table),
        timezone: zone.clone().map_or(TimeZone::UTC, |(zone, _)| zone),
        timezone_name: zone.clone().map_or(String::new(), |(_, name)| name),
        currency: currency.clone().or_else(|| Currency::parse("USD"))?,
        language: table
            .text("language")
            .map_or("en".to_owned(), |language| language.value),
        rooms: rooms(&table),
        address: table.table("address").map(address),
        hours: Hours {
            weekly: weekly.unwrap_or_default(),
            exceptions: hours::exceptions(&table).unwrap_or_default(),
        },
        booking: table.table("booking").map_or_else(policy_left_out, policy),
        theme: table
            .text("theme")
            .map_or("calm".to_owned(), |theme| theme.value),
        hue: table
            .number("hue", 0..=360)
            .and_then(|hue| u16::try_from(hue.value).ok())
            .unwrap_or(HUE_LEFT_OUT),
        nav: table
            .tables("nav")
            .into_iter()
            .filter_map(nav_link)
            .collect(),
        extra: table.free("extra"),
    };
    let taxonomies = table
        .texts("taxonomies")
        .into_iter()
        .map(|taxonomy| taxonomy.value)
        .collect();
    let _languages = table.texts("languages");
    table.finish();
    debug_assert_eq!(file.source.path, super::PRACTICE_PATH);
    (zone.is_some() && currency.is_some()).then_some(Read {
        practice,
        taxonomies,
    })
}

/// A calm green, where a practice chooses no hue.
const HUE_LEFT_OUT: u16 = 155;

fn required(table: &Table<'_>, key: &'static str, help: &str) -> Option<String> {
    let text = table.text(key);
    if text.is_none() && !table.has(key) {
        table.missing(key, help);
    }
    text.map(|text| text.value)
}

fn time_zone(table: &Table<'_>) -> Option<(TimeZone, String)> {
    let Some(Placed { value: name, bytes }) = table.text("timezone") else {
        if !table.has("timezone") {
            table.missing("timezone", "write `timezone = \"America/New_York\"`");
        }
        return None;
    };
    // The bundled database takes any case; a page should show the name's own.
    let known: Vec<String> = jiff::tz::db()
        .available()
        .map(|known| known.to_string())
        .collect();
    match (
        known.iter().find(|known| known.eq_ignore_ascii_case(&name)),
        TimeZone::get(&name),
    ) {
        (Some(own), Ok(zone)) => Some((zone, own.clone())),
        _ => {
            let help = match nearest(&name, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "use an IANA name such as `America/New_York` or `Europe/London`".to_owned(),
            };
            table.error(bytes, format!("no time zone is called `{name}`"), help);
            None
        }
    }
}

fn currency(table: &Table<'_>) -> Option<Currency> {
    let Some(Placed { value: code, bytes }) = table.text("currency") else {
        if !table.has("currency") {
            table.missing("currency", "write `currency = \"USD\"`");
        }
        return None;
    };
    let currency = Currency::parse(&code);
    if currency.is_none() {
        table.error(
            bytes,
            format!("`{code}` is not a currency code"),
            "use three capital letters, such as `USD`",
        );
    }
    currency
}

fn email(table: &Table<'_>) -> String {
    let Some(Placed { value, bytes }) = table.text("email") else {
        return String::new();
    };
    let shaped = value
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if !shaped || value.contains(char::is_whitespace) {
        table.error(
            bytes,
            format!("`{value}` is not an e-mail address"),
            "write it like `hello@example.com`",
        );
    }
    value
}

fn url(table: &Table<'_>) -> String {
    let Some(Placed { value, bytes }) = table.text("url") else {
        return String::new();
    };
    let host = value
        .strip_prefix("https://")
        .or_else(|| value.strip_prefix("http://"));
    if host.is_none_or(|host| host.is_empty() || host.contains(char::is_whitespace)) {
        table.error(
            bytes,
            format!("`{value}` is not the address of a site"),
            "write it like `https://www.example.com`",
        );
    }
    value.trim_end_matches('/').to_owned()
}

fn rooms(table: &Table<'_>) -> Vec<Id> {
    let mut rooms: Vec<Id> = Vec::new();
    for Placed { value, bytes } in table.ids("rooms") {
        if rooms.contains(&value) {
            table.error(
                bytes,
                format!("`{value}` is here twice"),
                "take one of them away",
            );
        } else {
            rooms.push(value);
        }
    }
    rooms
}

fn address(table: Table<'_>) -> Address {
    let plain = |key| table.text(key).map_or(String::new(), |text| text.value);
    let address = Address {
        street: plain("street"),
        city: plain("city"),
        region: plain("region"),
        postcode: plain("postcode"),
        country: plain("country"),
        latitude: table.degrees("latitude", -90.0..=90.0),
        longitude: table.degrees("longitude", -180.0..=180.0),
    };
    table.finish();
    address
}

fn policy(table: Table<'_>) -> BookingPolicy {
    let left_out = policy_left_out();
    let number = |key, least, most| {
        table
            .number(key, least..=most)
            .and_then(|number| u32::try_from(number.value).ok())
    };
    let policy = BookingPolicy {
        notice_minutes: number("notice_minutes", 0, NOTICE_MINUTES_MAX)
            .unwrap_or(left_out.notice_minutes),
        horizon_days: number("horizon_days", 0, HORIZON_DAYS_MAX),
        cancel_window_hours: number("cancel_window_hours", 0, CANCEL_WINDOW_HOURS_MAX)
            .unwrap_or(left_out.cancel_window_hours),
        approval: table.yes("approval").unwrap_or(left_out.approval),
        hold_minutes: number("hold_minutes", 1, HOLD_MINUTES_MAX).unwrap_or(left_out.hold_minutes),
        buffers_within_hours: table
            .yes("buffers_within_hours")
            .unwrap_or(left_out.buffers_within_hours),
    };
    table.finish();
    policy
}

fn policy_left_out() -> BookingPolicy {
    BookingPolicy {
        notice_minutes: 0,
        horizon_days: None,
        cancel_window_hours: 24,
        approval: false,
        hold_minutes: 10,
        buffers_within_hours: false,
    }
}

fn nav_link(table: Table<'_>) -> Option<NavLink> {
    let title = required(&table, "title", "write `title = \"Services\"`");
    let address = required(&table, "address", "write `address = \"/services/\"`");
    table.finish();
    Some(NavLink {
        title: title?,
        address: address?,
    })
}
