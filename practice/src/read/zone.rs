//! The time zone of all hours.

use jiff::tz::TimeZone;

use super::nearest::nearest;
use super::table::{Placed, Table};

/// Reads `timezone`: the zone and its name as the database spells it.
pub(super) fn time_zone(table: &Table<'_>) -> Option<(TimeZone, String)> {
    let help = "write the zone of the practice's clock: `timezone = \"America/New_York\"`";
    let Placed { value: name, bytes } = table.required_text("timezone", help)?;
    // The database takes any case; a page should show the name's own.
    if let Ok(zone) = TimeZone::get(&name)
        && let Some(own) = zone
            .iana_name()
            .map(str::to_owned)
            .filter(|_| !zone.is_unknown())
    {
        return Some((zone, own));
    }
    let known: Vec<String> = jiff::tz::db()
        .available()
        .map(|known| known.to_string())
        .collect();
    let help = match nearest(&name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "use a name of the IANA list, such as `America/New_York` or `Europe/London`".to_owned()
        }
    };
    table.error(bytes, format!("no time zone is called `{name}`"), help);
    None
}
