//! The proof: the real `knead`, its real store client and emulator, over HTTP and the command line.

mod at_once;
mod booking;
mod broken;
mod command_line;
mod dev;
mod explaining;
mod fire;
mod going_back;
mod harness;
mod lambda;
mod page;
mod pages;
mod reconcile;
mod refusals;
mod slots;
mod stored;
mod storm;
