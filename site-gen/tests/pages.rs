//! What the pages of a built site say and where they lead.

mod practice_of_two;

use practice_of_two::{BASE, between, practice, site, text};
use site_gen::{Theme, build};

/// Asserts that a page holds each of these texts.
fn check(path: &str, wanted: &[&str]) {
    let site = site();
    let page = text(&site, path);
    for part in wanted {
        assert!(page.contains(part), "`{part}` is not in {path}:\n{page}");
    }
}

#[test]
fn a_service_links_to_its_techniques_conditions_and_therapists() {
    check(
        "services/deep-tissue/index.html",
        &[
            "href=\"/techniques/kneading/\"",
            "href=\"/conditions/back-pain/\"",
            "href=\"/team/maya/\"",
        ],
    );
}

#[test]
fn a_therapists_address_for_copies_is_on_no_page() {
    let therapist = &practice().therapists[0];
    let email = therapist.email.as_ref().expect("it is written");
    for (path, bytes) in &site().files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(email.as_str()), "{path}");
    }
}

#[test]
fn techniques_conditions_and_therapists_link_back_to_their_services() {
    for path in ["techniques/kneading", "conditions/back-pain", "team/maya"] {
        check(
            &format!("{path}/index.html"),
            &["href=\"/services/deep-tissue/\""],
        );
    }
}

#[test]
fn each_price_leads_to_the_times_of_that_length() {
    check(
        "services/deep-tissue/index.html",
        &[
            "<a class=\"button\" href=\"/booking/times?service=deep-tissue&amp;minutes=60\">Book 60 minutes</a>",
            "<a class=\"button\" href=\"/booking/times?service=deep-tissue&amp;minutes=90\">Book 90 minutes</a>",
            "<td class=\"amount\">$95</td>",
        ],
    );
}

#[test]
fn the_book_page_asks_for_service_and_length_in_one_radio() {
    let site = site();
    let form = between(text(&site, "book/index.html"), "<form", "</form>");
    assert!(
        form.contains("method=\"get\" action=\"/booking/times\""),
        "{form}"
    );
    assert!(
        form.contains("name=\"offer\" value=\"deep-tissue.60\" id=\"offer\""),
        "{form}"
    );
    assert!(
        form.contains("name=\"offer\" value=\"deep-tissue.90\""),
        "{form}"
    );
    assert!(form.contains(">Continue</button>"), "{form}");
}

#[test]
fn each_heading_of_the_questions_page_becomes_one_detail() {
    let site = site();
    let page = text(&site, "faq/index.html");
    assert_eq!(page.matches("<details").count(), 2);
    let first = between(page, "<details id=\"what-should-i-wear\">", "</details>");
    assert!(
        first.contains("<summary>What should I wear?</summary>"),
        "{first}"
    );
    assert!(first.contains("<p>Anything <em>easy</em>.</p>"), "{first}");
}

#[test]
fn a_service_shows_its_own_questions_and_who_checked_it() {
    check(
        "services/deep-tissue/index.html",
        &[
            "<summary>Does it hurt?</summary>",
            "checked by Maya Renner, LMT on 1 November 2026",
        ],
    );
}

#[test]
fn words_of_the_content_are_escaped() {
    let site = site();
    for (path, bytes) in site
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let page = std::str::from_utf8(bytes).expect("a page is UTF-8");
        assert!(
            !page.contains("Deep <script>"),
            "a title is not escaped in {path}"
        );
    }
    check(
        "services/deep-tissue/index.html",
        &["<h1>Deep &lt;script&gt; tissue</h1>"],
    );
}

#[test]
fn hours_are_a_table_with_equal_days_together() {
    check(
        "index.html",
        &[
            "<th scope=\"row\">Monday and Tuesday</th><td><span class=\"range\">9:00 am to 12:00 pm</span>",
            "<th scope=\"row\">Sunday</th><td>Closed</td>",
            "<th scope=\"row\">Friday, 25 December 2026</th><td>Closed</td>",
        ],
    );
}

#[test]
fn an_alias_leads_to_where_the_page_is() {
    check(
        "deep-massage/index.html",
        &[
            "<meta http-equiv=\"refresh\" content=\"0; url=/services/deep-tissue/\">",
            "<link rel=\"canonical\" href=\"https://www.example.com/services/deep-tissue/\">",
            "<a href=\"/services/deep-tissue/\">",
        ],
    );
}

#[test]
fn the_sitemap_names_listed_pages_with_the_day_of_their_change() {
    let site = site();
    let sitemap = text(&site, "sitemap.xml");
    assert!(sitemap.contains("<url><loc>https://www.example.com/services/deep-tissue/</loc><lastmod>2026-11-20</lastmod></url>"), "{sitemap}");
    assert!(
        sitemap.contains("<url><loc>https://www.example.com/</loc></url>"),
        "{sitemap}"
    );
    for unlisted in ["404", "deep-massage"] {
        assert!(!sitemap.contains(unlisted), "{sitemap}");
    }
    assert!(text(&site, "robots.txt").contains("Sitemap: https://www.example.com/sitemap.xml"));
}

#[test]
fn no_page_loads_anything_from_another_host_or_has_anything_inline() {
    let site = site();
    for (path, bytes) in &site.files {
        let Ok(page) = std::str::from_utf8(bytes) else {
            continue;
        };
        for attribute in [
            "src=\"",
            "srcset=\"",
            "<link rel=\"stylesheet\" href=\"",
            "<link rel=\"preload\" href=\"",
            "<link rel=\"icon\" href=\"",
            "url(\"",
        ] {
            for rest in page.split(attribute).skip(1) {
                let own = rest.starts_with('/') && !rest.starts_with("//");
                assert!(own, "{path} loads {attribute}{rest:.60}");
            }
        }
        if path.ends_with(".html") {
            for inline in [
                " style=\"",
                "<style",
                "<script>",
                "<script src",
                " onclick=",
                "<iframe",
            ] {
                assert!(!page.contains(inline), "{path} has {inline}");
            }
        }
    }
}

#[test]
fn the_same_catalogue_makes_the_same_bytes() {
    let theme = Theme::builtin().expect("the built-in theme can be read");
    let again = build(&practice(), &theme, BASE).expect("the site is built");
    assert!(again.files == site().files);
}

#[test]
fn one_file_with_one_service_is_a_whole_practice() {
    let sources: Vec<_> = practice_of_two::sources(Some((
        "services/deep-tissue.md",
        "+++\ntitle = \"Massage\"\nsummary = \"An hour.\"\noffers = [{ minutes = 60, price = \"95.00\" }]\n+++\n",
    )))
    .into_iter()
    .filter(|source| ["practice.toml", "index.md", "services/deep-tissue.md"].contains(&source.path.as_str()))
    .collect();
    let catalogue = practice::read::catalogue(&sources)
        .catalogue
        .expect("it has no errors");
    let theme = Theme::builtin().expect("the built-in theme can be read");
    let site = build(&catalogue, &theme, BASE).expect("the site is built");
    for path in [
        "index.html",
        "services/index.html",
        "services/deep-tissue/index.html",
        "book/index.html",
        "404.html",
    ] {
        assert!(site.files.contains_key(path), "{path}");
    }
    for path in ["team/index.html", "techniques/index.html", "faq/index.html"] {
        assert!(!site.files.contains_key(path), "{path}");
    }
}
