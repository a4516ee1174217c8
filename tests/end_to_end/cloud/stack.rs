//! The practice in that account, put there by `knead deploy` with the functions' own binaries.

use std::path::{Path, PathBuf};

use reqwest::{Method, RequestBuilder, header};
use serde_json::{Value, json};

use super::account::Account;
use crate::harness::{Practice, knead, run};
use crate::stored;

/// What its stacks are called by.
const NAME: &str = "trial";

/// A practice that is online.
pub(super) struct Stack {
    pub(super) account: Account,
    site: String,
    api_host: String,
    front_secret: String,
    table: String,
    notify: String,
}

impl Stack {
    pub(super) async fn deploy(practice: &Practice) -> Self {
        let account = Account::open().await;
        let mut command = knead();
        command
            .args(["deploy", "--name", NAME, "--mail", "hello@practice.example"])
            // ministack knows no budgets, and refuses a template that makes one.
            .args(["--set", "MonthlyCostUsd=0", "--yes", "--bins"])
            .arg(binaries())
            .arg(practice.path());
        let ran = run(account.let_in(&mut command));
        assert_eq!(
            ran.code,
            0,
            "{}{}\n{}",
            ran.stdout,
            ran.stderr,
            account.log()
        );
        let of = |stack: &str| outputs(&account, stack);
        let (app, data) = (of("app"), of("data"));
        let secret = account.aws(&[
            "ssm",
            "get-parameter",
            "--with-decryption",
            "--name",
            &format!("/knead/{NAME}/front-secret"),
        ]);
        Self {
            site: output(&app, "SiteUrl"),
            // ministack knows an API by its host, as AWS does.
            api_host: output(&app, "ApiUrl")
                .split_once("://")
                .expect("a URL")
                .1
                .to_owned(),
            front_secret: secret["Parameter"]["Value"]
                .as_str()
                .expect("a secret")
                .to_owned(),
            table: output(&data, "TableName"),
            notify: output(&app, "NotifyFunctionName"),
            account,
        }
    }

    /// A request as CloudFront hands it to the HTTP API: with the proof that it is the front.
    ///
    /// It names the stage, which nobody does at AWS: without it, ministack first takes the beginning of a
    /// path for one, and then gives back `/booking/` without its end.
    ///
    /// It does not come through CloudFront itself, whose routing ministack does only by half: it
    /// knows no origin groups. That the front hands on what is here is a check of the template.
    fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self
            .account
            .client
            .request(method, format!("{}/$default{path}", self.account.url));
        request
            .header(header::HOST, &self.api_host)
            .header("x-knead-front", &self.front_secret)
            .header("cloudfront-viewer-address", "192.0.2.7:40000")
    }

    pub(super) fn get(&self, path: &str) -> RequestBuilder {
        self.ask(Method::GET, path)
    }

    /// A form as a browser posts it from one of our pages.
    pub(super) fn post(&self, path: &str, form: &[(String, String)]) -> RequestBuilder {
        self.ask(Method::POST, path)
            .header(header::ORIGIN, &self.site)
            .form(form)
    }

    /// The schedule's minute comes: one sweep.
    pub(super) fn sweep(&self) {
        let out = tempfile::NamedTempFile::new().expect("a file");
        let name = self.notify.as_str();
        let answer = self.account.aws(&[
            "lambda",
            "invoke",
            "--function-name",
            name,
            out.path().to_str().expect("UTF-8"),
        ]);
        assert_eq!(answer["StatusCode"], 200, "{answer}");
        assert_eq!(
            answer["FunctionError"],
            Value::Null,
            "{}",
            self.account.log()
        );
    }

    /// Two minutes pass for what is promised: a first mail waits that long for a change of mind.
    pub(super) async fn let_promises_be_due(&self) {
        let scan = json!({ "TableName": self.table });
        let found = self.table("Scan", &scan).await;
        let items = found["Items"].as_array().expect("a list");
        for item in items {
            let word = |name: &str| item[name]["S"].as_str().unwrap_or_default();
            if !word("pk").starts_with("O#") {
                continue;
            }
            let rest = word("sk").split_once('#').expect("a promise").1;
            let mut due = item.clone();
            due["sk"]["S"] = json!(format!("2020-01-01T00:00:00.000Z#{rest}"));
            due["due"]["S"] = json!("2020-01-01T00:00:00Z");
            let put = json!({ "TableName": self.table, "Item": due });
            self.table("PutItem", &put).await;
            let key = json!({ "pk": item["pk"], "sk": item["sk"] });
            let delete = json!({ "TableName": self.table, "Key": key });
            self.table("DeleteItem", &delete).await;
        }
    }

    async fn table(&self, operation: &str, body: &Value) -> Value {
        let request = stored::ask(&self.account.client, &self.account.url, operation, body);
        let (status, answer) = crate::harness::answer(request).await;
        assert!(status.is_success(), "{operation}: {answer}");
        answer
    }
}

fn outputs(account: &Account, stack: &str) -> Value {
    let name = format!("knead-{NAME}-{stack}");
    account.aws(&["cloudformation", "describe-stacks", "--stack-name", &name])["Stacks"][0]
        ["Outputs"]
        .take()
}

fn output(outputs: &Value, name: &str) -> String {
    let outputs = outputs.as_array().expect("outputs");
    let found = outputs.iter().find(|output| output["OutputKey"] == name);
    let found = found.and_then(|output| output["OutputValue"].as_str());
    assert!(found.is_some(), "there is no output {name}: {outputs:?}");
    found.unwrap_or_default().to_owned()
}

/// The functions as they are deployed.
fn binaries() -> PathBuf {
    let beside = Path::new(env!("CARGO_BIN_EXE_knead")).parent();
    let release = beside.expect("a folder").with_file_name("release");
    assert!(
        release.join("desk").is_file(),
        "build the functions first: cargo build --release --package functions --bins"
    );
    release
}
