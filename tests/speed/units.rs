//! Read and write units of each change.

use jiff::civil::{Date, date, time};
use serde_json::{Value, json};

use crate::cost::Cost;
use crate::counted::Counted;
use crate::practice::{
    ANY_ROOM, MINUTES, MONTH_FIRST, MONTH_LAST, ONE_ROOM, booking, booking_with, start,
};
use crate::report::Report;

/// The most write units of a booking with a room.
const WRITE_UNITS_MAX: f64 = 10.0;
/// The most read units.
const READ_UNITS_MAX: f64 = 3.0;
/// The longest note a client may write, in characters.
const NOTE_CHARACTERS: usize = 500;
/// Half hours of one therapist, a quarter apart: with the tenth, a day item is more than a kilobyte.
const TEN_TIMES: [(i8, i8); 10] = [
    (9, 0),
    (9, 45),
    (10, 30),
    (11, 15),
    (13, 0),
    (13, 45),
    (14, 30),
    (15, 15),
    (16, 0),
    (16, 45),
];

const BOOKINGS: &str = "/api/bookings";

/// Prints what each change costs.
pub(crate) async fn measure(report: &mut Report) {
    println!(
        "{:<28} {:>6} {:>6} {:>8}   requests",
        "units", "write", "read", "updates"
    );
    let counted = Counted::new().await;
    book(&counted, report).await;
    book_more(&counted, report).await;
    change(&counted, report).await;
    tell_and_list(&counted, report).await;
    println!(
        "updates: write units of single items; asks counted for the limits, promises claimed\n"
    );
}

async fn book(counted: &Counted, report: &mut Report) {
    let (_, cost) = counted.post(BOOKINGS, &with_maya(counted, 1)).await;
    let held = cost.write() <= WRITE_UNITS_MAX && cost.read() <= READ_UNITS_MAX;
    let bar = report.bar(
        held,
        format!("at most {WRITE_UNITS_MAX} write and {READ_UNITS_MAX} read units"),
    );
    print(report, "a booking with a room", &cost, &bar);

    let start = at_nine(counted, 2);
    let hold =
        json!({"service": ONE_ROOM, "minutes": MINUTES, "start": start, "therapist": "maya"});
    let (held, cost) = counted.post("/api/holds", &hold).await;
    print(report, "a hold", &cost, "");
    let held = with(with_maya(counted, 2), "hold", held["hold"].clone());
    let (_, cost) = counted.post(BOOKINGS, &held).await;
    print(report, "a booking of what is held", &cost, "");

    let whoever = booking(3, ONE_ROOM, &at_nine(counted, 3));
    let (_, cost) = counted.post(BOOKINGS, &whoever).await;
    print(report, "with whoever is free", &cost, "");
    let wherever = booking(4, ANY_ROOM, &at_nine(counted, 4));
    let (_, cost) = counted.post(BOOKINGS, &wherever).await;
    print(report, "and in any of three rooms", &cost, "");
}

async fn book_more(counted: &Counted, report: &mut Report) {
    let note = json!("é".repeat(NOTE_CHARACTERS));
    let noted = with(with_maya(counted, 5), "note", note);
    let (_, cost) = counted.post(BOOKINGS, &noted).await;
    print(report, "with the longest note", &cost, "");

    for (place, (hour, minute)) in (1..).zip(TEN_TIMES) {
        let start = start(&counted.app, day(6), time(hour, minute, 0, 0));
        let short = booking_with(100 + place, ONE_ROOM, &start, "maya");
        let short = with(short, "minutes", json!(30));
        let (_, cost) = counted.post(BOOKINGS, &short).await;
        if place == TEN_TIMES.len() {
            print(report, "the tenth of its day", &cost, "");
        }
    }

    let series = with(with_maya(counted, 7), "weeks", json!(12));
    let (_, cost) = counted.post(BOOKINGS, &series).await;
    print(report, "a weekly series of 12", &cost, "");
}

async fn change(counted: &Counted, report: &mut Report) {
    let (booked, _) = counted.post(BOOKINGS, &with_maya(counted, 8)).await;
    let token = booked["token"].as_str().expect("a booking has a token");
    let (shift, cancel) = (
        format!("{BOOKINGS}/{token}/move"),
        format!("{BOOKINGS}/{token}/cancel"),
    );
    let later = json!({"start": start(&counted.app, day(8), time(14, 0, 0, 0))});
    let (_, cost) = counted.post(&shift, &later).await;
    print(report, "a move within its day", &cost, "");
    let another = json!({"start": at_nine(counted, 9)});
    let (_, cost) = counted.post(&shift, &another).await;
    print(report, "a move to another day", &cost, "");
    let (_, cost) = counted.post(&cancel, &json!({})).await;
    print(report, "a cancel", &cost, "");
}

async fn tell_and_list(counted: &Counted, report: &mut Report) {
    counted.sweep().await;
    counted.post(BOOKINGS, &with_maya(counted, 10)).await;
    print(report, "the mails of a booking", &counted.sweep().await, "");
    print(report, "a sweep of nothing", &counted.sweep().await, "");
    let month = format!(
        "/api/slots?service={ANY_ROOM}&minutes={MINUTES}&from={MONTH_FIRST}&to={MONTH_LAST}"
    );
    print(report, "a month of slots", &counted.get(&month).await, "");
}

fn print(report: &mut Report, what: &str, cost: &Cost, bar: &str) {
    println!(
        "{what:<28} {:>6} {:>6} {:>8}   {}   {bar}",
        cost.write(),
        cost.read(),
        cost.updates(),
        cost.requests(),
    );
    for doubt in cost.doubts() {
        println!("    {}", report.bar(false, format!("{what}: {doubt}")));
    }
}

/// A booking with a room and a therapist, at nine on a day that no other has.
fn with_maya(counted: &Counted, on: i8) -> Value {
    let client = usize::from(on.unsigned_abs());
    booking_with(client, ONE_ROOM, &at_nine(counted, on), "maya")
}

fn at_nine(counted: &Counted, on: i8) -> String {
    start(&counted.app, day(on), time(9, 0, 0, 0))
}

fn day(on: i8) -> Date {
    date(2026, 8, on)
}

fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}
