//! The desk function under Lambda: the router of [`functions::desk`], driven by `lambda_http`.

use std::sync::Arc;

use functions::App;
use functions::desk::{Desk, router};
use functions::sealing::Keeper;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    functions::start_log();
    let key = Keeper::from_environment()?.open().await?;
    let desk = Desk::new(App::from_environment()?, Arc::new(key));
    lambda_http::run(router(desk)).await
}
