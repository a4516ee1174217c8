//! Answers to a form that has changed since.

use super::{Answers, Form, Kind};

/// What of older answers fits a form as it is now.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// What fits.
    pub answers: Answers,
    /// The ids of the fields whose answers are gone, by id. Some may not be in the form any more.
    pub dropped: Vec<String>,
}

impl Form {
    /// Keeps what fits, for a form whose version has changed. Consents and the signature are asked for
    /// anew: who agreed to words that were others has not agreed to these.
    #[must_use]
    pub fn fit(&self, answers: Answers) -> Fitted {
        let mut fitted = Fitted {
            answers: Answers::default(),
            dropped: Vec::new(),
        };
        for (id, answer) in answers {
            let field = self.field(&id);
            let field =
                field.filter(|field| !matches!(field.kind, Kind::Consent { .. } | Kind::Signature));
            match field.map(|field| field.again(Some(&answer), None)) {
                Some(Ok(Some(answer))) => fitted.answers.set(id, answer),
                _ => fitted.dropped.push(id),
            }
        }
        fitted
    }
}
