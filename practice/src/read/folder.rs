//! The whole folder: which file is what, what refers to what.

use super::addresses;
use super::claims;
use super::known::Known;
use super::page::{Fallback, is_draft, page};
use super::people::{self, Member};
use super::practice;
use super::problems::Problems;
use super::service;
use super::source::{File, Source};
use super::table::Table;
use super::{PRACTICE_PATH, nearest};
use crate::catalogue::{Catalogue, Kind, Page, Plain, Practice, Service, Therapist};
use crate::{Diagnostic, Id};

/// Everything that can be read of a folder; none if `practice.toml` cannot.
pub(super) fn read(sources: &[Source], problems: &Problems) -> Option<Catalogue> {
    let files = parse(sources, problems);
    let read = read_practice(sources, problems);
    let drafts: Vec<_> = files
        .iter()
        .filter(|file| is_draft(&Table::of(file, &Problems::default())))
        .collect();
    let kept = |file: &&File<'_>| {
        !drafts
            .iter()
            .any(|draft| draft.source.path == file.source.path)
    };
    let mut known = known(sources, &drafts);
    if let Some(read) = &read {
        known.rooms = read.practice.rooms.iter().map(Id::as_str).collect();
        known.taxonomies = read.taxonomies.iter().map(String::as_str).collect();
    }
    let practice = read.as_ref().map(|read| &read.practice)?;
    let mut catalogue = Catalogue {
        practice: practice.clone(),
        services: Vec::new(),
        techniques: Vec::new(),
        conditions: Vec::new(),
        therapists: Vec::new(),
        pages: Vec::new(),
    };
    let mut members = Vec::new();
    for file in files.iter().filter(kept) {
        read_file(file, &known, &mut catalogue, &mut members, problems);
    }
    claims::warn(sources, problems);
    complete(&mut catalogue, members, &known, problems)?;
    addresses::check(&catalogue, sources, problems);
    Some(catalogue)
}

fn parse<'a>(sources: &'a [Source], problems: &Problems) -> Vec<File<'a>> {
    let markdown = sources.iter().filter(|source| source.path.ends_with(".md"));
    markdown
        .filter_map(|source| File::markdown(source, problems))
        .collect()
}

fn read_practice(sources: &[Source], problems: &Problems) -> Option<practice::Read> {
    let Some(source) = sources.iter().find(|source| source.path == PRACTICE_PATH) else {
        let paths = sources.iter().map(|source| source.path.as_str());
        let help = match nearest::nearest(PRACTICE_PATH, paths) {
            Some(near) if near.ends_with(".toml") => {
                format!("rename `{near}` to `{PRACTICE_PATH}`")
            }
            _ => "it says the practice's name, time zone, currency and hours".to_owned(),
        };
        problems.push(
            Diagnostic::of_file(PRACTICE_PATH, "the folder has no `practice.toml`").help(help),
        );
        return None;
    };
    let file = File::toml(source, problems)?;
    practice::practice(&file, Table::of(&file, problems))
}

/// The ids that file names make.
fn known<'a>(sources: &'a [Source], drafts: &[&File<'_>]) -> Known<'a> {
    let ids = |folder: &str| {
        let kept = sources
            .iter()
            .filter(|source| !drafts.iter().any(|draft| draft.source.path == source.path));
        kept.filter_map(|source| named(&source.path, folder))
            .collect()
    };
    Known {
        services: ids("services/"),
        techniques: ids("techniques/"),
        conditions: ids("conditions/"),
        therapists: ids("team/"),
        ..Known::default()
    }
}

/// The file name that makes an id, if the file is one of the folder's own.
fn named<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let name = path.strip_prefix(folder)?.strip_suffix(".md")?;
    (name != "index" && !name.contains('/')).then_some(name)
}

