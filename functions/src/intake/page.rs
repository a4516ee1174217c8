//! What every page of the form says, and what is wrong with what was posted.

use practice::booking::FieldError;

use super::address::within;
use super::visit::Opened;
use crate::answer::{PageFacts, Problem};

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

/// What is wrong on other pages; none if nothing is.
pub(super) fn problem_elsewhere(opened: &Opened, errors: &[FieldError]) -> Option<Problem> {
    Problem::of(errors, |error| {
        let field = error.field.split('.').next().unwrap_or_default();
        let mut sections = opened.form().sections.iter();
        let section = sections.find(|section| section.fields.iter().any(|one| one.id == field));
        let page = section.map_or(String::new(), |section| {
            format!("{}#{}", section.id, error.field)
        });
        within(&opened.token, &page)
    })
}
