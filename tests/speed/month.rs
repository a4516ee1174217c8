//! A month of slots for three therapists, 40 % booked: how long it takes to compute, and to answer
//! to sixteen who ask at once.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use ::practice::availability::{Asked, Busy, Day, Wanted, accept, days_touched, offered, window};
use functions::App;
use jiff::civil::{Date, time};

use crate::Amount;
use crate::door::Door;
use crate::emulator::{Emulator, listen, url};
use crate::practice::{
    ANY_ROOM, MINUTES, MONTH_FIRST, MONTH_LAST, THERAPISTS, app, booking_with, now, start,
};
use crate::rate::take;
use crate::report::{Report, milliseconds};

/// Computing a month may take so long.
const COMPUTING_MAX: Duration = Duration::from_millis(1);
/// Who ask at once.
const CLIENTS: usize = 16;
/// How often each step is computed.
const TIMES: usize = 301;

/// Books a month, and prints how long asking about it takes.
pub(crate) async fn measure(amount: Amount, report: &mut Report) {
    let emulator = Emulator::start().await;
    let store = emulator.store();
    let app = app(store.clone()).without_limits();
    let booked = book(&app).await;
    let published = app.published();
    let catalogue = &published.catalogue;
    let dates = MONTH_FIRST.parse().expect("a date")..=MONTH_LAST.parse().expect("a date");
    let asked = Asked {
        service: catalogue.service(ANY_ROOM).expect("a service"),
        minutes: MINUTES,
        therapist: None,
        window: window(&catalogue.practice.timezone, &dates).expect("a window"),
    };
    let touched = days_touched(catalogue, &asked, now());
    let days = store.days(&touched).await.expect("the days are read");
    let slots = offered(
        catalogue,
        &asked,
        &Busy::from_days(&days, now(), &[]),
        now(),
    );
    println!(
        "a month of slots, three therapists: {booked} bookings, {} day items, {} starts",
        days.len(),
        slots.len()
    );
    compute(catalogue, &asked, &days, report);
    ask(app.clone(), amount, report).await;
}

fn compute(
    catalogue: &::practice::Catalogue,
    asked: &Asked<'_>,
    days: &[Day],
    report: &mut Report,
) {
    let busy = Busy::from_days(days, now(), &[]);
    let reads = median(|| drop(black_box(days_touched(catalogue, asked, now()))));
    let from_days = median(|| drop(black_box(Busy::from_days(days, now(), &[]))));
    let list = median(|| drop(black_box(offered(catalogue, asked, &busy, now()))));
    let all = reads + from_days + list;
    let bar = report.bar(
        all <= COMPUTING_MAX,
        format!("a month computed in {}", milliseconds(COMPUTING_MAX)),
    );
    println!(
        "computing        {:>10}   (what to read {}, what is busy {}, what is offered {})   {bar}",
        milliseconds(all),
        milliseconds(reads),
        milliseconds(from_days),
        milliseconds(list),
    );
    let slots = offered(catalogue, asked, &busy, now());
    let wanted = Wanted {
        service: asked.service,
        minutes: asked.minutes,
        start: slots[slots.len() / 2].start,
        therapist: None,
        entry_id: "new",
        hold_until: None,
        own: &[],
    };
    let keys = days_touched(catalogue, &wanted.asked(), now());
    let read = days
        .iter()
        .filter(|day| keys.contains(&(day.resource().clone(), day.date())));
    let read: Vec<Day> = read.cloned().collect();
    let one = median(|| drop(black_box(accept(catalogue, &wanted, &read, now()))));
    println!(
        "accepting one    {:>10}   ({} day items)",
        milliseconds(one),
        read.len()
    );
}

/// Sixteen who ask over HTTP.
async fn ask(app: App, amount: Amount, report: &mut Report) {
    let listener = listen().await;
    let address = format!(
        "{}/api/slots?service={ANY_ROOM}&minutes={MINUTES}&from={MONTH_FIRST}&to={MONTH_LAST}",
        url(&listener)
    );
    tokio::spawn(async { axum::serve(listener, functions::booking::router(app)).await });
    let client = reqwest::Client::new();
    let busy = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&busy);
    let get = move |_| {
        let (request, counted) = (client.get(&address), Arc::clone(&counted));
        async move {
            let answer = request.send().await.expect("an answer");
            if !answer.status().is_success() {
                counted.fetch_add(1, Ordering::Relaxed);
            }
            drop(answer.bytes().await.expect("a body"));
        }
    };
    take(CLIENTS, CLIENTS, get.clone()).await;
    let took = take(amount.requests, CLIENTS, get).await;
    println!(
        "GET /api/slots   p50 {}, p99 {}   ({CLIENTS} clients, {} requests, {:.0} a second)   {}",
        milliseconds(took.percentile(50)),
        milliseconds(took.percentile(99)),
        took.each.len(),
        took.a_second(),
        report.bar(
            busy.load(Ordering::Relaxed) == 0,
            "every request is answered"
        ),
    );
}

/// Three bookings of 60 + 15 minutes a day and therapist, of 8 hours open.
async fn book(app: &App) -> usize {
    let door = Door::new(app.clone());
    let (first, last): (Date, Date) = (
        MONTH_FIRST.parse().expect("a date"),
        MONTH_LAST.parse().expect("a date"),
    );
    let mut client = 0;
    for on in first
        .series(jiff::Span::new().days(1))
        .take_while(|on| *on <= last)
    {
        for at in [time(9, 30, 0, 0), time(13, 0, 0, 0), time(16, 15, 0, 0)] {
            for therapist in THERAPISTS {
                let body = booking_with(client, ANY_ROOM, &start(app, on, at), therapist);
                door.made("/api/bookings", &body).await;
                client += 1;
            }
        }
    }
    client
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}
