//! Reading the schedule: dates as they are asked for, and all that is on them.

use jiff::civil::Date;
use practice::Catalogue;
use practice::availability::{Resource, window};

use crate::answer::Failure;
use crate::booking::when;
use crate::desk::{Desk, SignedIn};
use crate::request::{Fields, parse_query};
use crate::store::Agenda;

use super::entry::{Entries, Looker};

/// Reads `date` of an address: a local date; today where it is not there.
pub(in crate::desk) fn date_of(fields: &Fields, today: Date) -> Result<Date, Failure> {
    let text = fields.get("date").trim();
    if text.is_empty() {
        return Ok(today);
    }
    let date = text.parse();
    date.map_err(|_| Failure::field("date", "Write the date as 2026-12-01"))
}

/// The fields of an address that may have these.
pub(in crate::desk) fn address_fields(
    query: Option<String>,
    known: &[&str],
) -> Result<Fields, Failure> {
    let fields = parse_query(query.unwrap_or_default().as_bytes())?;
    fields.only(known)?;
    Ok(fields)
}

/// Every therapist and room of a practice, in its own order.
pub(super) fn resources(catalogue: &Catalogue) -> Vec<Resource> {
    let therapists = catalogue.therapists.iter();
    let therapists = therapists.map(|therapist| Resource::Therapist(therapist.id.clone()));
    let rooms = catalogue.practice.rooms.iter().cloned();
    therapists.chain(rooms.map(Resource::Room)).collect()
}

impl Desk {
    /// The local date at this moment.
    pub(in crate::desk) fn today(&self) -> Date {
        let published = self.app.published();
        when::local_date(self.app.now(), &published.catalogue.practice)
    }

    /// All that is on these dates, as this staff member sees it.
    pub(super) async fn entries(
        &self,
        signed_in: &SignedIn,
        dates: &[Date],
    ) -> Result<Entries, Failure> {
        let published = self.app.published();
        let catalogue = &published.catalogue;
        let agenda = self.agenda(catalogue, dates).await?;
        let known = self.app.store.clients_of(agenda.bookings.values()).await?;
        let looker = Looker::of(signed_in);
        let mut entries = Entries::of(&agenda, &known, catalogue, &looker, self.app.now());
        let bookings: Vec<_> = agenda.bookings.into_values().collect();
        if dates.len() == 1 {
            entries.tell_of_forms(&self.intake_of(signed_in, &bookings).await?);
            entries.tell_of_notes(&self.last_notes_of(signed_in, &bookings).await?);
        } else {
            // Each look is written down for each client: over a week it would be at whoever is in
            // sight. So it says only what is kept unsealed: that somebody has to look.
            let ids: Vec<_> = bookings.iter().map(|booking| booking.id.as_str()).collect();
            entries.tell_of_reviews(&self.app.store.intakes(&ids).await?);
        }
        Ok(entries)
    }

    async fn agenda(&self, catalogue: &Catalogue, dates: &[Date]) -> Result<Agenda, Failure> {
        let zone = &catalogue.practice.timezone;
        let of = |resource: &Resource| {
            let dates = dates.iter();
            let each: Vec<_> = dates.map(|date| (resource.clone(), *date)).collect();
            each
        };
        let wanted: Vec<_> = resources(catalogue).iter().flat_map(of).collect();
        let first = dates.first().map(|first| window(zone, &(*first..=*first)));
        let first = first.and_then(Result::ok).map(|window| window.start);
        let since = first.unwrap_or_else(|| self.app.now());
        Ok(self.app.store.agenda(&wanted, since).await?)
    }
}
