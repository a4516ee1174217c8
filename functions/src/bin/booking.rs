//! The booking function under Lambda: the router of [`functions::booking`], driven by `lambda_http`.

use functions::App;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    functions::start_log();
    let app = App::from_environment()?;
    lambda_http::run(functions::booking::router(app)).await
}
