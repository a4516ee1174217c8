//! What opens, and above all what does not.

use proptest::prelude::*;

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

#[test]
fn what_was_sealed_under_a_former_key_opens_and_moves_on_to_the_current_one() {
    let first = practice();
    let (public, wrapped) = new_client(&first.public(), "01CLIENT").expect("randomness");
    let sealed = public.seal(PLACE, b"warfarin").expect("sealed");
    let second = first.succeeded().expect("randomness");
    let key = second.open_client("01CLIENT", &wrapped);
    assert!(key.expect("a former key").open(PLACE, &sealed).is_ok());

    let anew = second.rewrap("01CLIENT", &wrapped).expect("it opens");
    assert_eq!(anew.practice_key(), second.public().id());
    let key = second.open_client("01CLIENT", &anew).expect("our own");
    assert_eq!(key.public(), public);
    assert!(key.open(PLACE, &sealed).is_ok());
    assert!(second.rewrap("02CLIENT", &wrapped).is_err());
}

/// A part of a place, with what might part it from the next.
fn part() -> impl Strategy<Value = String> {
    "[A-Za-z0-9_#:.é]{0,12}"
}

fn place([client, item, field]: &[String; 3]) -> Place<'_> {
    Place {
        client,
        item,
        field,
    }
}

/// A change of a sealed value: cut to a length, longer, or with a byte that is another.
#[derive(Clone, Debug)]
enum Edit {
    Cut(prop::sample::Index),
    Longer(u8),
    Other(prop::sample::Index, u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        any::<prop::sample::Index>().prop_map(Edit::Cut),
        any::<u8>().prop_map(Edit::Longer),
        (any::<prop::sample::Index>(), 1..=u8::MAX).prop_map(|(at, by)| Edit::Other(at, by)),
    ]
}

impl Edit {
    fn of(&self, sealed: &Sealed) -> Sealed {
        let mut bytes = sealed.as_bytes().to_vec();
        match self {
            Self::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Self::Longer(byte) => bytes.push(*byte),
            Self::Other(at, by) => {
                let at = at.index(bytes.len());
                bytes[at] ^= by;
            }
        }
        bytes.into()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_value_opens_at_its_own_place_and_at_no_other(
        plain in prop::collection::vec(any::<u8>(), 0..3_000),
        room in 0..3_000_usize,
        own in [part(), part(), part()],
        other in [part(), part(), part()],
    ) {
        let (public, key) = client(&practice(), &own[0]);
        prop_assume!(own != other);
        let (own, other) = (place(&own), place(&other));
        let sealed = public.seal_in_room(own, &plain, room).expect("sealed");
        prop_assert_eq!(&*key.open(own, &sealed).expect("it opens"), &plain[..]);
        prop_assert_eq!(key.open(other, &sealed).err(), Some(OpenError::value(other)));
    }

    #[test]
    fn no_edited_value_opens_and_no_edited_client_key(
        plain in prop::collection::vec(any::<u8>(), 0..600),
        edit in edit(),
    ) {
        let practice = practice();
        let (public, mut wrapped) = new_client(&practice.public(), "01CLIENT").expect("randomness");
        let key = practice.open_client("01CLIENT", &wrapped).expect("our own");
        let sealed = public.seal(PLACE, &plain).expect("sealed");
        prop_assert_eq!(key.open(PLACE, &edit.of(&sealed)).err(), Some(OpenError::value(PLACE)));
        wrapped.wrapped = edit.of(&wrapped.wrapped);
        let error = practice.open_client("01CLIENT", &wrapped).err();
        prop_assert_eq!(error, Some(OpenError::client_key("01CLIENT")));
    }

    #[test]
    fn two_values_in_each_others_places_do_not_open(
        first in prop::collection::vec(any::<u8>(), 0..200),
        second in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let (public, key) = client(&practice(), "01CLIENT");
        let elsewhere = Place { field: "asthma", ..PLACE };
        let here = public.seal(PLACE, &first).expect("sealed");
        let there = public.seal(elsewhere, &second).expect("sealed");
        prop_assert!(key.open(PLACE, &there).is_err());
        prop_assert!(key.open(elsewhere, &here).is_err());
    }
}

#[test]
fn a_value_is_bytes_in_the_table_and_a_public_half_is_base64() {
    let practice = practice();
    let (public, wrapped) = new_client(&practice.public(), "01CLIENT").expect("randomness");
    let item: std::collections::HashMap<String, aws_sdk_dynamodb::types::AttributeValue> =
        serde_dynamo::to_item(&wrapped).expect("an item");
    assert!(item["wrapped"].is_b() && item["practice_key"].is_s());
    let read: super::WrappedClientKey = serde_dynamo::from_item(item).expect("as written");
    assert_eq!(read, wrapped);
    let text = serde_json::to_string(&public).expect("text");
    assert_eq!(text.len(), 46, "44 letters in quotes");
    let read: ClientPublic = serde_json::from_str(&text).expect("as written");
    assert_eq!(read, public);
}
