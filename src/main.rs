//! Knead: a massage practice's website, booking and intake from a folder of Markdown.

mod backup;
mod build;
mod check;
mod command_line;
mod content_type;
mod deploy;
mod dev;
mod failure;
mod key_files;
mod keys;
mod package;
mod practice_folder;
mod private_file;
mod slots;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;
use command_line::{Command, CommandLine};

fn main() -> ExitCode {
    let done = match CommandLine::parse().command() {
        Command::Dev(arguments) => dev::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Slots(arguments) => slots::run(&arguments),
        Command::Package(arguments) => package::run(&arguments),
        Command::Deploy(arguments) => deploy::run(&arguments),
        Command::Keys(arguments) => keys::run(&arguments),
        Command::Backup(arguments) => backup::backup(&arguments),
        Command::Restore(arguments) => backup::restore(&arguments),
        Command::Drill(arguments) => backup::drill(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
