//! Services: what a field waits for has to be asked for one of the services that it is asked for itself.

use std::collections::BTreeSet;

use super::{Asked, Whole};
use crate::Id;
use crate::form::Condition;
use crate::read::nearest::listed;
use crate::read::table::Table;

/// For which services a field is asked; none: for all.
pub(super) type Services = Option<BTreeSet<Id>>;

/// Every field is asked for some service.
pub(super) fn check(whole: &Whole<'_>, table: &Table<'_>) {
    for asked in whole.fields() {
        let own = asked.own_services();
        let place = asked.written.services_at.clone();
        if let Some(place) = place.filter(|_| is_nothing(&own)) {
            let services = names(&asked.section.services);
            let message = format!(
                "`{}` is never asked: its section is for {services} alone",
                asked.id()
            );
            table.error(
                place,
                message,
                "name one of those, or take `services` away here",
            );
            continue;
        }
        let Some((other, others)) = whole.waits_for(&asked) else {
            continue;
        };
        let places = asked.written.condition.as_ref();
        let together = both(own, others.clone());
        if let Some(places) = places.filter(|_| is_nothing(&together) && !is_nothing(&others)) {
            let message = format!(
                "`{}` is never asked: no service is asked both for it and for `{}`",
                asked.id(),
                other.id()
            );
            let help = "give both the same `services`, or wait for another field";
            table.error(places.about.clone(), message, help);
        }
    }
}

impl<'a> Whole<'a> {
    /// The services for which a field is asked, with those of all that it waits for.
    pub(super) fn services(&self, asked: &Asked<'a>) -> Services {
        match self.waits_for(asked) {
            Some((_, others)) => both(asked.own_services(), others),
            None => asked.own_services(),
        }
    }

    /// The earlier field that this one waits for, and the services for which that is asked.
    fn waits_for(&self, asked: &Asked<'a>) -> Option<(Asked<'a>, Services)> {
        let Some(Condition::Answered { field, .. }) = &asked.written.field.show_when else {
            return None;
        };
        let other = self.field(field).filter(|other| other.at < asked.at)?;
        Some((other, self.services(&other)))
    }
}

impl Asked<'_> {
    fn own_services(&self) -> Services {
        let limit =
            |services: &[Id]| (!services.is_empty()).then(|| services.iter().cloned().collect());
        both(
            limit(&self.section.services),
            limit(&self.written.field.services),
        )
    }
}

/// What two limits leave.
pub(super) fn both(one: Services, other: Services) -> Services {
    match (one, other) {
        (None, services) | (services, None) => services,
        (Some(one), Some(other)) => Some(one.intersection(&other).cloned().collect()),
    }
}

pub(super) fn is_nothing(services: &Services) -> bool {
    services.as_ref().is_some_and(BTreeSet::is_empty)
}

/// `a`, `b` and `c`.
pub(super) fn names<'i>(services: impl IntoIterator<Item = &'i Id>) -> String {
    let ids: Vec<_> = services.into_iter().map(Id::as_str).collect();
    listed(&ids)
}
