//! What a practice costs a month: what people do, counted on the practice that ships, times prices.
//!
//! `cargo bench --bench booking -- --sheet` prints the tables of `infra/COSTS.md`.

mod flows;
mod house;
mod prices;
mod spent;

use house::House;
use spent::Spent;

/// Bookings a month: one therapist beside another job; a busy house of two or three; a large one.
const BOOKINGS: [u32; 3] = [50, 400, 5_000];
/// Sweeps of the outbox a month: one a minute.
const SWEEPS: f64 = 365.25 * 24.0 * 60.0 / 12.0;
/// Visits to the site for each booking, and what one asks of the edge: a guess that is not low.
const VISITS_A_BOOKING: f64 = 20.0;
const VISIT_REQUESTS: f64 = 15.0;
const VISIT_BYTES: f64 = 200_000.0;
/// The template's `Memory`, and the time that is billed for a call: warm ones take a few
/// milliseconds and their rounds to the store.
const MEMORY_GB: f64 = 0.5;
const BILLED_SECONDS: f64 = 0.05;
/// Bytes of a line of the log, with what Lambda writes around it.
const LOGGED_BYTES: f64 = 600.0;
/// Times somebody of the practice signs in, for each booking.
const SIGN_INS: f64 = 0.5;
/// Months of bookings that are there: records are kept for years.
const MONTHS_KEPT: f64 = 84.0;
const KEYS: f64 = 2.0;
/// The template's alarms, and the metrics of our own that its log filters count for them.
const ALARMS: f64 = 8.0;
const METRICS: f64 = 2.0;

/// What was counted of each thing that is done.
struct Counted {
    book: Spent,
    mails: Spent,
    mails_sent: u32,
    intake: Spent,
    sign_in: Spent,
    treat: Spent,
    idle: Spent,
    /// Of one client who came once and filled in the form.
    stored_bytes: usize,
}

/// Prints both tables.
pub(crate) async fn print() {
    let counted = count().await;
    print_counted(&counted);
    print_months(&counted);
}

async fn count() -> Counted {
    let house = House::open().await;
    let mut counted = Counted {
        book: Spent::default(),
        mails: Spent::default(),
        mails_sent: 0,
        intake: Spent::default(),
        sign_in: Spent::default(),
        treat: Spent::default(),
        idle: Spent::default(),
        stored_bytes: 0,
    };
    // The first sweep of a day walks through what is past its time.
    house.sweep(&mut Spent::default()).await;
    let own = flows::book(&house, &mut counted.book).await;
    counted.mails_sent = house.sweep(&mut counted.mails).await;
    flows::intake(&house, &mut counted.intake, &own).await;
    house.sweep(&mut Spent::default()).await;
    counted.stored_bytes = house.stored_bytes().await;
    let cookie = flows::sign_in(&house, &mut counted.sign_in).await;
    flows::treat(&house, &mut counted.treat, &cookie).await;
    house.sweep(&mut counted.idle).await;
    counted
}

fn print_counted(counted: &Counted) {
    println!("| what | calls | write units | read units | KB answered | ms here |");
    println!("|---|---|---|---|---|---|");
    let rows = [
        ("a booking, page by page", &counted.book),
        ("its mails", &counted.mails),
        ("the health form, page by page", &counted.intake),
        ("a sign-in at the desk", &counted.sign_in),
        ("the day, a client, their form", &counted.treat),
        ("a sweep with nothing due", &counted.idle),
    ];
    for (what, spent) in rows {
        println!(
            "| {what} | {} | {} | {} | {:.0} | {:.0} |",
            spent.calls,
            spent.write,
            spent.read,
            kilobytes(spent.bytes),
            spent.time.as_secs_f64() * 1000.0,
        );
    }
    println!(
        "\nStored for a client who came once and filled in the form: {:.0} KB.\n",
        kilobytes(counted.stored_bytes)
    );
}

fn print_months(counted: &Counted) {
    let months = BOOKINGS.map(|bookings| month(counted, f64::from(bookings)));
    println!(
        "| dollars a month | {} | {} | {} |",
        BOOKINGS[0], BOOKINGS[1], BOOKINGS[2]
    );
    println!("|---|---|---|---|");
    for (row, (what, _)) in months[0].iter().enumerate() {
        let figures = months
            .each_ref()
            .map(|month| format!("{:.2}", month[row].1));
        println!("| {what} | {} |", figures.join(" | "));
    }
    let all = months.each_ref().map(|month| {
        let sum: f64 = month.iter().map(|line| line.1).sum();
        format!("**{sum:.2}**")
    });
    println!("| **all of it** | {} |", all.join(" | "));
}

/// A line for each thing that is paid for.
fn month(counted: &Counted, bookings: f64) -> Vec<(&'static str, f64)> {
    let each = [
        (&counted.book, bookings),
        (&counted.mails, bookings),
        (&counted.intake, bookings),
        (&counted.sign_in, bookings * SIGN_INS),
        (&counted.treat, bookings),
        (&counted.idle, SWEEPS),
    ];
    let sum = |of: fn(&Spent) -> f64| -> f64 {
        each.iter().map(|(spent, times)| of(spent) * times).sum()
    };
    let calls = sum(|spent| f64::from(spent.calls));
    let asked = calls - SWEEPS - bookings;
    let writes = sum(|spent| spent.write);
    // A reminder follows what a booking tells at once.
    let mails = bookings * (f64::from(counted.mails_sent) + 1.0);
    let visits = bookings * VISITS_A_BOOKING;
    let edge_bytes = visits * VISIT_BYTES + sum(|spent| kilobytes(spent.bytes) * 1_000.0);
    let stored = kilobytes(counted.stored_bytes) * bookings * MONTHS_KEPT / 1e6;
    vec![
        ("store: writes", writes / 1e6 * prices::WRITES_MILLION),
        (
            "store: reads",
            sum(|spent| spent.read) / 1e6 * prices::READS_MILLION,
        ),
        (
            "store: seven years of it, and its backups",
            stored * prices::STORED_GB,
        ),
        (
            "functions",
            calls / 1e6 * prices::CALLS_MILLION
                + calls * MEMORY_GB * BILLED_SECONDS * prices::GB_SECOND,
        ),
        ("their HTTP API", asked / 1e6 * prices::API_MILLION),
        ("mails", mails / 1e3 * prices::MAILS_THOUSAND),
        (
            "the site at the edge",
            edge_bytes / 1e9 * prices::EDGE_GB
                + (visits * VISIT_REQUESTS + asked) / 1e4 * prices::EDGE_TEN_THOUSAND,
        ),
        ("logs", calls * LOGGED_BYTES / 1e9 * prices::LOGS_GB),
        ("two keys of its own", KEYS * prices::KEY_MONTH),
        (
            "eight alarms, two metrics of its own",
            ALARMS * prices::ALARM_MONTH + METRICS * prices::METRIC_MONTH,
        ),
        (
            "a call of the schedule each minute",
            SWEEPS / 1e6 * prices::SCHEDULED_MILLION,
        ),
    ]
}

#[allow(clippy::cast_precision_loss, reason = "pages are far below 2^52 bytes")]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1e3
}
