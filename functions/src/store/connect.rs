//! The store's client, made without `aws-config`.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Region};

use crate::ConfigError;
use crate::aws::{Endpoint, variable};
use crate::budget::{STORE_ATTEMPT, STORE_CONNECT};
use crate::config::Environment;

/// What the SDK itself would read, were `aws-config` there.
const ENDPOINT_VARIABLE: &str = "AWS_ENDPOINT_URL_DYNAMODB";

impl Endpoint {
    /// What the environment names: AWS, or the server of `AWS_ENDPOINT_URL_DYNAMODB`.
    ///
    /// # Errors
    /// [`ConfigError`], when a variable that AWS needs is not set.
    pub fn from_environment() -> Result<Self, ConfigError> {
        Self::of_environment(ENDPOINT_VARIABLE)
    }

    /// The server named by `AWS_ENDPOINT_URL_DYNAMODB`, where it is set.
    #[must_use]
    pub fn named_by_environment() -> Option<String> {
        variable(ENDPOINT_VARIABLE)
    }

    /// The same, among other variables.
    pub(crate) fn of_store(environment: &mut Environment) -> Option<Self> {
        Self::read(environment, ENDPOINT_VARIABLE)
    }

    pub(super) fn client(&self) -> Client {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(STORE_CONNECT)
            .operation_attempt_timeout(STORE_ATTEMPT)
            .build();
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(self.region.clone()))
            .credentials_provider(self.credentials.clone())
            .http_client(self.connector())
            .timeout_config(timeouts)
            // What may be tried again, and when, is decided in `retry`: it depends on what was asked.
            .retry_config(RetryConfig::disabled());
        if let Some(url) = &self.url {
            config = config.endpoint_url(url);
        }
        Client::from_conf(config.build())
    }
}
