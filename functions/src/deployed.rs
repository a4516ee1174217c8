//! A function where it is deployed: everything it needs, from the environment.

use lambda_http::Error;

use crate::config::{Config, Deployment, DeskConfig, Environment, IntakeConfig, NotifyConfig};
use crate::desk::ClosedDesk;
use crate::intake::Intake;
use crate::notify::Notify;
use crate::request::Front;
use crate::store::Store;
use crate::{App, Clock, Ground, Published};

impl App {
    /// The practice that the environment names.
    ///
    /// # Errors
    /// All that is missing there or cannot be read; never a secret's value.
    pub fn from_environment() -> Result<Self, Error> {
        let mut environment = Environment::own();
        let config = Config::read(&mut environment);
        Self::deployed(environment.finish(config)?)
    }

    fn deployed(config: Config) -> Result<Self, Error> {
        let (published, store) = ground(&config.deployment)?;
        let origin = config.deployment.site_origin.as_deref();
        let app = Self::new(published, store, config.secret, origin, Clock::System);
        Ok(app
            .with_mail_from(config.mail_from)
            .behind(Front::of(config.deployment.front)))
    }
}

impl Intake {
    /// The intake of the practice that the environment names.
    ///
    /// # Errors
    /// All that is missing there or cannot be read; never a secret's value.
    pub fn from_environment() -> Result<Self, Error> {
        let mut environment = Environment::own();
        let config = IntakeConfig::read(&mut environment);
        let config = environment.finish(config)?;
        let (published, store) = ground(&config.deployment)?;
        let origin = config.deployment.site_origin.as_deref();
        let ground = Ground::new(published, store, config.networks, origin, Clock::System);
        Ok(Self::new(
            ground.behind(Front::of(config.deployment.front)),
            config.practice,
        ))
    }
}

impl ClosedDesk {
    /// The desk of the practice that the environment names.
    ///
    /// # Errors
    /// All that is missing there or cannot be read; never a secret's value.
    pub fn from_environment() -> Result<Self, Error> {
        let mut environment = Environment::own();
        let config = DeskConfig::read(&mut environment);
        let DeskConfig { config, keeper } = environment.finish(config)?;
        Ok(Self::new(App::deployed(config)?, keeper))
    }
}

impl Notify {
    /// The one who keeps the promises of the practice that the environment names.
    ///
    /// # Errors
    /// All that is missing there or cannot be read; never a secret's value.
    pub fn from_environment() -> Result<Self, Error> {
        let mut environment = Environment::own();
        let config = NotifyConfig::read(&mut environment);
        let NotifyConfig { config, sender } = environment.finish(config)?;
        Ok(Self::new(App::deployed(config)?, sender))
    }
}

fn ground(deployment: &Deployment) -> Result<(Published, Store), Error> {
    let published = Published::read(&deployment.folder)?;
    Ok((published, Store::new(&deployment.store, &deployment.table)))
}

/// Starts the log, as JSON and a line for each event, then the function. One that lacks something is
/// not started at all: Lambda is told by the end of the process.
pub fn start<T>(from_environment: impl FnOnce() -> Result<T, Error>) -> T {
    tracing_subscriber::fmt()
        .json()
        .with_target(false)
        .with_current_span(false)
        .without_time()
        .init();
    from_environment().unwrap_or_else(|error| {
        tracing::error!("The function cannot start: {error}");
        std::process::exit(1)
    })
}
