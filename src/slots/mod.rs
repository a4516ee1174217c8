//! `knead slots`: which times would be offered, and why one is not.

mod clock;
mod explained;
mod hindrance;
mod json;
mod listed;
mod moment;
mod obstacles;
mod question;
mod table;
mod words;

pub(crate) use moment::Moment;

use serde::Serialize;

use crate::command_line::Slots;
use crate::failure::Failure;
use crate::practice_folder::PracticeFolder;
use crate::terminal;
use question::Question;

pub(crate) fn run(arguments: &Slots) -> Result<(), Failure> {
    let folder = PracticeFolder::find(&arguments.dir)?;
    let catalogue = folder.catalogue()?;
    let question = Question::of(&folder, &catalogue, arguments)?;
    match arguments.explain {
        Some(moment) => explained::answer(&question, moment, arguments),
        None => listed::answer(&question, arguments),
    }
}

/// Writes an answer for programs.
fn write_json(answer: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(answer).map_err(|error| Failure::said(error, ""))?;
    terminal::data(text);
    Ok(())
}
