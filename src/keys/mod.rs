//! `knead keys`: the practice's key seen, made, changed, and wrapped for the cloud.

mod rotate;
mod unwrap;
mod wrap;

use functions::sealing::PracticeKey;
use functions::store::{Endpoint, Store};

use crate::command_line::{Keys, KeysAction, KeysPlace};
use crate::dev::{STORE_HELP, TABLE, emulator::Data};
use crate::failure::Failure;
use crate::key_files::{KeyFiles, in_use};
use crate::practice_folder::PracticeFolder;
use crate::terminal;

/// A practice's key, the data folder that holds it, and the store of what is sealed to it.
struct Opened {
    folder: PracticeFolder,
    /// Ours alone while this value lives.
    data: Data,
    store: Store,
    key: PracticeKey,
}

pub(crate) fn run(arguments: &Keys) -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::said(error, ""))?;
    runtime.block_on(async {
        match &arguments.action {
            KeysAction::Show(place) => show(&open(place).await?).await,
            KeysAction::New(place) => make(place).await,
            KeysAction::Rotate(place) => rotate::run(open(place).await?).await,
            KeysAction::Wrap(wrap) => wrap::run(&open(&wrap.place).await?, &wrap.kms_key).await,
            KeysAction::Unwrap(arguments) => unwrap::run(arguments).await,
        }
    })
}

async fn show(opened: &Opened) -> Result<(), Failure> {
    let public = opened.key.public();
    terminal::data(format!("key {}", public.id()));
    terminal::data(format!("public {public}"));
    for (id, count) in in_use(&opened.store).await? {
        terminal::data(format!("clients {count} {id}"));
    }
    Ok(())
}

async fn make(place: &KeysPlace) -> Result<(), Failure> {
    let (folder, files) = files(place)?;
    let was_there = files.are_there();
    let mut opened = open_or_make(place, folder).await?;
    if was_there {
        opened.key = opened.data.key_files().replace(opened.key)?;
    }
    show(&opened).await
}

/// The key that is there.
async fn open(place: &KeysPlace) -> Result<Opened, Failure> {
    let (folder, files) = files(place)?;
    if files.are_there() {
        return open_or_make(place, folder).await;
    }
    Err(Failure::said(
        "there is no key yet",
        "make one: knead keys new; or name the folder that holds it with --data",
    ))
}

fn files(place: &KeysPlace) -> Result<(PracticeFolder, KeyFiles), Failure> {
    let folder = PracticeFolder::find(&place.dir)?;
    let files = KeyFiles::of(&place.data.clone().unwrap_or_else(|| folder.data()));
    Ok((folder, files))
}

async fn open_or_make(place: &KeysPlace, folder: PracticeFolder) -> Result<Opened, Failure> {
    let data = Data::open(&place.data.clone().unwrap_or_else(|| folder.data()))?;
    let store = store(place, &data).await?;
    let key = data.key_files().open_or_make(&store).await?;
    Ok(Opened {
        folder,
        data,
        store,
        key,
    })
}

/// The table that was named, or the one on this machine.
async fn store(place: &KeysPlace, data: &Data) -> Result<Store, Failure> {
    if place.table.is_some() || Endpoint::named_by_environment().is_some() {
        let endpoint = Endpoint::from_environment().map_err(|error| Failure::said(error, ""))?;
        let table = place.table.as_deref().unwrap_or(TABLE);
        return Ok(Store::new(&endpoint, table));
    }
    let store = Store::new(&data.serve().await?, TABLE);
    let made = store.make_table().await;
    made.map_err(|error| Failure::said(error, STORE_HELP))?;
    Ok(store)
}
