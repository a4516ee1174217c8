//! The desk function under Lambda: the router of [`functions::desk`], driven by `lambda_http`.

use functions::App;
use functions::desk::{Desk, router};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    functions::start_log();
    let desk = Desk::new(App::from_environment()?);
    lambda_http::run(router(desk)).await
}
