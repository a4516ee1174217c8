//! An account of AWS on this machine, and the AWS command line that writes down how it was called.

use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{Practice, Ran, knead, run};
use crate::package;

/// How long it may take to answer for the first time.
const START_TIME_MAX: Duration = Duration::from_secs(60);

/// An account; it ends when it is dropped.
pub(super) struct Account {
    child: Child,
    folder: TempDir,
    url: String,
}

impl Account {
    pub(super) fn open() -> Self {
        let port = free_port();
        let folder = TempDir::new().expect("a temporary folder");
        let log = File::create(folder.path().join("log")).expect("a log");
        // Its own start listens on every address; this one on ours.
        let child = Command::new(tool("python"))
            .args(["-m", "hypercorn", "-w", "0", "ministack.app:app", "--bind"])
            .arg(format!("127.0.0.1:{port}"))
            .env("GATEWAY_PORT", port.to_string())
            .env("TMPDIR", folder.path())
            .env("HOME", folder.path())
            .stdout(Stdio::null())
            .stderr(log)
            .process_group(0)
            .spawn();
        let account = Self {
            child: child.expect("ministack starts"),
            url: format!("http://127.0.0.1:{port}"),
            folder,
        };
        write_shim(&account.bin());
        account.wait_until_ready(port);
        account
    }

    /// `knead deploy` of a practice, by somebody with this account whom nobody can ask.
    pub(super) fn deploy(&self, practice: &Practice, more: &[&str]) -> Ran {
        let mut command = knead();
        command
            .args(["deploy", "--name", "trial", "--bins"])
            .arg(package::programs())
            // ministack knows no budgets.
            .args(["--set", "MonthlyCostUsd=0"])
            .args(more)
            .arg(practice.path())
            .stdin(Stdio::null());
        run(self.let_in(&mut command))
    }

    /// What a command of the AWS command line answers.
    pub(super) fn aws(&self, arguments: &[&str]) -> Value {
        let mut command = Command::new(tool("aws"));
        command.args(arguments);
        command.args(["--output", "json", "--region", "us-east-1"]);
        let ran = run(self.let_in(&mut command));
        assert_eq!(ran.code, 0, "aws {arguments:?}: {}", ran.stderr);
        serde_json::from_str(&ran.stdout).unwrap_or_default()
    }

    /// Every command of the AWS command line that `knead` called, a line each.
    pub(super) fn called(&self) -> String {
        fs::read_to_string(self.bin().join("called")).unwrap_or_default()
    }

    fn let_in<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .env("PATH", format!("{}:{path}", self.bin().display()))
            .env("HOME", self.folder.path())
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_REGION", "us-east-1")
            .env_remove("AWS_PROFILE")
            .env("AWS_ENDPOINT_URL", &self.url)
    }

    fn bin(&self) -> PathBuf {
        self.folder.path().join("bin")
    }

    fn wait_until_ready(&self, port: u16) {
        let ends = Instant::now() + START_TIME_MAX;
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = fs::read_to_string(self.folder.path().join("log"));
            assert!(Instant::now() < ends, "ministack does not answer: {log:?}");
            std::thread::yield_now();
        }
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        // With whatever it has started.
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.child.wait();
    }
}

/// The real command line, which first writes down what every program of the machine could see.
fn write_shim(bin: &Path) {
    fs::create_dir(bin).expect("a folder");
    let shim = bin.join("aws");
    let (called, aws) = (bin.join("called"), tool("aws"));
    let text = format!(
        "#!/bin/sh\nprintf '%s ' \"$@\" >> '{}'\necho >> '{0}'\nexec '{}' \"$@\"\n",
        called.display(),
        aws.display()
    );
    fs::write(&shim, text).expect("a program");
    fs::set_permissions(&shim, fs::Permissions::from_mode(0o755)).expect("it may be run");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// A program of `tests/cloud/requirements.txt`.
pub(super) fn tool(name: &str) -> PathBuf {
    let bin = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cloud/.venv/bin");
    let tool = bin.join(name);
    assert!(
        tool.is_file(),
        "install the tools of the cloud first: tests/run does, into tests/cloud/.venv"
    );
    tool
}
