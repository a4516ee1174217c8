//! `knead backup`: both tables copied into a folder, as of one moment.

use std::fs;
use std::io;
use std::path::Path;

use functions::store::Store;
use functions::store::copy::Part;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::manifest::{FILE, FORMAT, KEYS_KEPT_DAYS, Manifest, file};
use super::place::{self, Use};
use super::refused;
use super::writing::Writing;
use crate::command_line::Backup;
use crate::failure::Failure;
use crate::key_files::in_use;
use crate::practice_folder::PracticeFolder;
use crate::{private_file, terminal};

/// How often the tables are copied while others change them meanwhile.
const ROUNDS_MAX: u32 = 5;

pub(crate) fn run(arguments: &Backup) -> Result<(), Failure> {
    crate::dev::start_log();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::said(error, ""))?;
    runtime.block_on(take(arguments))
}

async fn take(arguments: &Backup) -> Result<(), Failure> {
    let folder = PracticeFolder::find(&arguments.place.dir)?;
    let practice = folder.catalogue()?.practice.name;
    let opened = place::open(&arguments.place, &folder, Use::Copy).await?;
    let out = &arguments.out;
    make_room(out)?;
    let manifest = whole(&opened.store, &practice, out)
        .await
        .inspect_err(|_| {
            // It would look like a copy, and holds what is personal.
            let _ = Part::ALL.map(|part| fs::remove_file(out.join(file(part))));
        })?;
    for part in Part::ALL {
        let copied = manifest.of(part);
        terminal::data(format!(
            "{} rows {} bytes {}",
            file(part),
            copied.rows,
            copied.bytes
        ));
    }
    terminal::message(format!(
        "The copy is in `{}`. It names clients: keep it where nobody else reads it.\n\
         Delete its `{}` by {}: kept for longer, it would open what was erased meanwhile.\n\
         Not in it: the secret of links, the practice's key, sessions. Keep the first two apart from it.",
        out.display(),
        file(Part::Keys),
        manifest.delete_keys_by
    ));
    Ok(())
}

/// Copies both tables until neither was changed meanwhile, and says so in the manifest.
async fn whole(store: &Store, practice: &str, out: &Path) -> Result<Manifest, Failure> {
    for _ in 0..ROUNDS_MAX {
        let now = Timestamp::now();
        let table = copy(store, Part::Table, now, out).await?;
        let keys = copy(store, Part::Keys, now, out).await?;
        let practice_keys = in_use(store).await?.into_keys().collect();
        let manifest = Manifest {
            format: FORMAT,
            practice: practice.to_owned(),
            taken_at: now,
            delete_keys_by: TimeZone::UTC.to_datetime(now).date() + KEYS_KEPT_DAYS.days(),
            practice_keys,
            table,
            keys,
        };
        // What is the same in two walks was so at the moment between them: in both tables.
        if is_still_so(store, &manifest, now).await? {
            let text = serde_json::to_string_pretty(&manifest);
            let text = text.map_err(|error| Failure::said(error, ""))? + "\n";
            let path = out.join(FILE);
            private_file::write(&path, &text).map_err(|error| unwritable(&path, &error))?;
            return Ok(manifest);
        }
        terminal::message("The tables were changed while they were copied: once more.");
    }
    Err(Failure::said(
        format!("the tables were changed each of the {ROUNDS_MAX} times that they were copied"),
        "run this at a quieter hour; or have AWS make a table of one moment by its point-in-time recovery, and copy that",
    ))
}

async fn copy(
    store: &Store,
    part: Part,
    now: Timestamp,
    out: &Path,
) -> Result<super::manifest::Copied, Failure> {
    let path = out.join(file(part));
    let fails = |error: io::Error| unwritable(&path, &error);
    let mut writing = Writing::begin(&path).map_err(fails)?;
    let mut walk = store.walk(part);
    while let Some(rows) = walk.next_page().await.map_err(refused)? {
        for row in rows.iter().filter(|row| row.is_to_be_kept(now)) {
            writing.write(row).map_err(fails)?;
        }
    }
    writing.end().map_err(fails)
}

async fn is_still_so(store: &Store, manifest: &Manifest, now: Timestamp) -> Result<bool, Failure> {
    for part in Part::ALL {
        let digest = store.digest(part, now).await.map_err(refused)?;
        if digest.to_string() != manifest.of(part).digest {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The folder for a copy: new, empty, or left by a run that was stopped before it was done.
fn make_room(out: &Path) -> Result<(), Failure> {
    fs::create_dir_all(out).map_err(|error| unwritable(out, &error))?;
    let entries = fs::read_dir(out).map_err(|error| unwritable(out, &error))?;
    let ours = Part::ALL.map(file);
    let mut names = entries.flatten().map(|entry| entry.file_name());
    if names.all(|name| ours.iter().any(|ours| name == *ours)) {
        return Ok(());
    }
    Err(Failure::said(
        format!("there is something in `{}`", out.display()),
        "name a new folder: --out DIR",
    ))
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::said(
        format!("`{}` cannot be written: {error}", path.display()),
        "name another folder: --out DIR",
    )
}
