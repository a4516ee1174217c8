//! Mail on a laptop: a folder, one file for each mail, there whole or not at all.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use lettre::Message;
use lettre::message::header::Date;

use super::sender::{NotSent, Sent, Why};

/// A folder of mails. Clones share it; only one process may write to it at a time.
#[derive(Clone, Debug)]
pub struct Mailbox {
    folder: PathBuf,
    /// The number of the last mail.
    last: Arc<Mutex<u32>>,
}

impl Mailbox {
    /// A mailbox in this folder, which is made with the first mail.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            last: Arc::default(),
        }
    }

    /// A few kilobytes to the laptop's own disk: not worth a thread of their own.
    pub(super) fn send(&self, message: &Message) -> Result<Sent, NotSent> {
        let written = self.write(message);
        written
            .map(|name| Sent { id: Some(name) })
            .map_err(|error| {
                let kind = error.kind();
                NotSent::new(
                    Why::Ours,
                    format!("the mailbox's folder refused it ({kind})"),
                )
            })
    }

    fn write(&self, message: &Message) -> io::Result<String> {
        // Held until the file is there, so that no two mails take the same name.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        fs::create_dir_all(&self.folder)?;
        let sent = message.headers().get::<Date>();
        let sent =
            sent.and_then(|date| Timestamp::try_from(std::time::SystemTime::from(date)).ok());
        let time = sent.unwrap_or_default().strftime("%Y%m%dT%H%M%SZ");
        let mut names = (*last + 1..).map(|number| (number, format!("{time}-{number:06}.eml")));
        let free = names.find(|(_, name)| !self.folder.join(name).exists());
        let (number, name) = free.ok_or(io::ErrorKind::StorageFull)?;
        let beside = self.folder.join(format!(".{name}.new"));
        fs::write(&beside, message.formatted())?;
        fs::rename(&beside, self.folder.join(&name))?;
        *last = number;
        Ok(name)
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.folder.display().fmt(formatter)
    }
}
