//! How the functions start, and what they take when warm, beside the least that a function can be.
//!
//! Release binaries are measured, each start beside one of `bare`, so that whatever else the machine
//! does slows both. The store is in this process; the functions' own processor time is counted.

mod event;
mod process;
mod runtime;
mod world;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::emulator::Emulator;
use super::report::{Report, milliseconds};
use process::Function;
use world::World;

const FUNCTIONS: [&str; 4] = ["booking", "intake", "desk", "notify"];
const STARTS: usize = 25;
/// An init is at most so many times as long as the bare one's.
const INIT_MOST: f64 = 2.0;
const ZIP_MB_MOST: f64 = 6.0;
const MEMORY_MB_MOST: f64 = 32.0;
const WARM_ASKS: usize = 200;
const WARM_BOOKINGS: usize = 40;

/// Starts of one function, and of the bare one between them.
struct Starts {
    own: Vec<Duration>,
    bare: Vec<Duration>,
    own_cpu: Vec<Duration>,
    bare_cpu: Vec<Duration>,
    peak_mb: f64,
}

pub(crate) async fn measure(report: &mut Report) {
    let emulator = Emulator::start().await;
    let url = emulator.url.clone();
    let measured = tokio::task::spawn_blocking(move || {
        let world = World::make(&url);
        let mut lines = Vec::new();
        let mut own = Report::default();
        starts(&world, &mut own, &mut lines);
        warm(&world, &mut own, &mut lines);
        (own, lines)
    });
    let (own, lines) = measured.await.expect("it measures");
    lines.iter().for_each(|line| println!("{line}"));
    for missed in own.missed() {
        report.bar(false, missed);
    }
}

fn starts(world: &World, report: &mut Report, lines: &mut Vec<String>) {
    lines.push(format!(
        "{:<8} | {:>10} | {:>7} | {:>10} | {:>7} | {:>7} | {:>9}",
        "function", "init", "x bare", "processor", "x bare", "zip MB", "memory MB"
    ));
    for name in FUNCTIONS {
        let starts = Starts::of(world, name);
        let (init, cpu) = (median(&starts.own), median(&starts.own_cpu));
        let times = ratio(init, median(&starts.bare));
        let cpu_times = ratio(cpu, median(&starts.bare_cpu));
        let zip = world.zip_mb(name);
        lines.push(format!(
            "{name:<8} | {:>10} | {times:>7.2} | {:>10} | {cpu_times:>7.2} | {zip:>7.2} | {:>9.1}",
            milliseconds(init),
            milliseconds(cpu),
            starts.peak_mb
        ));
        let bars = [
            // On a busy machine one of the two may be unlucky; both are not.
            report.bar(
                times.min(cpu_times) <= INIT_MOST,
                format!("{name} starts within {INIT_MOST} x bare"),
            ),
            report.bar(
                zip < ZIP_MB_MOST,
                format!("{name}.zip is under {ZIP_MB_MOST} MB"),
            ),
            report.bar(
                starts.peak_mb < MEMORY_MB_MOST,
                format!("{name} takes under {MEMORY_MB_MOST} MB"),
            ),
        ];
        lines.extend(bars.map(|bar| format!("  {bar}")));
    }
}

impl Starts {
    fn of(world: &World, name: &str) -> Self {
        let (own, bare) = (World::binary(name), World::binary("bare"));
        let environment = world.environment(false);
        let mut starts = Self {
            own: Vec::new(),
            bare: Vec::new(),
            own_cpu: Vec::new(),
            bare_cpu: Vec::new(),
            peak_mb: 0.0,
        };
        for _ in 0..STARTS {
            let mut function = Function::start(&own, &environment);
            starts.own.push(function.init);
            starts.own_cpu.push(function.init_cpu);
            // A page that is nowhere: drawn, and so the templates are read.
            function.invoke(&event::get("/nowhere", ""));
            starts.peak_mb = starts.peak_mb.max(function.peak_mb());
            let bare = Function::start(&bare, &environment);
            starts.bare.push(bare.init);
            starts.bare_cpu.push(bare.init_cpu);
        }
        starts
    }
}

/// The booking function, warm: times of a week, and bookings of them.
fn warm(world: &World, report: &mut Report, lines: &mut Vec<String>) {
    let environment = world.environment(true);
    let mut bare = Function::start(&World::binary("bare"), &environment);
    let mut booking = Function::start(&World::binary("booking"), &environment);
    let from = (Timestamp::now() + SignedDuration::from_hours(72)).strftime("%F");
    let to = (Timestamp::now() + SignedDuration::from_hours(24 * 24)).strftime("%F");
    let query = format!("service=deep-tissue&minutes=60&from={from}&to={to}");
    let ask = event::get("/api/slots", &query);
    let (answer, first) = booking.invoke(&ask);
    let slots: Value = serde_json::from_str(answer["body"].as_str().unwrap_or_default())
        .unwrap_or_else(|_| json!({}));
    let starts: Vec<_> = slots["slots"].as_array().into_iter().flatten().collect();
    assert!(!starts.is_empty(), "{answer}");
    let of_bare = many(&mut bare, (0..WARM_ASKS).map(|_| ask.clone()), 200);
    let asks = many(&mut booking, (0..WARM_ASKS).map(|_| ask.clone()), 200);
    // One a day or so, so that none is in the way of another.
    let step = (starts.len() / WARM_BOOKINGS).max(1);
    let bookings = starts.iter().step_by(step).enumerate();
    let bookings = bookings.map(|(number, slot)| {
        let body = json!({
            "service": "deep-tissue", "minutes": 60, "start": slot["start"],
            "name": "Ada Byron", "email": format!("ada{number}@example.com"),
        });
        event::post("/api/bookings", &format!("bench-key-{number:08}"), &body)
    });
    let booked = taken(&mut booking, bookings);
    let peak = booking.peak_mb();
    let words = |what: &str, cpu: Duration| {
        let times = ratio(cpu, of_bare);
        format!(
            "{what:<34} {:>10} of the processor, {times:.1} x bare",
            milliseconds(cpu)
        )
    };
    lines.push(words("bare, warm", of_bare));
    lines.push(words("GET /api/slots, three weeks, first", first));
    lines.push(words("GET /api/slots, three weeks, warm", asks));
    lines.push(words("POST /api/bookings, warm", booked));
    let bar = format!("booking takes under {MEMORY_MB_MOST} MB at work");
    lines.push(format!(
        "  {} ({peak:.1} MB)",
        report.bar(peak < MEMORY_MB_MOST, bar)
    ));
}

/// The median of many events that are each answered with a status.
fn many(function: &mut Function, events: impl Iterator<Item = Value>, status: u64) -> Duration {
    let all: Vec<_> = events
        .map(|event| {
            let (answer, cpu) = function.invoke(&event);
            assert_eq!(answer["statusCode"], status, "{answer}");
            cpu
        })
        .collect();
    median(&all)
}

/// The median of the bookings that were made: some of the times are in each other's way.
fn taken(function: &mut Function, events: impl Iterator<Item = Value>) -> Duration {
    let all = events.map(|event| function.invoke(&event));
    let made = all.filter(|(answer, _)| answer["statusCode"] == 201);
    let made: Vec<_> = made.map(|(_, cpu)| cpu).collect();
    assert!(made.len() > 4, "{} bookings were made", made.len());
    median(&made)
}

fn median(durations: &[Duration]) -> Duration {
    let mut sorted = durations.to_vec();
    sorted.sort();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn ratio(own: Duration, bare: Duration) -> f64 {
    own.as_secs_f64() / bare.as_secs_f64()
}
