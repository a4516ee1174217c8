//! From checked fields to a place on the waiting list; the page's door and the JSON door both come
//! here.

use practice::Catalogue;
use practice::booking::{Contact, FieldError};
use practice::waiting::{Awaited, Dates};

use super::typed::Typed;
use crate::App;
use crate::answer::Failure;
use crate::booking::choice::Choice;
use crate::limits::Effort;
use crate::request::{Fields, Network};
use crate::secret::{fingerprint, random_id};
use crate::store::{Joining, NotJoined, Place, Waiting};

/// Somebody on the waiting list, and the token of their link.
pub(super) struct Joined {
    pub(super) waiting: Waiting,
    pub(super) token: String,
}

impl App {
    /// Puts whoever sends these fields on the waiting list.
    pub(super) async fn join_list(
        &self,
        catalogue: &Catalogue,
        choice: &Choice<'_>,
        fields: &Fields,
        (typed, network): (Typed, Option<Network>),
    ) -> Result<Joined, Failure> {
        let (awaited, contact) = self.checked(catalogue, choice, fields, typed)?;
        self.admit(network, Effort::None).await?;
        let joining = Joining {
            id: random_id(self.now()).map_err(|_| Failure::Broken)?,
            fingerprint: print_of(&awaited, &contact),
            awaited: &awaited,
            contact: &contact,
        };
        let joined = self.store.join(catalogue, &joining, || self.now()).await;
        let waiting = joined.map_err(|refused| match refused {
            NotJoined::Often { most } => Failure::field(
                "email",
                format!("You wait for this massage {most} times already. Leave one of those first: the link is in our mails"),
            ),
            NotJoined::Full => Failure::WaitingFull,
            NotJoined::Store(error) => error.into(),
        })?;
        tracing::info!(waiting.id = waiting.id, "Put `{}` in line", waiting.id);
        let token = self.waiting_token(&waiting)?;
        Ok(Joined { waiting, token })
    }

    /// What these fields ask for, or everything that is wrong with them, in the form's order.
    fn checked<'a>(
        &self,
        catalogue: &'a Catalogue,
        choice: &Choice<'a>,
        fields: &Fields,
        typed: Typed,
    ) -> Result<(Awaited<'a>, Contact), Vec<FieldError>> {
        let mut errors = Vec::new();
        let dates = match (typed.first, typed.last) {
            (Ok(first), Ok(last)) => {
                let dates = Dates::to_come(first..=last, &catalogue.practice, self.now());
                dates.map_err(|error| errors.push(error)).ok()
            }
            (first, last) => {
                errors.extend([first.err(), last.err()].into_iter().flatten());
                None
            }
        };
        let parts = typed.parts.map_err(|error| errors.push(error)).ok();
        let [name, email, phone] = ["name", "email", "phone"].map(|name| fields.get(name));
        let contact = Contact::parse(name, email, phone, "");
        let contact = contact.map_err(|more| errors.extend(more)).ok();
        match (dates, parts, contact) {
            (Some(dates), Some(parts), Some(contact)) => Ok((
                Awaited {
                    service: choice.service,
                    minutes: choice.offer.minutes,
                    therapist: choice.therapist_id(),
                    dates,
                    parts,
                },
                contact,
            )),
            _ => Err(errors),
        }
    }

    /// The token of the link to somebody's place on the waiting list.
    pub(super) fn waiting_token(&self, waiting: &Waiting) -> Result<String, Failure> {
        let token = self.secret.waiting_token(&waiting.service, &waiting.id);
        token.ok_or(Failure::Broken)
    }

    /// Whose place a link leads to. Wrong and foreign tokens get one answer.
    pub(super) fn place_of(&self, token: &str) -> Result<Place, Failure> {
        let place = self.secret.waiting_in_token(token);
        let (service, id) = place.ok_or(Failure::NotFound)?;
        Ok(Place { service, id })
    }

    /// Who that is, as they stand now.
    pub(super) async fn waiting_of(&self, token: &str) -> Result<Waiting, Failure> {
        let place = self.place_of(token)?;
        let waiting = self.store.waiting(&place).await?;
        // A row is cleared away some time after it may be; until then it is gone all the same.
        let kept = waiting.filter(|waiting| waiting.ttl > self.now().as_second());
        kept.ok_or(Failure::NotFound)
    }
}

/// The same for equal requests, and for no others.
fn print_of(awaited: &Awaited<'_>, contact: &Contact) -> String {
    fingerprint(&[
        awaited.service.id.as_str(),
        &awaited.minutes.to_string(),
        awaited.therapist.map_or("", practice::Id::as_str),
        &awaited.dates.first().to_string(),
        &awaited.dates.last().to_string(),
        &awaited.parts.to_string(),
        contact.name.as_str(),
        contact.email.as_str(),
        contact.phone.as_ref().map_or("", |phone| phone.as_str()),
    ])
}
