//! The proof: the real `knead`, its real store client and emulator, over HTTP and the command line.

mod at_once;
mod booking;
mod broken;
mod changes;
mod command_line;
mod dev;
mod explaining;
mod fire;
mod going_back;
mod harness;
mod hostile;
mod lambda;
mod limits;
mod links;
mod mailbox;
mod page;
mod pages;
mod picker;
mod programs;
mod prove;
mod reconcile;
mod refusals;
mod series;
mod slots;
mod stored;
mod storm;
