//! What goes out: JSON, pages drawn by the theme, and refusals in both.

mod csv;
mod failure;
mod limited;
mod log;
mod mistakes;
mod page;
mod private;
mod problem;

#[allow(unused_imports, reason = "the desk sends them")]
pub(crate) use csv::{Csv, download};
pub(crate) use failure::Failure;
pub(crate) use limited::Limited;
pub(crate) use log::log_request;
pub(crate) use mistakes::{FieldView, Mistakes, Problem};
pub(crate) use page::{PageFacts, draw_refusals, see_other};
pub(crate) use private::private;
pub(crate) use problem::Refused;
