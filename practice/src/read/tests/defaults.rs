//! What is left out.

use super::*;

#[test]
fn a_practice_a_first_page_and_a_service_are_a_whole_practice() {
    let catalogue = sound(&[]);
    let ids: Vec<_> = catalogue
        .therapists
        .iter()
        .map(|therapist| therapist.id.as_str())
        .collect();
    assert_eq!(ids, ["practice"]);
    assert_eq!(catalogue.therapists[0].name, "Harbor");
    assert_eq!(catalogue.therapists[0].hours, catalogue.practice.hours);
    assert_eq!(
        catalogue.services[0].therapists,
        [catalogue.therapists[0].id.clone()]
    );
}

#[test]
fn a_service_has_no_buffers_a_grid_of_fifteen_minutes_and_every_room() {
    let practice = format!("{PRACTICE}rooms = [\"quiet\", \"garden\"]\n{HOURS}");
    let catalogue = sound(&[("practice.toml", &practice)]);
    let service = &catalogue.services[0];
    assert_eq!(
        (
            service.buffer_before,
            service.buffer_after,
            service.start_every
        ),
        (0, 0, 15)
    );
    assert_eq!(service.rooms, catalogue.practice.rooms);
    assert_eq!(service.page.description, service.summary);
}

#[test]
fn booking_needs_no_notice_has_no_horizon_and_no_approval() {
    let policy = sound(&[]).practice.booking;
    assert_eq!((policy.notice_minutes, policy.horizon_days), (0, None));
    assert_eq!((policy.cancel_window_hours, policy.hold_minutes), (24, 10));
    assert!(!policy.approval && !policy.confirm_new_clients && !policy.buffers_within_hours);
}

#[test]
fn an_empty_rule_of_booking_is_the_same_as_none() {
    let practice = format!("{PRACTICE}{HOURS}[booking]\n");
    assert_eq!(
        sound(&[("practice.toml", &practice)]).practice.booking,
        sound(&[]).practice.booking
    );
}

#[test]
fn every_key_of_the_contract_is_taken() {
    let practice = format!(
        "{PRACTICE}tagline = \"t\"\nphone = \"1\"\nemail = \"a@b.example\"\nurl = \"https://a.example/\"\nlanguage = \"en-US\"\n\
         rooms = [\"quiet\"]\ntheme = \"calm\"\nhue = 48\nlanguages = [\"en\", \"de-CH\"]\ntaxonomies = [\"tag\"]\n\
         nav = [{{ title = \"Services\", address = \"/services/\" }}]\n[extra]\nany = 1\n\
         [address]\nstreet = \"1\"\ncity = \"c\"\nregion = \"r\"\npostcode = \"p\"\ncountry = \"US\"\nlatitude = 42\nlongitude = -73.5\n\
         {HOURS}[[exceptions]]\ndate = 2026-12-25\nhours = []\n[booking]\nnotice_minutes = 120\nhorizon_days = 60\n\
         cancel_window_hours = 24\napproval = false\nconfirm_new_clients = false\nhold_minutes = 10\nbuffers_within_hours = false\n\
         [mail]\nreminder_hours = [24]\nquiet_hours = \"22:00-07:00\"\n\
         [retention]\nrecords_years = 10\ncontact_years = 2\naccounts_years = 10\n"
    );
    let any_page = "title = \"T\"\ndescription = \"d\"\ndate = 2026-11-01\nupdated = 2026-11-02\ndraft = false\nweight = 3\n\
                    aliases = [\"/old/NAME/\"]\ntemplate = \"page.html\"\nimage = { src = \"a.jpg\", alt = \"\" }\n";
    let free = "[taxonomies]\ntag = [\"one\"]\n[extra]\nany = { thing = [1, 2.5, \"x\"] }\n";
    let of =
        |name: &str, facts: &str| page(&format!("{}{facts}{free}", any_page.replace("NAME", name)));
    let service = format!(
        "summary = \"s\"\ntechniques = [\"friction\"]\nhelps_with = [\"back-pain\"]\ntherapists = [\"maya\"]\nrooms = [\"quiet\"]\n\
         buffer_before = 0\nbuffer_after = 15\nstart_every = 15\n{OFFER}contraindications = {{ red = [\"r\"], yellow = [] }}\n\
         faq = [{{ question = \"q\", answer = \"a\" }}]\nreviewed = {{ by = \"b\", on = 2026-11-01 }}\nslug = \"swede\"\n"
    );
    let team = format!(
        "name = \"Maya\"\nemail = \"m@b.example\"\npronouns = \"she/her\"\nrole = \"r\"\ncredentials = [\"c\"]\nservices = [\"swedish\"]\n{HOURS}[[exceptions]]\ndate = 2026-12-25\nhours = []\n"
    );
    let catalogue = sound(&[
        ("practice.toml", &practice),
        ("index.md", &of("home", "")),
        ("services/swedish.md", &of("swedish", &service)),
        (
            "techniques/friction.md",
            &of("friction", "summary = \"s\"\n"),
        ),
        (
            "conditions/back-pain.md",
            &of("back-pain", "summary = \"s\"\n"),
        ),
        ("team/maya.md", &of("maya", &team)),
        ("journal/index.md", &of("journal", "")),
        (
            "journal/2026-11-hello.md",
            &of("hello", "slug = \"hello\"\n"),
        ),
    ]);
    assert_eq!(catalogue.practice.url, "https://a.example");
    assert_eq!(catalogue.services[0].page.taxonomies["tag"], ["one"]);
    assert_eq!(
        catalogue.services[0]
            .page
            .image
            .as_ref()
            .map(|image| image.alt.as_str()),
        Some("")
    );
}

#[test]
fn a_time_zone_may_be_written_in_any_case_and_keeps_its_own() {
    for (written, own) in [("america/new_york", "America/New_York"), ("utc", "UTC")] {
        let practice = format!("{PRACTICE}{HOURS}").replace("America/New_York", written);
        let practice = sound(&[("practice.toml", &practice)]).practice;
        assert_eq!(practice.timezone_name, own);
    }
}
