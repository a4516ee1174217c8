//! One question of a form.

use serde::Serialize;

use super::{Ask, Condition, FlagRule, Sensation};
use crate::Id;

/// A question: how it is asked, of whom, and what its answers mean.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// Its name in posts, JSON and the record; lower-case letters, digits and underscores, once in a form.
    pub id: String,
    /// What is answered with, and within which limits.
    #[serde(flatten)]
    pub kind: Kind,
    /// The question.
    pub label: String,
    /// What the question's answer is called in a sentence, such as "your date of birth"; none: by its label.
    pub called: Option<String>,
    /// How to answer it. May be empty.
    pub help: String,
    /// Why it is asked. May be empty.
    pub why: String,
    /// Whether it has to be answered.
    pub required: bool,
    /// Who may read the answer.
    pub sensitivity: Sensitivity,
    /// At which visits it is asked, where its section is.
    pub ask: Ask,
    /// For which services it is asked, where its section is; empty: for all.
    pub services: Vec<Id>,
    /// What has to be so for it to be asked.
    pub show_when: Option<Condition>,
    /// Which answers a therapist must see. Not for the client's eyes.
    #[serde(skip)]
    pub flags: Vec<FlagRule>,
}

/// What a question is answered with. Characters are Unicode's; every bound is inclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// One line.
    Text {
        /// The most characters.
        max: usize,
    },
    /// Several lines.
    LongText {
        /// The most characters.
        max: usize,
    },
    /// One of these.
    Choice {
        /// At least two.
        options: Vec<Choice>,
    },
    /// Any of these.
    Choices {
        /// At least one.
        options: Vec<Choice>,
        /// None of them: it stands last and alone.
        none: Option<Choice>,
    },
    /// A day.
    Date {
        /// On which side of today it lies.
        bound: Bound,
    },
    /// A whole number.
    Number {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
        /// What is counted, such as "weeks". May be empty.
        unit: String,
    },
    /// 0 to 10.
    Scale {
        /// What 0 and 10 stand for.
        ends: [String; 2],
    },
    /// A phone number.
    Phone,
    /// Somebody to call: name, relation, phone.
    Contact,
    /// Where on the body, what is felt there and how much.
    BodyMap {
        /// The most areas.
        max: usize,
        /// What can be said of an area; where it is one thing only, it goes without saying.
        sensations: Vec<&'static Sensation>,
    },
    /// Medicines: name, dose, why.
    Medications {
        /// The most of them.
        max: usize,
    },
    /// A box to tick.
    Consent {
        /// The exact text agreed to.
        words: String,
    },
    /// A typed name and a box to tick.
    Signature,
}

/// One of the answers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its name in posts, JSON and the record.
    pub id: String,
    /// Its words.
    pub label: String,
}

/// On which side of today a date lies; today itself is on either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// On any.
    #[default]
    Any,
    /// Today or before.
    Past,
    /// Today or later.
    Future,
}

/// Who may read an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Nothing about a person.
    Plain,
    /// How to reach somebody.
    Contact,
    /// Health data.
    #[default]
    Health,
}

impl Kind {
    /// The word for it in content, templates and JSON.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::LongText { .. } => "long_text",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Date { .. } => "date",
            Self::Number { .. } => "number",
            Self::Scale { .. } => "scale",
            Self::Phone => "phone",
            Self::Contact => "contact",
            Self::BodyMap { .. } => "body_map",
            Self::Medications { .. } => "medications",
            Self::Consent { .. } => "consent",
            Self::Signature => "signature",
        }
    }

    /// What can be chosen, with what stands for none of it last; nothing where nothing is chosen.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        let (options, none) = match self {
            Self::Choice { options } => (options.as_slice(), None),
            Self::Choices { options, none } => (options.as_slice(), none.as_ref()),
            _ => (&[][..], None),
        };
        options.iter().chain(none)
    }
}
