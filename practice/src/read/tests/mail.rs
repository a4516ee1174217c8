//! `[mail]`, and where therapists' copies go.

use super::*;
use crate::catalogue::MailPolicy;

/// What a `[mail]` of these lines makes.
fn policy(lines: &str) -> MailPolicy {
    let practice = format!("{PRACTICE}{HOURS}[mail]\n{lines}");
    sound(&[("practice.toml", &practice)]).practice.mail
}

#[track_caller]
fn refused(lines: &str, expected: &[&str]) {
    let practice = format!("{PRACTICE}{HOURS}[mail]\n{lines}");
    let expected: Vec<_> = expected
        .iter()
        .map(|message| format!("practice.toml:7: {message}"))
        .collect();
    let reading = read(&[("practice.toml", &practice)]);
    assert_eq!(told(&reading), expected);
}

#[test]
fn clients_are_reminded_two_days_and_three_hours_before_but_not_at_night() {
    let policy = sound(&[]).practice.mail;
    assert_eq!(policy.reminder_hours, [48, 3]);
    let quiet = policy.quiet_hours.map(|range| range.to_string());
    assert_eq!(quiet.as_deref(), Some("21:00-08:00"));
}

#[test]
fn an_empty_rule_of_mail_is_the_same_as_none() {
    assert_eq!(policy(""), sound(&[]).practice.mail);
}

#[test]
fn the_earliest_reminder_is_first_in_whatever_order_they_are_written() {
    assert_eq!(
        policy("reminder_hours = [1, 336]\n").reminder_hours,
        [336, 1]
    );
    assert_eq!(policy("reminder_hours = [24]\n").reminder_hours, [24]);
}

#[test]
fn a_practice_may_remind_nobody_and_have_no_quiet_hours() {
    assert!(policy("reminder_hours = []\n").reminder_hours.is_empty());
    assert_eq!(policy("quiet_hours = \"\"\n").quiet_hours, None);
}

#[test]
fn a_reminder_comes_an_hour_to_two_weeks_before_and_a_client_has_at_most_two() {
    refused(
        "reminder_hours = [0, 337]\n",
        &[
            "each of `reminder_hours` cannot be 0",
            "each of `reminder_hours` cannot be 337",
        ],
    );
    refused(
        "reminder_hours = [48, 24, 3]\n",
        &["`3` is a third reminder"],
    );
    refused("reminder_hours = [3, 3]\n", &["`3` is here twice"]);
    refused(
        "reminder_hours = 24\n",
        &["`reminder_hours` must be a list of numbers, not a number"],
    );
}

#[test]
fn quiet_hours_are_a_range_that_has_a_time_in_it() {
    refused(
        "quiet_hours = \"9pm-8am\"\n",
        &["`9pm-8am` is not a range of quiet hours"],
    );
    refused(
        "quiet_hours = \"08:00-08:00\"\n",
        &["`08:00-08:00` is no time at all"],
    );
}

#[test]
fn a_therapist_may_have_an_address_for_copies_and_the_practice_itself_has_its_own() {
    let maya = page("name = \"Maya\"\nemail = \"maya@harbor.example\"\n");
    let catalogue = sound(&[("team/maya.md", &maya)]);
    let email = |catalogue: &Catalogue| {
        let email = catalogue.therapists[0].email.as_ref();
        email.map(|email| email.as_str().to_owned())
    };
    assert_eq!(email(&catalogue).as_deref(), Some("maya@harbor.example"));
    let practice = format!("{PRACTICE}email = \"hello@harbor.example\"\n{HOURS}");
    let catalogue = sound(&[("practice.toml", &practice)]);
    assert_eq!(email(&catalogue).as_deref(), Some("hello@harbor.example"));
    assert_eq!(email(&sound(&[])), None);
}

#[test]
fn a_therapists_address_is_shaped_like_one() {
    let maya = page("name = \"Maya\"\nemail = \"maya at harbor\"\n");
    check(
        &[("team/maya.md", &maya)],
        &["team/maya.md:3: `maya at harbor` is not an e-mail address"],
    );
}
