//! What clients are asked: read with everything else, or, where all was checked before, at first use.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use crate::form::Form;

/// Reads forms whose content was checked before.
type Reading = Box<dyn FnOnce() -> Vec<Form> + Send>;

/// Forms, ids ascending. Clones share them.
#[derive(Clone)]
pub struct Forms(Arc<LazyLock<Vec<Form>, Reading>>);

impl Forms {
    /// These.
    #[must_use]
    pub(crate) fn read(forms: Vec<Form>) -> Self {
        Self::later(move || forms)
    }

    /// Those that this gives when they are first asked for: a form takes longer to read than
    /// everything else of a practice, and most requests need none.
    #[must_use]
    pub(crate) fn later(read: impl FnOnce() -> Vec<Form> + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(read))))
    }
}

/// None.
impl Default for Forms {
    fn default() -> Self {
        Self::read(Vec::new())
    }
}

impl Deref for Forms {
    type Target = [Form];

    fn deref(&self) -> &[Form] {
        &self.0
    }
}

impl fmt::Debug for Forms {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(formatter)
    }
}
