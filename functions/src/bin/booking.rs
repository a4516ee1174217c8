//! The booking function under Lambda: the router of [`functions::booking`], driven by `lambda_http`.

use functions::store::{Endpoint, Store};
use functions::{App, Config, Published};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    tracing_subscriber::fmt()
        .json()
        .with_target(false)
        .without_time()
        .init();
    let config = Config::from_environment()?;
    let published = Published::read(&config.folder)?;
    let store = Store::new(&Endpoint::from_environment()?, &config.table);
    let app = App::new(
        published,
        store,
        config.secret,
        config.site_origin.as_deref(),
        config.clock,
    );
    lambda_http::run(functions::booking::router(app)).await
}
