//! The mail server of the tests: a real one, in `tests/mail`, that does as it is told.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc;

use super::letter::Letter;

/// Nothing here takes nearly as long; what takes longer has gone wrong.
const PATIENCE: Duration = Duration::from_secs(60);

/// Something that happened at the server.
#[derive(Debug)]
pub(crate) enum Event {
    /// A mail came in, whether or not it was answered.
    Mail(Letter),
    /// Something was refused with this code.
    Refused(u64),
}

/// A mail server of one test.
pub(crate) struct MailServer {
    child: Child,
    orders: ChildStdin,
    said: mpsc::UnboundedReceiver<Value>,
    port: u64,
}

impl MailServer {
    /// Starts one that accepts everything.
    pub(crate) async fn start() -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail");
        let mut child = Command::new("node")
            .args(["server.mjs", "0"])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node starts");
        let orders = child.stdin.take().expect("stdin is piped");
        let stdout = child.stdout.take().expect("stdout is piped");
        let (say, said) = mpsc::unbounded_channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(stdout).lines().map_while(Result::ok);
            let values = lines.map(|line| serde_json::from_str(&line).expect("a line is JSON"));
            values.for_each(|value| drop(say.send(value)));
        });
        let mut server = Self {
            child,
            orders,
            said,
            port: 0,
        };
        let opened = server.said().await;
        server.port = opened["port"].as_u64().expect("a port");
        server
    }

    /// What `KNEAD_MAIL` says of it.
    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Tells it how to behave; what happened before it heard that.
    pub(crate) async fn be(&mut self, manner: &str) -> Vec<Event> {
        writeln!(self.orders, "{manner}").expect("it listens");
        let mut events = Vec::new();
        loop {
            let said = self.said().await;
            match said["event"].as_str() {
                Some("done" | "open") => return events,
                _ => events.push(Event::of(&said)),
            }
        }
    }

    /// Everything that happened since it was last asked.
    pub(crate) async fn events(&mut self) -> Vec<Event> {
        self.be("say").await
    }

    /// Every mail that came in since it was last asked.
    pub(crate) async fn mails(&mut self) -> Vec<Letter> {
        let events = self.events().await.into_iter();
        let mails = events.filter_map(|event| match event {
            Event::Mail(letter) => Some(letter),
            Event::Refused(_) => None,
        });
        mails.collect()
    }

    /// The next thing that happens.
    pub(crate) async fn next(&mut self) -> Event {
        Event::of(&self.said().await)
    }

    /// The next mail that comes in.
    pub(crate) async fn next_mail(&mut self) -> Letter {
        match self.next().await {
            Event::Mail(letter) => letter,
            refused => unreachable!("a mail was to come, and there is {refused:?}"),
        }
    }

    async fn said(&mut self) -> Value {
        let said = tokio::time::timeout(PATIENCE, self.said.recv()).await;
        let said = said.expect("the mail server says something in time");
        said.expect("it runs; were its packages installed? (cd tests/mail && npm ci)")
    }
}

impl Event {
    fn of(said: &Value) -> Self {
        match said["event"].as_str() {
            Some("mail") => Self::Mail(Letter::received(said)),
            Some("refused") => Self::Refused(said["code"].as_u64().expect("a code")),
            _ => unreachable!("the mail server says {said}"),
        }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
