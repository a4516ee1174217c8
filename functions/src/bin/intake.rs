//! The intake function under Lambda: the router of [`functions::intake`].

use functions::intake::{Intake, router};
use functions::{serve, start};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let intake = start(Intake::from_environment);
    serve(router(intake)).await
}
