//! A signed form on the desk: in the form's own sections, words and order.

use reqwest::StatusCode;

use super::client::Client;
use super::{form, practice, serve, story};
use crate::desk::Owner;
use crate::intake::submissions;
use crate::page::Page;

#[tokio::test]
async fn a_signed_form_is_laid_out_by_the_forms_own_sections() {
    let practice = practice();
    let (served, form) = (serve(&practice), form(&practice));
    let mut client = Client::of(&served, &form);
    let story = client.tells(&story::VISITS[0]).await;
    let sent = submissions(&practice).await;
    let word = |name: &str| sent[0][name]["S"].as_str().expect("a text").to_owned();
    let path = format!(
        "/desk/clients/{}/submissions/{}",
        word("client"),
        word("id")
    );
    let owner = Owner::of(&served).await;
    let page = Page::of(owner.get(&path)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);

    let answered = story.fields(&form);
    let (mut titles, mut labels) = (vec!["Flags"], Vec::new());
    for section in &form.sections {
        let fields = section.fields.iter();
        let fields: Vec<_> = fields
            .filter(|field| answered.contains(&field.id))
            .collect();
        titles.extend((!fields.is_empty()).then_some(section.title.as_str()));
        labels.extend(fields.iter().map(|field| field.label.as_str()));
    }
    assert_eq!(page.text("main h2"), titles.join(" "));
    assert_eq!(page.text(".desk-answers dt"), labels.join(" "));
    assert!(!page.html.contains("has changed since it was signed"));
}
