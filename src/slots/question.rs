//! What is asked, read from the command line by the catalogue.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use practice::catalogue::Service;
use practice::read::suggestion;
use practice::{Catalogue, Id};

use crate::command_line::Slots;
use crate::failure::Failure;
use crate::practice_folder::PracticeFolder;

/// What both answers hang on: the starts that are offered, and why one is not.
pub(super) struct Question<'a> {
    pub(super) folder: &'a PracticeFolder,
    pub(super) catalogue: &'a Catalogue,
    pub(super) service: &'a Service,
    pub(super) minutes: u16,
    /// The zone in which dates and times are read and written.
    pub(super) zone: TimeZone,
    pub(super) now: Timestamp,
}

impl<'a> Question<'a> {
    pub(super) fn of(
        folder: &'a PracticeFolder,
        catalogue: &'a Catalogue,
        arguments: &Slots,
    ) -> Result<Self, Failure> {
        let service = service(catalogue, &arguments.service)?;
        Ok(Self {
            folder,
            catalogue,
            service,
            minutes: minutes(service, arguments.minutes)?,
            zone: zone(catalogue, arguments.zone.as_deref())?,
            now: arguments.now.unwrap_or_else(Timestamp::now),
        })
    }

    /// The zone's IANA name.
    pub(super) fn zone_name(&self) -> &str {
        let practices = &self.catalogue.practice.timezone_name;
        self.zone.iana_name().unwrap_or(practices)
    }

    /// A therapist who gives the service.
    pub(super) fn giver(&self, id: &str) -> Result<&'a Id, Failure> {
        let service = self.service;
        let mut givers = service.therapists.iter();
        givers.find(|giver| giver.as_str() == id).ok_or_else(|| {
            let known = service.therapists.iter().map(Id::as_str);
            Failure::said(
                format!("no therapist called `{id}` gives `{}`", service.id),
                suggestion(id, known, "name one who gives it"),
            )
        })
    }

    /// A therapist, whatever they give.
    pub(super) fn therapist(&self, id: &str) -> Result<&'a Id, Failure> {
        let therapists = &self.catalogue.therapists;
        let found = self.catalogue.therapist(id);
        found.map(|therapist| &therapist.id).ok_or_else(|| {
            let known = therapists.iter().map(|therapist| therapist.id.as_str());
            Failure::said(
                format!("no therapist is called `{id}`"),
                suggestion(id, known, "a file in `team/` makes one"),
            )
        })
    }
}

fn service<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a Service, Failure> {
    catalogue.service(id).ok_or_else(|| {
        let known = catalogue.services.iter().map(|service| service.id.as_str());
        let help = suggestion(id, known, "a file in `services/` makes one");
        Failure::said(format!("no service is called `{id}`"), help)
    })
}

fn minutes(service: &Service, minutes: Option<u16>) -> Result<u16, Failure> {
    let offer = match minutes {
        Some(minutes) => service.offer(minutes),
        None => service.offers.first(),
    };
    offer.map(|offer| offer.minutes).ok_or_else(|| {
        let known: Vec<_> = service
            .offers
            .iter()
            .map(|offer| offer.minutes.to_string())
            .collect();
        let minutes = minutes.unwrap_or_default();
        Failure::said(
            format!("`{}` is not offered for {minutes} minutes", service.id),
            format!("it is offered for {}", known.join(", ")),
        )
    })
}

fn zone(catalogue: &Catalogue, name: Option<&str>) -> Result<TimeZone, Failure> {
    let Some(name) = name else {
        return Ok(catalogue.practice.timezone.clone());
    };
    TimeZone::get(name).map_err(|_| {
        Failure::said(
            format!("no time zone is called `{name}`"),
            "use an IANA name such as Europe/London",
        )
    })
}
