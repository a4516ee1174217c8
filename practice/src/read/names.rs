//! What a file's path makes of it: its kind, and its id.

use super::problems::Problems;
use super::source::Source;
use crate::catalogue::Kind;
use crate::{Diagnostic, Id};

/// The folders whose files have a kind of their own.
pub(super) const SERVICES: &str = "services";
pub(super) const TECHNIQUES: &str = "techniques";
pub(super) const CONDITIONS: &str = "conditions";
pub(super) const TEAM: &str = "team";
pub(super) const FORMS: &str = "forms";

/// What a Markdown file is.
pub(super) enum Role {
    Service(Id),
    Technique(Id),
    Condition(Id),
    Therapist(Id),
    Plain(Kind),
}

/// What a file's path makes of it; none, and a problem, where it cannot be part of an address.
pub(super) fn role(source: &Source, problems: &Problems) -> Option<Role> {
    let path = source.path.as_str();
    let (folder, name) = parts(path);
    let folders = folder.split('/').filter(|part| !part.is_empty());
    for part in folders {
        if let Err(why) = Id::parse(part) {
            let help = format!("rename the folder{}: {why}", to(part, ""));
            let message = format!("the folder name `{part}` cannot be part of an address");
            problems.push(Diagnostic::of_file(path, message).help(help));
            return None;
        }
    }
    if name == "index" {
        return Some(Role::Plain(kind(path)));
    }
    let id = match Id::parse(name) {
        Ok(id) => id,
        Err(why) => {
            let help = format!("rename the file{}: {why}", to(name, ".md"));
            let message = format!("the file name `{name}` cannot be part of an address");
            problems.push(Diagnostic::of_file(path, message).help(help));
            return None;
        }
    };
    Some(match folder {
        SERVICES => Role::Service(id),
        TECHNIQUES => Role::Technique(id),
        CONDITIONS => Role::Condition(id),
        TEAM => Role::Therapist(id),
        _ => Role::Plain(kind(path)),
    })
}

/// The id of a file of one of the folders above, or the one it will have once it is renamed.
pub(super) fn id_in(path: &str, folder: &str) -> Option<String> {
    let (own_folder, name) = parts(path);
    let is_one = path.ends_with(".md") && own_folder == folder && name != "index";
    is_one.then(|| match Id::parse(name) {
        Ok(_) => name.to_owned(),
        Err(_) => id_like(name),
    })
}

/// The name of a form's file, less its ending; none where the file is no form.
pub(super) fn form_name(path: &str) -> Option<&str> {
    let (folder, name) = path.strip_suffix(".toml")?.rsplit_once('/')?;
    (folder == FORMS).then_some(name)
}

/// The words of a name as an id has them: `Deep Tissue` is `deep-tissue`.
pub(super) fn id_like(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|sign: char| !sign.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// " to `deep-tissue.md`", where a name can be mended.
pub(super) fn to(name: &str, ending: &str) -> String {
    match Id::parse(&id_like(name)) {
        Ok(id) => format!(" to `{id}{ending}`"),
        Err(_) => String::new(),
    }
}

fn parts(path: &str) -> (&str, &str) {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    stem.rsplit_once('/').unwrap_or(("", stem))
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
