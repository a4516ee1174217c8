//! The practice's key wrapped by AWS KMS: opened by one call when the desk starts.

use std::fmt;

use aws_sdk_kms::Client;
use aws_sdk_kms::config::retry::RetryConfig;
use aws_sdk_kms::config::timeout::TimeoutConfig;
use aws_sdk_kms::config::{BehaviorVersion, Config, Region};
use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::primitives::Blob;
use zeroize::Zeroizing;

use super::wrapping::{CONTEXT_KEY, CONTEXT_PRACTICE};
use super::{KeyId, PracticeKey, WrappedPracticeKey};
use crate::ConfigError;
use crate::aws::Endpoint;
use crate::budget::{KMS_ATTEMPT, KMS_ATTEMPTS_MAX, KMS_CONNECT};
use crate::config::Environment;

/// What the SDK itself would read, were `aws-config` there.
const ENDPOINT_VARIABLE: &str = "AWS_ENDPOINT_URL_KMS";

/// One key of KMS.
#[derive(Clone, Debug)]
pub struct Kms {
    client: Client,
    key_id: String,
}

/// Why KMS did not wrap or open the practice's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KmsError {
    /// It could not be reached, or asked to come back later.
    Busy,
    /// It does not let us.
    Denied,
    /// The KMS key is not there, switched off or about to be deleted.
    KeyUnavailable,
    /// What was wrapped was changed, or wrapped by another KMS key or for another practice's key.
    NotWrappedByIt,
    /// There are too many former keys to be wrapped together.
    TooLong,
    /// It refused, for a reason of this code.
    Refused(String),
}

impl Kms {
    /// A key of KMS as the environment names it, or of the server of `AWS_ENDPOINT_URL_KMS`.
    ///
    /// # Errors
    /// [`ConfigError`], when a variable that AWS needs is not set.
    pub fn from_environment(key_id: &str) -> Result<Self, ConfigError> {
        let endpoint = Endpoint::of_environment(ENDPOINT_VARIABLE);
        endpoint.map(|endpoint| Self::at(&endpoint, key_id))
    }

    /// The same, among other variables: its id is in this one.
    pub(crate) fn read(
        environment: &mut Environment,
        key: (&'static str, &'static str),
    ) -> Option<Self> {
        let key_id = environment.needed(key, |id| Some(id.to_owned()));
        let endpoint = Endpoint::read(environment, ENDPOINT_VARIABLE);
        Some(Self::at(&endpoint?, &key_id?))
    }

    /// A key of KMS at an endpoint.
    #[must_use]
    pub fn at(endpoint: &Endpoint, key_id: &str) -> Self {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(KMS_CONNECT)
            .operation_attempt_timeout(KMS_ATTEMPT)
            .build();
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(endpoint.region.clone()))
            .credentials_provider(endpoint.credentials.clone())
            .http_client(endpoint.connector())
            .timeout_config(timeouts)
            // Both calls may be repeated: they change nothing.
            .retry_config(RetryConfig::standard().with_max_attempts(KMS_ATTEMPTS_MAX));
        if let Some(url) = &endpoint.url {
            config = config.endpoint_url(url);
        }
        Self {
            client: Client::from_conf(config.build()),
            key_id: key_id.to_owned(),
        }
    }

    /// Wraps the practice's key, bound to the practice's name and the key's id.
    ///
    /// # Errors
    /// [`KmsError`].
    pub async fn wrap(
        &self,
        key: &PracticeKey,
        practice: &str,
    ) -> Result<WrappedPracticeKey, KmsError> {
        let wrapping = key.to_wrap(practice).ok_or(KmsError::TooLong)?;
        let request = self.client.encrypt().key_id(&self.key_id);
        let context = wrapping
            .context()
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let answer = request
            .set_encryption_context(Some(context.into()))
            .plaintext(Blob::new(wrapping.plaintext()))
            .send()
            .await
            .map_err(|error| judge(&error))?;
        let answer = answer.ciphertext_blob.ok_or(KmsError::Busy)?;
        Ok(wrapping.wrapped(answer.into_inner()))
    }

    /// Opens what it wrapped.
    ///
    /// # Errors
    /// [`KmsError`].
    pub async fn open(&self, wrapped: &WrappedPracticeKey) -> Result<PracticeKey, KmsError> {
        let request = self.client.decrypt().key_id(&self.key_id);
        let answer = request
            .encryption_context(CONTEXT_PRACTICE, &wrapped.practice)
            .encryption_context(CONTEXT_KEY, wrapped.id.as_str())
            .ciphertext_blob(Blob::new(wrapped.wrapped.clone()))
            .send()
            .await
            .map_err(|error| judge(&error))?;
        let text = answer.plaintext.ok_or(KmsError::Busy)?.into_inner();
        read(&Zeroizing::new(text), &wrapped.id).ok_or(KmsError::NotWrappedByIt)
    }
}

/// The key in a text, if it is the one that was asked for.
fn read(text: &[u8], id: &KeyId) -> Option<PracticeKey> {
    let key = PracticeKey::parse(std::str::from_utf8(text).ok()?).ok()?;
    (key.public().id() == id).then_some(key)
}

fn judge<E: ProvideErrorMetadata>(error: &SdkError<E>) -> KmsError {
    let SdkError::ServiceError(refusal) = error else {
        return KmsError::Busy;
    };
    match refusal.err().code().unwrap_or("no code") {
        "AccessDeniedException" => KmsError::Denied,
        "InvalidCiphertextException" | "IncorrectKeyException" => KmsError::NotWrappedByIt,
        "NotFoundException" | "DisabledException" | "KMSInvalidStateException" => {
            KmsError::KeyUnavailable
        }
        _ if refusal.raw().status().as_u16() >= 500 => KmsError::Busy,
        "ThrottlingException" | "KeyUnavailableException" | "DependencyTimeoutException" => {
            KmsError::Busy
        }
        code => KmsError::Refused(code.to_owned()),
    }
}

impl fmt::Display for KmsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Busy => "KMS did not answer: try again later",
            Self::Denied => {
                "KMS does not let us use its key: allow kms:Decrypt to the desk's role, \
                 and kms:Encrypt to whoever wraps"
            }
            Self::KeyUnavailable => {
                "the key of KMS is not there, is disabled or is to be deleted: see to it that \
                 KNEAD_KMS_KEY_ID names it, enable it, cancel its deletion; or wrap the key file \
                 with another: knead keys wrap"
            }
            Self::NotWrappedByIt => {
                "KNEAD_PRACTICE_KEY was changed, or wrapped with another key than \
                 KNEAD_KMS_KEY_ID: wrap the key file anew: knead keys wrap"
            }
            Self::TooLong => {
                "there are too many former keys: remove the oldest from the key file once no \
                 copy of the table of keys needs them"
            }
            Self::Refused(code) => return write!(formatter, "KMS refused ({code})"),
        })
    }
}

impl std::error::Error for KmsError {}
