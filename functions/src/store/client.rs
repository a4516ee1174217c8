//! The SDK's client, made without `aws-config`: credentials and region come from the environment.

use std::fmt;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;

/// How long one attempt at the store may take. Below the function's own limit, above a slow answer.
const ATTEMPT_TIMEOUT: Duration = Duration::from_millis(1_500);
const CONNECT_TIMEOUT: Duration = Duration::from_millis(800);
/// What the SDK itself would read, were `aws-config` there.
const ENDPOINT_VARIABLE: &str = "AWS_ENDPOINT_URL_DYNAMODB";

/// Where the DynamoDB protocol is spoken.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// In place of the region's own.
    url: Option<String>,
    region: String,
    credentials: Credentials,
}

/// A variable that has to be set to reach AWS.
#[derive(Debug, PartialEq, Eq)]
pub struct EndpointError(&'static str);

impl Endpoint {
    /// A server on this machine that asks for no credentials.
    #[must_use]
    pub fn local(url: &str) -> Self {
        Self {
            url: Some(url.to_owned()),
            region: "us-east-1".to_owned(),
            credentials: Credentials::new("local", "local", None, None, "local"),
        }
    }

    /// What the environment names: AWS, or the server of `AWS_ENDPOINT_URL_DYNAMODB`.
    ///
    /// # Errors
    /// [`EndpointError`], when a variable that AWS needs is not set.
    pub fn from_environment() -> Result<Self, EndpointError> {
        let read = |name| std::env::var(name).map_err(|_| EndpointError(name));
        let url = Self::named_by_environment();
        match (read("AWS_ACCESS_KEY_ID"), url) {
            (Err(_), Some(url)) => Ok(Self::local(&url)),
            (Err(error), None) => Err(error),
            (Ok(key), url) => Ok(Self {
                region: if url.is_some() {
                    read("AWS_REGION").unwrap_or_else(|_| "us-east-1".to_owned())
                } else {
                    read("AWS_REGION")?
                },
                url,
                credentials: Credentials::new(
                    key,
                    read("AWS_SECRET_ACCESS_KEY")?,
                    read("AWS_SESSION_TOKEN").ok(),
                    None,
                    "environment",
                ),
            }),
        }
    }

    /// The server named by `AWS_ENDPOINT_URL_DYNAMODB`, where it is set.
    #[must_use]
    pub fn named_by_environment() -> Option<String> {
        std::env::var(ENDPOINT_VARIABLE)
            .ok()
            .filter(|url| !url.is_empty())
    }

    pub(super) fn client(&self) -> Client {
        let plain = self
            .url
            .as_deref()
            .is_some_and(|url| url.starts_with("http://"));
        let connector = if plain {
            Builder::new().build_http()
        } else {
            Builder::new()
                .tls_provider(Provider::Rustls(CryptoMode::Ring))
                .build_https()
        };
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .operation_attempt_timeout(ATTEMPT_TIMEOUT)
            .build();
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(self.region.clone()))
            .credentials_provider(self.credentials.clone())
            .http_client(connector)
            .timeout_config(timeouts)
            // What may be tried again, and when, is decided in `retry`: it depends on what was asked.
            .retry_config(RetryConfig::disabled());
        if let Some(url) = &self.url {
            config = config.endpoint_url(url);
        }
        Client::from_conf(config.build())
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "set {} as for any AWS program", self.0)
    }
}

impl std::error::Error for EndpointError {}
