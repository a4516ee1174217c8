//! Knead: a massage practice's website, booking and intake from a folder of Markdown.

mod build;
mod check;
mod command_line;
mod dev;
mod failure;
mod practice_folder;
mod slots;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;
use command_line::{Command, CommandLine};

fn main() -> ExitCode {
    let command_line = CommandLine::parse();
    let done = match command_line.command.unwrap_or(Command::Dev(command_line.dev)) {
        Command::Dev(arguments) => dev::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Slots(arguments) => slots::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
