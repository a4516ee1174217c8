//! A practice whose functions run as they do where they are deployed.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use functions::sealing::PracticePublic;
use serde_json::Value;

use super::kms;
use super::{Function, Runtime};
use crate::harness::{Practice, Served, knead, run};

/// What the front proves itself with.
pub(crate) const FRONT: &str = "f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0";
/// The functions.
pub(crate) const FUNCTIONS: [&str; 4] = ["booking", "intake", "desk", "notify"];

/// One function over the store of a practice that is served beside it.
pub(crate) struct Deployed {
    pub(crate) runtime: Runtime,
    pub(crate) served: Served,
    log: PathBuf,
    function: Function,
    _practice: Practice,
}

impl Deployed {
    /// The booking function; no front stands before it.
    pub(crate) async fn booking() -> Self {
        Self::of("booking", &[]).await
    }

    /// A function, with more in its environment.
    pub(crate) async fn of(name: &str, more: &[(&str, &str)]) -> Self {
        let practice = open_every_day();
        let folder = built(&practice);
        let served = practice.serve_at(&jiff::Timestamp::now().to_string());
        let key = std::fs::read_to_string(practice.data().join("practice.key"));
        let kms = kms::answering(key.expect("the practice's key")).await;
        let log = practice.path().join("function.log");
        let file = std::fs::File::create(&log).expect("a log");
        let runtime = Runtime::start().await;
        let mut command = runtime.command(name);
        command
            .envs(environment(&practice))
            .env("KNEAD_FUNCTIONS_DIR", folder)
            .env("AWS_ENDPOINT_URL_KMS", kms)
            .envs(more.iter().copied())
            .stdout(Stdio::from(file));
        let function = Function(command.spawn().expect("the function starts"));
        Self {
            runtime,
            served,
            log,
            function,
            _practice: practice,
        }
    }

    /// Every line that the function has logged.
    pub(crate) fn log(&self) -> Vec<Value> {
        let log = std::fs::read_to_string(&self.log).expect("the log");
        let lines = log.lines().map(serde_json::from_str);
        lines.collect::<Result<_, _>>().expect("each line is JSON")
    }

    /// Whether its process is the one that was started.
    pub(crate) fn lives(&mut self) -> bool {
        matches!(self.function.0.try_wait(), Ok(None))
    }
}

/// What all functions together ask for, but the folder; the store and KMS are this machine's.
fn environment(practice: &Practice) -> Vec<(&'static str, String)> {
    let public = std::fs::read_to_string(practice.data().join("practice.pub"));
    let public = public.expect("the public half").trim().to_owned();
    let secret = std::fs::read_to_string(practice.data().join("secret"));
    let id = PracticePublic::parse(&public).map(|public| public.id().as_str().to_owned());
    let id = id.expect("a public half");
    vec![
        ("AWS_ENDPOINT_URL_DYNAMODB", practice.store()),
        ("KNEAD_TABLE", "knead".to_owned()),
        ("KNEAD_SECRET", secret.expect("its secret")),
        ("KNEAD_COUNTING_KEY", "8".repeat(64)),
        ("KNEAD_PRACTICE_PUBLIC", public),
        (
            "KNEAD_PRACTICE_KEY",
            format!("kms1.cHJhY3RpY2U.{id}.d3JhcHBlZA"),
        ),
        ("KNEAD_KMS_KEY_ID", "alias/practice".to_owned()),
        ("KNEAD_MAIL", "smtp://127.0.0.1:9".to_owned()),
    ]
}

/// A practice that takes bookings on each day by the machine's clock.
fn open_every_day() -> Practice {
    let practice = Practice::new();
    let every_day: String = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .map(|day| format!("{day} = [\"09:00-17:00\"]\n"))
        .collect();
    practice.write(
        "practice.toml",
        &format!("name = \"P\"\ntimezone = \"America/New_York\"\ncurrency = \"USD\"\nrooms = [\"quiet\"]\n[hours]\n{every_day}"),
    );
    practice
}

/// What `knead build` writes for its functions.
fn built(practice: &Practice) -> PathBuf {
    let out = practice.path().join("dist");
    let ran = run(knead()
        .args(["build", "--out"])
        .arg(&out)
        .arg(practice.path()));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    out.join("functions")
}

/// Runs a function's program to its end: its exit code and what it said. One that does not end is
/// ended, without a code.
pub(crate) fn ended(command: &mut Command) -> (Option<i32>, String) {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the function starts");
    let (told, end) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let mut out = child.stdout.take().expect("it is piped");
        scope.spawn(move || {
            let mut said = String::new();
            let _ = std::io::Read::read_to_string(&mut out, &mut said);
            let _ = told.send(said);
        });
        let said = end.recv_timeout(Duration::from_secs(20));
        if said.is_err() {
            let _ = child.kill();
        }
        let code = child.wait().expect("it ends").code();
        (code, said.unwrap_or_default())
    })
}
