//! Advice on how a brand and a factory share the work of a design: every model side by side, with what closes it, what speaks
//! for it, what it takes in weeks and money, what is not known yet, and what would change the answer.
//!
//! Models, gates, criteria, phases, money and questions are data: `checks/advice`, over which a factory lays a profile. This
//! module judges a design by the checks and holds the rows against what is known of it; it must never know a model, a
//! criterion, a figure or a sentence of theirs, and never read a file or print.

mod asked;
mod assess;
mod away;
mod compile;
mod desk;
mod profile;
mod quantities;
mod questions;
mod written;

pub use assess::{Advice, Answer, CriterionRow, GateRow, MoneyRow, Open, PhaseRow};
pub use away::{ModelAdvice, Remedy, Standing};
pub use desk::Desk;
pub use profile::Profile;
pub use questions::{Effect, Question};
