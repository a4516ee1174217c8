//! A form of every kind of field, and a client who answers it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use practice::Id;
use practice::booking::FieldError;
use practice::form::{Answers, Form, Submitted, Visit};
use practice::read::{Source, catalogue};
use serde_json::{Value, json};

pub(crate) const INTAKE: &str = include_str!("intake.toml");
pub(crate) const TODAY: Date = date(2026, 12, 1);

const PRACTICE: &str = "name = \"Harbor\"\ntimezone = \"America/New_York\"\ncurrency = \"USD\"\n\
    [hours]\nmon = [\"09:00-17:00\"]\n";
const LIST: &str = "reviewed = { by = \"Maya\", on = 2026-11-01 }\n[[red]]\nid = \"clot\"\n\
    name = \"Blood clot\"\nwords = \"Do not massage.\"\nadvice = \"See a doctor today.\"\n";

static FORM: LazyLock<Form> = LazyLock::new(|| form_of(INTAKE));
static SWEDISH: LazyLock<Id> = LazyLock::new(|| Id::parse("swedish").expect("an id"));
static SPORTS: LazyLock<Id> = LazyLock::new(|| Id::parse("sports").expect("an id"));

/// The form above.
pub(crate) fn form() -> &'static Form {
    &FORM
}

/// A form as the reader makes it of this text.
pub(crate) fn form_of(text: &str) -> Form {
    let service = |name: &str| {
        format!(
            "+++\ntitle = \"{name}\"\nsummary = \"s\"\noffers = [{{ minutes = 60, price = \"95.00\" }}]\n+++\n"
        )
    };
    let files = [
        ("practice.toml", PRACTICE.to_owned()),
        ("index.md", "+++\ntitle = \"Harbor\"\n+++\n".to_owned()),
        ("services/swedish.md", service("Swedish")),
        ("services/sports.md", service("Sports")),
        ("forms/contraindications.toml", LIST.to_owned()),
        ("forms/intake.toml", text.to_owned()),
    ];
    let sources = files.map(|(path, text)| Source {
        path: path.to_owned(),
        text,
    });
    let reading = catalogue(&sources);
    let errors = reading
        .diagnostics
        .iter()
        .filter(|problem| problem.is_error());
    let told: Vec<_> = errors.map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.concat());
    let catalogue = reading.catalogue.expect("no errors");
    catalogue.form("intake").expect("a form").clone()
}

/// A first visit for a massage.
pub(crate) fn first() -> Visit<'static> {
    Visit {
        service: &SWEDISH,
        returning: false,
        today: TODAY,
    }
}

/// A later one.
pub(crate) fn later() -> Visit<'static> {
    Visit {
        returning: true,
        ..first()
    }
}

/// A first visit for another service.
pub(crate) fn for_sports() -> Visit<'static> {
    Visit {
        service: &SPORTS,
        ..first()
    }
}

/// All that has to be answered at a first visit.
pub(crate) fn answers() -> Value {
    json!({
        "name": "Ada Lovelace",
        "born": "1985-12-10",
        "emergency": { "name": "Mary", "relation": "sister", "phone": "(503) 555-0142" },
        "conditions": ["none"],
        "smokes": "no",
        "pain": 3,
        "treatment": true,
        "signature": { "name": "Ada Lovelace", "agreed": true },
    })
}

/// Those, with some in place of others; null takes one away.
pub(crate) fn with(changes: &Value) -> Answers {
    let mut all = answers();
    for (id, value) in changes.as_object().expect("an object") {
        if value.is_null() {
            all.as_object_mut().expect("an object").remove(id);
        } else {
            all[id] = value.clone();
        }
    }
    serde_json::from_value(all).expect("answers")
}

/// The same as a body of `POST /api/intake`.
pub(crate) fn body(mut answers: Value) -> Value {
    let all = answers.as_object_mut().expect("an object");
    let mut consents = json!({});
    for id in ["treatment", "letters", "guardian"] {
        if let Some(consent) = all.remove(id) {
            consents[id] = consent;
        }
    }
    let signature = all.remove("signature");
    json!({ "answers": answers, "consents": consents, "signature": signature })
}

pub(crate) fn submitted(body: &str) -> Submitted {
    serde_json::from_str(body).expect("a body")
}

/// What a section's page is told, as `field: message`.
#[track_caller]
pub(crate) fn told(section: &str, posted: &[(&str, &str)]) -> Vec<String> {
    let posted: BTreeMap<&str, &str> = posted.iter().copied().collect();
    let section = form().section(section).expect("a section");
    let names = form().names(section);
    for name in posted.keys() {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
    let text = |name: &str| posted.get(name).copied();
    lines(
        &form()
            .read_section(section, &text, &Answers::default(), &first())
            .errors,
    )
}

pub(crate) fn lines(errors: &[FieldError]) -> Vec<String> {
    errors
        .iter()
        .map(|FieldError { field, message }| format!("{field}: {message}"))
        .collect()
}

/// The ids of what is asked.
pub(crate) fn asked(answers: &Answers, visit: &Visit<'_>) -> Vec<String> {
    let shown = form().shown(answers, visit);
    let fields = shown.iter().flat_map(|shown| &shown.fields);
    fields.map(|field| field.id.clone()).collect()
}
