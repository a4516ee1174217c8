//! Who looked: told to the owner by day, and to a client in their copy.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{serve, told};
use crate::desk::Owner;
use crate::harness::{NOW, Practice, answer};
use crate::intake::{practice, submissions};
use crate::page::Page;

/// An id that a page gives out for a note.
const NOTE: &str = "01KB0000000000000000000002";

async fn submission_of(practice: &Practice) -> String {
    let submissions = submissions(practice).await;
    let id = submissions[0]["id"]["S"].as_str();
    id.expect("an id").to_owned()
}

async fn sends(owner: &Owner<'_>, path: &str, form: &[(&str, &str)]) {
    let sent = owner.post(path, form).send().await.expect("an answer");
    assert_eq!(sent.status(), StatusCode::SEE_OTHER, "{path}");
}

#[tokio::test]
async fn a_copy_tells_the_note_the_decision_and_every_look() {
    let practice = practice();
    let served = serve(&practice, NOW);
    let client = told(&practice, &served).await;
    let form = submission_of(&practice).await;
    let owner = Owner::of(&served).await;
    let record = format!("/desk/clients/{client}");
    let page = Page::of(owner.get(&format!("{record}/submissions/{form}"))).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let note = [("id", NOTE), ("text", "Tight trapezius")];
    sends(&owner, &format!("{record}/notes"), &note).await;
    let decision = [("decision", "seen"), ("version", "0")];
    sends(&owner, &format!("{record}/submissions/{form}"), &decision).await;

    let (_, copy) = answer(owner.get(&format!("/api{record}/export"))).await;
    assert_eq!(copy["notes"][0]["text"], "Tight trapezius");
    assert_eq!(copy["acknowledgements"][0]["decision"], "seen");
    assert_eq!(copy["acknowledgements"][0]["submission"], form.as_str());
    let looks = copy["looks"].as_array().expect("looks");
    let did = |words: &str| looks.iter().find(|look| look["did"] == words);
    let read = did("Read a health form").expect("a look");
    assert_eq!(read["item"], form.as_str());
    assert_eq!(read["client"], client.as_str());
    assert!(read["at"].as_str().is_some_and(|at| at.contains("2026")));
    let by = read["by"].as_str().unwrap_or_default();
    assert!(
        page.text(".desk-who").contains(by) && !by.is_empty(),
        "{by}"
    );
    let wrote = did("Wrote: note").expect("a note");
    assert_eq!(wrote["item"], format!("NOTE#{NOTE}"));
    assert!(did("Decided on flags").is_some(), "{copy}");
    assert!(did("Took out a copy of the record").is_some(), "{copy}");
    assert!(did("Read the record").is_none(), "nobody did: {copy}");

    let copy = Page::of(owner.get(&format!("{record}/export"))).await;
    let main = copy.text("main");
    for part in ["Who looked at it", "Read a health form", by] {
        assert!(main.contains(part), "{part}: {main}");
    }
}

#[tokio::test]
async fn the_copy_of_everybody_is_not_made_longer_by_looks() {
    let practice = practice();
    let served = serve(&practice, NOW);
    told(&practice, &served).await;
    let owner = Owner::of(&served).await;
    let part = owner.get("/desk/export/practice.ndjson").send().await;
    let part = part.expect("an answer").text().await.expect("lines");
    let first: Value = serde_json::from_str(part.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["looks"], json!(null));
}

#[tokio::test]
async fn the_owner_sees_a_day_of_looks_page_after_page() {
    let practice = practice();
    let served = serve(&practice, NOW);
    let client = told(&practice, &served).await;
    let owner = Owner::of(&served).await;
    let empty = Page::of(owner.get("/desk/audit?date=2026-11-23")).await;
    assert!(empty.text("main").contains("Nothing."), "{}", empty.html);
    for _ in 0..105 {
        let looked = Page::of(owner.get(&format!("/desk/clients/{client}"))).await;
        assert_eq!(looked.status, StatusCode::OK);
    }
    let mut rows = 0;
    let mut address = "/desk/audit".to_owned();
    let mut pages = 0;
    while !address.is_empty() {
        let page = Page::of(owner.get(&address)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        assert!(!page.html.contains("Quillmark"), "{}", page.html);
        rows += page.text("tbody").matches("Read the record").count();
        let links = page.all("main a", "href").into_iter();
        let mut more = links.filter(|link| link.contains("after="));
        address = more.next().unwrap_or_default();
        pages += 1;
    }
    assert_eq!((rows, pages), (105, 2));
    let first = Page::of(owner.get("/desk/audit?date=2026-11-24")).await;
    assert!(first.text("tbody").contains("Sent a health form"));
    let place = format!("/desk/clients/{client}");
    assert!(first.all("tbody a", "href").contains(&place));
    assert!(
        first
            .all(".desk-nav a", "href")
            .contains(&"/desk/audit".to_owned())
    );
    let wrong = Page::of(owner.get("/desk/audit?date=soon")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let lost = Page::of(owner.get("/desk/audit?after=nowhere")).await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
}
