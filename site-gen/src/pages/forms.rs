//! Forms on paper: unlisted pages to print, for whoever would rather write by hand.

use super::{Maker, Sheet};
use crate::view::PageView;
use crate::view::form::PaperView;

pub(super) fn sheets(maker: &Maker<'_>) -> Vec<Sheet> {
    let forms = maker.catalogue.forms.iter().map(|form| {
        let view = PageView {
            title: form.title.clone(),
            description: "To print, and to fill in by hand before you come.".to_owned(),
            address: format!("/forms/{}/", form.id),
            unlisted: true,
            ..PageView::default()
        };
        let mut sheet = maker.sheet(view, None, "intake/paper.html", Vec::new());
        let paper = PaperView::of(form, maker.catalogue);
        sheet.context.insert("form", &paper);
        sheet
    });
    forms.collect()
}
