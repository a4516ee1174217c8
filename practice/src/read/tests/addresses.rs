//! Where pages stand.

use super::*;

#[track_caller]
fn address(path: &str, facts: &str) -> String {
    let catalogue = sound(&[(path, &page(&format!("title = \"T\"\n{facts}")))]);
    let page = catalogue.all_pages().find(|page| page.path == path);
    page.expect("it is there").address.clone()
}

#[test]
fn a_page_stands_where_its_file_does() {
    assert_eq!(address("index.md", ""), "/");
    assert_eq!(address("about.md", ""), "/about/");
    assert_eq!(address("journal/index.md", ""), "/journal/");
    assert_eq!(
        address("techniques/friction.md", ""),
        "/techniques/friction/"
    );
    assert_eq!(address("journal/2026/hello.md", ""), "/journal/2026/hello/");
}

#[test]
fn a_slug_takes_the_place_of_the_files_name() {
    assert_eq!(
        address("techniques/friction.md", "slug = \"rub\"\n"),
        "/techniques/rub/"
    );
}

#[test]
fn a_slug_or_alias_that_is_taken_is_pointed_at_where_it_is_written() {
    let about = page(
        "title = \"slug aliases /old/\"\ndescription = \"slug = 1\"\naliases = [\n  \"/old/\",\n  \"/contact/\",\n]\nslug = \"contact\"\n",
    );
    check(
        &[
            ("about.md", &about),
            ("contact.md", &page("title = \"C\"\n")),
            ("new.md", &page("title = \"N\"\naliases = [\"/old/\"]\n")),
        ],
        &[
            "about.md:6: `/contact/` belongs to `contact.md` already",
            "about.md:8: `/contact/` belongs to `contact.md` already",
            "new.md:3: `/old/` belongs to `about.md` already",
        ],
    );
}

#[test]
fn what_the_functions_answer_is_no_page_but_the_booking_page_may_have_words() {
    let facts = page("title = \"T\"\n");
    check(
        &[
            ("booking/times.md", &facts),
            ("api.md", &facts),
            ("book.md", &facts),
            ("a.md", &page("title = \"A\"\naliases = [\"/book/\"]\n")),
        ],
        &[
            "a.md:3: `/book/` is an address of the booking pages",
            "api.md:1: `/api/` is an address of the booking pages",
            "booking/times.md:1: `/booking/times/` is an address of the booking pages",
        ],
    );
}

#[test]
fn an_alias_may_be_a_page_of_an_older_site() {
    address(
        "about.md",
        "aliases = [\"/about.html\", \"/Old/Page/\", \"/über/\"]\n",
    );
    for alias in [
        "/../x/",
        "/a b/",
        "//x/",
        "/x",
        "https://x.example/y/",
        "/x?y/",
        "/a/./b/",
    ] {
        let facts = page(&format!("title = \"T\"\naliases = [\"{alias}\"]\n"));
        check(
            &[("about.md", &facts)],
            &[&format!(
                "about.md:3: `{alias}` is not an address of this site"
            )],
        );
    }
}
