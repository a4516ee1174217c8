//! What every page of the form says, and what is wrong with what was posted.

use practice::booking::FieldError;
use serde::Serialize;

use super::address::within;
use super::visit::Opened;
use crate::answer::PageFacts;

/// What a summary of errors lists.
#[derive(Serialize)]
pub(super) struct Problem {
    pub(super) errors: Vec<ProblemLink>,
}

/// A sentence, and where it is mended.
#[derive(Serialize)]
pub(super) struct ProblemLink {
    href: String,
    message: String,
}

/// A page's facts; its title begins with "Error: " where there is a problem.
pub(super) fn facts(title: &str, problem: Option<&Problem>) -> PageFacts {
    PageFacts {
        title: match problem {
            Some(_) => format!("Error: {title}"),
            None => title.to_owned(),
        },
        description: "What your therapist needs to know before you come.",
        address: "/intake/",
    }
}

/// What is wrong on this page; none if nothing is.
pub(super) fn problem(errors: &[FieldError]) -> Option<Problem> {
    let errors = errors.iter().map(|error| ProblemLink {
        href: format!("#{}", error.field),
        message: error.message.clone(),
    });
    let errors: Vec<_> = errors.collect();
    (!errors.is_empty()).then_some(Problem { errors })
}

/// What is wrong on other pages; none if nothing is.
pub(super) fn problem_elsewhere(opened: &Opened, errors: &[FieldError]) -> Option<Problem> {
    let errors = errors.iter().map(|error| {
        let field = error.field.split('.').next().unwrap_or_default();
        let mut sections = opened.form().sections.iter();
        let section = sections.find(|section| section.fields.iter().any(|one| one.id == field));
        let page = section.map_or(String::new(), |section| {
            format!("{}#{}", section.id, error.field)
        });
        ProblemLink {
            href: within(&opened.token, &page),
            message: error.message.clone(),
        }
    });
    let errors: Vec<_> = errors.collect();
    (!errors.is_empty()).then_some(Problem { errors })
}
