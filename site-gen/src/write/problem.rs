//! Why an output folder was left as it was.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why nothing was swapped in. The output folder is as it was.
#[derive(Debug)]
pub enum SwapProblem {
    /// The output folder has files in it that are not ours.
    Foreign(PathBuf),
    /// The output path cannot be a folder: it is a file, a link, or has no name of its own.
    NotAFolder(PathBuf),
    /// A file to be written would lie outside of the output folder.
    Outside(String),
    /// The system refused.
    Io {
        /// What was being written, moved or removed.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl fmt::Display for SwapProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(out) => write!(
                formatter,
                "`{}` holds files that Knead did not make, so it will not be replaced; \
                 name another folder with --out, or empty this one",
                out.display()
            ),
            Self::NotAFolder(out) => write!(
                formatter,
                "`{}` cannot be the output folder; name a folder that is new, empty or made by Knead",
                out.display()
            ),
            Self::Outside(path) => {
                write!(formatter, "`{path}` would lie outside of the output folder")
            }
            Self::Io { path, source } => write!(formatter, "`{}`: {source}", path.display()),
        }
    }
}

impl std::error::Error for SwapProblem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
