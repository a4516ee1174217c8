//! Doing the same many times, several at a time, and how long it took.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

/// How long everything took, and each by itself.
pub(crate) struct Took {
    pub(crate) whole: Duration,
    /// From the shortest to the longest.
    pub(crate) each: Vec<Duration>,
}

/// Does the work of each number below `count`, so many at a time.
pub(crate) async fn take<Done>(
    count: usize,
    at_a_time: usize,
    work: impl Fn(usize) -> Done + Clone + Send + 'static,
) -> Took
where
    Done: Future<Output = ()> + Send,
{
    let next = Arc::new(AtomicUsize::new(0));
    let mut workers = JoinSet::new();
    let began = Instant::now();
    for _ in 0..at_a_time {
        let (next, work) = (Arc::clone(&next), work.clone());
        workers.spawn(async move {
            let mut each = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return each;
                }
                let began = Instant::now();
                work(number).await;
                each.push(began.elapsed());
            }
        });
    }
    let each = workers.join_all().await;
    let whole = began.elapsed();
    let mut each = each.concat();
    each.sort_unstable();
    Took { whole, each }
}

impl Took {
    /// How many were done in a second.
    pub(crate) fn a_second(&self) -> f64 {
        let count = u32::try_from(self.each.len()).expect("not so many");
        f64::from(count) / self.whole.as_secs_f64()
    }

    /// The time that so many of a hundred did not exceed.
    pub(crate) fn percentile(&self, hundredths: usize) -> Duration {
        let index = (self.each.len() * hundredths).div_ceil(100).max(1) - 1;
        self.each[index]
    }
}

/// The middle one of several figures.
pub(crate) fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<_> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
