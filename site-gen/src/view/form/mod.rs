//! A form as templates draw it: to be filled in on the web, to be read back, and on paper.
//!
//! One definition gives all three, so that a question has the same words wherever it stands.

mod drawn;
mod field;
mod opening;
mod paper;
mod said;

pub use drawn::{Given, SectionView};
pub use field::{AreaView, BoxView, FieldView, GroupView, OptionView};
pub use paper::{PaperField, PaperSection, PaperView};
pub use said::{Answered, AnsweredSection, answered, said};
