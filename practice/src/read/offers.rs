//! The lengths and prices of a service.

use std::ops::RangeInclusive;

use super::table::{Placed, Table};
use crate::Money;
use crate::catalogue::Offer;

/// The shortest and the longest session, in minutes.
const SESSION_MINUTES: RangeInclusive<i64> = 10..=240;
/// How many lengths a service may have.
const OFFERS_MAX: usize = 12;
/// A line that makes an offer.
const EXAMPLE: &str = "offers = [{ minutes = 60, price = \"95.00\" }]";

/// Reads `offers`: each length once.
pub(super) fn offers(table: &Table<'_>) -> Vec<Offer> {
    if !table.has("offers") {
        table.missing("offers", format!("write `{EXAMPLE}`"));
    }
    let written = table.tables("offers", EXAMPLE);
    if let Some(bytes) = table.place("offers") {
        if written.len() > OFFERS_MAX {
            let help = format!("keep at most {OFFERS_MAX}");
            table.error(
                bytes,
                format!("a service cannot have {} lengths", written.len()),
                help,
            );
        } else if table.is_empty_list("offers") {
            table.error(bytes, "`offers` is empty", format!("write `{EXAMPLE}`"));
        }
    }
    let mut offers: Vec<Offer> = Vec::new();
    for Placed { value, bytes } in written.into_iter().filter_map(offer) {
        if offers.iter().any(|other| other.minutes == value.minutes) {
            let help = "give each length one price";
            table.error(
                bytes,
                format!("{} minutes are offered twice", value.minutes),
                help,
            );
        } else {
            offers.push(value);
        }
    }
    offers
}

/// An offer, and where its minutes stand.
fn offer(table: Table<'_>) -> Option<Placed<Offer>> {
    let minutes = minutes(&table);
    let price = price(&table);
    table.finish();
    let Placed {
        value: minutes,
        bytes,
    } = minutes?;
    let price = price?;
    Some(Placed {
        value: Offer { minutes, price },
        bytes,
    })
}

fn minutes(offer: &Table<'_>) -> Option<Placed<u16>> {
    if !offer.has("minutes") {
        offer.missing("minutes", "write `minutes = 60`");
    }
    let Placed { value, bytes } = offer.any_number("minutes", &SESSION_MINUTES)?;
    let minutes = value
        .parse()
        .ok()
        .filter(|minutes| SESSION_MINUTES.contains(minutes));
    let Some(minutes) = minutes.and_then(|minutes| u16::try_from(minutes).ok()) else {
        let (least, most) = (SESSION_MINUTES.start(), SESSION_MINUTES.end());
        let help = format!("use {least} to {most}, or offer two sessions");
        offer.error(
            bytes,
            format!("a session cannot last {value} minutes"),
            help,
        );
        return None;
    };
    Some(Placed {
        value: minutes,
        bytes,
    })
}

fn price(offer: &Table<'_>) -> Option<Money> {
    if !offer.has("price") {
        offer.missing("price", "write `price = \"95.00\"`");
    }
    if let Some(Placed {
        value: written,
        bytes,
    }) = offer.bare_number("price")
    {
        let help = match mended(&written) {
            Some(price) => format!("put it in quotes: `price = \"{price}\"`"),
            None => {
                "write it in quotes, with two decimals and no sign: `price = \"95.00\"`".to_owned()
            }
        };
        offer.error(bytes, format!("the price {written} has no quotes"), help);
        return None;
    }
    let Placed { value, bytes } = offer.text("price")?;
    let price = Money::parse(&value);
    if price.is_none() {
        let help = match mended(&value) {
            Some(price) => {
                format!("write `\"{price}\"`: digits, a point, two decimals, and no sign")
            }
            None => "write digits, a point and two decimals, such as `\"95.00\"`".to_owned(),
        };
        offer.error(bytes, format!("`{value}` is not a price"), help);
    }
    price
}

/// The price that was meant: `$95` is `95.00`, `47,5` is `47.50`.
fn mended(written: &str) -> Option<Money> {
    let digits: String = written
        .chars()
        .filter(|sign| !sign.is_whitespace() && !"$€£¥₹".contains(*sign))
        .collect();
    let digits = digits.replace(',', ".");
    let padding = match digits.split_once('.') {
        Some((_, hundredths)) => "0".repeat(2_usize.saturating_sub(hundredths.len())),
        None => ".00".to_owned(),
    };
    Money::parse(&format!("{digits}{padding}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_that_is_nearly_one_is_mended() {
        let check = |written: &str, expected: Option<&str>| {
            let mended = mended(written).map(|price| price.to_string());
            assert_eq!(mended.as_deref(), expected, "{written}");
        };
        check("$95", Some("95.00"));
        check("47,5", Some("47.50"));
        check("95.5", Some("95.50"));
        check("95.", Some("95.00"));
        check("1,000.00", None);
        check("-5", None);
        check("95.125", None);
        check("free", None);
    }
}
