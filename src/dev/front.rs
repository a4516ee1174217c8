//! What the front of the cloud does before a function is asked: it tells the client's address.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use functions::CLIENT_ADDRESS_HEADER;

/// Tells the address a request came from, in place of what the client says of itself.
pub(super) async fn tell_address(
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let name = HeaderName::from_static(CLIENT_ADDRESS_HEADER);
    match HeaderValue::from_str(&address.to_string()) {
        Ok(address) => drop(request.headers_mut().insert(name, address)),
        Err(_) => drop(request.headers_mut().remove(name)),
    }
    next.run(request).await
}
