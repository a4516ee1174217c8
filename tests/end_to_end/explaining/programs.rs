//! Each rule that refuses, for programs.

use serde_json::{Value, json};

use super::ask;
use crate::harness::Practice;

#[test]
fn programs_are_told_the_same() {
    let practice = Practice::new();
    let told = |arguments: &[&str]| {
        let ran = ask(&practice, &[arguments, &["--json"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        serde_json::from_str::<Value>(&ran.stdout).expect("JSON")
    };
    let day = |time: &str| format!("2026-12-01T{time}:00-05:00");
    let span = |start: &str, end: &str| json!({"start": day(start), "end": day(end)});
    let slot = |start: &str, end: &str| json!({"start": day(start), "end": day(end), "therapists": ["maya"]});
    let expected = json!({
        "service": "deep-tissue", "minutes": 60, "timezone": "America/New_York",
        "start": day("10:00"), "end": day("11:00"), "offered": false,
        "therapists": [
            {
                "id": "jonas", "free": false, "rule": "R3", "reason": "closed",
                "date": "2026-12-01", "exception": false, "hours": [span("12:00", "20:00")],
            },
            {
                "id": "maya", "free": false, "rule": "R8", "reason": "taken",
                "wanted": span("10:00", "11:15"),
                "in_the_way": [{"kind": "booking", "start": day("09:00"), "end": day("10:15")}],
            },
        ],
        "nearest": [slot("10:15", "11:15"), slot("10:30", "11:30"), slot("10:45", "11:45")],
    });
    assert_eq!(
        told(&["deep-tissue", "--explain", "2026-12-01T10:00"]),
        expected
    );
    let expected = json!({
        "service": "deep-tissue", "minutes": 60, "timezone": "America/New_York",
        "start": day("10:15"), "end": day("11:15"), "offered": true,
        "therapists": [{"id": "maya", "free": true}], "nearest": [],
    });
    let arguments = [
        "deep-tissue",
        "--therapist",
        "maya",
        "--explain",
        "2026-12-01T10:15",
    ];
    assert_eq!(told(&arguments), expected);
}

#[test]
fn programs_are_told_each_reason_with_what_stands_in_the_way() {
    let practice = Practice::new();
    let check = |arguments: &[&str], start: &str, expected: Value| {
        let ran = ask(
            &practice,
            &[arguments, &["--json", "--explain", start]].concat(),
        );
        let told: Value = serde_json::from_str(&ran.stdout).expect("JSON");
        assert_eq!(told["therapists"][0], expected);
    };
    let maya = ["deep-tissue", "--therapist", "maya"];
    let at = |time: &str| format!("2026-{time}:00-05:00");
    let span = |start: &str, end: &str| json!({"start": at(start), "end": at(end)});
    check(
        &["sports", "--therapist", "maya"],
        "2026-12-01T13:00",
        json!({
            "id": "maya", "free": false, "rule": "M4", "reason": "does-not-give-service",
        }),
    );
    check(
        &maya,
        "2026-11-23T09:00",
        json!({
            "id": "maya", "free": false, "rule": "R10", "reason": "in-the-past", "earliest": at("11-24T10:00"),
        }),
    );
    check(
        &maya,
        "2026-11-24T09:00",
        json!({
            "id": "maya", "free": false, "rule": "R10", "reason": "too-soon", "notice_minutes": 120, "earliest": at("11-24T10:00"),
        }),
    );
    check(
        &maya,
        "2027-02-01T09:00",
        json!({
            "id": "maya", "free": false, "rule": "R11", "reason": "beyond-horizon", "last": "2027-01-23",
        }),
    );
    check(
        &maya,
        "2026-11-30T11:15",
        json!({
            "id": "maya", "free": false, "rule": "R6", "reason": "does-not-fit",
            "open": span("11-30T09:00", "11-30T12:00"), "needed": span("11-30T11:15", "11-30T12:15"),
        }),
    );
    check(
        &maya,
        "2026-11-30T09:20",
        json!({
            "id": "maya", "free": false, "rule": "R5", "reason": "off-grid",
            "before": at("11-30T09:15"), "after": at("11-30T09:30"),
        }),
    );
    check(
        &maya,
        "2026-12-01T16:00",
        json!({
            "id": "maya", "free": false, "rule": "R9", "reason": "taken",
            "wanted": span("12-01T16:00", "12-01T17:15"),
            "in_the_way": [{"kind": "hold", "start": at("12-01T16:00"), "end": at("12-01T17:00"), "expires_at": at("11-24T08:10")}],
        }),
    );
    check(
        &maya,
        "2026-12-02T11:00",
        json!({
            "id": "maya", "free": false, "rule": "M2", "reason": "no-room",
            "wanted": span("12-02T11:00", "12-02T12:15"),
            "rooms": [{"id": "quiet", "in_the_way": [
                {"kind": "booking", "start": at("12-02T11:00"), "end": at("12-02T12:15")},
            ]}],
        }),
    );
}
