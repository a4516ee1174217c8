//! How it looks: a catalogue and a theme become a site.
//!
//! A pure function between one read and one write. [`Theme`] draws every page, whether it is
//! built here or served later; [`build`] makes all files of the site in memory; [`mod@write`] puts
//! them on disk, whole or not at all; [`headers`] says once what every response carries.

pub mod folder;
pub mod headers;
pub mod links;
pub mod markdown;
pub mod view;
pub mod words;
pub mod write;

mod pages;
mod redirect;
mod site;
mod sitemap;
mod structured;
mod theme;

pub use site::{Site, build};
pub use theme::{TemplateProblem, Theme};
