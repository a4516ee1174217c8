//! A section to be filled in, with what was given before and what is wrong with it.

use practice::booking::FieldError;
use practice::form::{Answer, Answers, Field, Form, Group, Kind, REGIONS, Region, Section, Visit};
use serde::Serialize;

use super::field::{AreaView, BoxView, FieldView, GroupView, OptionView};
use super::opening::{Openings, on_page, still_true};

/// Empty entries that are there to be filled in beside those that are.
const ENTRIES_SPARE: usize = 2;
/// What a ticked box posts.
const YES: &str = "yes";

/// A section to be filled in.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What its questions are for. May be empty.
    pub intro: String,
    /// The question that spares a returning client the section; its answer "no" opens it.
    pub still_true: Option<FieldView>,
    /// Where there is that question: what is asked whatever its answer.
    pub always: Vec<FieldView>,
    /// Its questions.
    pub fields: Vec<FieldView>,
}

/// What a page is drawn with.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// The answers so far, to all sections: what is asked may hang on them.
    pub answers: &'a Answers,
    /// What the form is filled in for.
    pub visit: &'a Visit<'a>,
    /// The text that stands under a name; none: nothing.
    pub text: &'a dyn Fn(&str) -> Option<String>,
    /// What is wrong.
    pub errors: &'a [FieldError],
}

impl SectionView {
    /// A section as it stands with what is given.
    #[must_use]
    pub fn of(form: &Form, section: &Section, given: Given<'_>) -> Self {
        let fields = on_page(form, section, given.answers, given.visit);
        let question = still_true(section, given.visit);
        let pen = Pen {
            form,
            openings: &Openings::of(section),
            given,
        };
        let others = fields
            .iter()
            .filter(|field| question.is_none_or(|question| question.id != field.id));
        let spared = question.map(|question| spared(form, question, given));
        let is_always = |field: &&&Field| {
            spared
                .as_ref()
                .is_some_and(|asked| asked.contains(&field.id))
        };
        let (always, fields): (Vec<_>, Vec<_>) = others.partition(is_always);
        Self {
            id: section.id.clone(),
            title: section.title.clone(),
            intro: section.intro.clone(),
            still_true: question.map(|question| pen.field(question)),
            always: always.into_iter().map(|field| pen.field(field)).collect(),
            fields: fields.into_iter().map(|field| pen.field(field)).collect(),
        }
    }
}

/// The ids of what is asked at all where a returning client says that a section is still true.
fn spared(form: &Form, question: &Field, given: Given<'_>) -> Vec<String> {
    let mut answers = given.answers.clone();
    if let Some(yes) = question.kind.choices().next() {
        answers.set(&question.id, Answer::Text(yes.id.clone()));
    }
    let shown = form.shown(&answers, given.visit);
    let fields = shown.iter().flat_map(|shown| &shown.fields);
    fields.map(|field| field.id.clone()).collect()
}

impl SectionView {
    /// One question of a section.
    pub(super) fn one(
        form: &Form,
        section: &Section,
        field: &Field,
        given: Given<'_>,
    ) -> FieldView {
        let openings = Openings::of(section);
        let pen = Pen {
            form,
            openings: &openings,
            given,
        };
        pen.field(field)
    }
}

/// Draws fields.
struct Pen<'a> {
    form: &'a Form,
    openings: &'a Openings<'a>,
    given: Given<'a>,
}

