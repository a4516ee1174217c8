//! Answering a page as its HTML asks: every box, the first "yes" or the strongest of each choice.

use std::collections::BTreeMap;

use practice::form::{Form, Kind};
use scraper::{ElementRef, Html, Selector};

use super::typing::{marker, phone};
use crate::page::Page;

/// As many areas as the form takes.
const AREAS_MAX: usize = 12;
/// Of a scale of eleven.
const STRONG: &str = "9";
/// A day that is past for the practice.
const PAST: [&str; 3] = ["7", "October", "2026"];
/// A day that is to come.
const TO_COME: [&str; 3] = ["20", "December", "2026"];

/// What a page's form is sent with: names and values.
pub(super) type Filled = BTreeMap<String, String>;

/// Who answers.
pub(super) struct Answering<'a> {
    pub(super) form: &'a Form,
    /// Day, month and year.
    pub(super) born: [&'static str; 3],
}

impl Answering<'_> {
    /// Fills in the form that a page sends to this address.
    pub(super) fn fill(&self, page: &Page, action: &str) -> Filled {
        let document = Html::parse_document(&page.html);
        let boxes = format!("form[action='{action}'] :is(input, textarea, select)");
        let boxes = Selector::parse(&boxes).expect("a selector");
        let mut filled = Filled::new();
        let mut areas = 0;
        for element in document.select(&boxes) {
            if element.value().name() == "select" {
                let name = element.attr("name").unwrap_or_default();
                filled.insert(name.to_owned(), chosen(&element, &filled));
                continue;
            }
            let name = element.attr("name").unwrap_or_default().to_owned();
            let value = element.attr("value").unwrap_or_default();
            match element.attr("type") {
                Some("hidden") => {
                    filled.insert(name, value.to_owned());
                }
                Some("radio") => {
                    let strong = ["yes", STRONG].contains(&value);
                    if strong || !filled.contains_key(&name) {
                        filled.insert(name, value.to_owned());
                    }
                }
                Some("checkbox") => {
                    areas += usize::from(element.attr("data-region").is_some());
                    if !is_none(&element) && areas <= AREAS_MAX {
                        filled.insert(name, value.to_owned());
                    }
                }
                _ => {
                    let text = self.text(&name);
                    filled.insert(name, text);
                }
            }
        }
        filled
    }

    fn text(&self, name: &str) -> String {
        let (id, part) = name.split_once('.').unwrap_or((name, ""));
        let field = self.form.field(id).expect("a field of the form");
        let is_birth = self.form.birth.as_deref() == Some(id);
        match &field.kind {
            Kind::Date { .. } if is_birth => of_date(self.born, part),
            Kind::Date { bound } if *bound == practice::form::Bound::Past => of_date(PAST, part),
            Kind::Date { .. } => of_date(TO_COME, part),
            Kind::Number { most, .. } => most.to_string(),
            Kind::Phone => phone(name),
            Kind::Contact if part == "phone" => phone(name),
            _ => marker(name),
        }
    }
}

/// What is chosen from a list beside a ticked place: the strongest, or what has a strength; nothing
/// beside one that is not ticked.
fn chosen(list: &ElementRef, filled: &Filled) -> String {
    let name = list.attr("name").unwrap_or_default();
    let place = name.rsplit_once('.').map_or(name, |(place, _)| place);
    if !filled.contains_key(place) {
        return String::new();
    }
    let options = Selector::parse("option").expect("a selector");
    let values = list.select(&options).filter_map(|option| {
        let text = option.text().collect::<String>();
        let value = option.attr("value").map_or(text, str::to_owned);
        (!value.is_empty() && option.attr("data-unmeasured").is_none()).then_some(value)
    });
    let values: Vec<_> = values.collect();
    let strong = values.iter().find(|value| *value == STRONG);
    strong.or(values.first()).cloned().unwrap_or_default()
}

fn of_date([day, month, year]: [&str; 3], part: &str) -> String {
    match part {
        "day" => day,
        "month" => month,
        _ => year,
    }
    .to_owned()
}

/// Whether a box stands for none of the others.
fn is_none(element: &ElementRef) -> bool {
    let name = element.attr("name").unwrap_or_default();
    name.ends_with(".none")
}
