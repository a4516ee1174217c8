//! `kind`, and the keys that only some kinds have.

use super::prose::prose;
use super::word;
use crate::form::{Bound, Choice, Kind, REGIONS, SENSATIONS, Sensation};
use crate::read::nearest::{listed, suggestion};
use crate::read::table::{Placed, Table};

/// The kinds.
const KINDS: [&str; 13] = [
    "text",
    "long_text",
    "choice",
    "choices",
    "date",
    "number",
    "scale",
    "phone",
    "contact",
    "body_map",
    "medications",
    "consent",
    "signature",
];
/// The keys that only some kinds have, and which.
const KEYS: [(&str, &[&str]); 11] = [
    ("options", &["choice", "choices"]),
    ("none", &["choices"]),
    ("max", &["text", "long_text", "medications", "body_map"]),
    ("least", &["number"]),
    ("most", &["number"]),
    ("unit", &["number"]),
    ("ends", &["scale"]),
    ("past", &["date"]),
    ("future", &["date"]),
    ("words", &["consent"]),
    ("kinds", &["body_map"]),
];
/// How many characters a line may have, and has where nothing is said.
const LINE_CHARACTERS: (i64, usize) = (500, 200);
/// How many characters several lines may have, and have where nothing is said.
const LINES_CHARACTERS: (i64, usize) = (4000, 1000);
/// How many medicines may be told of, and are where nothing is said.
const MEDICATIONS: (i64, usize) = (30, 20);
/// How many answers there may be to choose from.
const OPTIONS_MAX: usize = 60;
/// Numbers that no answer runs out of.
const NUMBERS: std::ops::RangeInclusive<i64> = -1_000_000..=1_000_000;
/// The most that a number is where nothing is said.
const MOST_LEFT_OUT: i64 = 1000;
/// A line that makes options.
const OPTIONS_EXAMPLE: &str =
    "options = [{ id = \"yes\", label = \"Yes\" }, { id = \"no\", label = \"No\" }]";

/// What stands in where `kind` cannot be read.
pub(super) fn unknown_kind() -> Kind {
    Kind::Text { max: 1 }
}

/// Reads `kind` and its keys.
pub(super) fn kind(table: &Table<'_>) -> Option<Kind> {
    let help = format!("write `kind = \"...\"`: {}", listed(&KINDS));
    let Placed { value: word, bytes } = table.required_text("kind", &help).or_else(|| {
        // Whatever it was to be, these keys may belong to it.
        KEYS.iter().for_each(|(key, _)| _ = table.has(key));
        None
    })?;
    if !KINDS.contains(&word.as_str()) {
        let help = suggestion(&word, KINDS, "write one that there is");
        table.error(bytes, format!("no kind is called `{word}`"), help);
        KEYS.iter().for_each(|(key, _)| _ = table.has(key));
        return None;
    }
    refuse_foreign_keys(table, &word);
    of_word(table, &word)
}

fn refuse_foreign_keys(table: &Table<'_>, word: &str) {
    for (key, kinds) in KEYS.iter().filter(|(_, kinds)| !kinds.contains(&word)) {
        if let Some(place) = table.place(key).filter(|_| table.has(key)) {
            let help = format!("take it away: it belongs to {}", listed(kinds));
            table.error(place, format!("a `{word}` has no `{key}`"), help);
        }
    }
}

fn of_word(table: &Table<'_>, word: &str) -> Option<Kind> {
    Some(match word {
        "text" => Kind::Text {
            max: max(table, LINE_CHARACTERS),
        },
        "long_text" => Kind::LongText {
            max: max(table, LINES_CHARACTERS),
        },
        "choice" => Kind::Choice {
            options: options(table, 2)?,
        },
        "choices" => choices(table)?,
        "date" => Kind::Date {
            bound: bound(table),
        },
        "number" => number(table)?,
        "scale" => scale(table)?,
        "phone" => Kind::Phone,
        "contact" => Kind::Contact,
        "body_map" => body_map(table)?,
        "medications" => Kind::Medications {
            max: max(table, MEDICATIONS),
        },
        "consent" => Kind::Consent {
            words: words(table)?,
        },
        _ => Kind::Signature,
    })
}

fn max(table: &Table<'_>, (most, left_out): (i64, usize)) -> usize {
    let written = table.number("max", 1..=most);
    written
        .and_then(|max| usize::try_from(max).ok())
        .unwrap_or(left_out)
}

fn words(table: &Table<'_>) -> Option<String> {
    let help = "write `words = \"...\"`: the exact text the client agrees to";
    table
        .required_text("words", help)
        .map(|words| prose(&words.value))
}

