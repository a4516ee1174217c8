//! Dates and parts of the day, as the form sends them and as programs do.

use jiff::civil::Date;
use practice::booking::FieldError;
use practice::waiting::{Part, Parts, TypedDate, read_date};

use crate::request::Fields;

/// What the form calls its dates, and what people do.
pub(super) const DATES: [(&str, &str); 2] = [("from", "first day"), ("to", "last day")];

/// The first and the last date, and the parts of the day.
pub(super) struct Typed {
    pub(super) first: Result<Date, FieldError>,
    pub(super) last: Result<Date, FieldError>,
    pub(super) parts: Result<Parts, FieldError>,
}

impl Typed {
    /// From three boxes for each date, and a box to tick for each part.
    pub(super) fn in_boxes(fields: &Fields) -> Self {
        let [first, last] = DATES.map(|(name, called)| {
            let [day, month, year] = boxes(name).map(|name| fields.get(&name).to_owned());
            let typed = TypedDate {
                day: &day,
                month: &month,
                year: &year,
            };
            read_date(typed, name, called)
        });
        let ticked = Part::ALL.map(Part::as_str);
        let ticked: Vec<_> = ticked.into_iter().filter(|part| fields.has(part)).collect();
        Self {
            first,
            last,
            parts: Parts::parse(&ticked.join(",")),
        }
    }

    /// From `from`, `to` and `parts`, in one word each.
    pub(super) fn in_words(fields: &Fields) -> Self {
        let [first, last] = DATES.map(|(name, _)| {
            let date = fields.get(name).parse();
            date.map_err(|_| {
                let message = format!("Write `{name}` as a date of the calendar, like 2026-12-01");
                FieldError::new(name, message)
            })
        });
        Self {
            first,
            last,
            parts: Parts::parse(fields.get("parts")),
        }
    }
}

/// The names of the boxes of a date: day, month, year.
pub(super) fn boxes(name: &str) -> [String; 3] {
    ["day", "month", "year"].map(|part| format!("{name}_{part}"))
}
