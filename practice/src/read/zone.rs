//! The time zone of all hours.

use jiff::tz::TimeZone;

use super::nearest::nearest;
use super::table::{Placed, Table};

/// Reads `timezone`: the zone and its name as the database spells it.
pub(super) fn time_zone(table: &Table<'_>) -> Option<(TimeZone, String)> {
    let help = "write the zone of the practice's clock: `timezone = \"America/New_York\"`";
    let Placed { value: name, bytes } = table.required_text("timezone", help)?;
    // The bundled database takes any case; a page should show the name's own.
    let known: Vec<String> = jiff::tz::db()
        .available()
        .map(|known| known.to_string())
        .collect();
    let own = known.iter().find(|known| known.eq_ignore_ascii_case(&name));
    if let (Some(own), Ok(zone)) = (own, TimeZone::get(&name)) {
        return Some((zone, own.clone()));
    }
    let help = match nearest(&name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "use a name of the IANA list, such as `America/New_York` or `Europe/London`".to_owned()
        }
    };
    table.error(bytes, format!("no time zone is called `{name}`"), help);
    None
}
