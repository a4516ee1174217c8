//! A whole record, sealed and opened: what stands between a therapist and what a client wrote.

use std::hint::black_box;
use std::time::{Duration, Instant};

use functions::sealing::{ClientKey, Place, PracticeKey, Sealed, new_client};

use crate::Amount;
use crate::report::{Report, milliseconds};

/// Items of a full record.
const ITEMS: usize = 200;
/// Bytes of each: an answer at some length, or a note.
const ITEM_BYTES: usize = 600;
/// Sealing and opening all of it may take so long.
const RECORD_MAX: Duration = Duration::from_millis(50);
const CLIENT: &str = "01JD0000000000000000000000";

/// Prints how long it takes to seal and to open a full record.
pub(crate) fn measure(amount: Amount, report: &mut Report) {
    let practice = PracticeKey::generate().expect("randomness");
    let (_, wrapped) = new_client(&practice.public(), CLIENT).expect("randomness");
    let open_key = || practice.open_client(CLIENT, &wrapped).expect("our own");
    let key = open_key();
    let items: Vec<_> = (0..ITEMS).map(|item| format!("NOTE#{item:026}")).collect();
    let sealed = seal_all(&key, &items);

    let key_time = median(amount, || drop(black_box(open_key())));
    let sealing = median(amount, || drop(black_box(seal_all(&key, &items))));
    let opening = median(amount, || open_all(&key, &items, &sealed));
    let all = key_time + sealing + opening;
    let bar = report.bar(
        all <= RECORD_MAX,
        format!(
            "a record of {ITEMS} items sealed and opened in {}",
            milliseconds(RECORD_MAX)
        ),
    );
    println!("a record of {ITEMS} items, {ITEM_BYTES} bytes each");
    println!(
        "sealed and opened {}   (the client's key {}, sealed {}, opened {})   {bar}\n",
        milliseconds(all),
        milliseconds(key_time),
        milliseconds(sealing),
        milliseconds(opening),
    );
}

fn seal_all(key: &ClientKey, items: &[String]) -> Vec<Sealed> {
    let public = key.public();
    let seal = |item| public.seal(place(item), &[b'x'; ITEM_BYTES]);
    items
        .iter()
        .map(|item| seal(item).expect("sealed"))
        .collect()
}

fn open_all(key: &ClientKey, items: &[String], sealed: &[Sealed]) {
    for (item, sealed) in items.iter().zip(sealed) {
        black_box(key.open(place(item), sealed).expect("it opens"));
    }
}

fn place(item: &str) -> Place<'_> {
    Place {
        client: CLIENT,
        item,
        field: "text",
    }
}

fn median(amount: Amount, run: impl Fn()) -> Duration {
    let once = || {
        let begun = Instant::now();
        run();
        begun.elapsed()
    };
    let mut times: Vec<_> = (0..amount.rounds.max(3)).map(|_| once()).collect();
    times.sort_unstable();
    times[times.len() / 2]
}
