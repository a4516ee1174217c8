//! Forms: what a client is asked, what they answered, and what a therapist must see of it.
//!
//! One [`Form`] draws the page, checks the post, places the flag and lays out the record. A page's
//! fields, a JSON body and a stored draft all pass through one reader (`reading/`), so they are
//! checked alike and told the same words.

mod answer;
mod body;
mod called;
mod check;
mod condition;
mod consent;
mod definition;
mod field;
mod fit;
mod flag;
mod posted;
mod reading;
mod shown;
mod still_true;
mod submitted;
mod version;
mod visit;

pub use answer::{Answer, Answers, Area, Medication, Person, Signature};
pub use body::{Group, REGIONS, Region, SENSATIONS, Sensation, Side};
pub use check::{Complete, Read};
pub use condition::{Condition, When};
pub use definition::{Ask, Form, Section};
pub use field::{Bound, Choice, Field, Kind, Sensitivity};
pub use fit::Fitted;
pub use flag::{Flag, FlagRule, Level};
pub use shown::Shown;
pub use submitted::Submitted;
pub use visit::Visit;

pub(crate) use still_true::still_true;
