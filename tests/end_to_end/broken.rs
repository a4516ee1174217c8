//! Broken content folders.
