//! The proof: the real `knead`, its real store client and emulator, over HTTP and the command line.

mod booking;
mod broken;
mod command_line;
mod dev;
mod explaining;
mod going_back;
mod harness;
mod lambda;
mod page;
mod pages;
mod refusals;
mod slots;
mod waiting;
