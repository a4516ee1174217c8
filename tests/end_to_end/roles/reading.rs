//! The reading: each role's policy beside the keys that its function touches, as a page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::function::Function;
use super::policy::{Statement, is_like};
use super::recorder::Touched;
use super::template::statements;
use super::touch::{Part, Touch};

/// What stands in the partitions of each beginning.
const KEPT: [(&str, &str); 23] = [
    ("B#*", "a booking; who was told what of it"),
    (
        "C#*",
        "**a client's record, sealed**: signed forms, notes, acknowledged flags",
    ),
    ("D#*", "a day of a therapist or room"),
    (
        "F#*",
        "a client: who they are, what they booked, who was found to be the same",
    ),
    ("H#*", "**what was saved of a form**, sealed under its link"),
    ("I#*", "how far the form of a booking is"),
    ("K#*", "**a client's wrapped key**, in the table of keys"),
    ("L#*", "the audit of a date"),
    ("M#*", "what is remembered of a contact, by a code"),
    ("N#accounts", "bookings that belong to nobody any more"),
    ("N#blocks", "blocks"),
    ("N#clients", "the directory of clients"),
    ("N#erasures", "erasures, and their proofs"),
    ("N#retention", "how far the daily walk has come"),
    ("N#staff", "who has an account"),
    ("O#*", "the outbox"),
    (
        "P#*",
        "what the intake may know of a client: the public half of their key, when they last signed, to whom a double leads",
    ),
    ("Q#*", "what became of promises, by date"),
    ("R#*", "how often was asked"),
    ("S#*", "sessions, links and ceremonies of staff"),
    ("U#*", "accounts and passkeys of staff"),
    ("U@*", "whose account has an address, by a code"),
    ("W#*", "the waiting list of a service"),
];

/// What a scan looks at, which names no keys: there is one, of the table of keys.
const EVERY_CLIENTS_KEY: &str = "K#*";

/// What is allowed or asked, by how the partition keys begin.
type ByKeys = BTreeMap<String, BTreeSet<String>>;

/// The whole page.
pub(super) fn page(touched: &Touched) -> String {
    let mut page = include_str!("reading.md").to_owned();
    for function in Function::ALL {
        let statements = statements(function);
        let nothing = BTreeSet::new();
        let touches = touched.get(&function).unwrap_or(&nothing);
        let (allowed, asked) = (allowed(&statements), asked(touches));
        let _ = write!(page, "\n## {}\n\n", function.role());
        page +=
            "| keys | what stands there | its policy allows | its code asks |\n|---|---|---|---|\n";
        for keys in allowed.keys().chain(asked.keys()).collect::<BTreeSet<_>>() {
            let [may, does] = [&allowed, &asked].map(|by| words(by.get(keys)));
            let _ = writeln!(page, "| `{keys}` | {} | {may} | {does} |", kept(keys));
        }
        page += "\nAnd besides the tables:\n\n";
        for statement in statements.iter().filter(|one| !one.is_of_the_store()) {
            let _ = writeln!(page, "- {}", beside(statement));
        }
    }
    page
}

fn allowed(statements: &[Statement]) -> ByKeys {
    let mut allowed = ByKeys::new();
    for statement in statements.iter().filter(|one| one.is_of_the_store()) {
        let of_keys = statement
            .conditions
            .iter()
            .any(|line| line.key == "dynamodb:Attributes");
        let every = [EVERY_CLIENTS_KEY.to_owned()];
        let named: Vec<_> = statement.leading_keys().collect();
        let named = match named.is_empty() {
            true => every.iter().collect(),
            false => named,
        };
        for keys in named {
            let actions = statement.actions.iter().map(|action| {
                let action = action.trim_start_matches("dynamodb:");
                said(action, if of_keys { Part::Key } else { Part::Whole })
            });
            allowed.entry(keys.clone()).or_default().extend(actions);
        }
    }
    allowed
}

fn asked(touches: &BTreeSet<Touch>) -> ByKeys {
    let mut asked = ByKeys::new();
    for touch in touches {
        let every = BTreeSet::from([EVERY_CLIENTS_KEY.to_owned()]);
        let named = match touch.prefixes.is_empty() {
            true => &every,
            false => &touch.prefixes,
        };
        for keys in named {
            let actions = asked.entry(keys.clone()).or_default();
            actions.insert(said(&touch.action, touch.part));
        }
    }
    // Who may read whole items may read their keys.
    for actions in asked.values_mut() {
        let whole = actions.clone();
        actions.retain(|action| {
            let action = action.strip_suffix(KEYS_ALONE);
            action.is_none_or(|action| !whole.contains(action))
        });
    }
    asked
}

/// What is said of a read that sees no more of an item than its key.
const KEYS_ALONE: &str = " (keys alone)";

fn said(action: &str, part: Part) -> String {
    match part {
        Part::Whole => action.to_owned(),
        Part::Key => format!("{action}{KEYS_ALONE}"),
    }
}

fn words(actions: Option<&BTreeSet<String>>) -> String {
    let actions: Vec<_> = actions.into_iter().flatten().map(String::as_str).collect();
    match actions.is_empty() {
        true => "nothing".to_owned(),
        false => actions.join(", "),
    }
}

fn kept(keys: &str) -> &'static str {
    let mut known = KEPT
        .iter()
        .filter(|(known, _)| is_like(keys, known) || *known == keys);
    known.next().expect("it is said what stands there").1
}

fn beside(statement: &Statement) -> String {
    let list = |texts: &[String]| {
        let texts: Vec<_> = texts.iter().map(|text| format!("`{text}`")).collect();
        texts.join(", ")
    };
    let conditions = statement.conditions.iter();
    let conditions: String = conditions
        .map(|line| format!("; only where `{}` is {}", line.key, list(&line.values)))
        .collect();
    let (actions, resources) = (list(&statement.actions), list(&statement.resources));
    format!("{actions} on {resources}{conditions}")
}
