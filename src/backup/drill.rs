//! `knead drill`: a copy restored into tables of its own in memory, and put to use there.

use functions::sealing::PracticeKey;
use functions::store::Store;
use functions::{App, Clock, Secret};

use super::copy::Copy;
use super::fill::fill;
use super::{refused, restore, trial};
use crate::command_line::Drill;
use crate::dev::{STORE_HELP, TABLE, emulator};
use crate::failure::Failure;
use crate::key_files::KeyFiles;
use crate::practice_folder::PracticeFolder;
use crate::terminal;

/// The origin of a site that nobody visits.
const ORIGIN: &str = "http://localhost";

pub(crate) fn run(arguments: &Drill) -> Result<(), Failure> {
    crate::dev::start_log();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::said(error, ""))?;
    runtime.block_on(drill(arguments))
}

async fn drill(arguments: &Drill) -> Result<(), Failure> {
    let folder = PracticeFolder::find(&arguments.dir)?;
    let copy = Copy::open(&arguments.from)?;
    terminal::data(format!("copy of {} whole", copy.manifest.taken_at));
    let store = Store::new(&emulator::serve_memory().await?, TABLE);
    let made = store.make_table().await;
    made.map_err(|error| Failure::said(error, STORE_HELP))?;
    let clock = arguments.now.map_or(Clock::System, Clock::Fixed);
    let filled = fill(&store, &copy, clock.now()).await?;
    filled.iter().for_each(restore::tell);
    open_keys(arguments, &folder, &store).await?;
    let published = folder.load()?.build(ORIGIN)?.published;
    let services = published.catalogue.services.clone();
    let secret = Secret::generate()
        .ok()
        .and_then(|text| Secret::parse(&text));
    let secret = secret.ok_or_else(|| Failure::said("the system has no randomness to give", ""))?;
    let app = App::new(published, store, secret, Some(ORIGIN), clock.clone()).without_limits();
    trial::book(functions::booking::router(app), &services, clock.now()).await
}

/// Opens every client's key with the practice's, where that is at hand.
async fn open_keys(
    arguments: &Drill,
    folder: &PracticeFolder,
    store: &Store,
) -> Result<(), Failure> {
    let files = KeyFiles::of(&arguments.data.clone().unwrap_or_else(|| folder.data()));
    if !files.are_there() {
        terminal::message(
            "The clients' keys were not opened: there is no key file here. Name its folder with --data.",
        );
        return Ok(());
    }
    // Sealed anew, each has been opened. Only the tables in memory know of the new key.
    let no_randomness = |error| Failure::said(error, "");
    let key: PracticeKey = files.read()?.succeeded().map_err(no_randomness)?;
    let opened = store.rewrap_client_keys(&key).await.map_err(refused)?;
    if let Some(error) = opened.left.first() {
        return Err(Failure::said(
            format!(
                "{} clients' keys do not open with this key file: {error}",
                opened.left.len()
            ),
            "name the folder of the key file that goes with this copy with --data",
        ));
    }
    terminal::data(format!("clients' keys open {}", opened.changed));
    Ok(())
}
