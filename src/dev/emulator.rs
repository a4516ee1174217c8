//! The data folder, and the DynamoDB of this machine over the file in it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use functions::Secret;
use functions::store::Endpoint;
use tokio::net::TcpListener;

use crate::failure::Failure;
use crate::key_files::KeyFiles;
use crate::private_file;

/// The file that holds the table.
const STORE_FILE: &str = "store.sqlite";
/// The file that holds the secret of links; readable by its owner only.
const SECRET_FILE: &str = "secret";
/// The folder that holds the mails.
const MAIL_FOLDER: &str = "mail";
/// The file that is locked while the store is open; it holds the address it is served at.
const LOCK_FILE: &str = "lock";
/// How such a file begins (sqlite.org/fileformat2.html, 1.3).
const SQLITE_HEADER: &[u8; 16] = b"SQLite format 3\0";

/// A data folder that is ours alone while this value lives.
pub(crate) struct Data {
    folder: PathBuf,
    secret: Secret,
    lock: File,
}

impl Data {
    /// Opens a data folder, or makes it.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        refuse_foreign(folder)?;
        fs::create_dir_all(folder).map_err(|error| unusable(folder, &error))?;
        let lock = lock(folder)?;
        let secret = read_or_make_secret(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            secret,
            lock,
        })
    }

    pub(super) fn secret(&self) -> Secret {
        self.secret.clone()
    }

    /// Where the practice's key is kept.
    pub(crate) fn key_files(&self) -> KeyFiles {
        KeyFiles::of(&self.folder)
    }

    /// Where mails are kept in place of being sent.
    pub(super) fn mail(&self) -> PathBuf {
        self.folder.join(MAIL_FOLDER)
    }

    /// The file that holds the table.
    pub(super) fn store_file(&self) -> PathBuf {
        self.folder.join(STORE_FILE)
    }

    /// Serves the store's protocol on this machine.
    pub(crate) async fn serve(&self) -> Result<Endpoint, Failure> {
        let file = self.folder.join(STORE_FILE);
        let url = serve_file(&file).await?;
        // Whoever finds the folder locked can ask the one who holds it.
        let mut lock = &self.lock;
        let written = lock
            .set_len(0)
            .and_then(|()| lock.write_all(url.as_bytes()));
        written.map_err(|error| unusable(&self.folder, &error))?;
        Ok(Endpoint::local(&url))
    }
}

/// Where the store of a data folder is served already, if it is.
pub(super) fn served_at(folder: &Path) -> Option<String> {
    let lock = File::open(folder.join(LOCK_FILE)).ok()?;
    match lock.try_lock_shared() {
        Err(TryLockError::WouldBlock) => fs::read_to_string(folder.join(LOCK_FILE))
            .ok()
            .filter(|url| url.starts_with("http://")),
        _ => None,
    }
}

/// The file of a data folder's store, if it has one.
pub(crate) fn store_file(folder: &Path) -> Option<PathBuf> {
    let file = folder.join(STORE_FILE);
    file.is_file().then_some(file)
}

/// Whether links can be opened with what is in a data folder.
pub(crate) fn has_secret(folder: &Path) -> bool {
    folder.join(SECRET_FILE).is_file()
}

/// Serves the protocol over tables in memory, which end with the program.
pub(crate) async fn serve_memory() -> Result<Endpoint, Failure> {
    let database = dynoxide::Database::memory().map_err(|error| Failure::said(error, ""))?;
    let url = serve_database(database).await;
    let url = url.map_err(|error| Failure::said(error, ""))?;
    Ok(Endpoint::local(&url))
}

/// Serves the protocol over a store's file, at an address that is returned.
pub(super) async fn serve_file(file: &Path) -> Result<String, Failure> {
    refuse_foreign_file(file)?;
    let name = file
        .to_str()
        .ok_or_else(|| not_ours(file, "its path is not UTF-8 text"))?;
    let database =
        dynoxide::Database::new(name).map_err(|error| not_ours(file, &error.to_string()))?;
    let url = serve_database(database).await;
    url.map_err(|error| unusable(file, &error))
}

async fn serve_database(database: dynoxide::Database) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(dynoxide::server::serve_on(listener, database));
    Ok(format!("http://{address}"))
}

/// A folder with files in it is ours only if our secret is among them, or a key and no store. A run that was stopped
/// before it made its secret leaves only its lock.
fn refuse_foreign(folder: &Path) -> Result<(), Failure> {
    if folder.exists() && !folder.is_dir() {
        return Err(Failure::said(
            format!("`{}` is a file, not a folder for data", folder.display()),
            "name a folder with --data",
        ));
    }
    // A copy of the key alone, as it is fetched from where it was kept.
    if KeyFiles::of(folder).are_there() && !folder.join(STORE_FILE).exists() {
        return Ok(());
    }
    let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
    if folder.join(SECRET_FILE).exists() || entries.all(|entry| entry.file_name() == LOCK_FILE) {
        return Ok(());
    }
    let help = if folder.join(STORE_FILE).exists() {
        "its `secret` is missing, without which no link to a booking opens: put it back, or name another folder with --data"
    } else {
        "name a folder that is new, empty or made by Knead with --data"
    };
    Err(Failure::said(
        format!("the data in `{}` is not ours", folder.display()),
        help,
    ))
}

fn refuse_foreign_file(file: &Path) -> Result<(), Failure> {
    let Ok(opened) = File::open(file) else {
        return Ok(());
    };
    let mut header = Vec::new();
    let read = opened
        .take(SQLITE_HEADER.len() as u64)
        .read_to_end(&mut header);
    read.map_err(|error| unusable(file, &error))?;
    if header.is_empty() || header == SQLITE_HEADER {
        return Ok(());
    }
    Err(not_ours(file, "it is not a store that Knead wrote"))
}

fn lock(folder: &Path) -> Result<File, Failure> {
    let path = folder.join(LOCK_FILE);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path);
    let file = file.map_err(|error| unusable(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::said(
            format!(
                "another `knead dev` is using the data in `{}`",
                folder.display()
            ),
            "stop it, or give this one data of its own with --data",
        )),
        Err(TryLockError::Error(error)) => Err(unusable(&path, &error)),
    }
}

fn read_or_make_secret(folder: &Path) -> Result<Secret, Failure> {
    let path = folder.join(SECRET_FILE);
    if !path.exists() {
        let secret = Secret::generate().map_err(|error| Failure::said(error, ""))?;
        private_file::write(&path, &secret).map_err(|error| unusable(&path, &error))?;
    }
    let text = fs::read_to_string(&path).map_err(|error| unusable(&path, &error))?;
    Secret::parse(&text).ok_or_else(|| {
        Failure::said(
            format!(
                "`{}` does not hold a secret: 64 hexadecimal digits",
                path.display()
            ),
            "put back the one that was there, or name another folder with --data",
        )
    })
}

fn unusable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::said(
        format!("`{}` cannot be used: {error}", path.display()),
        "name another folder with --data",
    )
}

fn not_ours(file: &Path, why: &str) -> Failure {
    Failure::said(
        format!("the data file `{}` cannot be opened: {why}", file.display()),
        "move it away to start anew, or name another folder with --data",
    )
}
