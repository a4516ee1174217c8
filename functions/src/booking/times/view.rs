//! What "Choose a time" shows, in words.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use practice::Catalogue;
use practice::availability::{Slot, with_offset};
use serde::Serialize;
use site_gen::words;

use super::page::Chosen;
use super::week::Week;
use crate::booking::aim::Aim;
use crate::booking::choice::Choice;
use crate::booking::when;
use crate::request::Fields;

/// A therapist to choose, or anyone.
#[derive(Serialize)]
pub(in crate::booking) struct TherapistChoice {
    name: String,
    chosen: bool,
    address: String,
}

/// The first free time, as a button.
#[derive(Serialize)]
pub(in crate::booking) struct FirstView {
    value: String,
    label: String,
}

/// A week: its ends, and what is in it.
#[derive(Serialize)]
pub(in crate::booking) struct WeekView {
    first: String,
    last: String,
    /// The days that have times.
    days: Vec<DayView>,
    /// Those to come that have none: `Thursday 26 or Sunday 29`
    none: String,
    /// The address of this week.
    address: String,
    earlier: Option<String>,
    later: Option<String>,
}

/// A date and its times.
#[derive(Serialize)]
pub(in crate::booking) struct DayView {
    date: String,
    heading: String,
    times: Vec<TimeView>,
}

/// A time, as a radio; a screen reader says date, time and therapist.
#[derive(Serialize)]
pub(in crate::booking) struct TimeView {
    id: String,
    value: String,
    day: String,
    clock: String,
    who: String,
    checked: bool,
}

/// Draws the parts of one page.
pub(in crate::booking) struct Drawer<'a> {
    pub(in crate::booking) catalogue: &'a Catalogue,
    pub(in crate::booking) choice: &'a Choice<'a>,
    pub(in crate::booking) fields: &'a Fields,
    pub(in crate::booking) aim: Aim<'a>,
    /// How many radios have been drawn.
    radios: usize,
}

impl<'a> Drawer<'a> {
    pub(in crate::booking) fn new(catalogue: &'a Catalogue, chosen: &'a Chosen<'a>) -> Self {
        Self {
            catalogue,
            choice: chosen.choice,
            fields: chosen.fields,
            aim: chosen.aim,
            radios: 0,
        }
    }

    /// Anyone, then each who gives the service.
    pub(in crate::booking) fn therapists(&self, week: Week) -> Vec<TherapistChoice> {
        let view = |therapist: Option<&'a practice::catalogue::Therapist>| TherapistChoice {
            name: therapist.map_or("Anyone".to_owned(), |therapist| therapist.name.clone()),
            chosen: therapist.map(|therapist| &therapist.id) == self.choice.therapist_id(),
            address: self.aim.week(
                &Choice {
                    therapist,
                    ..*self.choice
                },
                week.monday,
                self.fields,
            ),
        };
        let each = self.catalogue.therapists_of(self.choice.service).map(Some);
        std::iter::once(None).chain(each).map(view).collect()
    }

    pub(in crate::booking) fn first(&self, slot: &Slot) -> FirstView {
        FirstView {
            value: self.start(slot),
            label: format!("{} at {}", when::weekday(self.date(slot)), self.clock(slot)),
        }
    }

    /// A week; `reach` is what can be booked, from today on.
    pub(in crate::booking) fn week(
        &mut self,
        slots: &[Slot],
        week: Week,
        reach: RangeInclusive<Date>,
    ) -> WeekView {
        let (mut days, mut none) = (Vec::new(), Vec::new());
        for date in week.dates() {
            let on_date = slots.iter().filter(|slot| self.date(slot) == date);
            let on_date: Vec<_> = on_date.collect();
            if !on_date.is_empty() {
                days.push(DayView {
                    date: date.to_string(),
                    heading: when::weekday(date),
                    times: on_date.into_iter().map(|slot| self.time(slot)).collect(),
                });
            } else if date >= *reach.start() {
                none.push(when::weekday_short(date));
            }
        }
        let (first, last) = when::ends(week.monday, week.sunday());
        let address = |week: Week| self.aim.week(self.choice, week.monday, self.fields);
        WeekView {
            first,
            last,
            days,
            none: words::alternatives(&none),
            address: address(week),
            earlier: week.earlier(*reach.start()).map(address),
            later: week.later(*reach.end()).map(address),
        }
    }

    /// The first radio of the page is `start`, to which the error summary leads.
    pub(in crate::booking) fn time(&mut self, slot: &Slot) -> TimeView {
        self.radios += 1;
        let id = if self.radios == 1 {
            "start".to_owned()
        } else {
            format!("start-{}", self.radios)
        };
        let value = self.start(slot);
        TimeView {
            id,
            day: when::weekday(self.date(slot)),
            clock: self.clock(slot),
            who: self.who(slot),
            checked: value == self.fields.get("start"),
            value,
        }
    }

    fn start(&self, slot: &Slot) -> String {
        with_offset(&self.catalogue.practice.timezone, slot.start)
    }

    fn clock(&self, slot: &Slot) -> String {
        when::clock(slot.start, &self.catalogue.practice)
    }

    fn date(&self, slot: &Slot) -> Date {
        when::local_date(slot.start, &self.catalogue.practice)
    }

    fn who(&self, slot: &Slot) -> String {
        let names = slot
            .therapists
            .iter()
            .filter_map(|id| self.catalogue.therapist(id.as_str()));
        let names: Vec<_> = names.map(|therapist| therapist.name.clone()).collect();
        words::alternatives(&names)
    }
}
