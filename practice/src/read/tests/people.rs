//! Who gives what, when.

use super::*;

const CLOSED: &str = "[[exceptions]]\ndate = 2026-12-25\nhours = []\n";

/// The therapists of the service `deep` in a practice of Jonas and Maya.
#[track_caller]
fn givers(named: &str, jonas: &str, maya: &str) -> Vec<String> {
    let deep = service(named);
    let [jonas, maya] = [("Jonas", jonas), ("Maya", maya)]
        .map(|(name, facts)| page(&format!("name = \"{name}\"\n{facts}")));
    let reading = read(&[
        ("services/deep.md", &deep),
        ("team/maya.md", &maya),
        ("team/jonas.md", &jonas),
    ]);
    let catalogue = reading.catalogue.expect("it has no errors");
    let service = catalogue.service("deep").expect("it is there");
    service.therapists.iter().map(ToString::to_string).collect()
}

#[test]
fn a_service_that_names_nobody_is_given_by_everyone_ids_ascending() {
    assert_eq!(givers("", "", ""), ["jonas", "maya"]);
}

#[test]
fn a_service_is_given_by_those_it_names() {
    assert_eq!(givers("therapists = [\"maya\"]\n", "", ""), ["maya"]);
}

#[test]
fn a_service_is_not_given_by_those_who_do_not_offer_it() {
    assert_eq!(
        givers(
            "",
            "services = [\"swedish\"]\n",
            "services = [\"deep\", \"swedish\"]\n"
        ),
        ["maya"]
    );
    assert_eq!(givers("", "services = []\n", ""), ["maya"]);
}

#[test]
fn who_gives_a_service_is_in_both_lists() {
    let both = "therapists = [\"maya\", \"jonas\"]\n";
    assert_eq!(
        givers(
            both,
            "services = [\"swedish\"]\n",
            "services = [\"deep\"]\n"
        ),
        ["maya"]
    );
    assert_eq!(
        givers(
            "therapists = [\"jonas\"]\n",
            "services = [\"swedish\"]\n",
            ""
        ),
        Vec::<String>::new()
    );
}

#[test]
fn a_therapist_without_hours_has_the_practices_and_its_exceptions() {
    let practice = format!("{PRACTICE}{HOURS}{CLOSED}");
    let catalogue = sound(&[
        ("practice.toml", &practice),
        ("team/maya.md", &page("name = \"Maya\"\n")),
    ]);
    assert_eq!(catalogue.therapists[0].hours, catalogue.practice.hours);
    assert_eq!(catalogue.practice.hours.exceptions.len(), 1);
}

#[test]
fn own_hours_leave_the_practices_exceptions_in_place() {
    let practice = format!("{PRACTICE}{HOURS}{CLOSED}");
    let maya = page("name = \"Maya\"\n[hours]\ntue = [\"10:00-12:00\"]\n");
    let catalogue = sound(&[("practice.toml", &practice), ("team/maya.md", &maya)]);
    let hours = &catalogue.therapists[0].hours;
    assert!(hours.weekly[0].is_empty() && hours.weekly[1].len() == 1);
    assert_eq!(hours.exceptions, catalogue.practice.hours.exceptions);
}

#[test]
fn own_exceptions_stand_in_place_of_the_practices_and_the_dates_left_out_are_told() {
    let practice =
        format!("{PRACTICE}{HOURS}{CLOSED}[[exceptions]]\ndate = 2026-12-24\nhours = []\n");
    let maya = page(&format!(
        "name = \"Maya\"\n{}",
        CLOSED.replace("-25", "-31")
    ));
    let reading = read(&[("practice.toml", &practice), ("team/maya.md", &maya)]);
    assert_eq!(
        told(&reading),
        [
            "team/maya.md:3: the practice's exceptions of `2026-12-24`, `2026-12-25` do not hold for Maya"
        ]
    );
    let catalogue = reading.catalogue.expect("that is a warning");
    let dates: Vec<_> = catalogue.therapists[0]
        .hours
        .exceptions
        .keys()
        .map(ToString::to_string)
        .collect();
    assert_eq!(dates, ["2026-12-31"]);
}

#[test]
fn a_draft_therapist_gives_nothing_and_without_another_the_practice_treats() {
    let catalogue = sound(&[("team/maya.md", &page("name = \"Maya\"\ndraft = true\n"))]);
    assert_eq!(catalogue.therapists[0].id.as_str(), "practice");
}

#[test]
fn where_a_therapists_file_has_errors_nobody_is_said_to_give_nothing() {
    let maya = page("name = \"Maya\"\nservices = [\"swede\"]\n");
    check(
        &[("team/maya.md", &maya)],
        &["team/maya.md:3: no service is called `swede`"],
    );
}
