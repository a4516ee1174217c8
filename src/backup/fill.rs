//! Tables filled from a copy, and read again to prove that they are what was copied.

use functions::store::Store;
use functions::store::copy::{Digest, Part};
use jiff::Timestamp;

use super::copy::Copy;
use super::manifest::file;
use super::refused;
use crate::failure::Failure;

/// How many rows are put at a time.
const ROWS_AT_ONCE: usize = 100;

/// What was put into a table, and is there.
#[derive(Clone, Copy)]
pub(super) struct Filled {
    pub(super) part: Part,
    pub(super) rows: u64,
    /// Rows whose time has passed since they were copied.
    pub(super) past: u64,
}

/// Fills both tables from a copy and proves that they hold it.
pub(super) async fn fill(
    store: &Store,
    copy: &Copy,
    now: Timestamp,
) -> Result<[Filled; 2], Failure> {
    store.begin_filling(&copy.name).await.map_err(refused)?;
    let table = put(store, copy, Part::Table, now).await?;
    let keys = put(store, copy, Part::Keys, now).await?;
    for (part, put) in [(Part::Table, &table), (Part::Keys, &keys)] {
        prove(store, part, &put.0, now).await?;
    }
    store.end_filling().await.map_err(refused)?;
    Ok([table.1, keys.1])
}

async fn put(
    store: &Store,
    copy: &Copy,
    part: Part,
    now: Timestamp,
) -> Result<(Digest, Filled), Failure> {
    let mut digest = Digest::default();
    let mut lines = copy.lines(part)?;
    let (mut rows, mut past) = (Vec::with_capacity(ROWS_AT_ONCE), 0);
    loop {
        let row = lines.next_row()?;
        let is_last = row.is_none();
        match row {
            Some(row) if row.is_to_be_kept(now) => {
                digest.add(&row);
                rows.push(row);
            }
            Some(_) => past += 1,
            None => {}
        }
        if is_last || rows.len() == ROWS_AT_ONCE {
            store.fill(part, &rows).await.map_err(|error| {
                Failure::said(
                    error,
                    "run this again: it goes on with what is not there yet",
                )
            })?;
            rows.clear();
        }
        if is_last {
            let rows = digest.rows();
            return Ok((digest, Filled { part, rows, past }));
        }
    }
}

/// Reads a table again: equal, or it is not restored.
async fn prove(store: &Store, part: Part, put: &Digest, now: Timestamp) -> Result<(), Failure> {
    let there = store.digest(part, now).await.map_err(refused)?;
    if there == *put {
        return Ok(());
    }
    Err(Failure::said(
        format!(
            "the table is not what was copied: {} rows were put from `{}`, {} are there",
            put.rows(),
            file(part),
            there.rows()
        ),
        "something else writes to it: stop `knead dev`, or the functions of the stack; make the tables anew, and restore again",
    ))
}
