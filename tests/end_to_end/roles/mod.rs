//! The roles of the functions, held against what the functions do.
mod function;
mod recorder;
mod touch;
mod walk;
mod world;

use recorder::Answers;

#[tokio::test]
async fn look() {
    for answers in [Answers::Come, Answers::AreLost] {
        let touched = walk::everything(answers).await;
        for (function, touches) in touched {
            for touch in touches {
                eprintln!("{answers:?} {function} {touch:?}");
            }
        }
    }
}
