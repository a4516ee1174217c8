//! Who sees what of a record, and what is written down of it.

use practice::form::Form;
use reqwest::StatusCode;

use super::client::Story;
use super::staff::{House, Record};
use super::typing::{held, marker};

/// An id that a page gives out for a note.
const NOTE: &str = "01KB0000000000000000000002";

/// Everybody tries to look: the owner and Maya see every word, Fay and Jonas none. Gives what was looked
/// at and written, as the audit has to have it.
pub(super) async fn looks(
    house: &House<'_>,
    records: &[Record],
    (form, stories): (&Form, &[&Story]),
) -> Vec<[String; 4]> {
    let [owner, maya, jonas, fay] = &house.people;
    let mut looks = Vec::new();
    for (record, story) in records.iter().zip(stories) {
        let client = format!("/desk/clients/{}", record.client);
        let page_of_form = format!("{client}/submissions/{}", record.submission);
        let words = story.words();
        for person in [owner, maya] {
            let page = person.opens(&page_of_form).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.html);
            let kept = story.kept_words(form);
            assert_eq!(held(page.html.as_bytes(), &words), kept, "{}", page.html);
            looks.push(look(&person.id, ["read", "submission", &record.submission]));
        }
        for person in [fay, jonas] {
            let page = person.opens(&page_of_form).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            assert_eq!(held(page.html.as_bytes(), &words), [""; 0]);
        }
        let page = fay.opens(&client).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        assert_eq!(held(page.html.as_bytes(), &words), [""; 0]);
        assert_eq!(jonas.opens(&client).await.status, StatusCode::NOT_FOUND);
    }
    let client = format!("/desk/clients/{}", records[0].client);
    let note = [marker("note")];
    let kept = maya
        .sends(
            &format!("{client}/notes"),
            &[("id", NOTE), ("text", &note[0])],
        )
        .await;
    assert_eq!(kept, StatusCode::SEE_OTHER);
    looks.push(look(&maya.id, ["write", "note", &format!("NOTE#{NOTE}")]));
    let page = maya.opens(&client).await;
    assert_eq!(held(page.html.as_bytes(), &note), note, "{}", page.html);
    looks.push(look(&maya.id, ["read", "record", ""]));
    let page = fay.opens(&client).await;
    assert_eq!(held(page.html.as_bytes(), &note), [""; 0]);
    looks.sort();
    looks
}

fn look(staff: &str, [act, what, item]: [&str; 3]) -> [String; 4] {
    [
        format!("staff:{staff}"),
        act.to_owned(),
        what.to_owned(),
        item.to_owned(),
    ]
}
