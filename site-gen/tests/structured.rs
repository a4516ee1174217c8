//! Structured data: the same facts as the pages, in a form that cannot break out of its element.

mod practice_of_two;

use practice_of_two::{between, site, text};
use serde_json::Value;

fn graph(path: &str) -> Vec<Value> {
    let site = site();
    let page = text(&site, path);
    let data = between(page, "<script type=\"application/ld+json\">", "</script>");
    let data: Value = serde_json::from_str(data).expect("the data is JSON");
    data["@graph"]
        .as_array()
        .expect("the data is a graph")
        .clone()
}

fn node(path: &str, kind: &str) -> Value {
    let graph = graph(path);
    let node = graph.iter().find(|node| node["@type"] == kind);
    node.unwrap_or_else(|| unreachable!("no {kind} in {graph:#?}"))
        .clone()
}

#[test]
fn a_service_has_one_offer_for_each_length() {
    let service = node("services/deep-tissue/index.html", "Service");
    assert_eq!(service["offers"].as_array().map(Vec::len), Some(2));
    assert_eq!(service["offers"][0]["price"], "95.00");
    assert_eq!(service["offers"][0]["priceCurrency"], "USD");
    assert_eq!(
        service["offers"][1]["url"],
        "https://www.example.com/booking/times?service=deep-tissue&minutes=90"
    );
}

#[test]
fn an_answer_with_markup_stays_inside_its_element() {
    let questions = node("services/deep-tissue/index.html", "FAQPage");
    assert_eq!(
        questions["mainEntity"][0]["acceptedAnswer"]["text"],
        "It may ache </script> a little."
    );
}

#[test]
fn the_business_is_open_as_its_hours_say() {
    let business = node("index.html", "HealthAndBeautyBusiness");
    let hours = &business["openingHoursSpecification"];
    assert_eq!(
        hours[0]["dayOfWeek"],
        serde_json::json!(["Monday", "Tuesday"])
    );
    assert_eq!(hours[1]["opens"], "13:15");
    let special = &business["specialOpeningHoursSpecification"][0];
    assert_eq!(special["validFrom"], "2026-12-25");
    assert_eq!(
        (&special["opens"], &special["closes"]),
        (&"00:00".into(), &"00:00".into())
    );
    assert_eq!(
        business["potentialAction"]["target"]["urlTemplate"],
        "https://www.example.com/book/"
    );
}

#[test]
fn a_trail_leads_from_home_to_the_page() {
    let trail = node("services/deep-tissue/index.html", "BreadcrumbList");
    let names: Vec<_> = trail["itemListElement"]
        .as_array()
        .expect("a trail has steps")
        .iter()
        .map(|step| step["name"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(names, ["Home", "Services", "Deep <script> tissue"]);
}

#[test]
fn a_therapist_has_credentials() {
    let person = node("team/maya/index.html", "Person");
    assert_eq!(person["hasCredential"][0]["name"], "LMT, license 27-000000");
}
