//! What happens: bookings taken over HTTP, kept in DynamoDB, told of by mail.
//!
//! One [`axum::Router`] per function; `knead dev` and Lambda drive the same ones. Only [`store`]
//! knows the table's keys; every page and mail is drawn by the theme.

pub mod booking;
pub mod desk;
pub mod intake;
pub mod mail;
pub mod notify;
pub mod sealing;
pub mod store;

mod answer;
mod app;
mod aws;
mod clock;
mod config;
mod deployed;
mod ground;
mod limits;
mod link;
mod published;
mod request;
mod said;
mod sealed;
mod secret;

pub use app::App;
pub use clock::Clock;
pub use config::{Config, ConfigError, IntakeConfig};
pub use deployed::start_log;
pub use ground::Ground;
pub use published::{CONTENT_FOLDER, NotPublished, Published, THEME_FOLDER};
pub use request::CLIENT_ADDRESS_HEADER;
pub use secret::{NetworkKey, Secret};
