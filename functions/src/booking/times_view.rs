//! What "Choose a time" shows, in words.

use jiff::civil::Date;
use practice::Catalogue;
use practice::availability::{Slot, with_offset};
use serde::Serialize;
use site_gen::words;

use super::aim::Aim;
use super::choice::Choice;
use super::times::Chosen;
use super::week::Week;
use super::when;
use crate::request::Fields;

/// A therapist to choose, or anyone.
#[derive(Serialize)]
pub(super) struct TherapistChoice {
    name: String,
    chosen: bool,
    address: String,
}

/// The first free time, as a link.
#[derive(Serialize)]
pub(super) struct FirstView {
    label: String,
    address: String,
}

/// A date and its times.
#[derive(Serialize)]
pub(super) struct DayView {
    date: String,
    heading: String,
    times: Vec<TimeView>,
}

/// A time, as a radio.
#[derive(Serialize)]
pub(super) struct TimeView {
    id: String,
    value: String,
    label: String,
    /// What a screen reader says: date, time and therapist.
    name: String,
    checked: bool,
}

/// Another week, as a link.
#[derive(Serialize)]
pub(super) struct WeekLink {
    label: &'static str,
    address: String,
}

/// Draws the parts of one page.
pub(super) struct Drawer<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) choice: &'a Choice<'a>,
    pub(super) fields: &'a Fields,
    pub(super) aim: Aim<'a>,
    /// How many radios have been drawn.
    radios: usize,
}

impl<'a> Drawer<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, chosen: &'a Chosen<'a>) -> Self {
        Self {
            catalogue,
            choice: chosen.choice,
            fields: chosen.fields,
            aim: chosen.aim,
            radios: 0,
        }
    }

    /// Anyone, then each who gives the service.
    pub(super) fn therapists(&self, week: Week) -> Vec<TherapistChoice> {
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

    pub(super) fn first(&self, slot: &Slot) -> FirstView {
        FirstView {
            label: format!("{} at {}", when::weekday(self.date(slot)), self.clock(slot)),
            address: self.aim.chosen(self.choice, &self.start(slot), self.fields),
        }
    }

    pub(super) fn days(&mut self, slots: &[Slot], week: Week) -> Vec<DayView> {
        let mut days = Vec::new();
        for date in week.dates() {
            let on_date: Vec<_> = slots
                .iter()
                .filter(|slot| self.date(slot) == date)
                .collect();
            let times = on_date.into_iter().map(|slot| self.time(slot)).collect();
            days.push(DayView {
                date: date.to_string(),
                heading: when::weekday(date),
                times,
            });
        }
        days
    }

    /// The first radio of the page is `start`, to which the error summary leads.
    pub(super) fn time(&mut self, slot: &Slot) -> TimeView {
        self.radios += 1;
        let id = if self.radios == 1 {
            "start".to_owned()
        } else {
            format!("start-{}", self.radios)
        };
        let value = self.start(slot);
        let label = self.clock(slot);
        TimeView {
            id,
            name: format!(
                "{}, {label}, with {}",
                when::weekday(self.date(slot)),
                self.who(slot)
            ),
            checked: value == self.fields.get("start"),
            value,
            label,
        }
    }

    pub(super) fn week_link(&self, label: &'static str, week: Week) -> WeekLink {
        WeekLink {
            label,
            address: self.aim.week(self.choice, week.monday, self.fields),
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
