//! "Choose a time" as it is without a script, and what it tells its script.

use reqwest::StatusCode;

use crate::harness::{Practice, answer};
use crate::page::{Page, START, TIMES, choose_with};

#[tokio::test]
async fn the_first_available_time_is_a_button_of_the_form_and_wins_over_a_chosen_one() {
    let practice = Practice::new();
    let served = practice.serve();
    let times = Page::of(served.get(TIMES)).await;
    assert_eq!(
        times.text(".first-free"),
        "First available Tuesday, 24 November at 10:00 am"
    );
    let button = |attribute| times.all(".first-free button", attribute).concat();
    assert_eq!(button("form"), times.all("main form", "id").concat());
    assert_eq!(
        (button("name").as_str(), button("value").as_str()),
        ("first", "2026-11-24T10:00:00-05:00")
    );
    assert!(
        times
            .all("form .first-free, form [name=first]", "id")
            .is_empty()
    );

    let first = button("value");
    let both = [("first", first.as_str())];
    let details = choose_with(&served, &times, START, &both).await;
    assert_eq!(
        (details.status, details.text("h1")),
        (StatusCode::OK, "Your details".to_owned())
    );
    assert!(
        details
            .text("main")
            .contains("Tuesday, 24 November 2026, 10:00 am")
    );
    assert_eq!(
        details.all("form [name=start]", "value"),
        ["2026-11-24T10:00:00-05:00"]
    );
}

#[tokio::test]
async fn a_first_time_that_is_no_time_is_refused_as_any_other() {
    let practice = Practice::new();
    let served = practice.serve();
    let address = "/booking/details?service=deep-tissue&minutes=60&first=soon";
    let page = Page::of(served.get(address)).await;
    assert_eq!(
        (page.status, page.text("h1")),
        (StatusCode::UNPROCESSABLE_ENTITY, "Choose a time".to_owned())
    );
    assert_eq!(page.all("main [role=alert] a", "href"), ["#start"]);
}

#[tokio::test]
async fn days_without_times_stand_in_one_line_and_days_gone_by_nowhere() {
    let practice = Practice::new();
    let served = practice.serve();
    let none = async |week: &str| {
        let address = format!("/booking/times?service=swedish&minutes=60&week={week}");
        let page = Page::of(served.get(&address)).await;
        (page.text(".week-none"), page.text(".week-days h2"))
    };
    let (line, days) = none("2026-11-24").await;
    assert_eq!(line, "No times on Saturday 28 or Sunday 29.");
    assert!(days.starts_with("Tuesday, 24 November Wednesday"), "{days}");
    let (line, _) = none("2026-12-21").await;
    assert_eq!(line, "No times on Friday 25, Saturday 26 or Sunday 27.");
}

#[tokio::test]
async fn each_time_is_called_by_its_date_clock_and_therapists_and_the_zone_is_named_once() {
    let practice = Practice::new();
    let served = practice.serve();
    let page = Page::of(served.get(TIMES)).await;
    let names = page.all("input[type=radio]", "aria-label");
    assert!(
        names.contains(&"Tuesday, 1 December, 2:00 pm, with Jonas or Maya".to_owned()),
        "{names:?}"
    );
    assert_eq!(page.html.matches("New York").count(), 1);
    assert_eq!(page.text(".chosen"), "Deep tissue massage, 60 minutes, $95");
}

#[tokio::test]
async fn the_script_is_told_where_times_come_from_and_how_far_they_reach() {
    let practice = Practice::new();
    let served = practice.serve();
    let page = Page::of(served.get(&format!("{TIMES}&therapist=maya"))).await;
    let told = |name: &str| page.all(".month", &format!("data-{name}")).concat();
    assert_eq!(
        told("slots"),
        "/api/slots?service=deep-tissue&minutes=60&therapist=maya"
    );
    assert_eq!(
        [
            told("today"),
            told("last"),
            told("monday"),
            told("days-max")
        ],
        ["2026-11-24", "2027-01-23", "2026-11-30", "62"]
    );
    let all = format!(
        "{}&from={}&to={}",
        told("slots"),
        told("today"),
        told("last")
    );
    let (status, slots) = answer(served.get(&all)).await;
    assert_eq!(status, StatusCode::OK, "{slots}");
    for address in ["/", "/services/deep-tissue/", "/book/"] {
        let page = Page::of(served.get(address)).await;
        let scripts = page.all("script[src^='/assets/']", "src");
        assert!(scripts.is_empty(), "{address}: {scripts:?}");
    }
}

#[tokio::test]
async fn only_in_an_hour_that_occurs_twice_a_slot_says_which_of_the_two() {
    let practice = Practice::new();
    practice.replace("practice.toml", "horizon_days = 60\n", "");
    practice.replace(
        "practice.toml",
        "[hours]",
        "[hours]\nsun = [\"00:00-04:00\"]",
    );
    let served = practice.serve();
    let query = "/api/slots?service=swedish&minutes=60&from=2027-11-07&to=2027-11-07";
    let (_, answer) = answer(served.get(query)).await;
    let slots = answer["slots"].as_array().expect("a list").iter();
    let said: Vec<_> = slots
        .map(|slot| {
            let start = slot["start"].as_str().unwrap_or_default();
            (start, slot["abbreviation"].as_str())
        })
        .collect();
    for (start, abbreviation) in [
        ("2027-11-07T00:30:00-04:00", None),
        ("2027-11-07T01:30:00-04:00", Some("EDT")),
        ("2027-11-07T01:30:00-05:00", Some("EST")),
        ("2027-11-07T02:00:00-05:00", None),
    ] {
        assert!(said.contains(&(start, abbreviation)), "{start}: {said:?}");
    }
}
