//! A theme's mail, checked before anybody gets it.

use site_gen::Theme;

use super::catalogue;
use crate::mail::problems;

/// What is told of the theme that comes with Knead, with some of its files changed or taken away.
fn told(change: impl Fn(&str, String) -> Option<String>) -> Vec<(String, usize, String)> {
    let files = Theme::builtin_files()
        .into_iter()
        .filter_map(|(path, bytes)| match String::from_utf8(bytes) {
            Ok(text) => change(&path, text).map(|text| (path, text.into_bytes())),
            Err(error) => Some((path, error.into_bytes())),
        });
    let theme = Theme::from_files(files.collect()).expect("its syntax is right");
    let catalogue = catalogue();
    let theme = theme.with_site(&catalogue, "https://a.example");
    let problems = problems(&catalogue, &theme).into_iter();
    problems
        .map(|problem| (problem.template, problem.line, problem.report))
        .collect()
}

#[test]
fn the_theme_that_comes_with_knead_draws_every_letter() {
    assert_eq!(told(|_, text| Some(text)), []);
}

#[test]
fn templates_that_are_not_there_are_told_in_one_problem() {
    let told = told(|path, text| {
        (!path.contains("mail/staff.") && !path.ends_with("mail/offer.txt")).then_some(text)
    });
    let report = "the theme has no `mail/offer.txt`, `mail/staff.txt`, `mail/staff.html`; \
                  copy what it lacks from the theme that comes with Knead";
    assert_eq!(told, [("mail/offer.txt".to_owned(), 0, report.to_owned())]);
}

#[test]
fn a_field_that_is_not_there_is_told_with_its_place_and_once() {
    let told = told(|path, text| {
        let misspelt = path == "templates/components/mail.html";
        Some(if misspelt {
            text.replace("session.start.day", "session.start.dya")
        } else {
            text
        })
    });
    assert_eq!(told.len(), 1, "{told:?}");
    let (template, line, report) = &told[0];
    assert_eq!(
        (template.as_str(), *line > 1),
        ("components/mail.html", true)
    );
    assert!(report.contains("dya"), "{report}");
}
