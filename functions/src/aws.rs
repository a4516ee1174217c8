//! How AWS is reached without `aws-config`: region and credentials from the environment, one connector.

use std::fmt;

use aws_sdk_dynamodb::config::{Credentials, SharedHttpClient};
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;

/// The region of a server that is not AWS.
const REGION_LOCAL: &str = "us-east-1";

/// Where a service of AWS is spoken to, and as whom.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// In place of the region's own.
    pub(crate) url: Option<String>,
    pub(crate) region: String,
    pub(crate) credentials: Credentials,
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
            region: REGION_LOCAL.to_owned(),
            credentials: Credentials::new("local", "local", None, None, "local"),
        }
    }

    /// What the environment names: AWS, or the server of this address.
    pub(crate) fn of_environment(url: Option<String>) -> Result<Self, EndpointError> {
        let read = |name| std::env::var(name).map_err(|_| EndpointError(name));
        match (read("AWS_ACCESS_KEY_ID"), url) {
            (Err(_), Some(url)) => Ok(Self::local(&url)),
            (Err(error), None) => Err(error),
            (Ok(key), url) => Ok(Self {
                region: if url.is_some() {
                    read("AWS_REGION").unwrap_or_else(|_| REGION_LOCAL.to_owned())
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

    /// What carries the requests: plain where the address is, else TLS with ring.
    pub(crate) fn connector(&self) -> SharedHttpClient {
        let plain = self
            .url
            .as_deref()
            .is_some_and(|url| url.starts_with("http://"));
        if plain {
            Builder::new().build_http()
        } else {
            Builder::new()
                .tls_provider(Provider::Rustls(CryptoMode::Ring))
                .build_https()
        }
    }
}

/// What a variable holds, unless it is empty.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

impl fmt::Display for EndpointError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "set {} as for any AWS program", self.0)
    }
}

impl std::error::Error for EndpointError {}
