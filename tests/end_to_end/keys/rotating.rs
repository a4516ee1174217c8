//! A new practice key: every client's key sealed to it, whenever it was stopped in between.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;

use functions::sealing::KeyId;

use super::{all_open, key_file, keys, practice_key, practice_public, store, with_clients};
use crate::harness::{Practice, knead};

/// How many former keys the key file holds.
fn former(practice: &Practice) -> usize {
    let text = fs::read_to_string(key_file(practice)).expect("a key file");
    text.lines()
        .filter(|line| line.starts_with("former "))
        .count()
}

/// Whether all clients' keys are sealed to the current practice key.
async fn all_sealed_to_current(practice: &Practice, clients: usize) {
    let current = practice_key(practice).public().id().clone();
    let in_use = store(practice).practice_keys_in_use().await;
    assert_eq!(in_use, Ok(BTreeMap::from([(current, clients)])));
}

#[tokio::test]
async fn a_rotation_makes_a_key_that_every_record_opens_with() {
    let (practice, served, sealed) = with_clients(5).await;
    served.kill();
    let old = practice_key(&practice).public();
    let ran = keys(&practice, &["rotate"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let new = practice_public(&practice);
    assert_ne!(new, old);
    let expected = format!("key {}\npublic {new}\nsealed anew 5\n", new.id());
    assert_eq!(ran.stdout, expected);
    let _served = practice.serve();
    all_sealed_to_current(&practice, 5).await;

    // The former key is not needed any more, except for older copies of the table of keys.
    let text = fs::read_to_string(key_file(&practice)).expect("a key file");
    let current = text.lines().filter(|line| !line.starts_with("former "));
    let current = current.collect::<Vec<_>>().join("\n");
    let key = functions::sealing::PracticeKey::parse(&current).expect("the current key");
    all_open(&store(&practice), &key, &sealed).await;
}

#[tokio::test]
async fn a_rotation_stopped_before_its_first_client_goes_on_with_the_same_key() {
    let (practice, served, sealed) = with_clients(3).await;
    served.kill();
    assert_eq!(keys(&practice, &["new"]).code, 0);
    let new = practice_public(&practice);
    let ran = keys(&practice, &["rotate"]);
    assert!(ran.stdout.contains("sealed anew 3\n"), "{}", ran.stdout);
    assert_eq!((former(&practice), practice_public(&practice)), (1, new));
    let _served = practice.serve();
    all_sealed_to_current(&practice, 3).await;
    all_open(&store(&practice), &practice_key(&practice), &sealed).await;
}

#[tokio::test]
async fn a_rotation_stopped_between_two_clients_leaves_both_opening_and_the_next_start_ends_it() {
    const CLIENTS: usize = 24;
    let (practice, served, sealed) = with_clients(CLIENTS).await;
    let old = practice_key(&practice);
    served.kill();
    assert_eq!(keys(&practice, &["new"]).code, 0);
    let new = practice_key(&practice);

    // Served from a copy of the key file as it was, so that nothing is sealed anew at the start.
    let both = fs::read(key_file(&practice)).expect("a key file");
    fs::write(
        key_file(&practice),
        old.to_text().expect("short").as_bytes(),
    )
    .expect("ours");
    let served = practice.serve();
    let watched = store(&practice);
    let first_is_written = async {
        while watched.meter().units().write == 0.0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        biased;
        () = first_is_written => {}
        ended = watched.rewrap_client_keys(&new) => { ended.expect("rewrapped"); }
    }
    let in_use = watched.practice_keys_in_use().await.expect("counted");
    let of = |id: &KeyId| in_use.get(id).copied().unwrap_or(0);
    let (left, changed) = (of(old.public().id()), of(new.public().id()));
    assert!(
        left > 0 && changed > 0 && left + changed == CLIENTS,
        "{in_use:?}"
    );
    all_open(&watched, &new, &sealed).await;

    served.kill();
    fs::write(key_file(&practice), both).expect("ours");
    let _served = practice.serve();
    all_sealed_to_current(&practice, CLIENTS).await;
    all_open(&store(&practice), &new, &sealed).await;
}

#[tokio::test]
async fn a_rotation_that_is_killed_loses_no_record() {
    const CLIENTS: usize = 40;
    let (practice, served, sealed) = with_clients(CLIENTS).await;
    served.kill();
    let mut command = knead();
    command.args(["keys", "rotate"]).arg(practice.path());
    command.env_remove("AWS_ENDPOINT_URL_DYNAMODB");
    let mut rotating = command.stdout(Stdio::null()).spawn().expect("it starts");
    // From the moment its new key is there; should it have ended by then, there is nothing to lose.
    while former(&practice) == 0 && rotating.try_wait().expect("it is ours").is_none() {
        std::thread::yield_now();
    }
    rotating.kill().expect("it is ours");
    rotating.wait().expect("it ends");

    let served = practice.serve();
    all_sealed_to_current(&practice, CLIENTS).await;
    all_open(&store(&practice), &practice_key(&practice), &sealed).await;
    served.kill();
    assert_eq!(keys(&practice, &["rotate"]).code, 0);
    let _served = practice.serve();
    all_sealed_to_current(&practice, CLIENTS).await;
}

#[tokio::test]
async fn a_client_erased_during_a_rotation_stays_erased() {
    let (practice, _served, sealed) = with_clients(2).await;
    let (store, old) = (store(&practice), practice_key(&practice));
    let new = old.succeeded().expect("randomness");
    let destroyed = store.destroy_client_key(
        "CLIENT0000",
        functions::store::Actor::StaffLink,
        super::now(),
    );
    let (rewrapped, destroyed) = tokio::join!(store.rewrap_client_keys(&new), destroyed);
    assert!(rewrapped.is_ok() && destroyed == Ok(true));
    assert!(
        store
            .client_key(&new, "CLIENT0000")
            .await
            .expect("asked")
            .is_none()
    );
    all_open(&store, &new, &sealed[1..]).await;
}
