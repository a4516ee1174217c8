//! What happens: bookings taken over HTTP, kept in DynamoDB, told of by mail.
//!
//! One [`axum::Router`] per function; `knead dev` and Lambda drive the same ones. Only [`store`]
//! knows the table's keys; every page and mail is drawn by the theme.

pub mod booking;
pub mod budget;
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
mod driver;
mod ground;
mod limits;
mod link;
mod pack;
mod published;
mod request;
mod said;
mod sealed;
mod secret;

pub use app::App;
pub use clock::Clock;
pub use config::ConfigError;
pub use deployed::start;
pub use driver::serve;
pub use ground::Ground;
pub use pack::{NotAPack, PACK_FILE, TooLarge, pack};
pub use published::{NotPublished, Published};
pub use request::{CLIENT_ADDRESS_HEADER, FRONT_HEADER};
pub use secret::{NetworkKey, Secret};
