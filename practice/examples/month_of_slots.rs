//! How long a month of slots takes to compute: three therapists, two rooms, 40 % booked, a grid of
//! 15 minutes. `cargo run --release -p practice --example month_of_slots`
#![allow(
    clippy::print_stdout,
    clippy::disallowed_macros,
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "it is outside the room: it measures time and prints it"
)]

#[path = "../tests/availability/fixture.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod fixture;

use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use practice::Catalogue;
use practice::availability::{Busy, Day, Wanted, accept, days_touched, offered};

const THERAPISTS: [&str; 3] = ["abel", "maya", "noor"];
const ROUNDS: u32 = 500;

fn main() {
    let catalogue = practice();
    let days = booked(&catalogue);
    let now = fixture::instant("2026-06-20T12:00-04:00");
    let asked = fixture::asked(&catalogue, ["2026-07-01", "2026-07-31"]);
    let busy = Busy::from_days(&days, now, &[]);
    let slots = offered(&catalogue, &asked, &busy, now);
    let entries: usize = days.iter().map(|day| day.entries().len()).sum();
    println!(
        "{} slots, {} day items, {entries} entries",
        slots.len(),
        days.len()
    );

    let touched = days_touched(&catalogue, &asked, now).len();
    let reads = median(|| drop(black_box(days_touched(&catalogue, &asked, now))));
    println!("days_touched  {reads:>9.1?}   {touched} items");
    let from_days = median(|| drop(black_box(Busy::from_days(&days, now, &[]))));
    println!("from_days     {from_days:>9.1?}");
    let list = median(|| drop(black_box(offered(&catalogue, &asked, &busy, now))));
    println!("offered       {list:>9.1?}");
    println!("a month       {:>9.1?}", reads + from_days + list);

    let start = slots[slots.len() / 2].start;
    let wanted = wanted(&catalogue, start, None, "new");
    let keys = days_touched(&catalogue, &wanted.asked(), now);
    let read: Vec<Day> = days
        .iter()
        .filter(|day| keys.contains(&(day.resource().clone(), day.date())))
        .cloned()
        .collect();
    let one = median(|| drop(black_box(accept(&catalogue, &wanted, &read, now))));
    println!("accept        {one:>9.1?}   {} items", read.len());
}

fn practice() -> Catalogue {
    let hours = fixture::daily(&["09:00-12:00", "13:00-18:00"]);
    let mut catalogue = fixture::catalogue(&THERAPISTS.map(|name| (name, hours.clone())));
    catalogue.practice.rooms = fixture::ids(&["quiet", "garden", "attic"]);
    catalogue.services[0].rooms = catalogue.practice.rooms.clone();
    catalogue.services[0].buffer_after = 15;
    catalogue.services[0].start_every = 15;
    catalogue
}

/// Three bookings of 60 + 15 minutes a day and therapist, of 8 hours open.
fn booked(catalogue: &Catalogue) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for date in 1..=31 {
        for (index, name) in THERAPISTS.into_iter().enumerate() {
            for hour in ["09:30", "13:00", "16:15"] {
                let start = fixture::instant(&format!("2026-07-{date:02}T{hour}-04:00"));
                let (id, therapist) = (format!("{date}-{hour}-{index}"), fixture::id(name));
                let wanted = wanted(catalogue, start, Some(&therapist), &id);
                let Ok(placement) = accept(catalogue, &wanted, &days, Timestamp::UNIX_EPOCH) else {
                    continue;
                };
                for day in placement.days {
                    days.retain(|old| (old.resource(), old.date()) != (day.resource(), day.date()));
                    days.push(day);
                }
            }
        }
    }
    days
}

fn wanted<'a>(
    catalogue: &'a Catalogue,
    start: Timestamp,
    therapist: Option<&'a practice::Id>,
    entry_id: &'a str,
) -> Wanted<'a> {
    Wanted {
        service: &catalogue.services[0],
        minutes: 60,
        start,
        therapist,
        entry_id,
        hold_until: None,
        own: &[],
    }
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}
