//! One of several, any of several.

use super::super::{Answer, Choice};
use super::{Posted, Reading};

impl Posted<'_, '_> {
    pub(super) fn choice(&self, options: &[Choice]) -> Reading {
        let chosen = self.own();
        if chosen.is_empty() {
            return self.nothing(|| format!("Select {}", self.field.called().object()));
        }
        if !options.iter().any(|option| option.id == chosen) {
            return self.refuse(self.field.not_offered());
        }
        Ok(Some(Answer::Text(chosen.to_owned())))
    }

    pub(super) fn choices(&self, none: Option<&Choice>) -> Reading {
        let offered = self.field.kind.choices();
        let chosen = offered.filter(|choice| self.is_ticked(&self.field.name(&choice.id)));
        let chosen: Vec<_> = chosen.map(|choice| choice.id.clone()).collect();
        if chosen.is_empty() {
            let object = self.field.called().object();
            return self.nothing(|| match none {
                Some(none) => format!("Select {object}, or “{}”", none.label),
                None => format!("Select {object}"),
            });
        }
        let alone = none.filter(|none| chosen.len() > 1 && chosen.contains(&none.id));
        if let Some(none) = alone {
            return self.refuse(format!("Select what is so, or “{}” alone", none.label));
        }
        Ok(Some(Answer::Texts(chosen)))
    }
}