impl Pen<'_> {
    fn field(&self, field: &Field) -> FieldView {
        let view = FieldView {
            id: field.id.clone(),
            kind: field.kind.word(),
            label: field.label.clone(),
            optional: !field.required,
            help: field.help.clone(),
            why: field.why.clone(),
            error: self.error(&field.id),
            opened: self.openings.opened(field),
            ..FieldView::default()
        };
        match &field.kind {
            Kind::Text { .. } | Kind::LongText { .. } | Kind::Phone => self.one_box(view, ""),
            Kind::Number { unit, .. } => FieldView {
                unit: unit.clone(),
                ..self.one_box(view, "numeric")
            },
            Kind::Choice { .. } | Kind::Choices { .. } => FieldView {
                options: self.options(field),
                ..view
            },
            Kind::Scale { ends } => FieldView {
                chosen: self.text(&field.id),
                ends: ends.to_vec(),
                ..view
            },
            Kind::Date { .. } => FieldView {
                boxes: self.date(field),
                ..view
            },
            Kind::Contact => FieldView {
                boxes: self.person(field),
                ..view
            },
            Kind::Consent { words } => FieldView {
                words: words.clone(),
                options: vec![self.tick(&field.id, &field.label)],
                ..view
            },
            Kind::Signature => FieldView {
                boxes: vec![self.a_box(&field.id, "", "name")],
                options: vec![self.tick(
                    &format!("{}.agreed", field.id),
                    "What I have told is true, and I sign it with this name",
                )],
                ..view
            },
            Kind::Medications { max } => self.medications(view, *max),
            Kind::BodyMap { sensations, .. } => FieldView {
                groups: self.groups(field),
                sensations: sensations.clone(),
                ..view
            },
        }
    }

    fn one_box(&self, view: FieldView, inputmode: &'static str) -> FieldView {
        let autocomplete = match view.id.as_str() {
            "full_name" => "name",
            "phone" => "tel",
            "email" => "email",
            _ => "",
        };
        let inputmode = if view.kind == "phone" {
            "tel"
        } else {
            inputmode
        };
        let one = BoxView {
            autocomplete,
            inputmode,
            error: String::new(),
            ..self.a_box(&view.id, "", "")
        };
        FieldView {
            boxes: vec![one],
            ..view
        }
    }

    fn options(&self, field: &Field) -> Vec<OptionView> {
        let several = match &field.kind {
            Kind::Choices { none, .. } => Some(none.as_ref()),
            _ => None,
        };
        let choices = field.kind.choices().enumerate();
        let options = choices.map(|(at, choice)| {
            let (name, value) = match several {
                Some(_) => (format!("{}.{}", field.id, choice.id), YES.to_owned()),
                None => (field.id.clone(), choice.id.clone()),
            };
            OptionView {
                checked: self.text(&name) == value,
                id: first_or(at, &field.id, || format!("{}.{}", field.id, choice.id)),
                label: choice.label.clone(),
                opens: self.openings.opens(field, &choice.id),
                none: several.flatten() == Some(choice),
                error: String::new(),
                name,
                value,
            }
        });
        options.collect()
    }

    fn date(&self, field: &Field) -> Vec<BoxView> {
        let is_birth = self.form.birth.as_ref() == Some(&field.id);
        let parts = [
            ("day", "Day", "numeric", "bday-day"),
            ("month", "Month", "", "bday-month"),
            ("year", "Year", "numeric", "bday-year"),
        ];
        let boxes = parts.into_iter().enumerate();
        boxes
            .map(|(at, (part, label, inputmode, autocomplete))| {
                let name = format!("{}.{part}", field.id);
                BoxView {
                    id: first_or(at, &field.id, || name.clone()),
                    autocomplete: if is_birth { autocomplete } else { "" },
                    inputmode,
                    ..self.a_box(&name, label, part)
                }
            })
            .collect()
    }

    fn person(&self, field: &Field) -> Vec<BoxView> {
        let parts = [
            ("name", "Full name", ""),
            ("relation", "Who they are to you", ""),
            ("phone", "Phone number", "tel"),
        ];
        let boxes = parts.into_iter().map(|(part, label, inputmode)| BoxView {
            inputmode,
            ..self.a_box(&format!("{}.{part}", field.id), label, part)
        });
        boxes.collect()
    }

    fn medications(&self, view: FieldView, max: usize) -> FieldView {
        let parts = [
            ("name", "Medicine"),
            ("dose", "Dose (optional)"),
            ("why", "What for (optional)"),
        ];
        let name = |at: usize, part: &str| format!("{}.{at}.{part}", view.id);
        let filled = (0..max).filter(|at| {
            let mut parts = parts.iter();
            parts.any(|(part, _)| !self.text(&name(*at, part)).is_empty())
        });
        let shown = filled.max().map_or(0, |last| last + 1) + ENTRIES_SPARE;
        let shown = shown.min(max);
        let entries = (0..shown).map(|at| {
            let boxes = parts.iter().enumerate().map(|(part_at, (part, label))| {
                let name = name(at, part);
                BoxView {
                    id: first_or(at + part_at, &view.id, || name.clone()),
                    ..self.a_box(&name, label, part)
                }
            });
            boxes.collect()
        });
        FieldView {
            entries: entries.collect(),
            more: shown < max,
            ..view
        }
    }

    fn groups(&self, field: &Field) -> Vec<GroupView> {
        let groups = Group::ALL.into_iter().map(|group| GroupView {
            label: group.label(),
            areas: REGIONS
                .iter()
                .filter(|region| region.group == group)
                .map(|region| self.area(field, region))
                .collect(),
        });
        groups.collect()
    }

    fn area(&self, field: &Field, region: &Region) -> AreaView {
        let name = format!("{}.{}", field.id, region.id);
        let [felt, measured] = ["kind", "intensity"].map(|part| format!("{name}.{part}"));
        AreaView {
            id: region.id,
            label: region.label,
            checked: self.text(&name) == YES,
            sensation: self.text(&felt),
            intensity: self.text(&measured),
            sensation_error: self.error(&felt),
            intensity_error: self.error(&measured),
        }
    }

    fn tick(&self, name: &str, label: &str) -> OptionView {
        OptionView {
            name: name.to_owned(),
            value: YES.to_owned(),
            id: name.to_owned(),
            label: label.to_owned(),
            checked: self.text(name) == YES,
            error: self.error(name),
            ..OptionView::default()
        }
    }

    fn a_box(&self, name: &str, label: &str, part: &'static str) -> BoxView {
        BoxView {
            name: name.to_owned(),
            id: name.to_owned(),
            label: label.to_owned(),
            value: self.text(name),
            error: self.error(name),
            part,
            ..BoxView::default()
        }
    }

    fn text(&self, name: &str) -> String {
        (self.given.text)(name).unwrap_or_default()
    }

    /// What is wrong with what stands under a name, in one line.
    fn error(&self, name: &str) -> String {
        let errors = self.given.errors.iter();
        let errors = errors.filter(|error| error.field == name);
        let messages: Vec<_> = errors.map(|error| error.message.as_str()).collect();
        messages.join(". ")
    }
}

/// The question's own id for its first box, to which an error leads.
fn first_or(at: usize, id: &str, other: impl FnOnce() -> String) -> String {
    if at == 0 { id.to_owned() } else { other() }
}
