//! What opens, and above all what does not.

use super::{ClientKey, ClientPublic, OpenError, Place, PracticeKey, Sealed, new_client};

const PLACE: Place<'_> = Place {
    client: "01CLIENT",
    item: "INTAKE#01",
    field: "blood_thinners",
};

fn practice() -> PracticeKey {
    PracticeKey::generate().expect("randomness")
}

fn client(practice: &PracticeKey, id: &str) -> (ClientPublic, ClientKey) {
    let (public, wrapped) = new_client(&practice.public(), id).expect("randomness");
    let key = practice.open_client(id, &wrapped).expect("our own");
    (public, key)
}

#[test]
fn what_is_sealed_to_a_client_opens_with_their_key_at_its_place() {
    let (public, key) = client(&practice(), "01CLIENT");
    let sealed = public.seal(PLACE, b"warfarin").expect("sealed");
    assert!(!sealed.as_bytes().windows(8).any(|part| part == b"warfarin"));
    let opened = key.open(PLACE, &sealed).expect("it opens");
    assert_eq!(opened.text(), Some("warfarin"));
    assert_eq!(key.public(), public);
}

#[test]
fn a_value_put_elsewhere_does_not_open() {
    let practice = practice();
    let (public, key) = client(&practice, "01CLIENT");
    let sealed = public.seal(PLACE, b"warfarin").expect("sealed");
    for place in [
        Place {
            field: "asthma",
            ..PLACE
        },
        Place {
            item: "INTAKE#02",
            ..PLACE
        },
        Place {
            client: "02CLIENT",
            ..PLACE
        },
        Place {
            item: "INTAKE#01b",
            field: "lood_thinners",
            ..PLACE
        },
    ] {
        assert_eq!(
            key.open(place, &sealed).err(),
            Some(OpenError::value(place))
        );
    }
    let (_, anothers) = client(&practice, "02CLIENT");
    assert!(anothers.open(PLACE, &sealed).is_err());
}

#[test]
fn a_value_changed_or_cut_anywhere_does_not_open_and_says_where_it_stands() {
    let (public, key) = client(&practice(), "01CLIENT");
    let whole = public
        .seal(PLACE, b"warfarin")
        .expect("sealed")
        .as_bytes()
        .to_vec();
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        for sealed in [changed, whole[..at].to_vec()] {
            let error = key.open(PLACE, &Sealed::from(sealed)).expect_err("changed");
            assert_eq!(
                error.to_string(),
                "`blood_thinners` of `INTAKE#01` does not open: it was changed, or belongs elsewhere"
            );
        }
    }
}

#[test]
fn a_clients_key_opens_as_that_clients_and_with_its_practices_key_alone() {
    let (own, foreign) = (practice(), practice());
    let (_, wrapped) = new_client(&own.public(), "01CLIENT").expect("randomness");
    let error = own
        .open_client("02CLIENT", &wrapped)
        .expect_err("another's");
    assert_eq!(error, OpenError::client_key("02CLIENT"));
    let error = foreign
        .open_client("01CLIENT", &wrapped)
        .expect_err("foreign");
    let wanted = own.public().id().clone();
    assert_eq!(
        error,
        OpenError::PracticeKey {
            client: "01CLIENT".to_owned(),
            wanted
        }
    );
}

#[test]
fn nothing_prints_what_it_holds() {
    let (public, key) = client(&practice(), "01CLIENT");
    let sealed = public.seal(PLACE, b"warfarin").expect("sealed");
    let opened = key.open(PLACE, &sealed).expect("it opens");
    assert_eq!(
        format!("{opened:?} {key:?} {public:?}"),
        "(private) (private) ClientPublic"
    );
    assert_eq!(format!("{sealed:?}"), "(177 sealed bytes)");
}
