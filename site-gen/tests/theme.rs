//! Themes: problems that say where, colours that hold for every hue, files named by fingerprint.

mod practice_of_two;

use practice_of_two::{BASE, practice, site, text};
use serde_json::json;
use site_gen::{Theme, build};

fn builtin() -> Theme {
    Theme::builtin().expect("the built-in theme can be read")
}

fn small(templates: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    templates
        .iter()
        .map(|(name, text)| (format!("templates/{name}"), text.as_bytes().to_vec()))
        .collect()
}

#[test]
fn a_field_that_is_not_there_is_told_with_template_line_and_page() {
    let theme = Theme::from_files(small(&[
        ("page.html", "<h1>\n  {{ page.tilte }}</h1>"),
        ("home.html", "<h1>\n  {{ page.tilte }}</h1>"),
    ]))
    .expect("the syntax is right");
    let problems = build(&practice(), &theme, BASE).expect_err("the home page cannot be drawn");
    let problem = problems
        .iter()
        .find(|problem| problem.template == "home.html")
        .expect("it is told");
    assert_eq!((problem.line, problem.column), (2, 11));
    assert_eq!(problem.page, "index.md");
    let told = problem.to_string();
    for part in [
        "`index.md` cannot be drawn with `home.html`",
        "--> home.html:2:11",
        "^^^^^",
        "title",
    ] {
        assert!(told.contains(part), "`{part}` is not in:\n{told}");
    }
}

#[test]
fn a_place_in_a_template_is_told_once_however_many_pages_meet_it() {
    let theme = Theme::from_files(small(&[("base.html", "")])).expect("an empty template is one");
    let problems = build(&practice(), &theme, BASE).expect_err("there are no templates");
    let missing = problems
        .iter()
        .filter(|problem| problem.template == "service.html")
        .count();
    assert_eq!(missing, 1);
}

#[test]
fn an_unknown_filter_is_told_when_the_theme_is_read() {
    let problem = Theme::from_files(small(&[(
        "home.html",
        "<h1>\n{{ site.name | shout }}</h1>",
    )]))
    .err()
    .expect("there is no such filter");
    assert_eq!((problem.template.as_str(), problem.line), ("home.html", 2));
    assert!(
        problem.to_string().contains("Unknown filter `shout`"),
        "{problem}"
    );
}

#[test]
fn the_hue_of_the_practice_is_in_the_style_sheet_and_nowhere_inline() {
    let site = site();
    let sheet = site
        .files
        .keys()
        .find(|path| path.ends_with(".css"))
        .expect("there is a style sheet");
    let css = text(&site, sheet);
    assert!(css.starts_with(":root{--hue:48}"), "{css:.80}");
    for role in [
        "--bg: oklch(0.985 0.008 var(--hue))",
        "--surface: oklch(0.965 0.012 var(--hue))",
        "--ink: oklch(0.26 0.02 var(--hue))",
        "--muted: oklch(0.46 0.03 var(--hue))",
        "--accent: oklch(0.42 0.085 var(--hue))",
        "--on-accent: oklch(0.99 0.005 var(--hue))",
        "--control: oklch(0.58 0.03 var(--hue))",
        "--error: oklch(0.46 0.16 27)",
        "--accent: oklch(0.82 0.09 var(--hue))",
        "--error: oklch(0.8 0.1 25)",
    ] {
        assert!(css.contains(role), "`{role}` is not in the style sheet");
    }
}

#[test]
fn a_theme_file_is_named_by_its_bytes_and_found_by_the_style_sheet() {
    let site = site();
    let font = site
        .files
        .keys()
        .find(|path| path.starts_with("assets/fonts/figtree.") && path.ends_with(".woff2"))
        .expect("the font is there");
    let sheet = site
        .files
        .keys()
        .find(|path| path.ends_with(".css"))
        .expect("there is a style sheet");
    assert!(
        text(&site, sheet).contains(&format!("url(\"/{font}\")")),
        "{font}"
    );
    assert!(text(&site, "index.html").contains(&format!("href=\"/{sheet}\"")));
}

#[test]
fn a_refused_form_says_what_to_do_beside_the_field_and_keeps_what_was_typed() {
    let theme = builtin().with_site(&practice(), BASE);
    let page = theme
        .render("booking/details.html", &json!({
            "page": { "title": "Error: Your details", "description": "d", "address": "/booking/details" },
            "problem": { "errors": [{ "href": "#name", "message": "Enter your full name" }] },
            "back": null,
            "kept": "8:10 am",
            "proof": "",
            "weeks": { "most": 12, "chosen": "", "error": null },
            "hidden": [{ "name": "service", "value": "deep-tissue" }],
            "summary": { "service": "Deep tissue", "minutes": 60, "price": "$95", "when": "Tuesday", "who": "", "zone": "Eastern" },
            "fields": {
                "name": { "value": "", "error": "Enter your full name" },
                "email": { "value": "a\"@example.com", "error": null },
                "phone": { "value": "", "error": null },
                "note": { "value": "<b>", "error": null },
                "honeypot": { "value": "", "error": null },
            },
        }))
        .expect("the page is drawn");
    for part in [
        "<title>Error: Your details",
        "<div role=\"alert\">",
        "<a href=\"#name\">Enter your full name</a>",
        "aria-describedby=\"name-error\"",
        "autocomplete=\"email\"",
        "value=\"a&quot;@example.com\"",
        "&lt;b&gt;</textarea>",
        "<input type=\"hidden\" name=\"service\" value=\"deep-tissue\">",
        "novalidate",
        "<meta name=\"robots\" content=\"noindex\">",
    ] {
        assert!(page.contains(part), "`{part}` is not in:\n{page}");
    }
    let (summary, heading) = (page.find("There is a problem"), page.find("<h1>"));
    assert!(summary < heading, "the summary stands above the heading");
}
