//! The practice's key on this machine: its file, made at the first run, and its public half beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use functions::sealing::{KeyFile, KeyFileError, KeyId, PracticeKey, SealError};
use functions::store::Store;

use crate::dev::STORE_HELP;
use crate::failure::Failure;
use crate::private_file;

/// The file that holds the practice's key; readable by its owner only.
const KEY_FILE: &str = "practice.key";
/// The file that holds its public half.
const PUBLIC_FILE: &str = "practice.pub";

/// The files of a data folder.
pub(crate) struct KeyFiles {
    key: PathBuf,
    public: PathBuf,
}

impl KeyFiles {
    pub(crate) fn of(folder: &Path) -> Self {
        Self {
            key: folder.join(KEY_FILE),
            public: folder.join(PUBLIC_FILE),
        }
    }

    /// Whether there is a key.
    pub(crate) fn are_there(&self) -> bool {
        self.key.exists()
    }

    /// The key that is there.
    pub(crate) fn read(&self) -> Result<PracticeKey, Failure> {
        let read = KeyFile::at(&self.key).read();
        read.map_err(|error| Failure::said(&error, error.help()))
    }

    /// The key that what is stored is sealed to. Where nothing is, and there is none, it is made.
    pub(crate) async fn open_or_make(&self, store: &Store) -> Result<PracticeKey, Failure> {
        let in_use = in_use(store).await?;
        let key = match KeyFile::at(&self.key).read() {
            Err(error) if error.is_missing() && in_use.is_empty() => {
                let key = PracticeKey::generate().map_err(no_randomness)?;
                self.write(&key)?;
                key
            }
            read => read.map_err(|error| unusable(&error, &in_use))?,
        };
        self.refuse_foreign(&key, &in_use)?;
        // It can be made again at any time, and says which key is meant.
        let public = format!("{}\n", key.public());
        if fs::read_to_string(&self.public).ok().as_ref() != Some(&public) {
            fs::write(&self.public, public).map_err(|error| unwritable(&self.public, &error))?;
        }
        Ok(key)
    }

    /// Refuses a folder that has a key: what is sealed to it would open no more.
    pub(crate) fn refuse_another(&self) -> Result<(), Failure> {
        if !self.are_there() {
            return Ok(());
        }
        Err(Failure::said(
            format!("there is a key already: `{}`", self.key.display()),
            "name another folder with --data, or move that key away",
        ))
    }

    /// Writes a key that came from elsewhere, where there is none.
    pub(crate) fn keep(&self, key: &PracticeKey) -> Result<(), Failure> {
        self.refuse_another()?;
        if let Some(folder) = self.key.parent() {
            fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        }
        self.write(key)?;
        self.write_public(key)
    }

    /// Puts a new key in the place of this one, which is kept as a former one.
    pub(crate) fn replace(&self, key: PracticeKey) -> Result<PracticeKey, Failure> {
        let key = key.succeeded().map_err(no_randomness)?;
        self.write(&key)?;
        self.write_public(&key)?;
        Ok(key)
    }

    fn write_public(&self, key: &PracticeKey) -> Result<(), Failure> {
        let public = format!("{}\n", key.public());
        fs::write(&self.public, public).map_err(|error| unwritable(&self.public, &error))
    }

    fn write(&self, key: &PracticeKey) -> Result<(), Failure> {
        let text = key.to_text().ok_or_else(|| {
            Failure::said(
                format!("the key file `{}` is full", self.key.display()),
                "remove the last `former` lines, once no copy of the table of keys needs them",
            )
        })?;
        private_file::write(&self.key, &text).map_err(|error| unwritable(&self.key, &error))
    }

    fn refuse_foreign(
        &self,
        key: &PracticeKey,
        in_use: &BTreeMap<KeyId, usize>,
    ) -> Result<(), Failure> {
        let Some(wanted) = in_use.keys().find(|id| !key.holds(id)) else {
            return Ok(());
        };
        Err(Failure::said(
            format!(
                "the key file `{}` holds the key {}, but records are sealed to {wanted}",
                self.key.display(),
                key.public().id()
            ),
            format!(
                "put back the copy of the key file with {wanted}, or name another folder with --data"
            ),
        ))
    }
}

/// How many clients' keys are sealed to which practice key.
pub(crate) async fn in_use(store: &Store) -> Result<BTreeMap<KeyId, usize>, Failure> {
    let in_use = store.practice_keys_in_use().await;
    in_use.map_err(|error| Failure::said(error, STORE_HELP))
}

fn unusable(error: &KeyFileError, in_use: &BTreeMap<KeyId, usize>) -> Failure {
    let help = match in_use.keys().next() {
        Some(wanted) if error.is_missing() => format!(
            "{}: records are sealed to its key {wanted}, and open with no other",
            error.help()
        ),
        _ => error.help(),
    };
    Failure::said(error, help)
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::said(
        format!("`{}` cannot be written: {error}", path.display()),
        "name another folder with --data",
    )
}

fn no_randomness(error: SealError) -> Failure {
    Failure::said(error, "")
}
