//! The store as other commands read it: through a running `knead dev`, or from its file.

use functions::store::{Endpoint, Store};
use jiff::civil::Date;
use practice::availability::{Day, Resource};

use super::{TABLE, emulator};
use crate::failure::Failure;
use crate::practice_folder::PracticeFolder;

/// The days as they are stored; all empty where nothing was ever booked.
pub(crate) fn days(
    folder: &PracticeFolder,
    wanted: &[(Resource, Date)],
) -> Result<Vec<Day>, Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::said(error, ""))?;
    runtime.block_on(async {
        let Some(endpoint) = endpoint(folder).await? else {
            return Ok(Vec::new());
        };
        let store = Store::new(&endpoint, TABLE);
        store
            .days(wanted)
            .await
            .map_err(|error| Failure::said(error, "ask without the store: --bookings FILE"))
    })
}

async fn endpoint(folder: &PracticeFolder) -> Result<Option<Endpoint>, Failure> {
    if Endpoint::named_by_environment().is_some() {
        return Endpoint::from_environment()
            .map(Some)
            .map_err(|error| Failure::said(error, ""));
    }
    let data = folder.data();
    if let Some(url) = emulator::served_at(&data) {
        return Ok(Some(Endpoint::local(&url)));
    }
    match emulator::store_file(&data) {
        Some(file) => emulator::serve_file(&file)
            .await
            .map(|url| Some(Endpoint::local(&url))),
        None => Ok(None),
    }
}
