//! The place of deployment, read once from the environment: every variable of ours stands here.

mod environment;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use practice::booking::Email;

pub use environment::ConfigError;
pub(crate) use environment::Environment;

use crate::mail::Sender;
use crate::request::FrontSecret;
use crate::sealing::{Keeper, PracticePublic, WrappedPracticeKey};
use crate::store::Endpoint;
use crate::{NetworkKey, Secret};

/// A variable's name, and what it should hold.
type Variable = (&'static str, &'static str);

const TABLE: Variable = (
    "KNEAD_TABLE",
    "the name of the table: 3 to 255 letters, digits, `-`, `_` and `.`",
);
const FOLDER: Variable = (
    "KNEAD_FUNCTIONS_DIR",
    "the folder `functions` that `knead build` writes",
);
const SECRET: Variable = ("KNEAD_SECRET", "64 hexadecimal digits");
const COUNTING_KEY: Variable = ("KNEAD_COUNTING_KEY", "64 hexadecimal digits of its own");
const FRONT_SECRET: Variable = (
    "KNEAD_FRONT_SECRET",
    "the 64 hexadecimal digits that the front sends, or take it away",
);
const SITE_ORIGIN: Variable = (
    "KNEAD_SITE_ORIGIN",
    "the site's origin without a path, such as https://www.example.com",
);
const MAIL_FROM: Variable = ("KNEAD_MAIL_FROM", "an address such as hello@example.com");
const PRACTICE_PUBLIC: Variable = (
    "KNEAD_PRACTICE_PUBLIC",
    "the public half that `knead keys` prints",
);
const PRACTICE_KEY: Variable = ("KNEAD_PRACTICE_KEY", "what `knead keys wrap` prints");
const KMS_KEY: Variable = (
    "KNEAD_KMS_KEY_ID",
    "the id or ARN of the key of KMS that wrapped KNEAD_PRACTICE_KEY",
);
/// Where Lambda has unpacked a function.
const TASK_ROOT: &str = "LAMBDA_TASK_ROOT";

/// What every function that answers requests needs to know of where it runs.
#[derive(Clone, Debug)]
pub(crate) struct Deployment {
    /// `KNEAD_TABLE`
    pub(crate) table: String,
    /// Where the table is.
    pub(crate) store: Endpoint,
    /// The folder that `knead build` writes for the functions: `KNEAD_FUNCTIONS_DIR`, where Lambda
    /// has unpacked the function if it is relative.
    pub(crate) folder: PathBuf,
    /// The site's own origin, from which forms may come: `KNEAD_SITE_ORIGIN`.
    pub(crate) site_origin: Option<String>,
    /// What the front proves itself with: `KNEAD_FRONT_SECRET`; none: nothing is asked.
    pub(crate) front: Option<FrontSecret>,
}

/// What a function needs that makes and opens links: booking, desk and notify.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) deployment: Deployment,
    /// The practice's secret: `KNEAD_SECRET`.
    pub(crate) secret: Secret,
    /// Where mail comes from: `KNEAD_MAIL_FROM`; none: the practice's own address.
    pub(crate) mail_from: Option<Email>,
}

/// What the intake function needs: all of it, and no key that opens or makes a link.
#[derive(Clone, Debug)]
pub(crate) struct IntakeConfig {
    pub(crate) deployment: Deployment,
    /// The key under which it counts networks: `KNEAD_COUNTING_KEY`, used for nothing else.
    pub(crate) networks: NetworkKey,
    /// The public half of the practice's key: `KNEAD_PRACTICE_PUBLIC`.
    pub(crate) practice: PracticePublic,
}

/// What the desk needs: who keeps the practice's key as well.
#[derive(Clone, Debug)]
pub(crate) struct DeskConfig {
    pub(crate) config: Config,
    /// KMS, by `KNEAD_KMS_KEY_ID`, and what it wrapped: `KNEAD_PRACTICE_KEY`.
    pub(crate) keeper: Keeper,
}

/// What notify needs: how mail leaves as well.
#[derive(Clone, Debug)]
pub(crate) struct NotifyConfig {
    pub(crate) config: Config,
    /// `KNEAD_MAIL`
    pub(crate) sender: Sender,
}

impl Deployment {
    fn read(environment: &mut Environment) -> Option<Self> {
        let table = environment.needed(TABLE, table_name);
        let store = Endpoint::of_store(environment);
        let folder = environment.needed(FOLDER, |folder| Some(PathBuf::from(folder)));
        let task_root = environment.get(TASK_ROOT).unwrap_or_default();
        Some(Self {
            site_origin: environment.optional(SITE_ORIGIN, origin),
            front: environment.optional(FRONT_SECRET, FrontSecret::parse),
            table: table?,
            store: store?,
            // What is absolute stays so.
            folder: Path::new(&task_root).join(folder?),
        })
    }
}

impl Config {
    pub(crate) fn read(environment: &mut Environment) -> Option<Self> {
        let deployment = Deployment::read(environment);
        let secret = environment.needed(SECRET, Secret::parse);
        Some(Self {
            mail_from: environment.optional(MAIL_FROM, |address| Email::parse(address).ok()),
            deployment: deployment?,
            secret: secret?,
        })
    }
}

impl IntakeConfig {
    pub(crate) fn read(environment: &mut Environment) -> Option<Self> {
        let deployment = Deployment::read(environment);
        let counting = environment.needed(COUNTING_KEY, Secret::parse);
        let practice = environment.needed(PRACTICE_PUBLIC, PracticePublic::parse);
        Some(Self {
            deployment: deployment?,
            networks: counting?.network_key(),
            practice: practice?,
        })
    }
}

impl DeskConfig {
    pub(crate) fn read(environment: &mut Environment) -> Option<Self> {
        let config = Config::read(environment);
        let keeper = Keeper::read(environment);
        Some(Self {
            config: config?,
            keeper: keeper?,
        })
    }
}

impl NotifyConfig {
    pub(crate) fn read(environment: &mut Environment) -> Option<Self> {
        let config = Config::read(environment);
        let sender = Sender::read(environment);
        Some(Self {
            config: config?,
            sender: sender?,
        })
    }
}

impl Keeper {
    /// KMS, with the practice's key that the environment holds. Only the desk has one.
    fn read(environment: &mut Environment) -> Option<Self> {
        let wrapped = environment.needed(PRACTICE_KEY, WrappedPracticeKey::parse);
        let kms = crate::sealing::Kms::read(environment, KMS_KEY);
        Some(Self::Kms {
            kms: kms?,
            wrapped: wrapped?,
        })
    }
}

/// "Naming rules and data types" in the Amazon DynamoDB Developer Guide.
fn table_name(name: &str) -> Option<String> {
    let is_good = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
    ((3..=255).contains(&name.len()) && name.chars().all(is_good)).then(|| name.to_owned())
}

fn origin(origin: &str) -> Option<String> {
    let (scheme, host) = origin.split_once("://")?;
    let is_host = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
    (matches!(scheme, "https" | "http") && is_host).then(|| origin.to_owned())
}
