//! What follows from the whole folder: who gives a service, and where; the order of lists.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::file::Files;
use super::known::Known;
use super::people::{self, Member};
use super::problems::Problems;
use super::table::{Placed, Table};
use crate::catalogue::{Catalogue, Page, Service, Therapist};
use crate::{Diagnostic, Id};

/// Who treats, and the services each limits themselves to, where they do.
type Limits = BTreeMap<Id, Option<BTreeSet<Id>>>;

/// Fills in what follows from the whole.
pub(super) fn complete(
    catalogue: &mut Catalogue,
    members: Vec<Member>,
    files: &Files<'_>,
    known: &Known,
    problems: &Problems,
) -> Option<()> {
    if known.services.is_empty() {
        let help = "a file such as `services/swedish.md` makes a service; one with `draft = true` does not";
        problems.push(Diagnostic::of_file("services/", "the practice offers nothing").help(help));
    }
    let mut limits = Limits::new();
    for Member {
        therapist,
        services,
    } in members
    {
        limits.insert(therapist.id.clone(), services.map(BTreeSet::from_iter));
        catalogue.therapists.push(therapist);
    }
    if known.therapists.is_empty() {
        let practice = people::practice_itself(&catalogue.practice)?;
        limits.insert(practice.id.clone(), None);
        catalogue.therapists.push(practice);
    }
    // Where a therapist's file has errors, who gives what is not known.
    let team_is_known = !problems.any_errors_below("team/");
    for service in &mut catalogue.services {
        let named = std::mem::take(&mut service.therapists);
        service.therapists = givers(service, &named, &limits);
        if service.rooms.is_empty() {
            service.rooms.clone_from(&catalogue.practice.rooms);
        }
        if team_is_known {
            warn_of_givers(service, &named, files, problems);
        }
    }
    sort(catalogue);
    Some(())
}

/// Those it names, or everyone, less those who do not offer it (M4); ids ascending.
fn givers(service: &Service, named: &[Id], limits: &Limits) -> Vec<Id> {
    let offers = |limit: &Option<BTreeSet<Id>>| {
        limit
            .as_ref()
            .is_none_or(|services| services.contains(&service.id))
    };
    let willing = limits.iter().filter(|(_, limit)| offers(limit));
    willing
        .map(|(id, _)| id)
        .filter(|id| named.is_empty() || named.contains(id))
        .cloned()
        .collect()
}

fn warn_of_givers(service: &Service, named: &[Id], files: &Files<'_>, problems: &Problems) {
    let (id, path) = (&service.id, &service.page.path);
    let refused = named.iter().filter(|id| !service.therapists.contains(id));
    for therapist in refused {
        let Some(file) = files.get(path.as_str()) else {
            continue;
        };
        let untold = Problems::default();
        let written = Table::of(file, &untold).ids("therapists");
        let bytes = written
            .into_iter()
            .find(|written| written.value == *therapist);
        let Some(Placed { bytes, .. }) = bytes else {
            continue;
        };
        let message = format!("`{therapist}` does not give `{id}`");
        let help = format!(
            "take `{therapist}` away here, or put `{id}` among the `services` of team/{therapist}.md"
        );
        problems.push(
            Diagnostic::at(path, &file.source.text, bytes, message)
                .help(help)
                .warning(),
        );
    }
    if service.therapists.is_empty() && named.is_empty() {
        let help = "put it among the `services` of a file in `team/`";
        problems.push(
            Diagnostic::of_file(path, format!("nobody gives `{id}`"))
                .help(help)
                .warning(),
        );
    }
}

/// By weight, then title; therapists by weight, then name; then by file, so that every machine agrees.
fn sort(catalogue: &mut Catalogue) {
    catalogue
        .services
        .sort_by(|one, other| by_page(&one.page, &other.page));
    catalogue
        .techniques
        .sort_by(|one, other| by_page(&one.page, &other.page));
    catalogue
        .conditions
        .sort_by(|one, other| by_page(&one.page, &other.page));
    catalogue
        .pages
        .sort_by(|one, other| by_page(&one.page, &other.page));
    catalogue.therapists.sort_by(by_name);
}

fn by_page(one: &Page, other: &Page) -> Ordering {
    let [one, other] = [one, other].map(|page| (page.weight, &page.title, &page.path));
    one.cmp(&other)
}

fn by_name(one: &Therapist, other: &Therapist) -> Ordering {
    let weight = |therapist: &Therapist| therapist.page.as_ref().map_or(0, |page| page.weight);
    let [one, other] =
        [one, other].map(|therapist| (weight(therapist), &therapist.name, &therapist.id));
    one.cmp(&other)
}