fn read_file(
    file: &File<'_>,
    known: &Known<'_>,
    catalogue: &mut Catalogue,
    members: &mut Vec<Member>,
    problems: &Problems,
) {
    let path = file.source.path.as_str();
    let table = Table::of(file, problems);
    // Read before any key of a kind, so that it is known wherever it stands.
    is_draft(&table);
    let id = |folder| named(path, folder).and_then(|name| id_of(file, name, problems));
    if named(path, "services/").is_some() {
        let Some(id) = id("services/") else { return };
        catalogue
            .services
            .push(service::service(id, file, table, known));
    } else if named(path, "techniques/").is_some() {
        let Some(id) = id("techniques/") else { return };
        catalogue
            .techniques
            .push(people::subject(id, file, table, known));
    } else if named(path, "conditions/").is_some() {
        let Some(id) = id("conditions/") else { return };
        catalogue
            .conditions
            .push(people::subject(id, file, table, known));
    } else if named(path, "team/").is_some() {
        let Some(id) = id("team/") else { return };
        members.push(people::member(id, file, table, known, &catalogue.practice));
    } else {
        let kind = kind(path);
        if kind == Kind::Page && id_of(file, stem(path), problems).is_none() {
            return;
        }
        let page = page(
            file,
            &table,
            known,
            &Fallback {
                title: None,
                description: "",
            },
        );
        table.finish();
        catalogue.pages.push(Plain { kind, page });
    }
}

fn id_of(file: &File<'_>, name: &str, problems: &Problems) -> Option<Id> {
    match Id::parse(name) {
        Ok(id) => Some(id),
        Err(why) => {
            problems.push(
                Diagnostic::of_file(
                    &file.source.path,
                    format!("the file name `{name}` cannot be part of an address"),
                )
                .help(format!("rename the file: {why}, such as `deep-tissue.md`")),
            );
            None
        }
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

fn kind(path: &str) -> Kind {
    match path {
        "index.md" => Kind::Home,
        "services/index.md" => Kind::Services,
        "techniques/index.md" => Kind::Techniques,
        "conditions/index.md" => Kind::Conditions,
        "team/index.md" => Kind::Team,
        "faq.md" => Kind::Questions,
        path if path.ends_with("/index.md") => Kind::Section,
        _ => Kind::Page,
    }
}

/// Fills in what follows from the whole: the therapists and rooms of each service, the order of lists.
fn complete(
    catalogue: &mut Catalogue,
    members: Vec<Member>,
    known: &Known<'_>,
    problems: &Problems,
) -> Option<()> {
    if known.services.is_empty() {
        problems.push(
            Diagnostic::of_file("services/", "the practice offers nothing")
                .help("a file such as `services/swedish.md` makes a service"),
        );
    }
    let limits: Vec<_> = members
        .iter()
        .map(|member| (member.therapist.id.clone(), member.services.clone()))
        .collect();
    catalogue.therapists = members.into_iter().map(|member| member.therapist).collect();
    if known.therapists.is_empty() {
        catalogue
            .therapists
            .push(people::practice_itself(&catalogue.practice)?);
    }
    let everyone: Vec<Id> = catalogue
        .therapists
        .iter()
        .map(|therapist| therapist.id.clone())
        .collect();
    for service in &mut catalogue.services {
        give(service, &everyone, &limits, &catalogue.practice);
        if service.therapists.is_empty() {
            problems.push(
                Diagnostic::of_file(&service.page.path, format!("nobody gives `{}`", service.id))
                    .help("name it in the `services` of a therapist in `team/`")
                    .warning(),
            );
        }
    }
    catalogue
        .services
        .sort_by(|one, other| listed(&one.page).cmp(&listed(&other.page)));
    catalogue
        .techniques
        .sort_by(|one, other| listed(&one.page).cmp(&listed(&other.page)));
    catalogue
        .conditions
        .sort_by(|one, other| listed(&one.page).cmp(&listed(&other.page)));
    catalogue
        .pages
        .sort_by(|one, other| listed(&one.page).cmp(&listed(&other.page)));
    catalogue
        .therapists
        .sort_by(|one, other| member_order(one).cmp(&member_order(other)));
    Some(())
}

/// Who gives a service, and where (M2, M4).
fn give(
    service: &mut Service,
    everyone: &[Id],
    limits: &[(Id, Option<Vec<Id>>)],
    practice: &Practice,
) {
    if service.therapists.is_empty() {
        service.therapists = everyone.to_vec();
    }
    let gives = |therapist: &Id| {
        let limit = limits
            .iter()
            .find(|(id, _)| id == therapist)
            .and_then(|(_, services)| services.as_ref());
        limit.is_none_or(|services| services.contains(&service.id))
    };
    service.therapists.retain(gives);
    service.therapists.sort();
    if service.rooms.is_empty() {
        service.rooms.clone_from(&practice.rooms);
    }
}

fn listed(page: &Page) -> (i64, &str) {
    (page.weight, &page.title)
}

fn member_order(therapist: &Therapist) -> (i64, &str) {
    (
        therapist.page.as_ref().map_or(0, |page| page.weight),
        &therapist.name,
    )
}
