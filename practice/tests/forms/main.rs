//! Forms: what is asked, what is taken, what is flagged. Each test reads a whole content folder.

mod checking;
mod fitting;
mod fixture;
mod flagging;
mod json;
mod properties;
mod showing;
mod versions;
