//! The page of blocks: those to come, and the form for another.

use axum::http::StatusCode;
use axum::response::Response;
use practice::Catalogue;
use practice::booking::FieldError;
use serde::Serialize;

use super::entry::said_of;
use super::in_the_way::ObstacleView;
use super::reading::resources;
use super::typed::{FieldView, OptionView, field};
use crate::answer::{Failure, Mistakes, PageFacts, Problem};
use crate::booking::when;
use crate::desk::{Desk, SignedIn};
use crate::request::Fields;
use crate::store::Block;

#[derive(Serialize)]
struct BlocksPage {
    page: PageFacts,
    problem: Option<Problem>,
    key: String,
    zone: String,
    blocks: Vec<BlockView>,
    of: Vec<OptionView>,
    of_error: String,
    date: FieldView,
    to_date: FieldView,
    from: FieldView,
    to: FieldView,
    words: FieldView,
    /// What is in the way: it can be passed over knowingly.
    obstacles: Vec<ObstacleView>,
}

#[derive(Serialize)]
struct BlockView {
    whose: String,
    when: String,
    words: String,
    /// Where it is taken back.
    address: String,
}

impl Desk {
    /// Draws the page, with what is wrong beside each field, or what is in the way.
    pub(super) async fn blocks_page(
        &self,
        signed_in: &SignedIn,
        status: StatusCode,
        (fields, errors, obstacles): (&Fields, &[FieldError], Vec<ObstacleView>),
    ) -> Result<Response, Failure> {
        let published = self.app.published();
        let catalogue = &published.catalogue;
        let blocks = self.app.store.blocks(self.app.now()).await?;
        let problem = Mistakes(errors).problem();
        let title = match problem {
            Some(_) => "Error: Blocked time",
            None => "Blocked time",
        };
        let field = |name: &str| field(name, fields, errors);
        let of = resources(catalogue).into_iter().map(|resource| OptionView {
            label: said_of(&resource, catalogue),
            chosen: resource.to_string() == fields.get("of"),
            value: resource.to_string(),
        });
        let page = BlocksPage {
            page: PageFacts {
                title: title.to_owned(),
                description: "Time off and closed rooms.",
                address: "/desk/blocks",
            },
            problem,
            key: fields.get("key").to_owned(),
            zone: when::zone(&catalogue.practice),
            blocks: blocks
                .iter()
                .map(|block| BlockView::of(block, catalogue))
                .collect(),
            of: of.collect(),
            of_error: field("of").error.unwrap_or_default(),
            date: field("date"),
            to_date: field("to_date"),
            from: field("from"),
            to: field("to"),
            words: field("words"),
            obstacles,
        };
        Ok(self.page(signed_in, status, "desk/block.html", &page))
    }
}

impl BlockView {
    fn of(block: &Block, catalogue: &Catalogue) -> Self {
        let practice = &catalogue.practice;
        let [start, end] = [block.start, block.end].map(|at| practice.timezone.to_datetime(at));
        let midnight = jiff::civil::Time::midnight();
        let is_whole = start.time() == midnight && end.time() == midnight;
        let last = end.date().yesterday().unwrap_or(end.date());
        Self {
            whose: said_of(&block.resource, catalogue),
            when: match is_whole {
                true => when::span(start.date(), last),
                false => when::from_to(block.start, block.end, practice),
            },
            words: block.words.clone(),
            address: format!("/desk/blocks/{}/remove", block.id),
        }
    }
}
