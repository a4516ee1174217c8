//! `knead package`: what goes to the cloud, whole or not at all.

mod architecture;
mod binaries;
mod cargo;
mod elf;
mod function;
mod infra;
mod zipped;

use std::collections::BTreeMap;

use serde::Serialize;
use site_gen::write;

pub(crate) use architecture::Architecture;
use function::Function;
pub(crate) use infra::{APP_TEMPLATE, DATA_TEMPLATE, app_inputs};
pub(crate) use zipped::{Zip, app_template_stored_as, sha};

use crate::command_line::{Package, PackageOptions};
use crate::failure::Failure;
use crate::practice_folder::{Loaded, PracticeFolder};
use crate::terminal;

/// An input of a template, as `aws cloudformation` takes it.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Parameter {
    parameter_key: &'static str,
    parameter_value: String,
}

pub(crate) fn run(arguments: &Package) -> Result<(), Failure> {
    let loaded = PracticeFolder::find(&arguments.dir)?.load()?;
    // Before anything is compiled: content with errors is not packaged.
    let site = loaded.site(arguments.base_url.as_deref())?;
    let warnings = loaded.warnings(&site);
    let zips = zips(&loaded, &arguments.options)?;
    let mut files: BTreeMap<String, Vec<u8>> = infra::files();
    files.insert(
        "parameters.json".to_owned(),
        parameters(&zips, arguments.options.architecture)?,
    );
    for zip in &zips {
        files.insert(zip.function.zip_file(), zip.bytes.clone());
    }
    files.extend(
        site.files
            .into_iter()
            .map(|(path, bytes)| (format!("site/{path}"), bytes)),
    );
    write::swap_in(&files, &arguments.out)?;
    if !warnings.is_empty() {
        terminal::message(terminal::problems(&warnings, &[]));
    }
    terminal::data(table(&zips));
    Ok(())
}

/// A zip for each function: its program, the practice as it is now, and whom it trusts.
pub(crate) fn zips(loaded: &Loaded, options: &PackageOptions) -> Result<Vec<Zip>, Failure> {
    let shared = loaded.functions_files()?;
    let binaries = binaries::of(options)?;
    binaries
        .iter()
        .map(|(function, binary)| zipped::zip(*function, binary, &shared))
        .collect()
}

/// The inputs of the template that a package decides.
fn parameters(zips: &[Zip], architecture: Architecture) -> Result<Vec<u8>, Failure> {
    let architecture = Parameter {
        parameter_key: "Architecture",
        parameter_value: architecture.as_str().to_owned(),
    };
    let zips = zips.iter().map(|zip| Parameter {
        parameter_key: zip.function.parameter(),
        parameter_value: zip.stored_as(),
    });
    let all: Vec<_> = std::iter::once(architecture).chain(zips).collect();
    let mut text = serde_json::to_vec_pretty(&all).map_err(|error| Failure::said(error, ""))?;
    text.push(b'\n');
    Ok(text)
}

fn table(zips: &[Zip]) -> String {
    let rows = zips.iter().map(|zip| {
        format!(
            "{:<12} {:>9} bytes  sha256 {}",
            zip.function.zip_file(),
            zip.bytes.len(),
            zip.sha
        )
    });
    rows.collect::<Vec<_>>().join("\n")
}
