//! An answer as the named texts that a page posts: for one reader of all, and to fill a page again.

use super::body::REGIONS;
use super::{Answer, Area, Field, Form, Kind, Medication, Person, Section, Signature};

/// What a ticked box posts.
pub(super) const YES: &str = "yes";
/// The boxes of a date.
pub(super) const DATE_PARTS: [&str; 3] = ["day", "month", "year"];
/// The boxes of somebody to call.
pub(super) const PERSON_PARTS: [&str; 3] = ["name", "relation", "phone"];
/// The boxes of a medicine.
pub(super) const MEDICATION_PARTS: [&str; 3] = ["name", "dose", "why"];

impl Form {
    /// Every name that a section's page may post; others are refused.
    #[must_use]
    pub fn names(&self, section: &Section) -> Vec<String> {
        section.fields.iter().flat_map(Field::names).collect()
    }
}

impl Field {
    /// Every name that it may be posted under.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let own = || vec![self.id.clone()];
        let parts = |parts: &[&str]| parts.iter().map(|part| self.name(part)).collect();
        match &self.kind {
            Kind::Choices { .. } => {
                let choices = self.kind.choices();
                choices.map(|choice| self.name(&choice.id)).collect()
            }
            Kind::Date { .. } => parts(&DATE_PARTS),
            Kind::Contact => parts(&PERSON_PARTS),
            Kind::BodyMap { .. } => {
                let regions = REGIONS.iter().map(|region| self.name(region.id));
                regions.flat_map(area_names).collect()
            }
            Kind::Medications { max } => (0..*max)
                .flat_map(|at| MEDICATION_PARTS.map(|part| self.name(&format!("{at}.{part}"))))
                .collect(),
            Kind::Signature => vec![self.id.clone(), self.name("agreed")],
            Kind::Text { .. }
            | Kind::LongText { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Scale { .. }
            | Kind::Phone
            | Kind::Consent { .. } => own(),
        }
    }

    /// An answer as names and texts, such as a page posts them; none if a field of this kind has no such
    /// answer.
    #[must_use]
    pub fn posted(&self, answer: &Answer) -> Option<Vec<(String, String)>> {
        let own = |text: &str| Some(vec![(self.id.clone(), text.to_owned())]);
        match (&self.kind, answer) {
            (
                Kind::Text { .. } | Kind::LongText { .. } | Kind::Choice { .. } | Kind::Phone,
                Answer::Text(text),
            )
            | (Kind::Number { .. } | Kind::Scale { .. }, Answer::Text(text)) => own(text),
            (Kind::Number { .. } | Kind::Scale { .. }, Answer::Number(number)) => {
                own(&number.to_string())
            }
            (Kind::Choices { .. }, Answer::Texts(ids)) => Some(
                ids.iter()
                    .map(|id| (self.name(id), YES.to_owned()))
                    .collect(),
            ),
            (Kind::Date { .. }, Answer::Text(text)) => self.posted_date(text),
            (Kind::Contact, Answer::Person(person)) => Some(self.posted_person(person)),
            (Kind::BodyMap { .. }, Answer::Areas(areas)) => Some(
                areas
                    .iter()
                    .flat_map(|area| self.posted_area(area))
                    .collect(),
            ),
            (Kind::Medications { .. }, Answer::Medications(medications)) => {
                let entries = medications.iter().enumerate();
                Some(
                    entries
                        .flat_map(|(at, entry)| self.posted_medication(at, entry))
                        .collect(),
                )
            }
            // An empty list has no shape of its own.
            (Kind::BodyMap { .. } | Kind::Medications { .. }, Answer::Texts(none)) => {
                none.is_empty().then(Vec::new)
            }
            (Kind::Consent { .. }, Answer::Agreed(agreed)) => own(if *agreed { YES } else { "" }),
            (Kind::Signature, Answer::Signature(signature)) => {
                Some(self.posted_signature(signature))
            }
            _ => None,
        }
    }

    /// The name of a part of it.
    pub(super) fn name(&self, part: &str) -> String {
        format!("{}.{part}", self.id)
    }

    fn posted_date(&self, text: &str) -> Option<Vec<(String, String)>> {
        let mut parts = text.trim().split('-');
        let [year, month, day] = [parts.next()?, parts.next()?, parts.next()?];
        let texts = [day, month, year].map(str::to_owned);
        let names = DATE_PARTS.map(|part| self.name(part));
        parts
            .next()
            .is_none()
            .then(|| names.into_iter().zip(texts).collect())
    }

    fn posted_person(&self, person: &Person) -> Vec<(String, String)> {
        let Person {
            name,
            relation,
            phone,
        } = person.clone();
        let names = PERSON_PARTS.map(|part| self.name(part));
        names.into_iter().zip([name, relation, phone]).collect()
    }

    fn posted_area(&self, area: &Area) -> [(String, String); 3] {
        let [region, sensation, intensity] = area_names(self.name(&area.region));
        let measured = area
            .intensity
            .map_or(String::new(), |number| number.to_string());
        [
            (region, YES.to_owned()),
            (sensation, area.sensation.clone()),
            (intensity, measured),
        ]
    }

    fn posted_medication(&self, at: usize, entry: &Medication) -> Vec<(String, String)> {
        let Medication { name, dose, why } = entry.clone();
        let names = MEDICATION_PARTS.map(|part| self.name(&format!("{at}.{part}")));
        names.into_iter().zip([name, dose, why]).collect()
    }

    fn posted_signature(&self, signature: &Signature) -> Vec<(String, String)> {
        let agreed = if signature.agreed { YES } else { "" };
        vec![
            (self.id.clone(), signature.name.clone()),
            (self.name("agreed"), agreed.to_owned()),
        ]
    }
}

/// The box of an area, what is felt there, and how much.
pub(super) fn area_names(region: String) -> [String; 3] {
    let parts = ["kind", "intensity"].map(|part| format!("{region}.{part}"));
    let [sensation, intensity] = parts;
    [region, sensation, intensity]
}
