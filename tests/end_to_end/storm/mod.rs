//! The storm: many clients at once, on few days, who book, hold, move, cancel, repeat and leave in
//! the middle, and staff who book, move, force, cancel and block among them, with everything going wrong before the store that can. Whatever they were told is
//! held against the table afterwards.
//!
//! Each seed fixes what every client throws and what goes wrong on every connection; which of them
//! comes first is the machine's, so a seed is a kind of weather rather than one course of events.
//!
//! `KNEAD_STORM=full cargo test --test end_to_end in_a_storm -- --nocapture` is the whole: ten seeds, 24
//! clients, 3,600 operations, without faults and with all of them. `KNEAD_STORM_SEED=7` blows one.

mod asking;
mod belief;
mod booking;
mod change;
mod client;
mod held;
mod hold;
mod offered;
mod operations;
mod practice;
mod staff;
mod tally;
mod verdict;

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::Mutex;
use tokio::task::JoinSet;

use crate::desk::Owner;
use crate::fire::{Fire, Rates};
use crate::reconcile::Table;
use client::{Client, Place};
use practice::{NOWS, Starts, facts};
use staff::{Staff, Touched};
use tally::Tally;

/// How much is asked for, of how many seeds.
#[derive(Clone, Copy)]
struct Size {
    seeds: u64,
    clients: usize,
    operations: usize,
}

/// What is blown with every run of the tests.
const SMALL: Size = Size {
    seeds: 2,
    clients: 8,
    operations: 240,
};
const FULL: Size = Size {
    seeds: 10,
    clients: 24,
    // About a sixth of them find nothing to act on: over 3,000 are asked of the server.
    operations: 3_600,
};

/// So many work at the desk meanwhile.
const STAFF: usize = 2;

/// One storm at a time: each is to have the machine for itself.
static BLOWING: Mutex<()> = Mutex::const_new(());

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_storm_every_time_is_taken_once_and_every_answer_holds() {
    blow_all("plain", Rates::none()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_storm_under_fire_every_time_is_taken_once_and_every_answer_holds() {
    blow_all("under fire", Rates::all()).await;
}

/// Blows every seed that is asked for; says each in a line.
async fn blow_all(weather: &str, rates: Rates) {
    let _one = BLOWING.lock().await;
    let is_full = std::env::var("KNEAD_STORM").is_ok_and(|size| size == "full");
    let size = if is_full { FULL } else { SMALL };
    let asked = std::env::var("KNEAD_STORM_SEED");
    let asked = asked.map(|seed| seed.parse().expect("KNEAD_STORM_SEED is a number"));
    let seeds = asked.map_or_else(|_| (1..=size.seeds).collect(), |seed| vec![seed]);
    let mut violations = Vec::new();
    for seed in seeds {
        let found = blow(weather, seed, rates, size).await;
        violations.extend(
            found
                .into_iter()
                .map(|words| format!("seed {seed}, {weather}: {words}")),
        );
    }
    violations.truncate(40);
    assert!(violations.is_empty(), "{violations:#?}");
}

/// One storm; everything that should not be.
async fn blow(weather: &str, seed: u64, rates: Rates, size: Size) -> Vec<String> {
    let begun = Instant::now();
    let practice = practice::practice();
    let fire = Arc::new(Fire::light(seed, rates).await);
    let mut clients: Vec<_> = (0..size.clients)
        .map(|number| Client::new(number, seed))
        .collect();
    let touched = Touched::default();
    let mut staff: Vec<_> = (0..STAFF)
        .map(|number| Staff::new(number, seed, touched.clone()))
        .collect();
    let mut violations = Vec::new();
    let mut starts: Option<Starts> = None;
    for now in NOWS {
        let served = practice.serve_from(&fire.url, now);
        fire.rest();
        let starts = match &starts {
            None => starts.insert(Starts::ask(&served).await),
            Some(starts) => {
                let table = Table::read(&fire.items().await);
                violations.extend(offered::differences(&served, &table, starts, &facts(now)).await);
                starts
            }
        };
        let owner = Owner::of(&served).await;
        staff
            .iter_mut()
            .for_each(|one| one.comes_in(owner.cookie()));
        fire.rage();
        let place = Place {
            url: served.url.clone(),
            now: facts(now).now,
            starts: starts.clone(),
            fire: fire.clone(),
            touched: touched.clone(),
            is_under_fire: rates.is_any(),
        };
        let operations = size.operations / size.clients / NOWS.len();
        (clients, staff) = operate((clients, staff), place, operations).await;
        served.kill();
        fire.is_quiet().await;
        violations
            .extend(verdict::violations(&fire, (&clients, &staff, &touched), &facts(now)).await);
        clients.iter_mut().for_each(Client::forget_holds);
    }
    let mut tally = Tally::default();
    clients
        .into_iter()
        .for_each(|client| tally.add(client.tally));
    staff.into_iter().for_each(|one| tally.add(one.tally));
    violations.append(&mut tally.complaints);
    violations.extend(errors_in(&practice.log()));
    say(weather, seed, begun, &fire, &tally, violations.len());
    violations
}

async fn operate(
    (clients, staff): (Vec<Client>, Vec<Staff>),
    place: Place,
    operations: usize,
) -> (Vec<Client>, Vec<Staff>) {
    let place = Arc::new(place);
    let mut at_the_desk = JoinSet::new();
    for mut one in staff {
        let place = place.clone();
        at_the_desk.spawn(async move {
            one.operate(&place, operations).await;
            one
        });
    }
    let mut running = JoinSet::new();
    for mut client in clients {
        let place = place.clone();
        running.spawn(async move {
            client.operate(&place, operations).await;
            client
        });
    }
    let mut clients = running.join_all().await;
    clients.sort_by_key(|client| client.number);
    let mut staff = at_the_desk.join_all().await;
    staff.sort_by_key(|one| one.number);
    (clients, staff)
}

/// Nothing is to be logged as an error but that the store did not answer in time.
fn errors_in(log: &str) -> Vec<String> {
    let errors = log.lines().filter(|line| line.contains("ERROR"));
    let errors = errors.filter(|line| !line.contains(" with 503"));
    errors.map(|line| format!("the log says: {line}")).collect()
}

fn say(weather: &str, seed: u64, begun: Instant, fire: &Fire, tally: &Tally, violations: usize) {
    let (asked, carried_out) = fire.carried_out().transactions();
    let faults: Vec<_> = fire.carried_out().faults().into_iter().collect();
    let faults: Vec<_> = faults
        .iter()
        .map(|(fault, count)| format!("{fault:?} {count}"))
        .collect();
    eprintln!(
        "seed {seed}, {weather}: {} requests in {:.1} s: {}; {asked} transactions, {carried_out} carried out; faults: {}; violations {violations}",
        tally.requests(),
        begun.elapsed().as_secs_f64(),
        tally.line(),
        if faults.is_empty() {
            "none".to_owned()
        } else {
            faults.join(", ")
        },
    );
}
