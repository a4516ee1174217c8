//! How a start is asked about: zones, offsets, the store, what cannot be read.

use std::fs;

use super::{ask, check_in};
use crate::harness::{NOW, Practice, booking, knead, run};

#[test]
fn another_zone_reads_and_writes_times_by_its_clock() {
    let practice = Practice::new();
    let london = ["deep-tissue", "--zone", "Europe/London", "--explain"];
    check_in(
        &practice,
        &[&london[..], &["2026-12-01T15:00"]].concat(),
        &[
            "Tue 2026-12-01 15:00 (Europe/London) is not offered.",
            "  jonas  R3: works 17:00 to Wed 2026-12-02 01:00 that Tuesday",
            "  maya   R8: a booking from 14:00 to 15:15 (with its buffers) is in the way",
            "  nearest: 15:15 (maya), 15:30 (maya), 15:45 (maya)",
        ],
    );
    check_in(
        &practice,
        &[&london[..], &["2026-12-02T02:00"]].concat(),
        &[
            "Wed 2026-12-02 02:00 (Europe/London) is not offered.",
            "  jonas  R3: works Tue 2026-12-01 17:00 to Wed 2026-12-02 01:00 that Tuesday",
            "  maya   R3: works Tue 2026-12-01 14:00-17:00 and Tue 2026-12-01 18:15-23:00 that Tuesday",
            "  nearest: Tue 2026-12-01 23:30 (jonas), 23:45 (jonas), Wed 2026-12-02 00:00 (jonas)",
        ],
    );
}

#[test]
fn an_offset_makes_the_zone_of_no_matter() {
    let practice = Practice::new();
    let [here, there] = ["2026-12-01T10:00", "2026-12-01T15:00Z"]
        .map(|start| ask(&practice, &["deep-tissue", "--explain", start]).stdout);
    assert_eq!(here, there);
}

#[test]
fn a_time_that_occurs_twice_is_told_with_its_offset() {
    let practice = Practice::new();
    practice.replace(
        "practice.toml",
        "mon = [",
        "sun = [\"00:00-05:00\"]\nmon = [",
    );
    let ask = |start| {
        run(knead()
            .args(["slots", "deep-tissue", "--therapist", "maya", "--bookings"])
            .arg(practice.path().join("none.json"))
            .args(["--now", "2026-10-31T08:00:00-04:00", "--explain", start])
            .current_dir(practice.path()))
        .stdout
    };
    fs::write(practice.path().join("none.json"), "[]").expect("a file");
    let first = "Sun 2026-11-01 01:30 (-04:00) is offered.\n  maya  free\n";
    assert_eq!(ask("2026-11-01T01:30"), first);
    let second = "Sun 2026-11-01 01:30 (-05:00) is offered.\n  maya  free\n";
    assert_eq!(ask("2026-11-01T01:30-05:00"), second);
}

#[tokio::test]
async fn what_is_in_the_store_is_in_the_way_and_tells_of_nobody() {
    let practice = Practice::new();
    let served = practice.serve();
    served.book("", &booking(1)).await;
    let ran = run(knead()
        .args([
            "slots",
            "deep-tissue",
            "--explain",
            "2026-12-01T09:00",
            "--now",
            NOW,
        ])
        .current_dir(practice.path()));
    let expected = [
        "Tue 2026-12-01 09:00 is not offered.",
        "  jonas  R3: works 12:00-20:00 that Tuesday",
        "  maya   R8: a booking from 10:00 to 11:15 (with its buffers) is in the way of this one's buffers (09:00-10:15)",
        "  nearest: 12:00 (jonas), 12:15 (jonas), 12:30 (jonas)",
    ];
    assert_eq!(ran.stdout.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_start_that_cannot_be_read_is_told_with_how_to_write_it() {
    let practice = Practice::new();
    for start in ["noon", "2026-12-01", "2026-13-01T10:00"] {
        let ran = ask(&practice, &["deep-tissue", "--explain", start]);
        let expected = format!(
            "error: invalid value '{start}' for '--explain <INSTANT>': write 2026-12-01T10:00, as the practice's clock shows it, or 2026-12-01T10:00-05:00\n\nFor more information, try '--help'.\n"
        );
        assert_eq!(
            (ran.code, ran.stdout, ran.stderr),
            (2, String::new(), expected)
        );
    }
}

#[test]
fn dates_do_not_go_with_one_start() {
    let arguments = [
        "deep-tissue",
        "--explain",
        "2026-12-01T10:00",
        "--from",
        "2026-12-01",
    ];
    let ran = ask(&Practice::new(), &arguments);
    assert_eq!(ran.code, 2);
    let expected = "error: the argument '--explain <INSTANT>' cannot be used with '--from <DATE>'";
    assert!(ran.stderr.starts_with(expected), "{}", ran.stderr);
}

#[test]
fn a_therapist_nobody_knows_is_told_with_the_near_miss() {
    let arguments = [
        "sports",
        "--explain",
        "2026-12-01T10:00",
        "--therapist",
        "mya",
    ];
    let ran = ask(&Practice::new(), &arguments);
    let expected = "error: no therapist is called `mya`\n  = help: did you mean `maya`?\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (1, expected));
}
