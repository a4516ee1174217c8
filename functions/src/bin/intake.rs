//! The intake function under Lambda: the router of [`functions::intake`], driven by `lambda_http`.

use functions::intake::{Intake, router};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    functions::start_log();
    lambda_http::run(router(Intake::from_environment()?)).await
}
