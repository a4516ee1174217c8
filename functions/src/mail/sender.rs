//! How mail leaves: SES in the cloud, SMTP elsewhere, a folder on a laptop.

use std::fmt;
use std::time::Duration;

use lettre::Message;

use super::mailbox::Mailbox;
use super::ses::Ses;
use super::smtp::Smtp;
use crate::aws::variable;

/// `ses`, or an SMTP URL.
const SENDER_VARIABLE: &str = "KNEAD_MAIL";

/// How long sending a mail may take, from the first word to the last: less than a promise is claimed
/// for, so that nobody else sends it meanwhile.
pub(crate) const SEND_TIME_MAX: Duration = Duration::from_secs(45);

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

/// What `KNEAD_MAIL` should hold; never what it holds, since that may be a password.
#[derive(Debug, PartialEq, Eq)]
pub struct NotASender {
    what: String,
}

impl Sender {
    /// The sender that `KNEAD_MAIL` names: `ses`, `smtps://user:password@host:465` or
    /// `smtp://host:587`. None where it is not set.
    ///
    /// # Errors
    /// [`NotASender`], when it is neither, or a variable that SES needs is not set.
    pub fn from_environment() -> Result<Option<Self>, NotASender> {
        variable(SENDER_VARIABLE)
            .map(|named| Self::named(&named))
            .transpose()
    }

    /// The sender that a value of `KNEAD_MAIL` names.
    ///
    /// # Errors
    /// [`NotASender`], when it names none.
    pub fn named(named: &str) -> Result<Self, NotASender> {
        if named == "ses" {
            return Ses::from_environment()
                .map(Self::Ses)
                .map_err(|error| NotASender::new(format!("KNEAD_MAIL is `ses`: {error}")));
        }
        Smtp::parse(named).map(Self::Smtp).ok_or_else(|| {
            NotASender::new(
                "set KNEAD_MAIL to `ses`, to `smtps://user:password@host:465`, to `smtp://user:password@host:587`, \
                 or take it away",
            )
        })
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
        let sent = tokio::time::timeout(SEND_TIME_MAX, sending).await;
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

impl NotASender {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into() }
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

impl fmt::Display for NotASender {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.what)
    }
}

impl std::error::Error for NotSent {}
impl std::error::Error for NotASender {}
