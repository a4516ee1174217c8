//! A form on paper: every question of it, with room to write, and when it may be left out.

use practice::form::{Answers, Ask, Condition, Field, Form, Kind, Section, Visit, When};
use practice::{Catalogue, Id};
use serde::Serialize;

use super::drawn::{Given, SectionView};
use super::field::FieldView;

/// A form on paper.
#[derive(Clone, Debug, Serialize)]
pub struct PaperView {
    /// The heading.
    pub title: String,
    /// What it is for. May be empty.
    pub intro: String,
    /// Its sections, in order.
    pub sections: Vec<PaperSection>,
    /// By which a signed sheet is held against the form it was signed with.
    pub version: String,
}

/// A section on paper.
#[derive(Clone, Debug, Serialize)]
pub struct PaperSection {
    /// The heading.
    pub title: String,
    /// What its questions are for. May be empty.
    pub intro: String,
    /// Whom it is for, where it is not for everybody. May be empty.
    pub only: String,
    /// Its questions.
    pub fields: Vec<PaperField>,
}

/// A question on paper.
#[derive(Clone, Debug, Serialize)]
pub struct PaperField {
    /// The question.
    pub field: FieldView,
    /// Whom it is for, where it is not for everybody. May be empty.
    pub only: String,
}

impl PaperView {
    /// A form on paper.
    #[must_use]
    pub fn of(form: &Form, catalogue: &Catalogue) -> Self {
        let sections = form.sections.iter();
        Self {
            title: form.title.clone(),
            intro: form.intro.clone(),
            sections: sections
                .map(|section| PaperSection::of(form, section, catalogue))
                .collect(),
            version: form.version.clone(),
        }
    }
}

impl PaperSection {
    fn of(form: &Form, section: &Section, catalogue: &Catalogue) -> Self {
        let returning = match section.ask {
            Ask::Returning => "Only if you have filled in this form before".to_owned(),
            Ask::Always | Ask::First => String::new(),
        };
        // On paper nobody has been here before: the question whether all is still true is left out.
        let skipped = usize::from(section.ask == Ask::First);
        let fields = section.fields.iter().skip(skipped);
        Self {
            title: section.title.clone(),
            intro: section.intro.clone(),
            only: joined([returning, for_services(&section.services, catalogue)]),
            fields: fields
                .map(|field| PaperField {
                    field: SectionView::blank(form, section, field),
                    only: joined([
                        for_services(&field.services, catalogue),
                        only_if(form, field),
                    ]),
                })
                .collect(),
        }
    }
}

impl SectionView {
    /// A question with nothing in it.
    fn blank(form: &Form, section: &Section, field: &Field) -> FieldView {
        let service = Id::parse("any").unwrap_or_else(|_| form.id.clone());
        let visit = Visit {
            service: &service,
            returning: false,
            today: jiff::civil::Date::MIN,
        };
        let given = Given {
            answers: &Answers::default(),
            visit: &visit,
            text: &|_| None,
            errors: &[],
        };
        Self::one(form, section, field, given)
    }
}

/// `Only for Sports massage`
fn for_services(services: &[Id], catalogue: &Catalogue) -> String {
    let titles: Vec<_> = services
        .iter()
        .filter_map(|id| catalogue.service(id.as_str()))
        .map(|service| service.page.title.as_str())
        .collect();
    match titles.as_slice() {
        [] => String::new(),
        titles => format!("Only for {}", titles.join(", ")),
    }
}

/// `Only if you answered “Do you smoke?” with “Yes”`
fn only_if(form: &Form, field: &Field) -> String {
    match &field.show_when {
        None => String::new(),
        Some(Condition::Minor) => "Only for a client under 18".to_owned(),
        Some(Condition::Answered { field, when }) => {
            let Some(parent) = form.field(field) else {
                return String::new();
            };
            let label = &parent.label;
            match when {
                When::Is(ids) | When::Has(ids) => {
                    format!(
                        "Only if you answered “{label}” with {}",
                        chosen(&parent.kind, ids)
                    )
                }
                When::Any => format!("Only if you named something under “{label}”"),
                When::Over(number) => {
                    format!("Only if you answered “{label}” with more than {number}")
                }
                When::Under(number) => {
                    format!("Only if you answered “{label}” with less than {number}")
                }
            }
        }
    }
}

fn chosen(kind: &Kind, ids: &[String]) -> String {
    let choices = kind.choices().filter(|choice| ids.contains(&choice.id));
    let labels: Vec<_> = choices
        .map(|choice| format!("“{}”", choice.label))
        .collect();
    labels.join(" or ")
}

fn joined(parts: [String; 2]) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(". ")
}
