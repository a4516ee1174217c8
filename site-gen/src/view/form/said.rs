//! Answers in words: for a client to check, for a therapist to read.

use practice::form::{Answer, Answers, Area, Field, Form, Kind, Medication, Person};
use serde::Serialize;

use crate::words;

/// A section's answers, in words.
#[derive(Clone, Serialize)]
pub struct AnsweredSection {
    /// The section's id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Its answers, in the form's order; never empty.
    pub rows: Vec<Answered>,
}

/// A question and its answer, in words.
#[derive(Clone, Serialize)]
pub struct Answered {
    /// The field's id.
    pub id: String,
    /// The question.
    pub label: String,
    /// The answer, a line each; empty where there is none.
    pub lines: Vec<String>,
}

/// The answers in words, in the order of the form; sections and fields without one are left out.
#[must_use]
pub fn answered(form: &Form, answers: &Answers) -> Vec<AnsweredSection> {
    let sections = form.sections.iter().map(|section| AnsweredSection {
        id: section.id.clone(),
        title: section.title.clone(),
        rows: section
            .fields
            .iter()
            .filter_map(|field| Answered::of(field, answers.get(&field.id)?))
            .collect(),
    });
    sections
        .filter(|section| !section.rows.is_empty())
        .collect()
}

impl Answered {
    fn of(field: &Field, answer: &Answer) -> Option<Self> {
        let lines = said(field, answer);
        (!lines.is_empty()).then(|| Self {
            id: field.id.clone(),
            label: field.label.clone(),
            lines,
        })
    }
}

/// An answer in words, a line each. What does not fit the field any more is said as it stands.
#[must_use]
pub fn said(field: &Field, answer: &Answer) -> Vec<String> {
    let chosen = |id: &str| {
        let mut choices = field.kind.choices();
        let choice = choices.find(|choice| choice.id == id);
        choice.map_or(id.to_owned(), |choice| choice.label.clone())
    };
    match (answer, &field.kind) {
        (Answer::Text(id), Kind::Choice { .. }) => vec![chosen(id)],
        (Answer::Text(date), Kind::Date { .. }) => {
            vec![date.parse().map_or(date.clone(), words::date)]
        }
        (Answer::Text(text), _) => text.lines().map(str::to_owned).collect(),
        (Answer::Texts(ids), _) => ids.iter().map(|id| chosen(id)).collect(),
        (Answer::Number(number), Kind::Scale { .. }) => vec![format!("{number} out of 10")],
        (Answer::Number(number), Kind::Number { unit, .. }) if !unit.is_empty() => {
            vec![format!("{number} {unit}")]
        }
        (Answer::Number(number), _) => vec![number.to_string()],
        (Answer::Agreed(true), _) => vec!["Agreed".to_owned()],
        (Answer::Agreed(false), _) => Vec::new(),
        (Answer::Areas(areas), _) => areas.iter().map(area).collect(),
        (Answer::Medications(medications), _) => medications.iter().map(medication).collect(),
        (Answer::Person(person), _) => self::person(person),
        (Answer::Signature(signature), _) => vec![signature.name.clone()],
    }
}

/// `Left shoulder: pain, 6 out of 10`
fn area(area: &Area) -> String {
    let region = area
        .region()
        .map_or(area.region.as_str(), |region| region.label);
    let sensation = area
        .sensation()
        .map(|sensation| sensation.label.to_lowercase());
    let sensation = sensation.unwrap_or_else(|| area.sensation.clone());
    match area.intensity {
        Some(intensity) => format!("{region}: {sensation}, {intensity} out of 10"),
        None if sensation.is_empty() => region.to_owned(),
        None => format!("{region}: {sensation}"),
    }
}

/// `Ibuprofen, 200 mg, for headaches`
fn medication(medication: &Medication) -> String {
    let why = match medication.why.as_str() {
        "" => String::new(),
        why => format!("for {why}"),
    };
    words::joined(&[&medication.name, &medication.dose, &why], ", ")
}

fn person(person: &Person) -> Vec<String> {
    let who = words::joined(&[&person.name, &person.relation], ", ");
    [who, person.phone.clone()]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
}
