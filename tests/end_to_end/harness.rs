//! A practice of its own for each test, and the `knead` that serves it.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::stored;

/// The instant at which the tests' practice lives: a Tuesday morning, before it opens.
pub(crate) const NOW: &str = "2026-11-24T08:00:00-05:00";

/// The program under test.
pub(crate) fn knead() -> Command {
    Command::new(env!("CARGO_BIN_EXE_knead"))
}

/// What a command wrote, and how it ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("the command starts");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran {
        code: status.code().expect("it ends by itself"),
        stdout: text(stdout),
        stderr: text(stderr),
    }
}

/// A practice in a folder of its own: two therapists, two rooms, one of which deep tissue needs.
pub(crate) struct Practice {
    folder: TempDir,
}

impl Practice {
    pub(crate) fn new() -> Self {
        let practice = Self::empty();
        for (path, text) in FILES {
            practice.write(path, text);
        }
        practice
    }

    /// One that is served to anybody, however often they ask.
    pub(crate) fn served_without_limits() -> (Self, Served) {
        let practice = Self::new();
        let served = practice.serve_without_limits();
        (practice, served)
    }

    /// A folder without any content yet.
    pub(crate) fn empty() -> Self {
        Self {
            folder: TempDir::new().expect("a temporary folder"),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path().join(".knead")
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path().join("content").join(path)).expect("a file");
        assert!(text.contains(old), "{path} has no {old}");
        self.write(path, &text.replace(old, new));
    }

    /// Serves it, with what is in its data folder.
    pub(crate) fn serve(&self) -> Served {
        self.serve_at(NOW)
    }

    pub(crate) fn serve_at(&self, now: &str) -> Served {
        self.start(&mut self.dev(now))
    }

    /// Serves it to anybody, however often they ask.
    pub(crate) fn serve_without_limits(&self) -> Served {
        self.start(self.dev(NOW).arg("--no-limits"))
    }

    /// Serves it from the store at this address, without limits on how often one may ask.
    pub(crate) fn serve_from(&self, store: &str, now: &str) -> Served {
        let mut command = self.dev(now);
        command.arg("--no-limits");
        self.start(command.env("AWS_ENDPOINT_URL_DYNAMODB", store))
    }

    /// Serves it with a variable of the environment.
    pub(crate) fn serve_with(&self, variable: &str, value: &str) -> Served {
        self.start(self.dev(NOW).env(variable, value))
    }

    /// The command that serves it at an instant.
    pub(crate) fn dev(&self, now: &str) -> Command {
        let mut command = knead();
        command
            .args(["dev", "--port", "0", "--now", now])
            .arg(self.path());
        command.env_remove("AWS_ENDPOINT_URL_DYNAMODB");
        command.env_remove("KNEAD_MAIL");
        command.env("RUST_LOG", "info,dynoxide=error");
        command
    }

    /// Serves it by this command.
    pub(crate) fn start(&self, command: &mut Command) -> Served {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.log_path());
        Served::start(command.stderr(log.expect("a log")), &self.log_path())
    }

    /// Where its store is served while it is.
    pub(crate) fn store(&self) -> String {
        fs::read_to_string(self.data().join("lock")).expect("where the store is served")
    }

    /// Everything in its table, but of staff, asked for past all of our code.
    pub(crate) async fn items(&self) -> Vec<Value> {
        stored::items_but_staff(&self.store()).await
    }

    /// The same, but for what mail and filing leave there, which comes and goes by itself after each
    /// change, and what only counts how much was asked for.
    pub(crate) async fn items_but_mail(&self) -> Vec<Value> {
        let mut items = self.items().await;
        let word = |item: &Value, name: &str| item[name]["S"].as_str().unwrap_or("").to_owned();
        items.retain(|item| {
            let (partition, sort) = (word(item, "pk"), word(item, "sk"));
            let filed =
                partition.starts_with("F#") && (sort == "PROFILE" || sort.starts_with("BOOKING#"));
            let by_the_way = partition.starts_with(['O', 'Q', 'R', 'M']);
            !by_the_way && !filed && partition != "N#clients" && !sort.starts_with("TOLD#")
        });
        items
    }

    /// The same, but for what only counts how much was asked for.
    pub(crate) async fn kept(&self) -> Vec<Value> {
        let counts = |item: &Value| {
            let key = item["pk"]["S"].as_str().expect("a key");
            key.starts_with("R#") || key.starts_with("M#")
        };
        let items = self.items().await;
        items.into_iter().filter(|item| !counts(item)).collect()
    }

    /// The items of its table whose partition begins so, but for what readers were told.
    pub(crate) async fn items_of(&self, kind: &str) -> Vec<Value> {
        let word = |item: &Value, name: &str| item[name]["S"].as_str().unwrap_or("").to_owned();
        let mut items = self.items().await;
        items.retain(|item| word(item, "pk").starts_with(kind));
        items.retain(|item| !word(item, "sk").starts_with("TOLD#"));
        items
    }

    /// What it wrote to stderr, from the first serving on.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.log_path()).expect("a log")
    }

    fn log_path(&self) -> PathBuf {
        self.path().join("knead.log")
    }
}

