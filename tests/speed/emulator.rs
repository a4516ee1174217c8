//! DynamoDB on a file of its own, as `knead dev` has it: in this process, spoken to over HTTP.

use functions::store::{Endpoint, Store};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// The table's name.
pub(crate) const TABLE: &str = "knead";

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
