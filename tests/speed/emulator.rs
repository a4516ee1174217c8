//! DynamoDB on a file of its own, as `knead dev` has it: in this process, spoken to over HTTP.

use functions::store::{Endpoint, Store};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// The table's name.
pub(crate) const TABLE: &str = "knead";

/// What a request bears that nobody checks here, and that has to be there.
const SIGNED: [(&str, &str); 2] = [
    ("x-amz-date", "20261102T130000Z"),
    (
        "authorization",
        "AWS4-HMAC-SHA256 Credential=local/20261102/us-east-1/dynamodb/aws4_request, \
         SignedHeaders=host, Signature=0",
    ),
];

/// A store that is gone when this value is.
pub(crate) struct Emulator {
    /// Where it is served.
    pub(crate) url: String,
    _folder: TempDir,
}

impl Emulator {
    /// Starts one, with nothing in its table.
    pub(crate) async fn start() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let file = folder.path().join("store.sqlite");
        let name = file.to_str().expect("its path is UTF-8 text");
        let database = dynoxide::Database::new(name).expect("a new file can be opened");
        let listener = listen().await;
        let url = url(&listener);
        tokio::spawn(dynoxide::server::serve_on(listener, database));
        let emulator = Self {
            url,
            _folder: folder,
        };
        emulator.store().make_table().await.expect("a table");
        emulator
    }

    /// Every item of a table, as it goes over the wire.
    pub(crate) async fn items(&self, table: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut from = Value::Null;
        loop {
            let mut scan = json!({ "TableName": table });
            if !from.is_null() {
                scan["ExclusiveStartKey"] = from;
            }
            let request = reqwest::Client::new()
                .post(&self.url)
                .body(scan.to_string());
            let request = request.header("x-amz-target", "DynamoDB_20120810.Scan");
            let request = request.header("content-type", "application/x-amz-json-1.0");
            let request = SIGNED.iter().fold(request, |request, (name, value)| {
                request.header(*name, *value)
            });
            let answer = request.send().await.expect("the store answers");
            let mut page: Value = answer.json().await.expect("a page of items");
            from = page["LastEvaluatedKey"].take();
            let found = page["Items"].as_array_mut();
            let found = found.expect("a page has items");
            items.append(found);
            if from.is_null() {
                return items;
            }
        }
    }

    /// The store as the functions have it.
    pub(crate) fn store(&self) -> Store {
        Store::new(&Endpoint::local(&self.url), TABLE)
    }
}

/// A port of this machine.
pub(crate) async fn listen() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.expect("a free port")
}

/// Where it listens.
pub(crate) fn url(listener: &TcpListener) -> String {
    let address = listener.local_addr().expect("it is bound");
    format!("http://{address}")
}
