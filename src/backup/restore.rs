//! `knead restore`: empty tables filled from a copy, and proven equal to it.

use functions::store::copy::Standing;
use jiff::Timestamp;

use super::copy::Copy;
use super::fill::{Filled, fill};
use super::manifest::file;
use super::place::{self, Opened, Use};
use super::refused;
use crate::command_line::{CopyPlace, Restore};
use crate::dev::emulator;
use crate::failure::Failure;
use crate::key_files::KeyFiles;
use crate::practice_folder::PracticeFolder;
use crate::terminal;

pub(crate) fn run(arguments: &Restore) -> Result<(), Failure> {
    crate::dev::start_log();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::said(error, ""))?;
    runtime.block_on(restore(arguments))
}

async fn restore(arguments: &Restore) -> Result<(), Failure> {
    let folder = PracticeFolder::find(&arguments.place.dir)?;
    let copy = Copy::open(&arguments.from)?;
    if !arguments.renamed {
        refuse_foreign(&copy, &folder.catalogue()?.practice.name)?;
    }
    if place::elsewhere(&arguments.place).is_none() {
        refuse_without_keys(&copy, &arguments.place, &folder)?;
    }
    let opened = place::open(&arguments.place, &folder, Use::Fill).await?;
    refuse_in_use(&opened, &copy).await?;
    let filled = fill(&opened.store, &copy, Timestamp::now()).await?;
    filled.iter().for_each(tell);
    terminal::message(format!(
        "Read again, {} is what was copied at {}.",
        opened.name, copy.manifest.taken_at
    ));
    for id in &copy.manifest.practice_keys {
        if opened.data.is_none() {
            terminal::message(format!(
                "Records are sealed to the practice's key {id}: the desk's KNEAD_PRACTICE_KEY must hold it."
            ));
        }
    }
    terminal::message(
        "Staff sign in anew. Who was erased after the copy was taken is there again: erase them again at the desk.",
    );
    Ok(())
}

/// Says how much of a table is there.
pub(super) fn tell(filled: &Filled) {
    let past = match filled.past {
        0 => String::new(),
        past => format!(" past their time {past}"),
    };
    let (name, rows) = (file(filled.part), filled.rows);
    terminal::data(format!("{name} rows {rows} equal{past}"));
}

/// A copy is of one practice.
fn refuse_foreign(copy: &Copy, practice: &str) -> Result<(), Failure> {
    let copied = &copy.manifest.practice;
    if copied == practice {
        return Ok(());
    }
    Err(Failure::said(
        format!("this copy is of `{copied}`, but the practice in this folder is `{practice}`"),
        format!(
            "name the folder of `{copied}` behind the copy's; if it is the same practice by a new name: --renamed"
        ),
    ))
}

/// On this machine, links open with the secret beside the data, and records with the key.
fn refuse_without_keys(
    copy: &Copy,
    place: &CopyPlace,
    folder: &PracticeFolder,
) -> Result<(), Failure> {
    let data = place.data.clone().unwrap_or_else(|| folder.data());
    if copy.manifest.table.rows > 0 && !emulator::has_secret(&data) {
        return Err(Failure::said(
            format!(
                "`{}` has no `secret`, without which no link to a booking opens",
                data.display()
            ),
            "first put the copies of `secret` and `practice.key` there that go with this copy",
        ));
    }
    let Some(wanted) = copy.manifest.practice_keys.first() else {
        return Ok(());
    };
    let key = KeyFiles::of(&data).read()?;
    let mut all = copy.manifest.practice_keys.iter();
    match all.find(|id| !key.holds(id)) {
        None => Ok(()),
        Some(missing) => Err(Failure::said(
            format!(
                "the key file in `{}` does not hold {missing}, to which records of this copy are sealed",
                data.display()
            ),
            format!("put the copy of `practice.key` there that holds {wanted}"),
        )),
    }
}

async fn refuse_in_use(opened: &Opened, copy: &Copy) -> Result<(), Failure> {
    match opened.store.standing().await.map_err(refused)? {
        Standing::Empty => Ok(()),
        Standing::Begun(name) if name == copy.name => {
            terminal::message("A restore of this copy was stopped in between: it is done again.");
            Ok(())
        }
        Standing::Begun(_) => Err(Failure::said(
            format!(
                "a restore of another copy into {} was stopped in between",
                opened.name
            ),
            "end it first: run it again with that copy; or make the tables anew",
        )),
        Standing::InUse => Err(Failure::said(
            format!("{} is in use: it is not empty", opened.name),
            "restore into a new one: --data DIR on this machine, --table NAME in the cloud",
        )),
    }
}
