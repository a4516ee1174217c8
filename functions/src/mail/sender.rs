//! How mail leaves: SES in the cloud, SMTP elsewhere, a folder on a laptop.

use std::fmt;

use lettre::Message;

use super::mailbox::Mailbox;
use super::ses::Ses;
use super::smtp::Smtp;
use crate::ConfigError;
use crate::budget::MAIL;
use crate::config::Environment;

/// How mail leaves, by its variable.
const SENDER: (&str, &str) = (
    "KNEAD_MAIL",
    "`ses`, `smtps://user:password@host:465` or `smtp://user:password@host:587`",
);

/// How mail leaves. Clones share their connections.
#[derive(Clone, Debug)]
pub enum Sender {
    /// Amazon SES.
    Ses(Ses),
    /// A mail server.
    Smtp(Smtp),
    /// A folder, one file for each mail.
    Mailbox(Mailbox),
}

/// A mail that somebody has taken charge of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What the other side calls it, where it says so: to ask after it there.
    pub id: Option<String>,
}

/// Why a mail was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSent {
    /// What to do about it.
    pub why: Why,
    /// In our own words, with the other side's code: it names nobody, so it may be kept and logged.
    pub reason: String,
}

/// Whose fault it is that a mail was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It will pass: try again later.
    Passing,
    /// The address: trying again will not help.
    Lasting,
    /// Ours: the place of deployment has to be put right; then it can be tried again.
    Ours,
}

impl Sender {
    /// The sender that `KNEAD_MAIL` names: `ses`, `smtps://user:password@host:465` or
    /// `smtp://host:587`. None where it is not set.
    ///
    /// # Errors
    /// [`ConfigError`], when it is neither, or a variable that SES needs is not set; never what it
    /// holds, since that may be a password.
    pub fn from_environment() -> Result<Option<Self>, ConfigError> {
        let environment = Environment::own();
        if environment.get(SENDER.0).is_none() {
            return Ok(None);
        }
        Self::of(environment).map(Some)
    }

    /// The sender that a value of `KNEAD_MAIL` names.
    ///
    /// # Errors
    /// [`ConfigError`], when it names none.
    pub fn named(named: &str) -> Result<Self, ConfigError> {
        let named = named.to_owned();
        Self::of(Environment::of(move |variable| match variable {
            _ if variable == SENDER.0 => Some(named.clone()),
            _ => std::env::var(variable).ok(),
        }))
    }

    fn of(mut environment: Environment) -> Result<Self, ConfigError> {
        let sender = Self::read(&mut environment);
        environment.finish(sender)
    }

    /// The same, among other variables, where it has to be set.
    pub(crate) fn read(environment: &mut Environment) -> Option<Self> {
        if environment.get(SENDER.0).as_deref() == Some("ses") {
            return Ses::read(environment).map(Self::Ses);
        }
        environment.needed(SENDER, Smtp::parse).map(Self::Smtp)
    }

    /// Sends a message. Once it is taken it may still be lost on its way: nobody can know.
    ///
    /// # Errors
    /// [`NotSent`], which says whether to try again.
    pub async fn send(&self, message: &Message) -> Result<Sent, NotSent> {
        let sending = async {
            match self {
                Self::Ses(ses) => ses.send(message).await,
                Self::Smtp(smtp) => smtp.send(message).await,
                Self::Mailbox(mailbox) => mailbox.send(message),
            }
        };
        let sent = tokio::time::timeout(MAIL, sending).await;
        sent.unwrap_or_else(|_| Err(NotSent::new(Why::Passing, "it was not taken in time")))
    }
}

impl NotSent {
    pub(super) fn new(why: Why, reason: impl Into<String>) -> Self {
        Self {
            why,
            reason: reason.into(),
        }
    }
}

/// Where mail goes, without names and passwords.
impl fmt::Display for Sender {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ses(_) => formatter.write_str("SES"),
            Self::Smtp(smtp) => smtp.fmt(formatter),
            Self::Mailbox(mailbox) => mailbox.fmt(formatter),
        }
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for NotSent {}
