//! `knead keys rotate`: a new key, and every client's key sealed to it.

use super::Opened;
use crate::dev::STORE_HELP;
use crate::failure::Failure;
use crate::key_files::in_use;
use crate::terminal;

pub(super) async fn run(opened: Opened) -> Result<(), Failure> {
    let in_use = in_use(&opened.store).await?;
    let current = opened.key.public();
    let key = if in_use.is_empty() {
        terminal::message("No client has a key yet: there is nothing to seal anew.");
        return Ok(());
    } else if in_use.keys().all(|id| id == current.id()) {
        opened.data.key_files().replace(opened.key)?
    } else {
        // A new key is there, and not all clients' keys are sealed to it: a run was stopped in
        // between, or the key was made by `knead keys new`.
        opened.key
    };
    let rewrapped = opened.store.rewrap_client_keys(&key).await;
    let rewrapped = rewrapped.map_err(|error| Failure::said(error, STORE_HELP))?;
    terminal::data(format!("key {}", key.public().id()));
    terminal::data(format!("public {}", key.public()));
    terminal::data(format!("sealed anew {}", rewrapped.changed));
    if rewrapped.left.is_empty() {
        return Ok(());
    }
    for error in &rewrapped.left {
        terminal::message(format!("error: {error}"));
    }
    Err(Failure::said(
        format!("{} clients' keys are as they were", rewrapped.left.len()),
        "put back the table of keys from a copy in which they open, then run this again",
    ))
}
