//! Therapists as persons, with what they are licensed and certified for.

use practice::Catalogue;
use practice::catalogue::Therapist;
use serde_json::{Value, json};

use super::practice_id;

/// The node of a therapist's page.
pub(crate) fn person(catalogue: &Catalogue, base_url: &str, therapist: &Therapist) -> Value {
    let address = therapist
        .page
        .as_ref()
        .map(|page| page.address.as_str())
        .unwrap_or_default();
    let credentials: Vec<Value> = therapist
        .credentials
        .iter()
        .map(|name| json!({ "@type": "EducationalOccupationalCredential", "name": name }))
        .collect();
    let knows: Vec<&str> = catalogue
        .services_by_therapist(&therapist.id)
        .map(|service| service.page.title.as_str())
        .collect();
    let mut node = json!({
        "@type": "Person",
        "@id": format!("{base_url}{address}#person"),
        "name": therapist.name,
        "url": format!("{base_url}{address}"),
        "worksFor": { "@id": practice_id(base_url) },
    });
    if !therapist.role.is_empty() {
        node["jobTitle"] = json!(therapist.role);
    }
    if !credentials.is_empty() {
        node["hasCredential"] = json!(credentials);
    }
    if !knows.is_empty() {
        node["knowsAbout"] = json!(knows);
    }
    node
}
