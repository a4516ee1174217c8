//! The environment, read so that everything that is wrong with it is said at once.

use std::fmt;

/// Where variables come from.
type Lookup = Box<dyn Fn(&str) -> Option<String>>;

/// The variables of this process, and what is wrong with those that were read so far.
pub(crate) struct Environment {
    lookup: Lookup,
    wrong: Vec<Wrong>,
}

/// Every variable that is missing or cannot be what it says. It never holds a value.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError(Vec<Wrong>);

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wrong {
    variable: &'static str,
    /// What it should hold.
    wanted: &'static str,
    is_set: bool,
}

impl Environment {
    /// This process's own.
    pub(crate) fn own() -> Self {
        Self::of(|name| std::env::var(name).ok())
    }

    /// Another. A variable that is empty is not set.
    pub(crate) fn of(lookup: impl Fn(&str) -> Option<String> + 'static) -> Self {
        let lookup = move |name: &str| lookup(name).filter(|value| !value.trim().is_empty());
        Self {
            lookup: Box::new(lookup),
            wrong: Vec::new(),
        }
    }

    /// What a variable holds, where it is set.
    pub(crate) fn get(&self, variable: &str) -> Option<String> {
        (self.lookup)(variable)
    }

    /// What a variable holds that has to be there. None is noted as wrong.
    pub(crate) fn needed<T>(
        &mut self,
        (variable, wanted): (&'static str, &'static str),
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(variable);
        let parsed = value.as_deref().and_then(parse);
        if parsed.is_none() {
            self.refuse((variable, wanted), value.is_some());
        }
        parsed
    }

    /// What a variable holds that may be left out. What it cannot be is noted as wrong.
    pub(crate) fn optional<T>(
        &mut self,
        (variable, wanted): (&'static str, &'static str),
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let parsed = parse(&self.get(variable)?);
        if parsed.is_none() {
            self.refuse((variable, wanted), true);
        }
        parsed
    }

    fn refuse(&mut self, (variable, wanted): (&'static str, &'static str), is_set: bool) {
        // AWS's own variables are asked for by each client.
        if self.wrong.iter().all(|wrong| wrong.variable != variable) {
            self.wrong.push(Wrong {
                variable,
                wanted,
                is_set,
            });
        }
    }

    /// What was read, if nothing is wrong.
    pub(crate) fn finish<T>(self, read: Option<T>) -> Result<T, ConfigError> {
        match read {
            Some(read) if self.wrong.is_empty() => Ok(read),
            _ => Err(ConfigError(self.wrong)),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the environment is not complete")?;
        for (number, wrong) in self.0.iter().enumerate() {
            let between = if number == 0 { ": " } else { "; " };
            let Wrong {
                variable, wanted, ..
            } = wrong;
            let how = if wrong.is_set {
                "cannot be what it is: set it"
            } else {
                "is not set: set it"
            };
            write!(formatter, "{between}{variable} {how} to {wanted}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}
