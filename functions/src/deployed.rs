//! A function where it is deployed: everything it needs, from the environment.

use lambda_http::Error;

use crate::config::WrappedConfig;
use crate::intake::Intake;
use crate::mail::Sender;
use crate::notify::Notify;
use crate::sealing::{Keeper, Kms};
use crate::store::{Endpoint, Store};
use crate::{App, Clock, Config, Ground, IntakeConfig, Published};

impl App {
    /// The practice that the environment names.
    ///
    /// # Errors
    /// What is missing there or cannot be read; never a secret's value.
    pub fn from_environment() -> Result<Self, Error> {
        let config = Config::from_environment()?;
        let published = Published::read(&config.folder)?;
        let store = Store::new(&Endpoint::from_environment()?, &config.table);
        Ok(Self::new(
            published,
            store,
            config.secret,
            config.site_origin.as_deref(),
            config.clock,
        )
        .with_mail_from(config.mail_from))
    }
}

impl Intake {
    /// The intake of the practice that the environment names.
    ///
    /// # Errors
    /// What is missing there or cannot be read; never a secret's value.
    pub fn from_environment() -> Result<Self, Error> {
        let config = IntakeConfig::from_environment()?;
        let published = Published::read(&config.folder)?;
        let store = Store::new(&Endpoint::from_environment()?, &config.table);
        let origin = config.site_origin.as_deref();
        let ground = Ground::new(published, store, config.networks, origin, Clock::System);
        Ok(Self::new(ground, config.practice))
    }
}

impl Notify {
    /// The one who keeps the promises of the practice that the environment names.
    ///
    /// # Errors
    /// What is missing there or cannot be read; never a secret's value.
    pub fn from_environment() -> Result<Self, Error> {
        let sender = Sender::from_environment()?;
        let sender = sender.ok_or("set KNEAD_MAIL to `ses`, or to the URL of a mail server")?;
        Ok(Self::new(App::from_environment()?, sender))
    }
}

impl Keeper {
    /// KMS, with the practice's key that the environment holds. Only the desk has one.
    ///
    /// # Errors
    /// What is missing there.
    pub fn from_environment() -> Result<Self, Error> {
        let config = WrappedConfig::from_environment()?;
        Ok(Self::Kms {
            kms: Kms::from_environment(&config.kms_key_id)?,
            wrapped: config.wrapped,
        })
    }
}

/// Logs as JSON, a line for each event.
pub fn start_log() {
    tracing_subscriber::fmt()
        .json()
        .with_target(false)
        .without_time()
        .init();
}
