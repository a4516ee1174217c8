//! `knead slots` and `GET /api/slots` say the same, by the same rules.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{NOW, Practice, answer, booking, knead, run};

fn slots(practice: &Practice, arguments: &[&str]) -> Value {
    let ran = run(knead()
        .arg("slots")
        .args(arguments)
        .args(["--json", "--now", NOW])
        .current_dir(practice.path()));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).expect("JSON")
}

#[tokio::test]
async fn the_command_answers_as_the_api_does_also_while_the_store_is_served() {
    let practice = Practice::new();
    let served = practice.serve();
    served.book("", &booking(1)).await;
    let query = "/api/slots?service=deep-tissue&minutes=60&from=2026-12-01&to=2026-12-14&therapist=maya&zone=Europe/London";
    let (_, api) = answer(served.get(query)).await;
    let arguments = [
        "deep-tissue",
        "--minutes",
        "60",
        "--from",
        "2026-12-01",
        "--to",
        "2026-12-14",
        "--therapist",
        "maya",
        "--zone",
        "Europe/London",
    ];
    assert_eq!(slots(&practice, &arguments), api);
    assert_eq!(api["timezone"], "Europe/London");
    assert_eq!(api["slots"][0]["start"], "2026-12-01T18:15:00+00:00");
    served.kill();
    assert_eq!(
        slots(&practice, &arguments),
        api,
        "from the file, after the process is gone"
    );
}

#[test]
fn the_monday_of_the_worked_examples() {
    let practice = Practice::new();
    practice.replace(
        "services/deep-tissue.md",
        "start_every = 15",
        "start_every = 30",
    );
    practice.replace("practice.toml", "13:15-18:00", "13:15-17:00");
    let file = practice.path().join("bookings.json");
    let bookings = json!([{
        "start": "2026-11-30T10:00:00-05:00", "end": "2026-11-30T11:00:00-05:00",
        "status": "confirmed", "therapist": "maya", "buffer_after": 15,
    }]);
    fs::write(&file, bookings.to_string()).expect("a file");
    let file = file.to_str().expect("UTF-8");
    let day = [
        "deep-tissue",
        "--from",
        "2026-11-30",
        "--to",
        "2026-11-30",
        "--therapist",
        "maya",
        "--bookings",
        file,
    ];
    let answer = slots(&practice, &day);
    let starts: Vec<_> = answer["slots"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|slot| slot["start"].as_str().expect("a start"))
        .collect();
    let expected = ["13:15", "13:45", "14:15", "14:45", "15:15", "15:45"]
        .map(|time| format!("2026-11-30T{time}:00-05:00"));
    assert_eq!(starts, expected);
}

#[test]
fn what_is_not_there_is_said_with_what_is() {
    let practice = Practice::new();
    let said = |arguments: &[&str]| {
        let ran = run(knead()
            .arg("slots")
            .args(arguments)
            .args(["--now", NOW])
            .current_dir(practice.path()));
        (ran.code, ran.stderr)
    };
    let expected = [
        (
            &["deep"][..],
            1,
            "error: no service is called `deep`\n  = help: did you mean `deep-tissue`?\n",
        ),
        (
            &["sports", "--minutes", "60"],
            1,
            "error: `sports` is not offered for 60 minutes\n  = help: it is offered for 30\n",
        ),
        (
            &["sports", "--therapist", "maya"],
            1,
            "error: no therapist called `maya` gives `sports`\n  = help: name one who gives it; there is `jonas`\n",
        ),
        (
            &["sports", "--zone", "Mars"],
            1,
            "error: no time zone is called `Mars`\n  = help: use an IANA name such as Europe/London\n",
        ),
        (
            &["sports", "--from", "2026-12-02", "--to", "2026-12-01"],
            1,
            "error: --to is before --from\n  = help: give the earlier date to --from\n",
        ),
    ];
    for (arguments, code, words) in expected {
        assert_eq!(said(arguments), (code, words.to_owned()));
    }
    assert_eq!(
        said(&["sports", "--from", "2026-02-30"]).0,
        2,
        "a date that does not exist is wrong usage"
    );
}
