//! The proof: the real `knead`, its real store client and emulator, over HTTP and the command line.

mod booking;
mod broken;
mod command_line;
mod dev;
mod going_back;
mod harness;
mod hostile;
mod lambda;
mod limits;
mod page;
mod pages;
mod prove;
mod refusals;
mod slots;
