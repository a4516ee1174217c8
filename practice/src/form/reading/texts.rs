//! One line, several lines, a phone number.

use super::super::Answer;
use super::{Posted, Reading};
use crate::booking::{Phone, breaks_a_line, has_controls};

impl Posted<'_, '_> {
    pub(super) fn line(&self, max: usize) -> Reading {
        let text = self.own();
        if breaks_a_line(text) {
            let subject = self.field.called().subject();
            return self.refuse(format!(
                "{subject} must be on one line, in ordinary characters"
            ));
        }
        self.within(text, max)
    }

    pub(super) fn lines(&self, max: usize) -> Reading {
        let text = self.own().replace("\r\n", "\n").replace('\r', "\n");
        if has_controls(&text) {
            let subject = self.field.called().subject();
            return self.refuse(format!("{subject} must be in ordinary characters"));
        }
        self.within(&text, max)
    }

    fn within(&self, text: &str, max: usize) -> Reading {
        if text.is_empty() {
            return self.nothing(|| format!("Enter {}", self.field.called().object()));
        }
        if text.chars().count() > max {
            let subject = self.field.called().subject();
            return self.refuse(format!("{subject} must be {max} characters or fewer"));
        }
        Ok(Some(Answer::Text(text.to_owned())))
    }

    pub(super) fn phone(&self) -> Reading {
        match Phone::parse(self.own()) {
            Ok(Some(phone)) => Ok(Some(Answer::Text(phone.as_str().to_owned()))),
            Ok(None) => self.nothing(|| format!("Enter {}", self.field.called().object())),
            Err(error) => self.refuse(error.message),
        }
    }
}
