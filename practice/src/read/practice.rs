//! `practice.toml`.

use jiff::tz::TimeZone;

use super::currency::currency;
use super::file::File;
use super::known::Names;
use super::mail::{mail, mail_left_out};
use super::policy::{policy, policy_left_out};
use super::retention::{retention, retention_left_out};
use super::table::{Placed, Table};
use super::zone::time_zone;
use super::{contact, hours};
use crate::availability::Hours;
use crate::catalogue::{Address, NavLink, Practice};
use crate::{Currency, Id};

/// The theme of a practice that names none.
const THEME_LEFT_OUT: &str = "calm";
/// A calm green, where a practice chooses no hue.
const HUE_LEFT_OUT: u16 = 155;
/// The hues of OKLCH, in degrees.
const HUES: std::ops::RangeInclusive<i64> = 0..=360;

/// What `practice.toml` says. Where it has errors, what could be read of it stands in for the whole, so
/// that the other files are checked in the same run.
pub(super) struct Read {
    pub(super) practice: Practice,
    /// None where the file cannot say.
    pub(super) rooms: Option<Names>,
    /// None where the file cannot say.
    pub(super) taxonomies: Option<Names>,
}

/// Reads it. None only if the program's own stand-ins were wrong.
pub(super) fn practice(file: &File<'_>, table: Table<'_>) -> Option<Read> {
    let name = table.required_text("name", "write `name = \"...\"`, the name over the door");
    let zone = time_zone(&table);
    let currency = currency(&table);
    if !table.has("hours") {
        let help = "write a line `[hours]` and, below it, lines such as `mon = [\"09:00-17:00\"]`";
        table.missed("hours", help);
    }
    let rooms: Vec<Id> = names(&table, "rooms");
    let hue = table
        .number("hue", HUES)
        .and_then(|hue| u16::try_from(hue).ok());
    let nav = table.tables(
        "nav",
        "nav = [{ title = \"Services\", address = \"/services/\" }]",
    );
    let (timezone, timezone_name) = zone.unwrap_or((TimeZone::UTC, String::new()));
    let practice = Practice {
        name: name.map_or(String::new(), |name| name.value),
        tagline: table.plain("tagline"),
        phone: table.plain("phone"),
        email: contact::email(&table),
        url: contact::url(&table),
        timezone,
        timezone_name,
        currency: currency.or_else(|| Currency::parse("USD"))?,
        language: contact::language(&table),
        address: table.table("address", "[address]").map(address),
        hours: Hours {
            weekly: hours::weekly(&table).unwrap_or_default(),
            exceptions: hours::exceptions(&table).unwrap_or_default(),
        },
        booking: table
            .table("booking", "[booking]")
            .map_or_else(policy_left_out, policy),
        mail: table
            .table("mail", "[mail]")
            .map_or_else(mail_left_out, mail),
        retention: table
            .table("retention", "[retention]")
            .map_or_else(retention_left_out, retention),
        theme: theme(&table),
        hue: hue.unwrap_or(HUE_LEFT_OUT),
        nav: nav.into_iter().filter_map(nav_link).collect(),
        extra: table.free("extra"),
        rooms,
    };
    let taxonomies = names(&table, "taxonomies");
    contact::languages(&table);
    table.finish();
    let says_all = !file.faults.may_hide_keys();
    let named = |ids: &[Id]| says_all.then(|| Names::of(ids.iter().map(Id::to_string)));
    Some(Read {
        rooms: named(&practice.rooms),
        taxonomies: named(&taxonomies),
        practice,
    })
}

/// Ids that are each there once.
fn names(table: &Table<'_>, key: &'static str) -> Vec<Id> {
    let mut names: Vec<Id> = Vec::new();
    for Placed { value, bytes } in table.ids(key) {
        if names.contains(&value) {
            table.error(
                bytes,
                format!("`{value}` is here twice"),
                "take one of them away",
            );
        } else {
            names.push(value);
        }
    }
    names
}

fn theme(table: &Table<'_>) -> String {
    let theme = table.text("theme").and_then(|theme| table.id_of(theme));
    theme.map_or(THEME_LEFT_OUT.to_owned(), |theme| theme.value.to_string())
}

fn address(table: Table<'_>) -> Address {
    let address = Address {
        street: table.plain("street"),
        city: table.plain("city"),
        region: table.plain("region"),
        postcode: table.plain("postcode"),
        country: table.plain("country"),
        latitude: table.degrees("latitude", -90.0..=90.0),
        longitude: table.degrees("longitude", -180.0..=180.0),
    };
    table.finish();
    address
}

fn nav_link(table: Table<'_>) -> Option<NavLink> {
    let title = table.required_text("title", "write `title = \"Services\"`");
    let address = table.required_text("address", "write `address = \"/services/\"`");
    let address = address.filter(|Placed { value, bytes }| {
        let leads = value.starts_with('/') || value.contains("://");
        if !leads {
            let help = format!("begin it with a slash: `\"/{value}\"`");
            table.error(
                bytes.clone(),
                format!("`{value}` is not an address of this site"),
                help,
            );
        }
        leads
    });
    table.finish();
    Some(NavLink {
        title: title?.value,
        address: address?.value,
    })
}
