//! The order of lists, and what is left out of them.

use super::*;

#[test]
fn pages_are_in_the_order_of_weight_then_title_then_file() {
    let facts =
        |title: &str, weight: i32| page(&format!("title = \"{title}\"\nweight = {weight}\n"));
    let catalogue = sound(&[
        ("techniques/a.md", &facts("Zebra", 0)),
        ("techniques/b.md", &facts("Apple", 0)),
        ("techniques/c.md", &facts("Middle", -1)),
        ("techniques/e.md", &facts("Apple", 0)),
        ("techniques/d.md", &facts("Apple", 10)),
    ]);
    let ids: Vec<_> = catalogue
        .techniques
        .iter()
        .map(|technique| technique.id.as_str())
        .collect();
    assert_eq!(ids, ["c", "b", "e", "a", "d"]);
}

#[test]
fn the_order_in_which_files_are_handed_in_does_not_matter() {
    let mut sources = folder(&[
        ("services/a.md", &service("")),
        ("services/b.md", &service("weight = -1\n")),
        (
            "about.md",
            &page("title = \"About\"\nunknown = 1\nnothing = 2\n"),
        ),
    ]);
    let forward = format!("{:?}", catalogue(&sources));
    sources.reverse();
    assert_eq!(format!("{:?}", catalogue(&sources)), forward);
}

#[test]
fn drafts_are_left_out_and_not_checked() {
    let catalogue = sound(&[
        ("services/deep.md", &service("draft = true\nunknown = 1\n")),
        ("about.md", &page("draft = true\naliases = [\"/\"]\n")),
    ]);
    assert!(catalogue.service("deep").is_none());
    assert!(
        catalogue
            .pages
            .iter()
            .all(|plain| plain.page.path != "about.md")
    );
}

#[test]
fn what_is_neither_markdown_nor_the_practice_nor_a_form_is_passed_over() {
    sound(&[
        ("notes/intake.toml", "not toml"),
        ("notes.txt", "\u{0}"),
        ("images/a.md.jpg", ""),
    ]);
}
