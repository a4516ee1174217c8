//! One mistake is told once; every mistake is told.

use super::*;

#[test]
fn a_fact_under_a_misspelt_key_is_not_missing_too() {
    check(
        &[(
            "services/swedish.md",
            &page(&format!("titel = \"S\"\nsummery = \"E\"\n{OFFER}")),
        )],
        &[
            "services/swedish.md:2: unknown key `titel`",
            "services/swedish.md:3: unknown key `summery`",
        ],
    );
}

#[test]
fn a_fact_of_the_practice_below_a_table_is_not_missing_too() {
    let practice =
        format!("name = \"Harbor\"\ncurrency = \"USD\"\n{HOURS}timezone = \"America/New_York\"\n");
    check(
        &[("practice.toml", &practice)],
        &["practice.toml:5: `timezone` does not belong to `hours`"],
    );
}

#[test]
fn a_slip_on_one_line_does_not_hide_those_on_others() {
    let about =
        page("title = “About”\nweight = \"heavy\"\ndescription = \"never closed\ncolour = 1\n");
    check(
        &[("about.md", &about)],
        &[
            "about.md:2: these are typographic quotes",
            "about.md:3: `weight` must be a whole number, not text",
            "about.md:4: the text is never closed",
            "about.md:5: unknown key `colour`",
        ],
    );
}

#[test]
fn nothing_is_said_of_what_stands_below_a_bracket_that_is_never_closed() {
    let about = page("wieght = 1\naliases = [\"/a/\"\ntitle = \"About\"\nweight = \"heavy\"\n");
    check(
        &[("about.md", &about)],
        &[
            "about.md:2: unknown key `wieght`",
            "about.md:3: this `[` is never closed",
        ],
    );
}

#[test]
fn a_practice_that_cannot_be_read_does_not_hide_the_other_files() {
    let service = service("colour = 1\nrooms = [\"quiet\"]\n");
    for (practice, told) in [
        (
            "timezone \"x\"\n",
            "practice.toml:1: `=` is missing after `timezone`",
        ),
        (
            "name = \"H\"\ncurrency = \"USD\"\n[hours]\n",
            "practice.toml:1: `timezone` is missing",
        ),
    ] {
        check(
            &[("practice.toml", practice), ("services/deep.md", &service)],
            &[told, "services/deep.md:5: unknown key `colour`"],
        );
    }
}

#[test]
fn an_id_whose_file_has_errors_is_known() {
    let friction = "+++\ntitle \"Friction\"\n+++\n";
    check(
        &[
            (
                "services/swedish.md",
                &service("techniques = [\"friction\"]\n"),
            ),
            ("techniques/friction.md", friction),
        ],
        &["techniques/friction.md:2: `=` is missing after `title`"],
    );
}

#[test]
fn of_a_file_full_of_errors_a_hundred_are_told() {
    use std::fmt::Write as _;
    let mut facts = "title = \"About\"\n".to_owned();
    for number in 0..1_000 {
        let _ = writeln!(facts, "unknown_{number} = \"cures\"");
    }
    let reading = read(&[("about.md", &page(&facts))]);
    let errors = reading
        .diagnostics
        .iter()
        .filter(|problem| problem.is_error())
        .count();
    assert_eq!((errors, reading.diagnostics.len()), (101, 202));
    assert_eq!(
        reading.diagnostics[0].message,
        "the file has more errors than these 100"
    );
    assert!(reading.catalogue.is_none());
}

#[test]
fn a_long_title_is_only_remarked_on() {
    let about = page(&format!("title = \"{}\"\n", "long ".repeat(30)));
    let reading = read(&[("about.md", &about)]);
    assert_eq!(
        told(&reading),
        ["about.md:2: the title has more than 100 characters"]
    );
    assert!(reading.catalogue.is_some());
}
