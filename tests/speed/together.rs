//! Bookings a second through the whole router, against the bare requests to the store that they
//! come to: in one run, in turns, on one store. A ratio is the median of the rounds' own ratios,
//! since a machine that is slow for a while is slow to all of a round. Each round has a store of its
//! own: the emulator looks at every transaction of the last ten minutes at each next one.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Bytes;
use functions::store::{Endpoint, Store};
use jiff::ToSpan as _;
use jiff::civil::{Date, date, time};

use crate::Amount;
use crate::bare::Bare;
use crate::door::Door;
use crate::emulator::{Emulator, TABLE};
use crate::practice::{ONE_ROOM, THERAPISTS, app, booking_with, start};
use crate::rate::{median, take};
use crate::report::Report;
use crate::tap::Tap;

/// How many are under way at a time.
const AT_A_TIME: [usize; 3] = [1, 4, 16];
/// Bookings a second, of bare transactions a second.
const RATIO_MIN: f64 = 0.8;

/// A store, and both ways to book in it.
#[derive(Clone)]
struct Place {
    app: functions::App,
    door: Door,
    bare: Bare,
    /// Each booking is the first of its date, and each copy has a number.
    next: Arc<AtomicUsize>,
}

/// What is done.
#[derive(Clone, Copy)]
enum Kind {
    /// The bare transaction.
    Transaction,
    /// The bare read, then the bare transaction.
    Both,
    /// The booking, through the whole router.
    Booking,
}

/// How many of each in a second.
#[derive(Default)]
struct Round {
    transaction: f64,
    both: f64,
    booking: f64,
}

/// Prints how many bookings are made in a second.
pub(crate) async fn measure(amount: Amount, report: &mut Report) {
    let bare = listened().await;
    println!(
        "a second, median of {} rounds: a booking with a room through the whole router, and the bare\n\
         requests to the store that it comes to, {} items read and {} written\n\
         {:<14} {:>11} {:>18} {:>8}   {:>18} {:>7}",
        amount.rounds,
        bare.reads(),
        bare.writes(),
        "",
        "transaction",
        "read, transaction",
        "booking",
        "of the transaction",
        "of both",
    );
    for at_a_time in AT_A_TIME {
        let mut rounds = Vec::new();
        for number in 0..amount.rounds {
            let emulator = Emulator::start().await;
            let place = Place::new(&emulator, &bare);
            place.round(at_a_time, at_a_time, number).await;
            rounds.push(place.round(amount.bookings, at_a_time, number).await);
        }
        print(&rounds, at_a_time, report);
    }
    println!();
}

fn print(rounds: &[Round], at_a_time: usize, report: &mut Report) {
    let of = |figure: fn(&Round) -> f64| median(rounds.iter().map(figure));
    let ratio = of(|round| round.booking / round.transaction);
    let bar = format!("at least {RATIO_MIN} of the bare transaction, {at_a_time} at a time");
    println!(
        "{:<14} {:>11.0} {:>18.0} {:>8.0}   {:>18.2} {:>7.2}   {}",
        format!("{at_a_time} at a time"),
        of(|round| round.transaction),
        of(|round| round.both),
        of(|round| round.booking),
        ratio,
        of(|round| round.booking / round.both),
        report.bar(ratio >= RATIO_MIN, bar),
    );
}

/// The requests of a booking with a room, as they went over the wire.
async fn listened() -> Bare {
    let emulator = Emulator::start().await;
    let tap = Tap::on(&emulator.url).await;
    let app = app(Store::new(&Endpoint::local(&tap.url), TABLE)).without_limits();
    let door = Door::new(app.clone());
    door.takes("/api/bookings", first_of(&app, 0)).await;
    let heard = tap.take();
    let read = heard.iter().find(|request| !request.writes());
    let read = &read.expect("a booking reads before it writes").body;
    Bare::of_the_booking(&emulator.url, read).await
}

impl Place {
    fn new(emulator: &Emulator, bare: &Bare) -> Self {
        let app = app(emulator.store()).without_limits();
        Self {
            door: Door::new(app.clone()),
            app,
            bare: bare.at(&emulator.url),
            next: Arc::default(),
        }
    }

    /// The three kinds in turns, each first in a third of the rounds.
    async fn round(&self, count: usize, at_a_time: usize, number: usize) -> Round {
        let mut kinds = [Kind::Transaction, Kind::Both, Kind::Booking];
        let turn = number % kinds.len();
        kinds.rotate_left(turn);
        let mut round = Round::default();
        for kind in kinds {
            let first = self.next.fetch_add(count, Ordering::Relaxed);
            // Writing the request is the client's work, and is not measured.
            let bodies = (first..first + count).map(|number| first_of(&self.app, number));
            let bodies: Arc<[Bytes]> = bodies.collect();
            let place = self.clone();
            let took = take(count, at_a_time, move |number| {
                let (place, body) = (place.clone(), bodies[number].clone());
                async move { place.make(kind, first + number, body).await }
            });
            *round.of(kind) = took.await.a_second();
        }
        round
    }

    async fn make(&self, kind: Kind, number: usize, body: Bytes) {
        match kind {
            Kind::Transaction => self.bare.write(number).await,
            Kind::Both => {
                self.bare.read(number).await;
                self.bare.write(number).await;
            }
            Kind::Booking => self.door.takes("/api/bookings", body).await,
        }
    }
}

impl Round {
    fn of(&mut self, kind: Kind) -> &mut f64 {
        match kind {
            Kind::Transaction => &mut self.transaction,
            Kind::Both => &mut self.both,
            Kind::Booking => &mut self.booking,
        }
    }
}

/// A booking on a date that no other number has.
fn first_of(app: &functions::App, number: usize) -> Bytes {
    let days = i64::try_from(number).expect("not so many").days();
    let on: Date = date(2026, 9, 1).checked_add(days).expect("a date");
    let therapist = THERAPISTS[number % THERAPISTS.len()];
    let start = start(app, on, time(9, 0, 0, 0));
    let body = booking_with(number, ONE_ROOM, &start, therapist);
    Bytes::from(body.to_string())
}
