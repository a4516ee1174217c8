//! The notify function under Lambda: each call of its schedule is one sweep of the outbox.

use functions::notify::{Call, Notify};
use functions::start;
use lambda_http::lambda_runtime::{self, LambdaEvent, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let notify = start(Notify::from_environment);
    let sweep = async |event: LambdaEvent<Call>| notify.answer(event.payload).await;
    lambda_runtime::run(service_fn(sweep)).await
}
