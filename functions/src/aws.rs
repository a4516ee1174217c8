//! How AWS is reached without `aws-config`: region and credentials from the environment, one connector.

use aws_sdk_dynamodb::config::{Credentials, SharedHttpClient};
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;

use crate::config::{ConfigError, Environment};

const KEY_ID: (&str, &str) = ("AWS_ACCESS_KEY_ID", "what any AWS program has there");
const ACCESS_KEY: (&str, &str) = ("AWS_SECRET_ACCESS_KEY", "what any AWS program has there");
const REGION: (&str, &str) = ("AWS_REGION", "the region, such as eu-central-1");
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

    /// What the environment names: AWS, or the server whose address this variable holds.
    pub(crate) fn of_environment(url: &str) -> Result<Self, ConfigError> {
        let mut environment = Environment::own();
        let endpoint = Self::read(&mut environment, url);
        environment.finish(endpoint)
    }

    /// The same, among other variables; what is missing is noted.
    pub(crate) fn read(environment: &mut Environment, url: &str) -> Option<Self> {
        let (owned, url) = (|value: &str| Some(value.to_owned()), environment.get(url));
        if let (None, Some(url)) = (environment.get(KEY_ID.0), &url) {
            return Some(Self::local(url));
        }
        let region = match &url {
            Some(_) => environment
                .get(REGION.0)
                .or_else(|| Some(REGION_LOCAL.to_owned())),
            None => environment.needed(REGION, owned),
        };
        let key = environment.needed(KEY_ID, owned);
        let secret = environment.needed(ACCESS_KEY, owned);
        let token = environment.get("AWS_SESSION_TOKEN");
        Some(Self {
            url,
            region: region?,
            credentials: Credentials::new(key?, secret?, token, None, "environment"),
        })
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