/// A running `knead dev`; killed, not stopped, when it is dropped.
pub(crate) struct Served {
    child: Child,
    pub(crate) url: String,
    /// The path of the owner's link to the desk, which works once.
    pub(crate) desk: String,
    pub(crate) client: Client,
}

impl Served {
    fn start(command: &mut Command, log: &Path) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .expect("knead starts");
        let stdout = child.stdout.take().expect("stdout is piped");
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let mut said_of = |name: &str| {
            let mut said = lines.by_ref().filter_map(|line| {
                let line = line.strip_prefix(name)?;
                Some(line.to_owned())
            });
            said.next()
        };
        let (address, desk) = (said_of("site "), said_of("desk "));
        let said = || fs::read_to_string(log).unwrap_or_default();
        assert!(address.is_some(), "knead does not serve: {}", said());
        let url = address.unwrap_or_default().trim_end_matches('/').to_owned();
        let desk = desk.unwrap_or_default();
        let desk = desk.find("/desk/").map(|path| desk[path..].to_owned());
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        Self {
            child,
            url,
            desk: desk.unwrap_or_default(),
            client,
        }
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.url))
    }

    pub(crate) fn post(&self, path: &str) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.url))
    }

    /// Posts a booking as JSON.
    pub(crate) async fn book(&self, key: &str, booking: &Value) -> (StatusCode, Value) {
        let request = self.post("/api/bookings").json(booking);
        answer(if key.is_empty() {
            request
        } else {
            request.header("idempotency-key", key)
        })
        .await
    }

    /// The starts offered on a date.
    pub(crate) async fn starts(&self, service: &str, minutes: u16, date: &str) -> Vec<String> {
        let query = format!("/api/slots?service={service}&minutes={minutes}&from={date}&to={date}");
        let (status, slots) = answer(self.get(&query)).await;
        assert_eq!(status, StatusCode::OK, "{slots}");
        let slots = slots["slots"].as_array().expect("a list").iter();
        slots
            .map(|slot| slot["start"].as_str().expect("a start").to_owned())
            .collect()
    }

    /// Kills it as `kill -9` does.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it is running");
        self.child.wait().expect("it ends");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a request whose answer is JSON.
pub(crate) async fn answer(request: RequestBuilder) -> (StatusCode, Value) {
    let response = request.send().await.expect("an answer");
    let status = response.status();
    let text = response.text().await.expect("a body");
    (
        status,
        serde_json::from_str(&text).unwrap_or(Value::String(text)),
    )
}

/// A booking that can be made at [`NOW`], for one client of many.
pub(crate) fn booking(client: usize) -> Value {
    json!({
        "service": "deep-tissue", "minutes": 60, "start": "2026-12-01T10:00:00-05:00", "therapist": "maya",
        "name": format!("Client {client}"), "email": format!("client{client}@example.com"),
    })
}

/// The same with some members in place of its own.
pub(crate) fn booking_with(client: usize, members: &Value) -> Value {
    let mut booking = booking(client);
    for (name, value) in members.as_object().expect("an object") {
        booking[name] = value.clone();
    }
    booking
}

const FILES: [(&str, &str); 7] = [
    (
        "practice.toml",
        r#"name = "Test Practice"
phone = "(555) 555-0100"
timezone = "America/New_York"
currency = "USD"
rooms = ["quiet", "garden"]
[hours]
mon = ["09:00-12:00", "13:15-18:00"]
tue = ["09:00-12:00", "13:15-18:00"]
wed = ["09:00-17:00"]
thu = ["09:00-17:00"]
fri = ["09:00-17:00"]
[[exceptions]]
date = 2026-12-25
hours = []
[booking]
notice_minutes = 120
horizon_days = 60
cancel_window_hours = 24
"#,
    ),
    (
        "index.md",
        "+++\ntitle = \"A practice for tests\"\n+++\nWelcome.\n",
    ),
    (
        "services/deep-tissue.md",
        r#"+++
title = "Deep tissue massage"
summary = "Slow, firm work."
rooms = ["quiet"]
buffer_after = 15
start_every = 15
offers = [{ minutes = 60, price = "95.00" }, { minutes = 90, price = "135.00" }]
+++
Slow and firm.
"#,
    ),
    (
        "services/swedish.md",
        r#"+++
title = "Swedish massage"
summary = "Long, calm strokes."
buffer_after = 15
start_every = 30
offers = [{ minutes = 60, price = "85.00" }]
+++
Long strokes.
"#,
    ),
    (
        "services/sports.md",
        r#"+++
title = "Sports massage"
summary = "Before or after effort."
therapists = ["jonas"]
offers = [{ minutes = 30, price = "55.00" }]
+++
For legs.
"#,
    ),
    ("team/maya.md", "+++\nname = \"Maya\"\n+++\nMaya.\n"),
    (
        "team/jonas.md",
        "+++\nname = \"Jonas\"\n[hours]\ntue = [\"12:00-20:00\"]\nthu = [\"09:00-17:00\"]\n+++\nJonas.\n",
    ),
];
