//! Services and what they cost: one offer for each length.

use practice::Catalogue;
use practice::catalogue::{Offer, Service};
use serde_json::{Value, json};

use super::practice_id;
use super::reserve::reserve;
use crate::view::booking_address;

/// The node of a service's page.
pub(crate) fn service(catalogue: &Catalogue, base_url: &str, service: &Service) -> Vec<Value> {
    let offers: Vec<Value> = service
        .offers
        .iter()
        .map(|one| offer(catalogue, base_url, service, one))
        .collect();
    let text = if service.summary.is_empty() {
        &service.page.description
    } else {
        &service.summary
    };
    let mut node = json!({
        "@type": "Service",
        "@id": id(base_url, service),
        "name": service.page.title,
        "serviceType": "Massage therapy",
        "url": format!("{base_url}{}", service.page.address),
        "provider": { "@id": practice_id(base_url) },
        "offers": offers,
        "potentialAction": reserve(&format!("{base_url}/book/")),
    });
    if !text.is_empty() {
        node["description"] = json!(text);
    }
    vec![node]
}

/// The node of the page that lists all services.
pub(crate) fn service_list(catalogue: &Catalogue, base_url: &str) -> Value {
    let items: Vec<Value> = (1..)
        .zip(&catalogue.services)
        .map(|(position, service): (usize, &Service)| {
            json!({
                "@type": "ListItem",
                "position": position,
                "name": service.page.title,
                "url": format!("{base_url}{}", service.page.address),
            })
        })
        .collect();
    json!({
        "@type": "ItemList",
        "@id": format!("{base_url}/services/#list"),
        "itemListElement": items,
    })
}

/// All services as the practice's catalogue of offers.
pub(super) fn catalogue_of_offers(catalogue: &Catalogue, base_url: &str) -> Value {
    let items: Vec<Value> = catalogue
        .services
        .iter()
        .map(|service| json!({ "@type": "Offer", "itemOffered": { "@id": id(base_url, service) } }))
        .collect();
    json!({ "@type": "OfferCatalog", "name": "Massage services", "itemListElement": items })
}

fn offer(catalogue: &Catalogue, base_url: &str, service: &Service, offer: &Offer) -> Value {
    json!({
        "@type": "Offer",
        "@id": format!("{}-{}", id(base_url, service), offer.minutes),
        "name": format!("{} minutes", offer.minutes),
        "price": offer.price.to_string(),
        "priceCurrency": catalogue.practice.currency.code(),
        "eligibleQuantity": { "@type": "QuantitativeValue", "value": offer.minutes, "unitCode": "MIN" },
        "url": format!("{base_url}{}", booking_address(service, offer)),
        "availability": "https://schema.org/InStock",
    })
}

fn id(base_url: &str, service: &Service) -> String {
    format!("{base_url}{}#service", service.page.address)
}
