//! Which tables are copied or filled: those on this machine, or those that the environment names.

use functions::store::{Endpoint, Store};

use crate::command_line::CopyPlace;
use crate::dev::{STORE_HELP, TABLE, emulator, emulator::Data};
use crate::failure::Failure;
use crate::practice_folder::PracticeFolder;

/// The name of the table where the functions run; here it names the table to copy.
const TABLE_VARIABLE: &str = "KNEAD_TABLE";

/// What is done with tables.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// They have to be there.
    Copy,
    /// On this machine they are made.
    Fill,
}

/// The tables.
pub(super) struct Opened {
    pub(super) store: Store,
    /// The data folder that they are in, ours alone while this value lives; none: they are elsewhere.
    pub(super) data: Option<Data>,
    /// What they are called where something is wrong.
    pub(super) name: String,
}

pub(super) async fn open(
    place: &CopyPlace,
    folder: &PracticeFolder,
    purpose: Use,
) -> Result<Opened, Failure> {
    if let Some(table) = elsewhere(place) {
        let endpoint = Endpoint::from_environment().map_err(|error| {
            let help = "or copy the tables on this machine: name their folder with --data";
            Failure::said(error, help)
        })?;
        let store = Store::new(&endpoint, &table);
        return Ok(Opened {
            store,
            data: None,
            name: format!("the table `{table}`"),
        });
    }
    let data_folder = place.data.clone().unwrap_or_else(|| folder.data());
    let name = format!("the data in `{}`", data_folder.display());
    if purpose == Use::Copy && emulator::store_file(&data_folder).is_none() {
        return Err(Failure::said(
            format!("there is nothing to copy in `{}`", data_folder.display()),
            "name the folder that holds the data with --data, or a table in the cloud with --table",
        ));
    }
    let data = Data::open(&data_folder)?;
    let store = Store::new(&data.serve().await?, TABLE);
    let made = store.make_table().await;
    made.map_err(|error| Failure::said(error, STORE_HELP))?;
    Ok(Opened {
        store,
        data: Some(data),
        name,
    })
}

/// The table that was named, unless it is the one on this machine.
pub(super) fn elsewhere(place: &CopyPlace) -> Option<String> {
    if place.data.is_some() {
        return None;
    }
    let named = place.table.clone();
    let named = named.or_else(|| std::env::var(TABLE_VARIABLE).ok());
    named.or_else(|| Endpoint::named_by_environment().map(|_| TABLE.to_owned()))
}
