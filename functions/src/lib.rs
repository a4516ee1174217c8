//! What happens: bookings taken over HTTP, kept in DynamoDB.
//!
//! One [`axum::Router`] per function; `knead dev` and Lambda drive the same ones. Only [`store`]
//! knows the table's keys; every page is drawn by the theme.

pub mod booking;
pub mod store;

mod answer;
mod app;
mod clock;
mod config;
mod limits;
mod published;
mod request;
mod sealed;
mod secret;

pub use app::App;
pub use clock::Clock;
pub use config::{Config, ConfigError};
pub use published::{CONTENT_FOLDER, NotPublished, Published, THEME_FOLDER};
pub use request::CLIENT_ADDRESS_HEADER;
pub use secret::Secret;
