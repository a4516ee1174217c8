//! The proof: the real `knead`, its real store client and emulator, over HTTP and the command line.

mod booking;
mod broken;
mod changes;
mod command_line;
mod dev;
mod explaining;
mod going_back;
mod harness;
mod lambda;
mod links;
mod mailbox;
mod page;
mod pages;
mod picker;
mod post;
mod programs;
mod refusals;
mod series;
mod slots;
