//! The desk function under Lambda: the router of [`functions::desk`].

use functions::desk::ClosedDesk;
use functions::{serve, start};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let desk = start(ClosedDesk::from_environment);
    serve(desk.router()).await
}