fn choices(table: &Table<'_>) -> Option<Kind> {
    let options = options(table, 1);
    let none = table.table(
        "none",
        "none = { id = \"none\", label = \"None of these\" }",
    );
    let none = none.map(choice);
    let options = options?;
    let none = match none {
        None => None,
        Some(none) => Some(none?),
    };
    if let Some(none) = &none
        && options.iter().any(|option| option.id == none.value.id)
    {
        let help = "give it an id of its own";
        let message = format!("`{}` is among the options too", none.value.id);
        table.error(none.bytes.clone(), message, help);
    }
    Some(Kind::Choices {
        options,
        none: none.map(|none| none.value),
    })
}

fn options(table: &Table<'_>, least: usize) -> Option<Vec<Choice>> {
    if !table.has("options") {
        table.missing("options", format!("write `{OPTIONS_EXAMPLE}`"));
    }
    let written = table.tables("options", OPTIONS_EXAMPLE);
    let place = table.place("options")?;
    let count = written.len();
    if count < least {
        let help = format!("write at least {least}, such as `{OPTIONS_EXAMPLE}`");
        let message = if count == 0 {
            "`options` is empty"
        } else {
            "there is one answer to choose from"
        };
        table.error(place, message, help);
    } else if count > OPTIONS_MAX {
        let message = format!("a question cannot have {count} answers to choose from");
        table.error(place, message, format!("keep at most {OPTIONS_MAX}"));
    }
    let mut options: Vec<Choice> = Vec::new();
    let mut all = true;
    for option in written {
        match choice(option) {
            None => all = false,
            Some(Placed { value, bytes }) if options.iter().any(|other| other.id == value.id) => {
                let help = "give one of them another id";
                table.error(bytes, format!("`{}` is here twice", value.id), help);
            }
            Some(Placed { value, .. }) => options.push(value),
        }
    }
    all.then_some(options)
}

/// An answer to choose, and where its id stands.
fn choice(table: Table<'_>) -> Option<Placed<Choice>> {
    let id = word::id(&table);
    let label = table.required_text(
        "label",
        "write `label = \"...\"`: the answer as the client reads it",
    );
    table.finish();
    let Placed { value: id, bytes } = id?;
    let label = prose(&label?.value);
    Some(Placed {
        value: Choice { id, label },
        bytes,
    })
}

fn bound(table: &Table<'_>) -> Bound {
    let past = table.yes("past") == Some(true);
    let future = table.yes("future") == Some(true);
    match (past, future) {
        (true, true) => {
            if let Some(place) = table.place("future") {
                let help = "take one of them away, or both where any date will do";
                table.error(place, "no date is both past and future", help);
            }
            Bound::Any
        }
        (true, false) => Bound::Past,
        (false, true) => Bound::Future,
        (false, false) => Bound::Any,
    }
}

fn number(table: &Table<'_>) -> Option<Kind> {
    let least = table.number("least", NUMBERS).unwrap_or(0);
    let most = table
        .number("most", NUMBERS)
        .unwrap_or_else(|| MOST_LEFT_OUT.max(least));
    if most < least {
        let place = table.place("most").or_else(|| table.place("least"))?;
        let help = format!("write {least} or more");
        table.error(
            place,
            format!("the most is {most}, but the least is {least}"),
            help,
        );
        return None;
    }
    Some(Kind::Number {
        least,
        most,
        unit: prose(&table.plain("unit")),
    })
}

fn scale(table: &Table<'_>) -> Option<Kind> {
    let example = "ends = [\"No pain\", \"Worst I can imagine\"]";
    if !table.has("ends") {
        table.missing(
            "ends",
            format!("write `{example}`: what 0 and 10 stand for"),
        );
    }
    let ends: Vec<_> = table
        .texts("ends")
        .iter()
        .map(|end| prose(&end.value))
        .collect();
    let count = ends.len();
    let ends = <[String; 2]>::try_from(ends).ok();
    if let Some(place) = table.place("ends").filter(|_| ends.is_none() && count > 0) {
        table.error(place, "a scale has two ends", format!("write `{example}`"));
    }
    Some(Kind::Scale { ends: ends? })
}

fn body_map(table: &Table<'_>) -> Option<Kind> {
    let regions = (i64::try_from(REGIONS.len()).ok()?, REGIONS.len());
    let max = max(table, regions);
    let mut sensations: Vec<&'static Sensation> = Vec::new();
    for Placed { value, bytes } in table.texts("kinds") {
        if let Some(sensation) = Sensation::find(&value) {
            sensations.push(sensation);
            continue;
        }
        let known = SENSATIONS.iter().map(|sensation| sensation.id);
        let help = suggestion(&value, known, "write kinds that there are");
        table.error(
            bytes,
            format!("no kind of feeling is called `{value}`"),
            help,
        );
    }
    if sensations.is_empty() {
        sensations = SENSATIONS.iter().collect();
    }
    Some(Kind::BodyMap { max, sensations })
}
