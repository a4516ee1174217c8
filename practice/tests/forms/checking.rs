//! What a page posts, and what it is told.

use practice::form::Answers;
use serde_json::{Value, json};

use crate::fixture::{first, for_sports, form, lines, told, with};

/// What one field of a section is told, posted so.
#[track_caller]
fn check(section: &str, field: &str, posted: &[(&str, &str)], expected: &[&str]) {
    let told = told(section, posted);
    let of_field = told.iter().filter_map(|line| {
        let (name, message) = line.split_once(": ")?;
        let own = name == field
            || name
                .strip_prefix(field)
                .is_some_and(|rest| rest.starts_with('.'));
        own.then_some(if name == field {
            message
        } else {
            line.as_str()
        })
    });
    assert_eq!(of_field.collect::<Vec<_>>(), expected, "{posted:?}");
}

#[test]
fn a_text_is_asked_for_bounded_and_kept_to_its_line() {
    check(
        "about",
        "name",
        &[("name", "  ")],
        &["Enter your full name"],
    );
    check("about", "name", &[("name", &"é".repeat(20))], &[]);
    let long = "é".repeat(21);
    check(
        "about",
        "name",
        &[("name", &long)],
        &["Your full name must be 20 characters or fewer"],
    );
    for text in ["a\nb", "a\u{202E}b", "a\u{0}b"] {
        let expected = "Your full name must be on one line, in ordinary characters";
        check("about", "name", &[("name", text)], &[expected]);
    }
    for text in ["O'Brien-Łukasz 山田", "محمد", "María José Ñandú"] {
        check("about", "name", &[("name", text)], &[]);
    }
}

#[test]
fn several_lines_may_break_but_hold_no_controls() {
    check("health", "more", &[("more", "one\r\ntwo")], &[]);
    let expected = "Your answer to “Is there more?” must be in ordinary characters";
    check("health", "more", &[("more", "a\u{7}")], &[expected]);
    let expected = "Your answer to “Is there more?” must be 30 characters or fewer";
    check("health", "more", &[("more", &"x".repeat(31))], &[expected]);
}

#[test]
fn a_date_says_what_is_wrong_with_it() {
    let date = |day, month, year| {
        [
            ("born.day", day),
            ("born.month", month),
            ("born.year", year),
        ]
    };
    for typed in [
        date("10", "12", "1985"),
        date("10th", "dec.", "85"),
        date("1", "December", "2026"),
    ] {
        check("about", "born", &typed, &[]);
    }
    for (typed, expected) in [
        (date("", "", ""), "Enter your date of birth"),
        (
            date("10", "", "1985"),
            "Your date of birth must include a month",
        ),
        (
            date("30", "2", "1985"),
            "Your date of birth must be a real date, like 1 December 1985",
        ),
        (
            date("2", "12", "2026"),
            "Your date of birth must be today or in the past",
        ),
        (
            date("1", "1", "1885"),
            "Your date of birth must be within the last 130 years",
        ),
    ] {
        check("about", "born", &typed, &[expected]);
    }
}

#[test]
fn a_year_of_two_digits_was_never_after_this_one_where_a_date_is_past() {
    let posted = [
        ("born.day", "10"),
        ("born.month", "12"),
        ("born.year", "85"),
    ];
    let text = |name: &str| {
        posted
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, text)| *text)
    };
    let section = form().section("about").expect("a section");
    let read = form().read_section(section, &text, &Answers::default(), &first());
    let read = serde_json::to_value(&read.answers).expect("JSON");
    assert_eq!(read, json!({ "born": "1985-12-10" }));
}

#[test]
fn a_future_date_is_today_or_later_and_asked_for_its_service_alone() {
    let check = |race: &str, expected: &[&str]| {
        let told = form().check(with(&json!({ "race": race })), &for_sports());
        assert_eq!(lines(&told.err().unwrap_or_default()), expected, "{race}");
    };
    check("2026-12-01", &[]);
    let of_race = "race: Your answer to “When is the race?” must be";
    check(
        "2026-11-30",
        &[&format!("{of_race} today or in the future")],
    );
    check(
        "2037-01-01",
        &[&format!("{of_race} within the next 10 years")],
    );
    assert!(form().check(with(&json!({})), &first()).is_ok());
}

#[test]
fn choices_are_those_on_the_page_and_none_stands_alone() {
    check(
        "health",
        "smokes",
        &[],
        &["Select an answer to “Do you smoke?”"],
    );
    let expected = "Select an answer to “Do you smoke?” from those on the page";
    check("health", "smokes", &[("smokes", "maybe")], &[expected]);
    let expected = "Select an answer to “Do you have any of these?”, or “None of these”";
    check("health", "conditions", &[], &[expected]);
    let both = [("conditions.none", "yes"), ("conditions.clot", "yes")];
    check(
        "health",
        "conditions",
        &both,
        &["Select what is so, or “None of these” alone"],
    );
    check("health", "conditions", &[("conditions.none", "yes")], &[]);
}

