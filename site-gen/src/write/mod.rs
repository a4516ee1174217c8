//! Files onto disk: the output folder appears whole or not at all.
//!
//! Everything is written beside the output folder first (`.dist.new`), then two renames swap it
//! in: the old folder becomes `.dist.old`, the new one takes its name, the old one is removed.
//! A crash before the renames leaves the old folder untouched; a crash between them leaves it
//! whole as `.dist.old`, and the next run puts it back before it begins. Only a folder with our
//! [`MARKER`] in it, or an empty one, is ever replaced. One run at a time: two that write to one
//! folder at once may fail, but neither leaves half a site.

mod problem;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

pub use problem::SwapProblem;

/// The file by which we know an output folder as ours.
pub const MARKER: &str = ".knead";

const MARKER_TEXT: &str = "Knead made this folder and replaces it whole with every build.\n";

/// Makes `out` hold exactly `files`: paths relative to it, with `/` between their parts.
///
/// # Errors
/// [`SwapProblem`]; `out` is then as it was before.
pub fn swap_in(files: &BTreeMap<String, Vec<u8>>, out: &Path) -> Result<(), SwapProblem> {
    let fresh = beside(out, "new")?;
    let old = beside(out, "old")?;
    recover(out, &old)?;
    refuse_foreign(out)?;
    remove(&fresh)?;
    if let Err(problem) = write_all(files, &fresh) {
        // The reason of the failure matters more than a leftover, which the next run removes.
        let _ = fs::remove_dir_all(&fresh);
        return Err(problem);
    }
    exchange(&fresh, out, &old)
}

/// `dist` and `new` give `.dist.new` in the same folder, so that a rename stays on one disk.
fn beside(out: &Path, role: &str) -> Result<PathBuf, SwapProblem> {
    let name = out
        .file_name()
        .ok_or_else(|| SwapProblem::NotAFolder(out.to_owned()))?;
    Ok(out.with_file_name(format!(".{}.{role}", name.to_string_lossy())))
}

/// Ends what a crashed run began: between its renames the old folder goes back, after them it goes.
fn recover(out: &Path, old: &Path) -> Result<(), SwapProblem> {
    if !out.exists() && old.join(MARKER).exists() {
        return fs::rename(old, out).map_err(at(old));
    }
    remove(old)
}

fn refuse_foreign(out: &Path) -> Result<(), SwapProblem> {
    let facts = match fs::symlink_metadata(out) {
        Ok(facts) => facts,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(at(out)(error)),
    };
    if !facts.is_dir() {
        return Err(SwapProblem::NotAFolder(out.to_owned()));
    }
    let empty = fs::read_dir(out).map_err(at(out))?.next().is_none();
    if empty || out.join(MARKER).exists() {
        Ok(())
    } else {
        Err(SwapProblem::Foreign(out.to_owned()))
    }
}

fn write_all(files: &BTreeMap<String, Vec<u8>>, root: &Path) -> Result<(), SwapProblem> {
    let folders: BTreeSet<&str> = files
        .keys()
        .filter_map(|path| path.rsplit_once('/'))
        .map(|(folder, _)| folder)
        .collect();
    fs::create_dir_all(root).map_err(at(root))?;
    for folder in folders {
        let folder = inside(root, folder)?;
        fs::create_dir_all(&folder).map_err(at(&folder))?;
    }
    for (path, bytes) in files {
        let path = inside(root, path)?;
        fs::write(&path, bytes).map_err(at(&path))?;
    }
    let marker = root.join(MARKER);
    fs::write(&marker, MARKER_TEXT).map_err(at(&marker))
}

fn inside(root: &Path, relative: &str) -> Result<PathBuf, SwapProblem> {
    let path = Path::new(relative);
    let plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !plain || relative.is_empty() {
        return Err(SwapProblem::Outside(relative.to_owned()));
    }
    Ok(root.join(path))
}

fn exchange(fresh: &Path, out: &Path, old: &Path) -> Result<(), SwapProblem> {
    let replaced = match fs::rename(out, old) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(at(out)(error)),
    };
    if let Err(error) = fs::rename(fresh, out) {
        if replaced {
            fs::rename(old, out).map_err(at(old))?;
        }
        return Err(at(out)(error));
    }
    remove(old)
}

fn remove(folder: &Path) -> Result<(), SwapProblem> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(folder)(error)),
        _ => Ok(()),
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> SwapProblem {
    let path = path.to_owned();
    move |source| SwapProblem::Io { path, source }
}
