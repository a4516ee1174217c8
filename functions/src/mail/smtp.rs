//! Mail by SMTP: in the clear only to this machine, else never without TLS.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use axum::http::Uri;
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use super::sender::{NotSent, Sent, Why};

/// How long it may take to connect. What follows is bounded as a whole, by who sends.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);

/// Answers about the reader's address or mailbox (RFC 5321, 4.2.3; 556 by RFC 7504). Any other
/// lasting refusal is about us: a password, a command, a policy.
const ABOUT_THE_ADDRESS: [u16; 6] = [550, 551, 552, 553, 554, 556];

/// A mail server.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    /// `smtp://127.0.0.1:2525`, without name and password.
    shown: String,
}

impl Smtp {
    /// Reads `smtps://user:password@host:465` (TLS from the first byte) or `smtp://host:587`
    /// (STARTTLS, without which nothing is sent; a server on this machine needs none).
    #[must_use]
    pub fn parse(url: &str) -> Option<Self> {
        let uri: Uri = url.parse().ok()?;
        let (scheme, host) = (uri.scheme_str()?, uri.host()?);
        if uri.query().is_some() || !matches!(uri.path(), "" | "/") {
            return None;
        }
        let secured = match scheme {
            "smtp" if !is_this_machine(host) => format!("{url}?tls=required"),
            "smtp" | "smtps" => url.to_owned(),
            _ => return None,
        };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&secured).ok()?;
        let port = uri.port().map_or(String::new(), |port| format!(":{port}"));
        Some(Self {
            transport: transport.timeout(Some(CONNECT_TIMEOUT)).build(),
            shown: format!("{scheme}://{host}{port}"),
        })
    }

    pub(super) async fn send(&self, message: &Message) -> Result<Sent, NotSent> {
        match self.transport.send(message.clone()).await {
            // The server's words may hold anything, so they are not kept.
            Ok(_) => Ok(Sent { id: None }),
            Err(error) => Err(judge(&error, message)),
        }
    }
}

fn judge(error: &Error, message: &Message) -> NotSent {
    let to = message.envelope().to();
    let beyond_ascii = to.iter().any(|to| !to.to_string().is_ascii());
    match error.status().map(u16::from) {
        Some(code) => of_code(code),
        None if error.is_client() && beyond_ascii => NotSent::new(
            Why::Lasting,
            "the mail server takes no address with letters beyond ASCII",
        ),
        None if error.is_client() => {
            NotSent::new(Why::Ours, "the mail server takes no mail in this way")
        }
        None if error.is_tls() => {
            NotSent::new(Why::Ours, "no safe connection to the mail server was made")
        }
        None if error.is_timeout() => {
            NotSent::new(Why::Passing, "the mail server did not answer in time")
        }
        None if error.is_response() => {
            NotSent::new(Why::Passing, "the mail server's answer could not be read")
        }
        None => NotSent::new(Why::Passing, "the mail server could not be reached"),
    }
}

fn of_code(code: u16) -> NotSent {
    if code < 500 {
        NotSent::new(
            Why::Passing,
            format!("the mail server asked to try again later ({code})"),
        )
    } else if ABOUT_THE_ADDRESS.contains(&code) {
        NotSent::new(
            Why::Lasting,
            format!("the mail server refused the address ({code})"),
        )
    } else {
        NotSent::new(
            Why::Ours,
            format!("the mail server refused our way of sending ({code})"),
        )
    }
}

fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse();
    host == "localhost" || address.is_ok_and(|address: IpAddr| address.is_loopback())
}

impl fmt::Display for Smtp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.shown)
    }
}

/// Its transport holds a password.
impl fmt::Debug for Smtp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Smtp").field(&self.shown).finish()
    }
}
