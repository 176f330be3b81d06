//! Advice on how a brand and a factory share the work of a design: every model side by side, with what closes it, what speaks
//! for it, what it takes in weeks and money, what is not known yet, and what would change the answer.
//!
//! Models, gates, criteria, phases, money and questions are data: `checks/advice`, over which a factory lays a profile. This
//! module judges a design by the checks and holds the rows against what is known of it; it must never know a model, a
//! criterion, a figure or a sentence of theirs, and never read a file or print.

mod advice;
mod asked;
mod assess;
mod away;
mod compile;
mod desk;
mod profile;
mod quantities;
mod questions;
mod rows;
mod written;

pub use advice::{
    Advice, Answer, CriterionRow, Effect, GateRow, ModelAdvice, MoneyRow, Open, PhaseRow, Question, Remedy, Standing,
};
pub use desk::Desk;
pub use rows::Profile;
