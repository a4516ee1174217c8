//! The whole folder: every file read, then what follows from all of them.

use std::collections::BTreeSet;

use super::file::File;
use super::known::{Known, Names};
use super::names::{self, Role};
use super::page::{Fallback, is_draft, page};
use super::people::{self, Member};
use super::problems::Problems;
use super::source::Source;
use super::table::Table;
use super::whole::complete;
use super::{Look, PRACTICE_PATH, addresses, claims, form, nearest, practice, service};
use crate::Diagnostic;
use crate::catalogue::{Catalogue, Forms, Plain};

/// The page that visitors see first.
const HOME_PATH: &str = "index.md";

/// Everything that can be read of a folder.
pub(super) fn read(sources: &[Source], look: Look, problems: &Problems) -> Option<Catalogue> {
    let files: Vec<_> = sources
        .iter()
        .filter(|source| source.path.ends_with(".md"))
        .filter_map(|source| File::markdown(source, problems))
        .collect();
    let drafts = drafts(&files);
    let published = |path: &str| !drafts.contains(path);
    let practice = read_practice(sources, problems)?;
    let mut known = Known::of(sources, &drafts);
    // A list that is not there may be there under a misspelt key, of which more is not said.
    let unsure = problems.any_errors_below(PRACTICE_PATH);
    let sure = |names: &Names| !names.is_empty() || !unsure;
    known.rooms = practice.rooms.filter(sure);
    known.taxonomies = practice.taxonomies.filter(sure);
    let mut catalogue = Catalogue {
        practice: practice.practice,
        services: Vec::new(),
        techniques: Vec::new(),
        conditions: Vec::new(),
        therapists: Vec::new(),
        pages: Vec::new(),
        forms: Forms::default(),
    };
    let mut members = Vec::new();
    for file in files.iter().filter(|file| published(&file.source.path)) {
        read_file(file, &known, &mut catalogue, &mut members, problems);
    }
    if matches!(look, Look::Whole) {
        catalogue.forms = Forms::read(form::forms(sources, &known, problems));
        for source in sources.iter().filter(|source| published(&source.path)) {
            claims::warn(source, problems);
        }
    }
    if !sources
        .iter()
        .any(|source| source.path == HOME_PATH && published(HOME_PATH))
    {
        let help = "write `index.md`, with a `title` and a few words of welcome";
        let problem = Diagnostic::of_file(HOME_PATH, "the site has no first page");
        problems.push(problem.help(help).warning());
    }
    let files = files
        .iter()
        .map(|file| (file.source.path.as_str(), file))
        .collect();
    complete(&mut catalogue, members, &files, &known, problems)?;
    addresses::check(&catalogue, &files, problems);
    if let Look::Again(sources) = look {
        let untold = Problems::default();
        catalogue.forms = Forms::later(move || form::forms(&sources(), &known, &untold));
    }
    Some(catalogue)
}

/// The files that their authors keep to themselves for now.
fn drafts<'a>(files: &[File<'a>]) -> BTreeSet<&'a str> {
    let untold = Problems::default();
    let drafts = files
        .iter()
        .filter(|file| is_draft(&Table::of(file, &untold)));
    drafts.map(|file| file.source.path.as_str()).collect()
}

fn read_practice(sources: &[Source], problems: &Problems) -> Option<practice::Read> {
    if let Some(source) = sources.iter().find(|source| source.path == PRACTICE_PATH) {
        let file = File::toml(source, problems);
        return practice::practice(&file, Table::of(&file, problems));
    }
    let paths = sources.iter().map(|source| source.path.as_str());
    let paths = paths.filter(|path| path.ends_with(".toml") && !path.contains('/'));
    let help = match nearest::nearest(PRACTICE_PATH, paths) {
        Some(near) => format!("rename `{near}` to `{PRACTICE_PATH}`"),
        None => {
            "write one with the practice's `name`, `timezone`, `currency` and `[hours]`".to_owned()
        }
    };
    problems
        .push(Diagnostic::of_file(PRACTICE_PATH, "the folder has no `practice.toml`").help(help));
    let nothing = Source {
        path: PRACTICE_PATH.to_owned(),
        text: String::new(),
    };
    let untold = Problems::default();
    let file = File::toml(&nothing, &untold);
    let read = practice::practice(&file, Table::of(&file, &untold))?;
    Some(practice::Read {
        practice: read.practice,
        rooms: None,
        taxonomies: None,
    })
}

fn read_file(
    file: &File<'_>,
    known: &Known,
    catalogue: &mut Catalogue,
    members: &mut Vec<Member>,
    problems: &Problems,
) {
    let table = Table::of(file, problems);
    match names::role(file.source, problems) {
        None => {}
        Some(Role::Service(id)) => {
            let service = service::service(id, file, table, known);
            catalogue.services.push(service);
        }
        Some(Role::Technique(id)) => {
            let technique = people::subject(id, file, table, known);
            catalogue.techniques.push(technique);
        }
        Some(Role::Condition(id)) => {
            let condition = people::subject(id, file, table, known);
            catalogue.conditions.push(condition);
        }
        Some(Role::Therapist(id)) => {
            let member = people::member(id, file, table, known, &catalogue.practice);
            members.push(member);
        }
        Some(Role::Plain(kind)) => {
            let fallback = Fallback {
                title: None,
                description: "",
            };
            let page = page(file, &table, known, &fallback);
            table.finish();
            catalogue.pages.push(Plain { kind, page });
        }
    }
}
