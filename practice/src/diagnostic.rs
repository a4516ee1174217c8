//! A problem in the practice's content: what is wrong, where, and how to mend it.

/// x
pub struct Diagnostic;
/// x
pub enum Severity {}
