//! A submission laid out by its form: sections and labels as the form says them, answers in words.

use practice::form::{Answer, Form};
use serde::Serialize;
use site_gen::view::form::said;

use super::opened::OpenedRecord;
use crate::store::{Folder, Submission};

/// A section of a submission.
#[derive(Serialize)]
pub(super) struct AnswersView {
    title: String,
    rows: Vec<AnswerView>,
}

/// An answer.
#[derive(Serialize)]
struct AnswerView {
    label: String,
    lines: Vec<String>,
    /// What does not open.
    problem: Option<String>,
}

impl OpenedRecord {
    /// What was answered, in the form's order; what the form has no more comes last, under its id.
    pub(super) fn answers(
        &self,
        (folder, submission): (&Folder, &Submission),
        form: Option<&Form>,
    ) -> Vec<AnswersView> {
        let of = (folder, submission);
        let mut sections = Vec::new();
        for section in form.iter().flat_map(|form| &form.sections) {
            let rows = section.fields.iter().filter_map(|field| {
                let lines = |answer: &Answer| said(field, answer);
                self.answer(of, (&field.id, &field.label), lines)
            });
            sections.push(AnswersView {
                title: section.title.clone(),
                rows: rows.collect(),
            });
        }
        let is_strange = |id: &str| form.and_then(|form| form.field(id)).is_none();
        let strange = submission.fields.keys().filter(|id| is_strange(id));
        sections.push(AnswersView {
            title: "Questions that the form has no more".to_owned(),
            rows: strange
                .filter_map(|id| self.answer(of, (id, id), as_it_stands))
                .collect(),
        });
        sections.retain(|section| !section.rows.is_empty());
        sections
    }

    /// An answer; none where there was none.
    fn answer(
        &self,
        (folder, submission): (&Folder, &Submission),
        (id, label): (&str, &str),
        lines: impl Fn(&Answer) -> Vec<String>,
    ) -> Option<AnswerView> {
        let item = Submission::item(&submission.id);
        let place = Submission::place(&folder.client, &item, id);
        let opened = self.open(place, submission.fields.get(id)?);
        let read = match &opened {
            Ok(opened) if opened.is_empty() => return None,
            Ok(opened) => serde_json::from_slice::<Answer>(opened)
                .map_err(|_| format!("`{id}` of `{item}` cannot be read")),
            Err(problem) => Err(problem.clone()),
        };
        let (lines, problem) = match read {
            Ok(answer) => (lines(&answer), None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        Some(AnswerView {
            label: label.to_owned(),
            lines,
            problem,
        })
    }
}

/// An answer to a question that nobody asks any more.
fn as_it_stands(answer: &Answer) -> Vec<String> {
    match answer {
        Answer::Text(text) => text.lines().map(str::to_owned).collect(),
        Answer::Texts(texts) => texts.clone(),
        other => serde_json::to_string(other).into_iter().collect(),
    }
}