#[test]
fn numbers_are_whole_and_within_their_bounds() {
    let pregnant = ("conditions.pregnant", "yes");
    for typed in ["1", "42", " 12 weeks ", "12Weeks"] {
        check("health", "weeks", &[pregnant, ("weeks", typed)], &[]);
    }
    let subject = "Your answer to “How many weeks?” must be";
    for typed in ["0", "43", "-1", "999999999999"] {
        check(
            "health",
            "weeks",
            &[pregnant, ("weeks", typed)],
            &[&format!("{subject} 1 to 42 weeks")],
        );
    }
    for typed in ["twelve", "1.5", "１２", "--1", "99999999999999999999"] {
        let expected = format!("{subject} a whole number, like 1");
        check(
            "health",
            "weeks",
            &[pregnant, ("weeks", typed)],
            &[&expected],
        );
    }
    let expected = "Enter an answer to “How many weeks?”";
    check("health", "weeks", &[pregnant], &[expected]);
    for typed in ["", "11", "x"] {
        let expected = "Select a number from 0 to 10 for “How strong is your pain?”";
        check("health", "pain", &[("pain", typed)], &[expected]);
    }
}

#[test]
fn somebody_to_call_has_a_name_a_relation_and_a_phone() {
    check(
        "about",
        "emergency",
        &[],
        &[
            "emergency.name: Enter the full name of your emergency contact",
            "emergency.relation: Enter what your emergency contact is to you, like partner or friend",
            "emergency.phone: Enter a phone number for your emergency contact",
        ],
    );
    check("about", "phone", &[("phone", "")], &[]);
    let expected = "Enter a phone number, like (503) 555-0142 or +44 20 7946 0958";
    check("about", "phone", &[("phone", "no")], &[expected]);
}

#[test]
fn an_area_says_what_is_felt_and_how_much() {
    let ticked = ("areas.left_calf", "yes");
    let kind = |kind| ("areas.left_calf.kind", kind);
    let felt = ("areas.left_calf.intensity", "7");
    let missing = "areas.left_calf.kind: Select what you feel: Left calf";
    check("health", "areas", &[ticked], &[missing]);
    check("health", "areas", &[ticked, kind("itch"), felt], &[missing]);
    let missing = "areas.left_calf.intensity: Select how strong it is, from 0 to 10: Left calf";
    check("health", "areas", &[ticked, kind("pain")], &[missing]);
    check("health", "areas", &[ticked, kind("pain"), felt], &[]);
    check("health", "areas", &[ticked, kind("avoid")], &[]);
    check("health", "areas", &[kind("pain"), felt], &[]);
    let three = [
        ticked,
        kind("avoid"),
        ("areas.chest", "yes"),
        ("areas.chest.kind", "avoid"),
        ("areas.belly", "yes"),
        ("areas.belly.kind", "avoid"),
    ];
    check("health", "areas", &three, &["Select 2 areas or fewer"]);
}

#[test]
fn a_medicine_has_a_name() {
    let expected = "medicines.1.name: Enter the name of medicine 2, or clear the rest of it";
    check(
        "health",
        "medicines",
        &[("medicines.1.dose", "5 mg")],
        &[expected],
    );
    let long = "x".repeat(101);
    let expected = "medicines.0.name: The name of medicine 1 must be 100 characters or fewer";
    check(
        "health",
        "medicines",
        &[("medicines.0.name", &long)],
        &[expected],
    );
    let posted = [("medicines.0.name", "Aspirin"), ("medicines.0.why", "a\nb")];
    let expected =
        "medicines.0.why: The reason of medicine 1 must be on one line, in ordinary characters";
    check("health", "medicines", &posted, &[expected]);
}

#[test]
fn nobody_agrees_or_signs_by_leaving_something_out() {
    let told = told("sign", &[("signature", " ")]);
    let expected = [
        "treatment: Tick “Treatment” to go on",
        "signature: Enter your full name to sign",
        "signature.agreed: Tick the box to sign",
    ];
    assert_eq!(told, expected);
    for (id, empty) in [
        ("treatment", json!(false)),
        ("signature", Value::Null),
        ("pain", Value::Null),
    ] {
        assert!(
            form().check(with(&json!({ id: empty })), &first()).is_err(),
            "{id}"
        );
    }
}

#[test]
fn what_was_answered_does_not_print_itself() {
    let answers = with(&json!({}));
    let read = form().check(answers.clone(), &first());
    let printed = format!("{answers:?} {read:?} {:?}", answers.get("name"));
    assert_eq!(printed, "(private) Ok(Complete((private))) Some((private))");
}
