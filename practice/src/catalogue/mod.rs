//! What `practice` makes of `content/`: checked, resolved, immutable.
//!
//! A catalogue exists only if its content has no errors, so every id in it names something in it.

mod forms;
mod page;
mod people;
mod practice;
mod service;

pub use forms::Forms;
pub use page::{Image, Kind, Page, Plain};
pub use people::{Subject, Therapist};
pub use practice::{Address, BookingPolicy, MailPolicy, NavLink, Practice, RetentionPolicy};
pub use service::{Contraindications, Offer, Question, Reviewed, Service};

use crate::Id;
use crate::form::Form;

/// A practice, whole.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The business itself.
    pub practice: Practice,
    /// What can be booked, in the order of `weight`, then title.
    pub services: Vec<Service>,
    /// What hands do, in the same order.
    pub techniques: Vec<Subject>,
    /// What a client comes with, in the same order.
    pub conditions: Vec<Subject>,
    /// Who treats, in the same order. Never empty: without `team/` it is the practice itself.
    pub therapists: Vec<Therapist>,
    /// Every other page: home, about, the lists of each kind, plain sections.
    pub pages: Vec<Plain>,
    /// What clients are asked, ids ascending.
    pub forms: Forms,
}

impl Catalogue {
    /// The service of this id.
    #[must_use]
    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.id == *id)
    }

    /// The therapist of this id.
    #[must_use]
    pub fn therapist(&self, id: &str) -> Option<&Therapist> {
        self.therapists.iter().find(|therapist| therapist.id == *id)
    }

    /// The form of this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == *id)
    }

    /// Every page that has a file, whatever its kind.
    pub fn all_pages(&self) -> impl Iterator<Item = &Page> {
        let services = self.services.iter().map(|service| &service.page);
        let subjects = self
            .techniques
            .iter()
            .chain(&self.conditions)
            .map(|subject| &subject.page);
        let therapists = self
            .therapists
            .iter()
            .filter_map(|therapist| therapist.page.as_ref());
        let plain = self.pages.iter().map(|plain| &plain.page);
        services.chain(subjects).chain(therapists).chain(plain)
    }

    /// The techniques a service is made of, in the service's own order.
    pub fn techniques_of<'a>(&'a self, service: &'a Service) -> impl Iterator<Item = &'a Subject> {
        resolve(&self.techniques, &service.techniques)
    }

    /// The conditions a service is asked for, in the service's own order.
    pub fn conditions_of<'a>(&'a self, service: &'a Service) -> impl Iterator<Item = &'a Subject> {
        resolve(&self.conditions, &service.helps_with)
    }

    /// The therapists who give a service, ids ascending.
    pub fn therapists_of<'a>(
        &'a self,
        service: &'a Service,
    ) -> impl Iterator<Item = &'a Therapist> {
        service
            .therapists
            .iter()
            .filter_map(|id| self.therapist(id.as_str()))
    }

    /// The services that use a technique.
    pub fn services_with_technique<'a>(&'a self, id: &'a Id) -> impl Iterator<Item = &'a Service> {
        self.services
            .iter()
            .filter(move |service| service.techniques.contains(id))
    }

    /// The services asked for with a condition.
    pub fn services_for_condition<'a>(&'a self, id: &'a Id) -> impl Iterator<Item = &'a Service> {
        self.services
            .iter()
            .filter(move |service| service.helps_with.contains(id))
    }

    /// The services a therapist gives.
    pub fn services_by_therapist<'a>(&'a self, id: &'a Id) -> impl Iterator<Item = &'a Service> {
        self.services
            .iter()
            .filter(move |service| service.therapists.contains(id))
    }
}

fn resolve<'a>(all: &'a [Subject], ids: &'a [Id]) -> impl Iterator<Item = &'a Subject> {
    ids.iter()
        .filter_map(|id| all.iter().find(|subject| subject.id == *id))
}
