//! A text file, as it came from disk.

/// A text file below the content folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it stands, with forward slashes: `services/deep-tissue.md`.
    pub path: String,
    /// All of it.
    pub text: String,
}
