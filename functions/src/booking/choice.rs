//! What a client has chosen: service, length, therapist, start; each checked against the catalogue.

use jiff::Timestamp;
use practice::booking::FieldError;
use practice::catalogue::{Offer, Service, Therapist};
use practice::{Catalogue, Id};
use site_gen::words;

use crate::request::Fields;

/// A service in one of its lengths, with one therapist or any.
#[derive(Clone, Copy)]
pub(super) struct Choice<'a> {
    pub(super) service: &'a Service,
    pub(super) offer: Offer,
    pub(super) therapist: Option<&'a Therapist>,
}

impl<'a> Choice<'a> {
    /// Reads `service` and `minutes` (or `offer`, "deep-tissue.60", which one radio can carry) and `therapist`.
    pub(super) fn read(catalogue: &'a Catalogue, fields: &Fields) -> Result<Self, Vec<FieldError>> {
        let (service, minutes) = match fields.get("offer").split_once('.') {
            Some(offer) if !fields.has("service") => offer,
            _ => (fields.get("service"), fields.get("minutes")),
        };
        let service = read_service(catalogue, service).map_err(|error| vec![error])?;
        let mut errors = Vec::new();
        let offer = read_offer(service, minutes)
            .map_err(|error| errors.push(error))
            .ok();
        let therapist = read_therapist(catalogue, service, fields.get("therapist"));
        let therapist = therapist
            .map_err(|error| errors.push(error))
            .unwrap_or(None);
        match offer {
            Some(offer) if errors.is_empty() => Ok(Self {
                service,
                offer,
                therapist,
            }),
            _ => Err(errors),
        }
    }

    /// The therapist's id, where one was chosen.
    pub(super) fn therapist_id(&self) -> Option<&'a Id> {
        self.therapist.map(|therapist| &therapist.id)
    }

    /// `with Maya`; empty for nobody in particular.
    pub(super) fn with_whom(&self) -> String {
        let therapist = self.therapist;
        therapist.map_or(String::new(), |therapist| {
            format!("with {}", therapist.name)
        })
    }

    /// The therapist as a field says it: empty for nobody in particular.
    pub(super) fn therapist_word(&self) -> &'a str {
        self.therapist_id().map_or("", Id::as_str)
    }
}

/// The start that was chosen, as it was sent: `first`, the button of the first available time,
/// before `start`, the radios, of which one may be chosen all the same.
pub(super) fn sent_start(fields: &Fields) -> &str {
    let sent = ["first", "start"].map(|name| fields.get(name).trim());
    sent.into_iter()
        .find(|start| !start.is_empty())
        .unwrap_or_default()
}

/// Reads the start that was chosen: an instant with its offset.
pub(super) fn read_start(fields: &Fields) -> Result<Timestamp, FieldError> {
    let text = sent_start(fields);
    if text.is_empty() {
        return Err(FieldError::new("start", "Choose a time"));
    }
    text.parse().map_err(|_| {
        FieldError::new("start", "Choose a time from the list. A start is an instant with its offset, like 2026-12-01T09:00:00-05:00")
    })
}

fn read_service<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a Service, FieldError> {
    catalogue.service(id).ok_or_else(|| {
        let ids: Vec<_> = catalogue
            .services
            .iter()
            .map(|service| service.id.as_str())
            .collect();
        let words = if id.is_empty() {
            "Choose a massage"
        } else {
            "Choose a massage that we offer"
        };
        FieldError::new("service", format!("{words}: {}", ids.join(", ")))
    })
}

fn read_offer(service: &Service, minutes: &str) -> Result<Offer, FieldError> {
    let offer = minutes
        .trim()
        .parse()
        .ok()
        .and_then(|minutes| service.offer(minutes))
        .copied();
    offer.ok_or_else(|| {
        let lengths = service.offers.iter().map(|offer| offer.minutes);
        FieldError::new(
            "minutes",
            format!("Choose how long: {}", words::lengths(lengths)),
        )
    })
}

/// Reads `therapist`: one who gives the service, or nobody in particular.
pub(super) fn read_therapist<'a>(
    catalogue: &'a Catalogue,
    service: &Service,
    id: &str,
) -> Result<Option<&'a Therapist>, FieldError> {
    if id.is_empty() {
        return Ok(None);
    }
    let therapist = catalogue
        .therapist(id)
        .filter(|therapist| service.therapists.contains(&therapist.id));
    therapist.map(Some).ok_or_else(|| {
        let ids: Vec<_> = service.therapists.iter().map(Id::as_str).collect();
        FieldError::new(
            "therapist",
            format!(
                "Choose a therapist who gives this massage: {}",
                ids.join(", ")
            ),
        )
    })
}
