//! The practice as a business: where, when, how to reach it, how to book.

use practice::Catalogue;
use practice::catalogue::Address;
use serde_json::{Map, Value, json};

use super::hours::{exceptions, weekly};
use super::offers::catalogue_of_offers;
use super::practice_id;
use super::reserve::reserve;

/// The nodes of the home page: the website and the business.
pub(crate) fn home(catalogue: &Catalogue, base_url: &str) -> Vec<Value> {
    let practice = &catalogue.practice;
    let website = json!({
        "@type": "WebSite",
        "@id": format!("{base_url}/#website"),
        "name": practice.name,
        "url": format!("{base_url}/"),
        "inLanguage": practice.language,
        "publisher": { "@id": practice_id(base_url) },
    });
    vec![website, business(catalogue, base_url)]
}

fn business(catalogue: &Catalogue, base_url: &str) -> Value {
    let practice = &catalogue.practice;
    let mut node = Map::new();
    let mut say = |name: &str, value: Value| node.insert(name.to_owned(), value);
    say("@type", json!("HealthAndBeautyBusiness"));
    say("@id", json!(practice_id(base_url)));
    say("name", json!(practice.name));
    say("url", json!(format!("{base_url}/")));
    for (name, text) in [("slogan", &practice.tagline), ("email", &practice.email)] {
        if !text.is_empty() {
            say(name, json!(text));
        }
    }
    if !practice.phone.is_empty() {
        say("telephone", json!(practice.phone));
    }
    if let Some(address) = &practice.address {
        say("address", postal(address));
        if let (Some(latitude), Some(longitude)) = (address.latitude, address.longitude) {
            let geo =
                json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude });
            say("geo", geo);
        }
    }
    if let Some(range) = price_range(catalogue) {
        say("priceRange", json!(range));
    }
    say("currenciesAccepted", json!(practice.currency.code()));
    say("openingHoursSpecification", json!(weekly(&practice.hours)));
    let special = exceptions(&practice.hours);
    if !special.is_empty() {
        say("specialOpeningHoursSpecification", json!(special));
    }
    say("hasOfferCatalog", catalogue_of_offers(catalogue, base_url));
    say("potentialAction", reserve(&format!("{base_url}/book/")));
    Value::Object(node)
}

fn postal(address: &Address) -> Value {
    let mut node = Map::from_iter([("@type".to_owned(), json!("PostalAddress"))]);
    let parts = [
        ("streetAddress", &address.street),
        ("addressLocality", &address.city),
        ("addressRegion", &address.region),
        ("postalCode", &address.postcode),
        ("addressCountry", &address.country),
    ];
    for (name, text) in parts {
        if !text.is_empty() {
            node.insert(name.to_owned(), json!(text));
        }
    }
    Value::Object(node)
}

fn price_range(catalogue: &Catalogue) -> Option<String> {
    let prices = || {
        catalogue
            .services
            .iter()
            .flat_map(|service| &service.offers)
            .map(|offer| offer.price)
    };
    let (low, high) = (prices().min()?, prices().max()?);
    let currency = &catalogue.practice.currency;
    Some(format!("{}-{}", currency.write(low), currency.write(high)))
}
