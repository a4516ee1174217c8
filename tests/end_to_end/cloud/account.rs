//! An account of AWS on this machine: ministack, in a process of its own, on a port of its own.

use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::Client;
use serde_json::Value;
use tempfile::TempDir;

/// How long it may take to answer for the first time.
const START_TIME_MAX: Duration = Duration::from_secs(60);
/// Between two looks whether something is there.
pub(super) const LOOK_EVERY: Duration = Duration::from_millis(100);

/// An account of AWS; it ends, with all that runs in it, when it is dropped.
pub(super) struct Account {
    child: Child,
    folder: TempDir,
    pub(super) url: String,
    pub(super) client: Client,
}

impl Account {
    pub(super) async fn open() -> Self {
        let port = free_port();
        let url = format!("http://127.0.0.1:{port}");
        let folder = TempDir::new().expect("a temporary folder");
        let log = File::create(folder.path().join("log")).expect("a log");
        let mut command = Command::new(tool("python"));
        // Its own start listens on every address; this one on ours.
        command
            .args(["-m", "hypercorn", "-w", "0", "ministack.app:app", "--bind"])
            .arg(format!("127.0.0.1:{port}"))
            .env("GATEWAY_PORT", port.to_string())
            .env("TMPDIR", folder.path())
            .env("HOME", folder.path())
            .stdout(Stdio::null())
            .stderr(log)
            // The functions that it starts end with it.
            .process_group(0);
        // What it is started with, its functions are started with.
        let child = with_endpoints(&mut command, &url).spawn();
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        let account = Self {
            child: child.expect("ministack starts"),
            folder,
            url,
            client,
        };
        account.wait_until_ready().await;
        account
    }

    async fn wait_until_ready(&self) {
        let ends = Instant::now() + START_TIME_MAX;
        let health = format!("{}/_ministack/health", self.url);
        while self.client.get(&health).send().await.is_err() {
            assert!(
                Instant::now() < ends,
                "ministack does not answer: {}",
                self.log()
            );
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// What a command of the AWS command line answers.
    pub(super) fn aws(&self, arguments: &[&str]) -> Value {
        let mut command = Command::new(tool("aws"));
        command.args(arguments).args(["--output", "json"]);
        let output = self.let_in(&mut command).output().expect("aws starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "aws {arguments:?}: {said}");
        serde_json::from_slice(&output.stdout).unwrap_or_default()
    }

    /// The same command, run by somebody with this account.
    pub(super) fn let_in<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cloud/.venv/bin");
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .env("PATH", format!("{}:{path}", own.display()))
            .env("HOME", self.folder.path())
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_REGION", "us-east-1")
            .env("AWS_DEFAULT_REGION", "us-east-1");
        with_endpoints(command, &self.url)
    }

    /// The mails that were sent, as ministack shows them.
    pub(super) async fn mails(&self) -> Vec<Value> {
        let path = format!("{}/_ministack/ses/messages", self.url);
        let answer = self.client.get(path).send().await.expect("an answer");
        let mut sent: Value =
            serde_json::from_str(&answer.text().await.expect("a body")).expect("JSON");
        let accounts = sent["messages"].as_object_mut().expect("by account");
        let mails = accounts.values_mut().flat_map(|mails| {
            let mails = mails.as_array_mut().expect("a list");
            std::mem::take(mails)
        });
        mails.collect()
    }

    pub(super) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.child.wait();
    }
}

fn with_endpoints<'c>(command: &'c mut Command, url: &str) -> &'c mut Command {
    for service in ["", "_DYNAMODB", "_KMS", "_SESV2"] {
        command.env(format!("AWS_ENDPOINT_URL{service}"), url);
    }
    command
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// A program of `tests/cloud/requirements.txt`.
fn tool(name: &str) -> PathBuf {
    let tool = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cloud/.venv/bin")
        .join(name);
    assert!(
        tool.is_file(),
        "install the tools of the cloud first: tests/run does, into tests/cloud/.venv"
    );
    tool
}
