//! The booking function under Lambda: the router of [`functions::booking`].

use functions::{App, booking, serve, start};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let app = start(App::from_environment);
    serve(booking::router(app)).await
}
