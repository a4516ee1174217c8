//! The front that stands before the functions in the cloud, and how it proves that it is ours.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use subtle::ConstantTimeEq as _;

use super::network::CLIENT_ADDRESS_HEADER;
use crate::answer::Failure;
use crate::{Ground, Secret};

/// The header in which the front sends the secret that only it and the functions know.
pub const FRONT_HEADER: &str = "x-knead-front";

/// What the front proves itself with. It does not print itself.
#[derive(Clone, Debug)]
pub(crate) struct FrontSecret(Secret);

impl FrontSecret {
    /// Reads it as it is kept: 64 hexadecimal digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Secret::parse(text).map(Self)
    }

    /// Whether this is it, in a time that does not tell how much of it is.
    fn is(&self, told: &[u8]) -> bool {
        let told = std::str::from_utf8(told).ok().and_then(Secret::parse);
        told.is_some_and(|told| self.0.bytes().ct_eq(told.bytes()).into())
    }
}

/// Who stands before the functions and tells where a client comes from.
#[derive(Clone, Debug)]
pub(crate) enum Front {
    /// This process itself.
    Here,
    /// Somebody who proves it.
    Proven(FrontSecret),
    /// Nobody: what a client says of its address is not believed.
    Nobody,
}

impl Front {
    /// The one who knows this secret, where there is one.
    pub(crate) fn of(secret: Option<FrontSecret>) -> Self {
        secret.map_or(Self::Nobody, Self::Proven)
    }
}

/// Refuses whoever has not come through the front, where there is one: past it, nobody has looked
/// at how much they ask, and the address they come from is what they say.
pub(crate) async fn refuse_past_front(
    State(ground): State<Ground>,
    mut request: Request,
    next: Next,
) -> Response {
    let told = request.headers_mut().remove(FRONT_HEADER);
    match &ground.front {
        Front::Here => {}
        Front::Nobody => {
            request.headers_mut().remove(CLIENT_ADDRESS_HEADER);
        }
        Front::Proven(secret) => {
            if !told.is_some_and(|told| secret.is(told.as_bytes())) {
                return Failure::PastFront.into_response();
            }
        }
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::FrontSecret;

    #[test]
    fn only_the_secret_itself_is_it() {
        let secret = FrontSecret::parse(&"5e".repeat(32)).expect("64 digits");
        assert!(secret.is("5e".repeat(32).as_bytes()));
        for other in [
            "",
            "5e",
            &"5e".repeat(31),
            &"5f".repeat(32),
            &"5e".repeat(33),
            "\u{e9}",
        ] {
            assert!(!secret.is(other.as_bytes()), "{other}");
        }
    }
}
