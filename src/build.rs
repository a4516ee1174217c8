//! `knead build`: the site, and what the functions need, whole or not at all.

use std::collections::BTreeMap;

use site_gen::write;

use crate::command_line::Build;
use crate::failure::Failure;
use crate::practice_folder::PracticeFolder;
use crate::terminal;

pub(crate) fn run(arguments: &Build) -> Result<(), Failure> {
    let loaded = PracticeFolder::find(&arguments.dir)?.load()?;
    let site = loaded.site(arguments.base_url.as_deref())?;
    let warnings = loaded.warnings(&site);
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    files.extend(
        site.files
            .into_iter()
            .map(|(path, bytes)| (format!("site/{path}"), bytes)),
    );
    files.extend(
        loaded
            .functions_files()?
            .into_iter()
            .map(|(path, bytes)| (format!("functions/{path}"), bytes)),
    );
    write::swap_in(&files, &arguments.out)?;
    if !warnings.is_empty() {
        terminal::message(terminal::problems(&warnings, &[]));
    }
    Ok(())
}
