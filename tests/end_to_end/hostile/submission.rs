//! One hostile submission: what is sent to a door, and how it is not as it should be.

use fastrand::Rng;
use reqwest::RequestBuilder;
use serde_json::{Map, Value, json};

use super::door::{DOORS, Door, Way};
use crate::harness::Served;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
/// What the catalogue, the store or the practice decides, and nobody sends.
const NOT_FOR_CLIENTS: [&str; 10] = [
    "price", "status", "room", "id", "version", "end", "pk", "made_at", "series", "prove_by",
];

/// What is sent to a door.
pub(super) struct Submission {
    pub(super) door: Door,
    pub(super) path: String,
    pub(super) fields: Vec<(String, Value)>,
    /// What is hostile in it, if it is a word.
    pub(super) word: Option<String>,
    headers: Vec<(&'static str, String)>,
    content_type: &'static str,
    /// Sent in place of the fields.
    body: Option<Vec<u8>>,
}

/// What was made before, to be misused.
pub(super) struct Loot<'a> {
    pub(super) words: &'a [String],
    /// Tokens and holds: another booking's, sealed for something else, cut.
    pub(super) tokens: &'a [String],
    pub(super) starts: &'a [String],
}

impl Submission {
    /// The next one that follows from the dice.
    pub(super) fn draw(number: usize, dice: &mut Rng, loot: &Loot<'_>) -> Self {
        let door = DOORS[number % DOORS.len()];
        let start = pick(dice, loot.starts);
        let token = match dice.bool() {
            true => pick(dice, loot.tokens),
            false => encoded(
                pick(dice, loot.words)
                    .chars()
                    .take(500)
                    .collect::<String>()
                    .as_str(),
            ),
        };
        let fields: Map<String, Value> = door.fields(number, &start);
        let mut submission = Self {
            path: door.path.replace("{}", &token),
            door,
            fields: fields.into_iter().collect(),
            word: None,
            headers: Vec::new(),
            content_type: if door.way == Way::Json { JSON } else { FORM },
            body: None,
        };
        submission.spoil(dice, loot);
        submission
    }

    /// Makes it one that nobody sends by mistake; or only the next asker for the same.
    fn spoil(&mut self, dice: &mut Rng, loot: &Loot<'_>) {
        match dice.u8(0..12) {
            0..=4 => self.say(pick(dice, loot.words), dice),
            5 => {
                let name = NOT_FOR_CLIENTS[dice.usize(0..NOT_FOR_CLIENTS.len())];
                self.fields.push((name.to_owned(), json!("1.00")));
            }
            6 => self.twice(dice),
            7 => self.of_another_type(dice),
            8 => {
                // To an address that leads nowhere, nobody listens so long.
                self.path = self.door.path.replace("{}", &pick(dice, loot.tokens));
                self.body = Some(huge_or_broken(dice, self.door.way));
            }
            9 => {
                self.content_type = [
                    "text/plain",
                    "multipart/form-data; boundary=x",
                    "application/json; charset=utf-16",
                    "",
                ][dice.usize(0..4)];
            }
            10 => self.headers.push((
                "idempotency-key",
                pick(
                    dice,
                    &["key".to_owned(), "k".repeat(300), "\u{e9}".to_owned()],
                ),
            )),
            _ => self.headers.push(match dice.bool() {
                true => ("origin", "https://evil.example".to_owned()),
                false => ("sec-fetch-site", "cross-site".to_owned()),
            }),
        }
    }

    fn say(&mut self, word: String, dice: &mut Rng) {
        if self.fields.is_empty() {
            self.fields.push((word.clone(), json!("x")));
        } else {
            let at = dice.usize(0..self.fields.len());
            self.fields[at].1 = json!(word);
        }
        self.word = Some(word);
    }

    fn twice(&mut self, dice: &mut Rng) {
        let Some((name, _)) = self.fields.first().cloned() else {
            return;
        };
        let value = if dice.bool() {
            json!("other")
        } else {
            self.fields[0].1.clone()
        };
        self.fields.push((name, value));
    }

    fn of_another_type(&mut self, dice: &mut Rng) {
        let values = [
            json!(7.5),
            json!(true),
            json!([1]),
            json!({ "S": "x" }),
            json!(1e300),
            json!([[[[{}]]]]),
        ];
        let value = values[dice.usize(0..values.len())].clone();
        match self.fields.last_mut() {
            Some(last) => last.1 = value,
            None => self.fields.push(("x".to_owned(), value)),
        }
    }

    pub(super) fn request(&self, served: &Served) -> RequestBuilder {
        let written = |fields: &[(String, Value)]| {
            let pairs = fields.iter().map(|(name, value)| {
                let value = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                format!("{}={}", encoded(name), encoded(&value))
            });
            pairs.collect::<Vec<_>>().join("&")
        };
        let mut request = match self.door.way {
            Way::Get => served.get(&format!("{}?{}", self.path, written(&self.fields))),
            Way::Form => served.post(&self.path).body(written(&self.fields)),
            Way::Json => served.post(&self.path).body(object(&self.fields)),
        };
        if let (Some(body), false) = (&self.body, self.door.way == Way::Get) {
            request = request.body(body.clone());
        }
        if !self.content_type.is_empty() {
            request = request.header("content-type", self.content_type);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value.as_bytes());
        }
        // Where a body was refused unread, its connection ends with the answer.
        request.header("connection", "close")
    }
}

/// An object in which a member may stand twice.
fn object(fields: &[(String, Value)]) -> String {
    let members = fields
        .iter()
        .map(|(name, value)| format!("{}:{value}", json!(name)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

fn huge_or_broken(dice: &mut Rng, way: Way) -> Vec<u8> {
    let long = "x".repeat(64 * 1024);
    match (way, dice.u8(0..3)) {
        (Way::Json, 0) => format!("{{\"note\":\"{long}\"}}").into_bytes(),
        (Way::Json, 1) => b"{\"name\":\"\xff\xfe\"}".to_vec(),
        (Way::Json, _) => "[".repeat(50_000).into_bytes(),
        (_, 0) => format!("note={long}").into_bytes(),
        (_, 1) => b"name=%ff%fe&note=\xc0\xaf".to_vec(),
        (_, _) => "a=1&".repeat(10_000).into_bytes(),
    }
}

fn pick(dice: &mut Rng, from: &[String]) -> String {
    from[dice.usize(0..from.len())].clone()
}

/// Percent-encoded, byte by byte.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02x}"),
    };
    text.bytes().map(byte).collect()
}
