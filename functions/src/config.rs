//! The place of deployment, read once from the environment.

use std::fmt;
use std::path::PathBuf;

use practice::booking::Email;

use crate::sealing::{PracticePublic, WrappedPracticeKey};
use crate::{Clock, NetworkKey, Secret};

/// What `KNEAD_TABLE` holds.
const TABLE: &str = "the name of the table";
/// What `KNEAD_FUNCTIONS_DIR` holds.
const FOLDER: &str = "the folder with `content/` and `theme/`";

/// What a function needs to know of where it runs.
#[derive(Clone, Debug)]
pub struct Config {
    /// The table's name: `KNEAD_TABLE`.
    pub table: String,
    /// The folder `knead build` writes for the functions: `KNEAD_FUNCTIONS_DIR`.
    pub folder: PathBuf,
    /// The practice's secret: `KNEAD_SECRET`, 64 hexadecimal digits.
    pub secret: Secret,
    /// The site's own origin, from which forms may come: `KNEAD_SITE_ORIGIN`.
    pub site_origin: Option<String>,
    /// Where mail comes from: `KNEAD_MAIL_FROM`; none: the practice's own address.
    pub mail_from: Option<Email>,
    /// The clock.
    pub clock: Clock,
}

/// A variable that is missing or cannot be what it says.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The variable's name.
    pub variable: &'static str,
    /// What it should hold.
    pub wanted: &'static str,
}

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// [`ConfigError`], naming the first variable that is missing or wrong; never its value.
    pub fn from_environment() -> Result<Self, ConfigError> {
        let secret = read("KNEAD_SECRET", "64 hexadecimal digits")?;
        Ok(Self {
            table: read("KNEAD_TABLE", TABLE)?,
            folder: read("KNEAD_FUNCTIONS_DIR", FOLDER)?.into(),
            secret: Secret::parse(&secret).ok_or(ConfigError {
                variable: "KNEAD_SECRET",
                wanted: "64 hexadecimal digits",
            })?,
            site_origin: std::env::var("KNEAD_SITE_ORIGIN").ok(),
            mail_from: read_mail_from()?,
            clock: Clock::System,
        })
    }
}

/// What the intake function needs to know: all of it, and no key that opens or makes a link.
#[derive(Clone, Debug)]
pub struct IntakeConfig {
    /// The table's name: `KNEAD_TABLE`.
    pub table: String,
    /// The folder `knead build` writes for the functions: `KNEAD_FUNCTIONS_DIR`.
    pub folder: PathBuf,
    /// The key under which it counts networks: `KNEAD_COUNTING_KEY`, 64 hexadecimal digits that are
    /// used for nothing else.
    pub networks: NetworkKey,
    /// The site's own origin, from which forms may come: `KNEAD_SITE_ORIGIN`.
    pub site_origin: Option<String>,
    /// The public half of the practice's key: `KNEAD_PRACTICE_PUBLIC`.
    pub practice: PracticePublic,
}

impl IntakeConfig {
    /// Reads the environment.
    ///
    /// # Errors
    /// [`ConfigError`], naming the first variable that is missing or wrong; never its value.
    pub fn from_environment() -> Result<Self, ConfigError> {
        let networks = ("KNEAD_COUNTING_KEY", "64 hexadecimal digits of its own");
        let (variable, wanted) = networks;
        let key = Secret::parse(&read(variable, wanted)?);
        Ok(Self {
            table: read("KNEAD_TABLE", TABLE)?,
            folder: read("KNEAD_FUNCTIONS_DIR", FOLDER)?.into(),
            networks: key.ok_or(ConfigError { variable, wanted })?.network_key(),
            site_origin: std::env::var("KNEAD_SITE_ORIGIN").ok(),
            practice: PracticePublic::from_environment()?,
        })
    }
}

impl PracticePublic {
    /// The public half of the practice's key, for the intake function: `KNEAD_PRACTICE_PUBLIC`.
    ///
    /// # Errors
    /// [`ConfigError`], when it is missing or wrong.
    pub fn from_environment() -> Result<Self, ConfigError> {
        let variable = "KNEAD_PRACTICE_PUBLIC";
        let wanted = "the public half that `knead keys` prints";
        let text = std::env::var(variable).ok();
        let public = text.and_then(|text| Self::parse(&text));
        public.ok_or(ConfigError { variable, wanted })
    }
}

/// The practice's key, for the desk: which KMS wrapped it, and what it wrapped.
#[derive(Debug)]
pub(crate) struct WrappedConfig {
    /// `KNEAD_KMS_KEY_ID`.
    pub(crate) kms_key_id: String,
    /// `KNEAD_PRACTICE_KEY`.
    pub(crate) wrapped: WrappedPracticeKey,
}

impl WrappedConfig {
    pub(crate) fn from_environment() -> Result<Self, ConfigError> {
        let (key, kms) = ("KNEAD_PRACTICE_KEY", "KNEAD_KMS_KEY_ID");
        let wrapped = std::env::var(key).ok();
        let wrapped = wrapped.and_then(|text| WrappedPracticeKey::parse(&text));
        Ok(Self {
            wrapped: wrapped.ok_or(ConfigError {
                variable: key,
                wanted: "what `knead keys wrap` prints",
            })?,
            kms_key_id: std::env::var(kms).map_err(|_| ConfigError {
                variable: kms,
                wanted: "the id or ARN of the key of KMS that wrapped KNEAD_PRACTICE_KEY",
            })?,
        })
    }
}

fn read(variable: &'static str, wanted: &'static str) -> Result<String, ConfigError> {
    std::env::var(variable).map_err(|_| ConfigError { variable, wanted })
}

fn read_mail_from() -> Result<Option<Email>, ConfigError> {
    let variable = "KNEAD_MAIL_FROM";
    let Ok(address) = std::env::var(variable) else {
        return Ok(None);
    };
    let wanted = "an address such as hello@example.com";
    let address = Email::parse(&address);
    address
        .map(Some)
        .map_err(|_| ConfigError { variable, wanted })
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "set {} to {}", self.variable, self.wanted)
    }
}

impl std::error::Error for ConfigError {}
