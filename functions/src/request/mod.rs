//! What came in: a body within its limits, as fields that are each there once.

mod body;
mod fields;
mod front;
mod json;
mod named;
mod network;
mod origin;
mod urlencoded;

pub(crate) use body::{
    Encoding, fields as read_fields, json as read_json, no_fields as read_no_fields,
};
pub(crate) use fields::Fields;
pub use front::FRONT_HEADER;
pub(crate) use front::{Front, FrontSecret, refuse_past_front};
pub use network::CLIENT_ADDRESS_HEADER;
pub(crate) use network::Network;
pub(crate) use origin::refuse_cross_site;
pub(crate) use urlencoded::parse as parse_query;
