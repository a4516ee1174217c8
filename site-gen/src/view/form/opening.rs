//! Questions that an answer on the same page opens: they stand there from the start, and the style
//! sheet shows them once the answer is chosen. The server decides again what counts.

use practice::form::{Answer, Answers, Ask, Condition, Field, Form, Kind, Section, Visit, When};

/// Which answers of a section open which of its questions.
pub(super) struct Openings<'f> {
    section: &'f Section,
    /// Field and answer, each once.
    conditions: Vec<(&'f str, &'f When)>,
}

impl<'f> Openings<'f> {
    pub(super) fn of(section: &'f Section) -> Self {
        let mut conditions = Vec::new();
        for field in &section.fields {
            if let Some((parent, when)) = opened_by(section, field)
                && !conditions.contains(&(parent.id.as_str(), when))
            {
                conditions.push((parent.id.as_str(), when));
            }
        }
        Self {
            section,
            conditions,
        }
    }

    /// What has to be chosen on this page for a field to show: `c2`. Empty: nothing.
    pub(super) fn opened(&self, field: &Field) -> String {
        let opened = opened_by(self.section, field);
        let place = opened.and_then(|(parent, when)| {
            let known = (parent.id.as_str(), when);
            self.conditions.iter().position(|one| *one == known)
        });
        place.map_or(String::new(), |place| format!("c{place}"))
    }

    /// What choosing this option of a field opens: `c0 c2`.
    pub(super) fn opens(&self, field: &Field, option: &str) -> String {
        let conditions = self.conditions.iter().enumerate();
        let opened = conditions.filter(|(_, (parent, when))| {
            *parent == field.id
                && answers_so(field, option).is_some_and(|answer| when.holds(&answer, &field.kind))
        });
        let opened: Vec<_> = opened.map(|(place, _)| format!("c{place}")).collect();
        opened.join(" ")
    }
}

/// The fields that stand on a section's page: those asked after these answers, and those that an
/// answer on the page would open.
pub(super) fn on_page<'f>(
    form: &Form,
    section: &'f Section,
    answers: &Answers,
    visit: &Visit<'_>,
) -> Vec<&'f Field> {
    let is_asked = |field: &Field| {
        let mut answers = answers.clone();
        if let Some(question) = still_true(section, visit) {
            answers.set(&question.id, Answer::Text("no".to_owned()));
        }
        suppose(section, field, &mut answers);
        let shown = form.shown(&answers, visit);
        let mut fields = shown.iter().flat_map(|shown| &shown.fields);
        fields.any(|shown| shown.id == field.id)
    };
    let fields = section.fields.iter();
    fields.filter(|field| is_asked(field)).collect()
}

/// The question that spares a returning client the section, where it is asked.
pub(super) fn still_true<'f>(section: &'f Section, visit: &Visit<'_>) -> Option<&'f Field> {
    let asked = visit.returning && section.ask == Ask::First;
    section.fields.first().filter(|_| asked)
}

/// Supposes that what opens a field on this page is answered so, and what opens that.
fn suppose(section: &Section, field: &Field, answers: &mut Answers) {
    let Some((parent, when)) = opened_by(section, field) else {
        return;
    };
    suppose(section, parent, answers);
    let mut choices = parent.kind.choices();
    let answer = choices.find_map(|choice| {
        answers_so(parent, &choice.id).filter(|answer| when.holds(answer, &parent.kind))
    });
    if let Some(answer) = answer {
        answers.set(&parent.id, answer);
    }
}

/// The earlier field on the page whose chosen answer opens this one.
fn opened_by<'f>(section: &'f Section, field: &'f Field) -> Option<(&'f Field, &'f When)> {
    let Some(Condition::Answered {
        field: parent,
        when,
    }) = &field.show_when
    else {
        return None;
    };
    let mut fields = section.fields.iter();
    let parent = fields.find(|one| one.id == *parent)?;
    let chosen = matches!(parent.kind, Kind::Choice { .. } | Kind::Choices { .. });
    chosen.then_some((parent, when))
}

/// The answer that choosing this option alone is.
fn answers_so(field: &Field, option: &str) -> Option<Answer> {
    match field.kind {
        Kind::Choice { .. } => Some(Answer::Text(option.to_owned())),
        Kind::Choices { .. } => Some(Answer::Texts(vec![option.to_owned()])),
        _ => None,
    }
}
