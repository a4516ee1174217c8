//! Mail by Amazon SES, version 2: the whole message, as it stands.

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::config::retry::RetryConfig;
use aws_sdk_sesv2::config::timeout::TimeoutConfig;
use aws_sdk_sesv2::config::{BehaviorVersion, Config, Region};
use aws_sdk_sesv2::error::{ProvideErrorMetadata as _, SdkError};
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::primitives::Blob;
use aws_sdk_sesv2::types::{Destination, EmailContent, RawMessage};
use lettre::Message;

use super::sender::{NotSent, Sent, Why};
use crate::aws::Endpoint;
use crate::budget::{SES_ATTEMPT, SES_CONNECT};
use crate::config::Environment;

/// What the SDK itself would read, were `aws-config` there.
const ENDPOINT_VARIABLE: &str = "AWS_ENDPOINT_URL_SESV2";
/// Errors by their code: asking again later may help.
const PASSING: [&str; 4] = [
    "TooManyRequestsException",
    "LimitExceededException",
    "Throttling",
    "ThrottlingException",
];

/// Amazon SES.
#[derive(Clone, Debug)]
pub struct Ses {
    client: Client,
}

impl Ses {
    /// SES as the environment names it, or the server of `AWS_ENDPOINT_URL_SESV2`; what is missing
    /// is noted there.
    pub(super) fn read(environment: &mut Environment) -> Option<Self> {
        Endpoint::read(environment, ENDPOINT_VARIABLE).map(|endpoint| Self::at(&endpoint))
    }

    /// SES at an endpoint.
    #[must_use]
    pub fn at(endpoint: &Endpoint) -> Self {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(SES_CONNECT)
            .operation_attempt_timeout(SES_ATTEMPT)
            .build();
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(endpoint.region.clone()))
            .credentials_provider(endpoint.credentials.clone())
            .http_client(endpoint.connector())
            .timeout_config(timeouts)
            // SendEmail knows no idempotency token: who asks again decides so.
            .retry_config(RetryConfig::disabled());
        if let Some(url) = &endpoint.url {
            config = config.endpoint_url(url);
        }
        Self {
            client: Client::from_conf(config.build()),
        }
    }

    pub(super) async fn send(&self, message: &Message) -> Result<Sent, NotSent> {
        let ours = |_| NotSent::new(Why::Ours, "the message could not be handed to SES");
        let raw = RawMessage::builder()
            .data(Blob::new(message.formatted()))
            .build()
            .map_err(ours)?;
        let envelope = message.envelope();
        let to = envelope.to().iter().map(ToString::to_string).collect();
        let sent = self
            .client
            .send_email()
            .set_from_email_address(envelope.from().map(ToString::to_string))
            .destination(Destination::builder().set_to_addresses(Some(to)).build())
            .content(EmailContent::builder().raw(raw).build())
            .send()
            .await;
        match sent {
            Ok(answer) => Ok(Sent {
                id: answer.message_id,
            }),
            Err(error) => Err(judge(&error)),
        }
    }
}

/// SES refuses an address only later, by a bounce, so what it refuses here is ours to mend.
fn judge(error: &SdkError<SendEmailError>) -> NotSent {
    let SdkError::ServiceError(refusal) = error else {
        return match error {
            SdkError::TimeoutError(_) => NotSent::new(Why::Passing, "SES did not answer in time"),
            SdkError::DispatchFailure(_) | SdkError::ResponseError(_) => {
                NotSent::new(Why::Passing, "SES could not be reached")
            }
            _ => NotSent::new(Why::Ours, "the message could not be handed to SES"),
        };
    };
    let code = refusal.err().code().filter(|code| is_word(code));
    let code = code.unwrap_or("no code");
    if refusal.raw().status().as_u16() >= 500 || PASSING.contains(&code) {
        NotSent::new(
            Why::Passing,
            format!("SES asked to try again later ({code})"),
        )
    } else {
        NotSent::new(Why::Ours, format!("SES refused to send it ({code})"))
    }
}

/// Whether a code is what SES's own are: one word, which can name nobody.
fn is_word(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphabetic())
}
