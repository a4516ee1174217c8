//! A door: one route of the desk, and what it asks of whoever opens it.

use super::role::{Right, Role};

/// One route of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Door {
    /// How it is opened.
    pub verb: Verb,
    /// Its path, as routes are written: `/desk/clients/{client}`.
    pub path: &'static str,
    /// Who may.
    pub asks: Asks,
    /// Of whom.
    pub scope: Scope,
    /// Whether one must have signed in within the last five minutes.
    pub fresh: bool,
}

/// The method of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// It shows something, and changes nothing.
    Get,
    /// It changes something.
    Post,
}

/// Who may open a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Anybody.
    Nothing,
    /// Whoever is signed in.
    SignIn,
    /// Whoever is signed in, with a role that has this right.
    Right(Right),
}

/// Whom or what a door is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The practice.
    Any,
    /// The `{client}` of its path: a therapist opens it for their own clients only.
    Client,
    /// The `{booking}` of its path: a therapist opens it for their own bookings only.
    Booking,
}

impl Door {
    /// A door that shows something to whoever is signed in.
    #[must_use]
    pub const fn get(path: &'static str) -> Self {
        Self {
            verb: Verb::Get,
            path,
            asks: Asks::SignIn,
            scope: Scope::Any,
            fresh: false,
        }
    }

    /// A door that changes something for whoever is signed in.
    #[must_use]
    pub const fn post(path: &'static str) -> Self {
        Self {
            verb: Verb::Post,
            ..Self::get(path)
        }
    }

    /// The same, for anybody.
    #[must_use]
    pub const fn for_anybody(mut self) -> Self {
        self.asks = Asks::Nothing;
        self
    }

    /// The same, for whoever has this right.
    #[must_use]
    pub const fn with(mut self, right: Right) -> Self {
        self.asks = Asks::Right(right);
        self
    }

    /// The same, about the `{client}` of its path.
    #[must_use]
    pub const fn of_client(mut self) -> Self {
        self.scope = Scope::Client;
        self
    }

    /// The same, about the `{booking}` of its path.
    #[must_use]
    pub const fn of_booking(mut self) -> Self {
        self.scope = Scope::Booking;
        self
    }

    /// The same, for whoever has just signed in.
    #[must_use]
    pub const fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }

    /// Whether a role may open it, for anything that is theirs.
    #[must_use]
    pub fn opens_to(&self, role: Role) -> bool {
        match self.asks {
            Asks::Nothing | Asks::SignIn => true,
            Asks::Right(right) => role.may(right),
        }
    }

    /// Whether it answers programs.
    #[must_use]
    pub fn is_for_programs(&self) -> bool {
        self.path.starts_with("/api/")
    }
}
