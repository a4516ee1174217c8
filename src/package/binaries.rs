//! Where the functions' programs come from; none is taken that would not run on Lambda.

use std::fs;
use std::path::{Path, PathBuf};

use super::elf::Unfit;
use super::{Architecture, Function, cargo, elf};
use crate::command_line::PackageOptions;
use crate::failure::Failure;

/// The program of each function, as its bytes.
pub(super) fn of(options: &PackageOptions) -> Result<Vec<(Function, Vec<u8>)>, Failure> {
    let architecture = options.architecture;
    let place: Box<dyn Fn(Function) -> Option<PathBuf>> = match &options.bins {
        Some(folder) => {
            let folder = folder.clone();
            Box::new(move |function| ready(&folder, function))
        }
        None => {
            let built = cargo::build(architecture)?;
            Box::new(move |function| built.get(function.as_str()).cloned())
        }
    };
    let read = |function: Function| {
        let path = place(function).ok_or_else(|| missing(function, options))?;
        let bytes = fs::read(&path).map_err(|error| {
            Failure::said(format!("`{}` cannot be read: {error}", path.display()), "")
        })?;
        elf::check(&bytes, architecture).map_err(|unfit| refusal(&path, &unfit, architecture))?;
        Ok((function, bytes))
    };
    Function::ALL.into_iter().map(read).collect()
}

/// A program as cargo leaves it, or as cargo-lambda does.
fn ready(folder: &Path, function: Function) -> Option<PathBuf> {
    let plain = folder.join(function.as_str());
    [plain.clone(), plain.join("bootstrap")]
        .into_iter()
        .find(|path| path.is_file())
}

fn missing(function: Function, options: &PackageOptions) -> Failure {
    let name = function.as_str();
    match &options.bins {
        Some(folder) => Failure::said(
            format!(
                "there is no program `{name}` in `{}`, nor `{name}/bootstrap`",
                folder.display()
            ),
            "build all four: cargo build --release --package functions --bins",
        ),
        None => Failure::said(
            format!("cargo built no program `{name}`"),
            "stand in Knead's own source, of the version of this program",
        ),
    }
}

fn refusal(path: &Path, unfit: &Unfit, architecture: Architecture) -> Failure {
    let path = path.display();
    let (name, rust) = (architecture.as_str(), architecture.rust());
    match unfit {
        Unfit::NotLinux => Failure::said(
            format!("`{path}` is no program for Linux of 64 bits"),
            "name the folder in which cargo leaves the four functions' programs with --bins",
        ),
        Unfit::Processor => Failure::said(
            format!("`{path}` is for another processor than {name}"),
            "build it for that one, or say with --architecture for which it is",
        ),
        Unfit::Glibc(version) => Failure::said(
            format!("`{path}` wants glibc {version}, and Lambda's provided.al2023 has 2.34"),
            format!(
                "build it for an older one: `cargo zigbuild --release --package functions --bins \
                 --target {rust}-unknown-linux-gnu.2.34`, then add --bins \
                 target/{rust}-unknown-linux-gnu/release; or `cargo lambda build --release \
                 --package functions`, then --bins target/lambda"
            ),
        ),
    }
}
