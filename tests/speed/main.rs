//! The benchmark of booking: what it costs, how fast it is, and whether it holds its bars.
//!
//! `cargo bench --bench booking`; with `-- --quick` a look at whether it runs, whose times mean
//! little; with `-- --units` what it costs, and no times; with `-- --sealing` how long a record
//! takes to seal and open, and nothing else; with `-- --lambda` how the functions start; with
//! `-- --sheet` what a practice costs a month. Exit 1 if a bar was missed.
#![allow(clippy::print_stdout, reason = "it prints a table")]

mod bare;
mod cost;
mod counted;
mod door;
mod emulator;
mod lambda;
mod month;
mod practice;
mod rate;
mod report;
mod sealing;
mod sheet;
mod size;
mod tap;
mod together;
mod units;

use std::process::ExitCode;

use report::Report;

/// How much is measured.
#[derive(Clone, Copy)]
struct Amount {
    /// Rounds of each kind; medians are taken of them.
    rounds: usize,
    /// Bookings a round.
    bookings: usize,
    /// Requests for a month.
    requests: usize,
}

const WHOLE: Amount = Amount {
    rounds: 9,
    bookings: 240,
    requests: 4_000,
};
const QUICK: Amount = Amount {
    rounds: 2,
    bookings: 16,
    requests: 64,
};

fn main() -> ExitCode {
    let asked = |flag: &str| std::env::args().any(|argument| argument == flag);
    let amount = if asked("--quick") { QUICK } else { WHOLE };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut report = Report::default();
    if asked("--sheet") {
        runtime.block_on(sheet::print());
        return ExitCode::SUCCESS;
    }
    if asked("--lambda") {
        runtime.block_on(lambda::measure(&mut report));
        return end(&report);
    }
    if asked("--sealing") {
        sealing::measure(amount, &mut report);
        return end(&report);
    }
    runtime.block_on(async {
        units::measure(&mut report).await;
        if asked("--units") {
            return;
        }
        together::measure(amount, &mut report).await;
        month::measure(amount, &mut report).await;
        sealing::measure(amount, &mut report);
    });
    end(&report)
}

fn end(report: &Report) -> ExitCode {
    if report.missed().is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("missed: {}", report.missed().join("; "));
    ExitCode::FAILURE
}
