//! What a booking is, and what a client says to get one.

mod contact;
mod desk_contact;
mod email;
mod field;
mod full_name;
mod note;
mod phone;
mod prove;
mod status;
mod text;

pub use contact::Contact;
pub use desk_contact::DeskContact;
pub use email::Email;
pub use field::FieldError;
pub use full_name::FullName;
pub use note::Note;
pub use phone::Phone;
pub use prove::prove_by;
pub use status::Status;

pub(crate) use field::print_as_private;
pub(crate) use text::{breaks_a_line, has_controls};

#[cfg(test)]
pub(crate) use field::message;
